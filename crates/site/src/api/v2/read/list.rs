//! `GET /api/v2/records/{type}`: the records of a type, selected, sorted, page by page.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use super::{
    super::{answer, call::Caller, wants_lines},
    asked::{ReadAsked, Sort, WHERE},
    body, closed,
    cursor::{Cursor, Key},
    included::Included,
    lines, select,
    select::Selected,
    view::{View, type_of},
};
use crate::{
    error::json,
    request::{AS_OF, Asked},
    site::{App, Site},
    url::encode,
};

/// A page ends when its records take this much, and says where to go on.
const PAGE_BYTES: usize = 8 * 1024 * 1024;

pub(in crate::api::v2) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
    headers: HeaderMap,
) -> Response {
    if wants_lines(&headers) || asked.segment(3).ends_with(lines::ENDING) {
        return lines::get(site, asked, caller).await;
    }
    let of_turn = Arc::clone(&site);
    let _past = match asked.parameter(AS_OF) {
        Some(_) => of_turn.reading.turn_of_the_past().await,
        None => None,
    };
    // What has to be read out of all records is done by a few at a time.
    let is_heavy = asked.parameters().iter().any(|(name, _)| {
        name.starts_with(WHERE) || ["sort", "include", AS_OF].contains(&name.as_str())
    });
    answer::read(site, asked, caller, is_heavy, build).await
}

pub(super) fn build(site: &Site, asked: &Asked) -> answer::Done {
    let one = type_of(site, asked.segment(3))?;
    let fields = site.reading.fields(one);
    let read = ReadAsked::read(site, one, &fields, asked, false)?;
    let view = View::at(site, one, read.day.clone())?;
    closed::refuse(&view, &fields, &read)?;
    let selected = select::select(&view, &fields, &read)?;
    let first = first(&view, &read, &selected);
    let page = Page::of(&view, &read, &selected, first)?;
    let next = page.next.map(|cursor| next_address(asked, &cursor.word()));
    let mut out = String::with_capacity(page.records.len() + 1_000);
    out.push_str("{\"type\": ");
    body::string(&mut out, &view.one.id);
    out.push_str(&format!(
        ", \"total\": {}, \"count\": {}, \"next\": ",
        selected.places.len(),
        page.count
    ));
    match &next {
        Some(next) => body::string(&mut out, next),
        None => out.push_str("null"),
    }
    if let Some(day) = &read.day {
        out.push_str(", \"as_of\": ");
        body::string(&mut out, day.as_str());
    }
    if let Some(instead) = &selected.instead {
        out.push_str(", \"searched_for\": ");
        body::string(&mut out, instead);
    }
    out.push_str(", \"records\": [");
    out.push_str(&page.records);
    out.push(']');
    if !read.facets.is_empty() {
        facets(&mut out, &selected);
    }
    if !read.include.types.is_empty() {
        out.push_str(", \"included\": ");
        page.included.write(&mut out);
    }
    if read.since.is_some() {
        gone(&mut out, &view)?;
    }
    out.push('}');
    let mut response = json(out);
    if let Some(next) = next
        && let Ok(link) = HeaderValue::from_str(&format!("<{next}>; rel=\"next\""))
    {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

/// Where among the selected the page begins.
fn first(view: &View<'_>, read: &ReadAsked, selected: &Selected) -> usize {
    let Some(cursor) = &read.cursor else { return 0 };
    let entries = view.entries();
    match (&selected.keys, read.sort) {
        (Some(keys), Sort::By { descending, .. }) => {
            let rows: Vec<(&Key, &str)> = keys
                .iter()
                .zip(&selected.places)
                .map(|(key, place)| (key, entries[*place].id.as_str()))
                .collect();
            rows.partition_point(|(key, id)| {
                key.compare(&cursor.key, descending)
                    .then_with(|| (*id).cmp(cursor.id.as_str()))
                    .is_le()
            })
        }
        _ => selected
            .places
            .iter()
            .position(|place| entries[*place].id == cursor.id)
            .map_or(cursor.place, |place| place + 1),
    }
}

/// The records of a page, as text with commas between.
struct Page {
    records: String,
    count: usize,
    included: Included,
    next: Option<Cursor>,
}

impl Page {
    fn of(
        view: &View<'_>,
        read: &ReadAsked,
        selected: &Selected,
        first: usize,
    ) -> Result<Self, indigo_registry::ReadError> {
        let mut page = Self {
            records: String::new(),
            count: 0,
            included: Included::default(),
            next: None,
        };
        let entries = view.entries();
        let mut looked_at = 0;
        for place in selected.places.iter().skip(first).take(read.limit) {
            if page.records.len() >= PAGE_BYTES {
                break;
            }
            looked_at += 1;
            // It may have become private since.
            let Some(record) = view.record(&entries[*place].id)? else {
                continue;
            };
            if page.count > 0 {
                page.records.push_str(", ");
            }
            page.count += 1;
            let provenance = read.include.provenance;
            body::record(
                &mut page.records,
                view.one,
                &record,
                read.picks.as_ref(),
                provenance,
            );
            if !read.include.types.is_empty() {
                page.included.add(
                    view.site,
                    view.one,
                    &read.include,
                    &record.data(),
                    read.day.as_ref(),
                )?;
            }
        }
        let end = first + looked_at;
        if looked_at > 0 && end < selected.places.len() {
            let last = end - 1;
            let keys = selected.keys.as_ref();
            page.next = Some(Cursor {
                mark: read.mark.clone(),
                key: keys.map_or(Key::Missing, |keys| keys[last].clone()),
                id: entries[selected.places[last]].id.clone(),
                place: end,
            });
        }
        Ok(page)
    }
}

/// The same address with another cursor.
fn next_address(asked: &Asked, cursor: &str) -> String {
    let mut parameters: Vec<String> = asked
        .parameters()
        .iter()
        .filter(|(name, _)| name != "cursor")
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    parameters.push(format!("cursor={cursor}"));
    format!("{}?{}", asked.path(), parameters.join("&"))
}

fn facets(out: &mut String, selected: &Selected) {
    out.push_str(", \"facets\": {");
    for (number, counted) in selected.facets.iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        body::string(out, &counted.name);
        out.push_str(": [");
        for (number, (value, count)) in counted.values.iter().enumerate() {
            if number > 0 {
                out.push_str(", ");
            }
            out.push_str("{\"value\": ");
            body::string(out, value);
            out.push_str(&format!(", \"count\": {count}}}"));
        }
        out.push(']');
    }
    out.push('}');
}

/// The ids that were named once and are not public now, as the first API lists them too; when they
/// went is not told.
fn gone(out: &mut String, view: &View<'_>) -> Result<(), indigo_registry::ReadError> {
    out.push_str(", \"gone\": [");
    let ids = view.site.reader.ids(&view.one.id)?;
    let gone = ids.iter().filter(|(_, is_public)| !is_public);
    for (number, (id, _)) in gone.enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        body::string(out, id);
    }
    out.push(']');
    Ok(())
}
