//! Where else a record is named: the contracts of an organisation by role, the projects of a fund.

use std::collections::{HashMap, hash_map::Entry};

use indexmap::IndexMap;
use indigo_model::{Value, pointer};
use indigo_registry::Mention;
use indigo_standard::TypeStandard;

use super::Page;
use crate::{
    error::SiteError,
    frame::on_day,
    pages::list::{RowCard, row_card},
    words::{capital_first, counted, sentence_case, small_first},
};

/// A role and the records in which the record has it.
pub(super) struct RoleView {
    pub(super) title: String,
    pub(super) count: String,
    pub(super) rows: Vec<RowCard>,
}

/// The roles in the order of the types and lists that name the record.
pub(super) fn roles(page: &Page<'_>, mentions: &[Mention]) -> Vec<RoleView> {
    let site = page.reading.site;
    let mut by_role: IndexMap<(&str, String, String), Vec<&str>> = IndexMap::new();
    for mention in mentions {
        let ids = by_role
            .entry((
                &mention.record_type,
                mention.list.clone(),
                mention.field.clone(),
            ))
            .or_default();
        if !ids.contains(&mention.id.as_str()) {
            ids.push(&mention.id);
        }
    }
    let mut roles: Vec<((usize, usize), RoleView)> = by_role
        .iter()
        .filter_map(|((record_type, list, field), ids)| {
            let one = site.standard().get(record_type)?;
            let rows: Vec<RowCard> = ids
                .iter()
                .filter_map(|id| page.reading.catalogue.entry(record_type, id))
                .map(|entry| {
                    let mut card = row_card(site, page.reading.catalogue, one, entry);
                    card.href = on_day(&card.href, page.reading.day);
                    card
                })
                .collect();
            let words = &one.profile.words;
            let view = RoleView {
                title: title(one, list, field),
                count: counted(
                    rows.len(),
                    &small_first(&words.title),
                    &small_first(&words.titles),
                ),
                rows,
            };
            let of_type = site
                .standard()
                .types()
                .position(|known| known.id == one.id)?;
            let of_list = one.lists.iter().position(|known| known.pointer == *list);
            Some(((of_type, of_list.unwrap_or_default()), view))
        })
        .filter(|(_, view)| !view.rows.is_empty())
        .collect();
    roles.sort_by_key(|(order, _)| *order);
    roles.into_iter().map(|(_, view)| view).collect()
}

/// Where the record is named, now or on the day that is shown: a record that names it now and did
/// not then is left out.
pub(super) fn mentions(page: &Page<'_>) -> Result<Vec<Mention>, SiteError> {
    let site = page.reading.site;
    let mut mentions = site.reader.mentions(&page.one.id, &page.record.id)?;
    let Some(day) = page.reading.day else {
        return Ok(mentions);
    };
    let mut read: HashMap<(String, String), Value> = HashMap::new();
    for mention in &mentions {
        let key = (mention.record_type.clone(), mention.id.clone());
        if let Entry::Vacant(place) = read.entry(key) {
            let (record_type, id) = place.key();
            let record = site.record_at(record_type, id, Some(day))?;
            place.insert(record.map_or(Value::Null, |record| record.data()));
        }
    }
    mentions.retain(|mention| {
        read.get(&(mention.record_type.clone(), mention.id.clone()))
            .is_some_and(|data| names(data, mention, &page.record.id))
    });
    Ok(mentions)
}

/// Whether a record names another where a mention says.
fn names(data: &Value, mention: &Mention, id: &str) -> bool {
    let named = |place: &Value| {
        pointer::text(place, &mention.field)
            .is_some_and(|ids| ids.split(',').any(|one| one.trim() == id))
    };
    if mention.list.is_empty() {
        named(data)
    } else {
        pointer::rows(data, &mention.list).any(named)
    }
}

/// What a role is called: the list's title, with what the field adds to it.
fn title(one: &TypeStandard, list: &str, field: &str) -> String {
    let Some(rows) = one.list(list) else {
        let title = one.field(field).map_or(field, |field| &field.title);
        return sentence_case(title);
    };
    let list_title = rows.keys.last().map_or_else(String::new, |_| {
        sentence_case(rows.title.rsplit(" - ").next().unwrap_or_default())
    });
    let part = rows
        .field(field)
        .map(|field| role_of(&field.titles.join(" ")))
        .unwrap_or_default();
    if part.is_empty()
        && let Some(role) = one.profile.list.roles.get(list)
    {
        return role.clone();
    }
    let of = &one.profile.words.titles;
    if part.is_empty() {
        format!("{of}: {}", small_first(&list_title))
    } else {
        format!("{of}: {}, {}", small_first(&list_title), small_first(&part))
    }
}

/// What a field's title says besides "organisation" and "id".
fn role_of(title: &str) -> String {
    let left: Vec<&str> = title
        .split_whitespace()
        .filter(|word| {
            let plain: String = word
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect();
            !matches!(
                plain.as_str(),
                "organisation" | "organisations" | "id" | "ids" | "value" | "of" | "project" | "by"
            )
        })
        .collect();
    capital_first(&sentence_case(&left.join(" ")))
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn roles_are_named_from_the_standard() {
        let standard = Standard::builtin().unwrap();
        let project = standard.get("project").unwrap();
        let say = |list: &str, field: &str| title(project, list, field);
        assert_eq!(
            say("/service_provisions", "/organisation_id/value"),
            "Delivers in"
        );
        assert_eq!(
            say("/outcome_payments", "/payer_organisation_id/value"),
            "Projects: outcome payments, payer"
        );
        assert_eq!(
            say("/results", "/outcomes_validator_organisation_ids/value"),
            "Projects: results, outcomes validator(s)"
        );
        assert_eq!(say("/outcome_funds", "/id"), "Projects: outcome funds");
    }
}
