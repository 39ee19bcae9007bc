//! Every answer of the old API, as we give it.

use std::collections::{BTreeMap, BTreeSet};

use indigo_publish::{Projection, api_json, envelope, project};

use super::records::Records;

const SANDBOXES: [&str; 2] = ["alpha", "beta"];

/// File name → body, as the golden files are named.
pub(crate) fn answers(records: &Records) -> BTreeMap<String, String> {
    let sandboxes = SANDBOXES.map(str::to_owned);
    let mut projections: BTreeMap<(&str, &str), Projection> = BTreeMap::new();
    for one in records.standard.types() {
        for (id, record) in &records.types[&one.id] {
            let projection =
                project(one, id, record.exists, &record.data, &sandboxes, records).unwrap();
            projections.insert((&one.id, id), projection);
        }
    }
    // Which records are named by a public row of a public record of which type.
    let mut named = BTreeSet::new();
    for ((from, _), projection) in &projections {
        for reference in projection
            .references
            .iter()
            .filter(|reference| reference.public)
        {
            named.insert((*from, reference.record_type.as_str(), reference.id.as_str()));
        }
    }

    let mut answers = BTreeMap::new();
    for one in records.standard.types() {
        let mut list = Vec::new();
        for id in records.types[&one.id].keys() {
            let projection = &projections[&(one.id.as_str(), id.as_str())];
            list.push((id.clone(), projection.public));
            if !projection.public {
                continue;
            }
            let flags: Vec<(String, bool)> = one
                .profile
                .publication
                .flags
                .iter()
                .map(|(key, from)| {
                    let is_named = named.contains(&(from.as_str(), one.id.as_str(), id.as_str()));
                    (key.clone(), is_named)
                })
                .collect();
            let data = api_json::text(&projection.data);
            let word = &one.profile.words.one;
            let body = envelope::item(word, id, &data, &flags, None);
            answers.insert(format!("{}/{id}.json", one.id), body);
            if one.profile.publication.sandboxes {
                let sandboxes: Vec<(String, String)> = projection
                    .sandboxes
                    .iter()
                    .map(|(sandbox, data)| (sandbox.clone(), api_json::text(data)))
                    .collect();
                let body = envelope::item(word, id, &data, &flags, Some(&sandboxes));
                answers.insert(format!("{}/{id}.sandbox.json", one.id), body);
            }
        }
        let body = envelope::list(one.plural(), &list);
        answers.insert(format!("{}/_list.json", one.id), body);
    }
    answers
}
