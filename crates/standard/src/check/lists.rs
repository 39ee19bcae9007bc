//! `indigo.list` and `indigo.downloads`: what lists show, filter and sort by, and their columns.

mod details;
mod worked_out;

use std::collections::HashSet;

use super::Sheet;
use crate::tree::{Kind, ValueType};

/// Parameters of a list's address that are no filter.
const PARAMETERS: [&str; 6] = ["q", "sort", "page", "per", "view", "as_of"];
/// Sortings that every list has.
const SORTINGS: [&str; 6] = ["name", "id", "newest", "oldest", "changed", "best"];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    filters(sheet);
    values(sheet);
    parties(sheet);
    roles(sheet);
    numbers(sheet);
    extra_columns(sheet);
    worked_out::check(sheet);
    details::check(sheet);
}

fn filters(sheet: &mut Sheet<'_>) {
    let mut names = HashSet::new();
    for (place, filter) in sheet.one.profile.list.filters.iter().enumerate() {
        let place = format!("/indigo/list/filters/{place}");
        let name = filter.name.as_str();
        if PARAMETERS.contains(&name) || !names.insert(name) {
            sheet.error(
                "name_taken",
                &format!("{place}/name"),
                format!(
                    "The filter name \"{name}\" is taken; each filter needs one of its own, and not q, sort, page, per, view or as_of."
                ),
            );
        }
        let why = "the filter would never offer anything";
        if worked_out::kinds(filter) != 1 {
            sheet.error(
                "filter_unclear",
                &place,
                format!(
                    "The filter \"{name}\" needs either pointer, or list and field, or flags, or bands, or party, or has, or quality, or regionsOf, or namedBy, and nothing else of these."
                ),
            );
            continue;
        }
        if let Some(pointer) = &filter.pointer {
            sheet.field(&format!("{place}/pointer"), pointer, why);
        }
        if let (Some(list), Some(field)) = (&filter.list, &filter.field) {
            sheet.in_rows(&place, list, field, why);
        }
        if let Some(group) = &filter.flags {
            let is_group = sheet
                .node(group)
                .is_some_and(|node| matches!(node.kind, Kind::Group { .. }));
            if !is_group {
                sheet.error(
                    "pointer_unknown",
                    &format!("{place}/flags"),
                    format!("\"{group}\" is no group of the schema: {why}."),
                );
            }
        }
        worked_out::filter(sheet, &place, filter, why);
    }
}

fn values(sheet: &mut Sheet<'_>) {
    let spec = &sheet.one.profile.list;
    for (name, pointers) in &spec.values {
        for (place, pointer) in pointers.iter().enumerate() {
            sheet.field(
                &format!("/indigo/list/values/{name}/{place}"),
                pointer,
                "lists would not show it",
            );
        }
    }
    for (name, list) in &spec.counts {
        let why = "lists would count nothing";
        sheet.list(&format!("/indigo/list/counts/{name}"), list, why);
    }
    if let Some(date) = &spec.date
        && !spec.values.contains_key(date)
    {
        sheet.error(
            "name_unknown",
            "/indigo/list/date",
            format!("\"{date}\" is no name in list.values: the list could not be sorted by date."),
        );
    }
}

fn parties(sheet: &mut Sheet<'_>) {
    for (place, party) in sheet.one.profile.list.parties.iter().enumerate() {
        let place = format!("/indigo/list/parties/{place}");
        let why = "lists would name nobody";
        sheet.in_rows(&place, &party.list, &party.field, why);
        sheet.record_type(&format!("{place}/recordType"), &party.record_type, why);
    }
}

fn roles(sheet: &mut Sheet<'_>) {
    for (list, role) in &sheet.one.profile.list.roles {
        let why = format!("\"{role}\" would stand on no page");
        sheet.list("/indigo/list/roles", list, &why);
    }
}

fn numbers(sheet: &mut Sheet<'_>) {
    for (place, column) in sheet.one.profile.list.numbers.iter().enumerate() {
        let place = format!("/indigo/list/numbers/{place}");
        if SORTINGS.contains(&column.name.as_str()) {
            sheet.error(
                "name_taken",
                &format!("{place}/name"),
                format!("Every list has a sorting \"{}\" already.", column.name),
            );
        }
        for (key, name) in column
            .own
            .iter()
            .flat_map(|own| [("amount", &own.amount), ("currency", &own.currency)])
        {
            if !sheet.one.profile.list.values.contains_key(name) {
                sheet.error(
                    "name_unknown",
                    &format!("{place}/own/{key}"),
                    format!("\"{name}\" is no name in list.values: amounts in other currencies could not be sorted."),
                );
            }
        }
        for (at, pointer) in column.pointers.iter().enumerate() {
            let place = format!("{place}/pointers/{at}");
            let found = sheet.field(&place, pointer, "there would be no number");
            if found.is_some_and(|field| field.leaf.value_type != ValueType::Number) {
                sheet.error(
                    "not_a_number",
                    &place,
                    format!("\"{pointer}\" holds text by the schema: there would be no number."),
                );
            }
        }
    }
}

fn extra_columns(sheet: &mut Sheet<'_>) {
    let extra = &sheet.one.profile.downloads.list_extra;
    for (place, column) in extra.iter().enumerate() {
        sheet.in_rows(
            &format!("/indigo/downloads/listExtra/{place}"),
            &column.list,
            &column.field,
            "the column would be empty",
        );
    }
}
