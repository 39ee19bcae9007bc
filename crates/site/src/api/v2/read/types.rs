//! `GET /api/v2/types` and `GET /api/v2/types/{type}`: which records there are, and every field with
//! its name, kind, values and operators.

use axum::{extract::State, response::Response};
use indigo_standard::{FilterSpec, TypeStandard};
use serde_json::{Value, json};

use super::{
    super::{answer, call::Caller},
    asked::plain_parameters,
    condition::Operator,
    faults::Faults,
    fields::{Kind, Named, Place},
    included,
    view::View,
};
use crate::{
    error,
    index::closed_values,
    meant::nearest,
    pages::list::value_shown,
    request::Asked,
    site::{App, Site},
};

/// The places of fields whose columns are read at a time when all are counted.
const AT_A_TIME: usize = 64;

pub(in crate::api::v2) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    let is_heavy = asked.parameters().iter().any(|(name, _)| name == "counts");
    answer::read(site, asked, caller, is_heavy, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let name = asked.segment(3);
    let is_one = !name.is_empty();
    let mut faults = Faults::default();
    plain_parameters(asked, &mut faults);
    let mut counts = false;
    for (name, value) in asked.parameters() {
        match (name.as_str(), value.as_str()) {
            ("counts", "true") if is_one => counts = true,
            ("counts", "false") if is_one => {}
            ("counts", _) if is_one => {
                faults.add(name, "value_not_known", "Write true or false.");
            }
            _ => faults.unknown(
                name,
                "parameter_unknown",
                "There is no such parameter.",
                nearest(name, is_one.then_some("counts").into_iter()),
            ),
        }
    }
    faults.finish()?;
    let body = if is_one {
        one(&View::of(site, name)?, counts)?
    } else {
        let catalogue = site.index()?.catalogue.clone();
        let types: Vec<Value> = site
            .standard()
            .types()
            .map(|one| {
                let mut told = head(one);
                told["records"] = json!(catalogue.entries(&one.id).len());
                told
            })
            .collect();
        json!({ "types": types })
    };
    Ok(error::json(body.to_string()))
}

fn head(one: &TypeStandard) -> Value {
    json!({
        "type": one.id,
        "title": one.profile.words.title,
        "title_of_many": one.profile.words.titles,
        "description": one.description,
        "version": one.version,
        "list": format!("/api/v2/records/{}", one.id),
        "stream": format!("/api/v2/records/{}.jsonl", one.id),
        "fields": format!("/api/v2/types/{}", one.id),
        "page": format!("/{}", one.profile.words.path),
    })
}

fn one(view: &View<'_>, counts: bool) -> Result<Value, indigo_registry::ReadError> {
    let (site, one) = (view.site, view.one);
    let fields = site.reading.fields(one);
    let mut filled: Vec<usize> = Vec::new();
    if counts {
        let all: Vec<usize> = (0..fields.all.len()).collect();
        for some in all.chunks(AT_A_TIME) {
            for column in site.reading.columns(view, &fields, some)? {
                let places = 0..view.entries().len();
                filled.push(places.filter(|place| !column.of(*place).is_empty()).count());
            }
        }
    }
    let told: Vec<Value> = fields
        .all
        .iter()
        .enumerate()
        .map(|(place, named)| {
            let mut told = field(named);
            if let Some(filled) = filled.get(place) {
                told["filled"] = json!(filled);
            }
            told
        })
        .collect();
    let filters: Vec<Value> = one
        .profile
        .list
        .filters
        .iter()
        .enumerate()
        .map(|(place, filter)| facet(view, place, filter))
        .collect();
    let mut body = head(one);
    body["records"] = json!(view.entries().len());
    body["include"] = json!(included::words(one, site));
    body["facets"] = json!(filters);
    body["fields"] = json!(told);
    Ok(body)
}

/// A filter of the lists with its values: all that there can be, or else those that records have.
fn facet(view: &View<'_>, place: usize, filter: &FilterSpec) -> Value {
    let facet = view.of_type().and_then(|of_type| of_type.facet(place));
    let title = |value: &str| match facet {
        Some(facet) if filter.party.is_some() => facet.label(value).to_owned(),
        _ => value_shown(view.site, filter, value),
    };
    let closed = closed_values(view.one, filter);
    let is_closed = closed.is_some();
    let mut values = closed.unwrap_or_default();
    let occurring = facet.map_or(&[] as &[String], |facet| &facet.values);
    let mut others: Vec<&String> = occurring
        .iter()
        .filter(|value| !values.contains(value))
        .collect();
    others.sort_unstable();
    values.extend(others.into_iter().cloned());
    let values: Vec<Value> = values
        .iter()
        .map(|value| json!({ "value": value, "title": title(value) }))
        .collect();
    json!({
        "name": filter.name,
        "title": filter.title,
        "is_closed": is_closed,
        "values": values,
    })
}

fn field(named: &Named) -> Value {
    let operators: Vec<&str> = Operator::of(named.kind)
        .into_iter()
        .map(Operator::word)
        .collect();
    let leaf = named.leaf.as_ref();
    let codes = leaf.and_then(|leaf| leaf.codelist.as_ref());
    let is_sortable = named.kind != Kind::Text
        || matches!(named.place, Place::Id | Place::Name | Place::Updated)
        || named.name == "name";
    json!({
        "name": named.name,
        "kind": named.kind.word(),
        "title": named.title,
        "description": named.description,
        "list": named.list.as_deref().map(|list| list.trim_start_matches('/').replace('/', ".")),
        "unit": leaf.and_then(|leaf| leaf.unit.as_ref()),
        "codes": codes.map(|codes| codes.values.keys().collect::<Vec<_>>()),
        "refers_to": leaf.and_then(|leaf| leaf.references.as_ref()).map(|to| &to.record_type),
        "priority": named.priority,
        "operators": operators,
        "sortable": is_sortable,
    })
}
