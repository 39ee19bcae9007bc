//! `GET /data/codelists`: every list of values that fields take; `GET /data/codelists/{name}`: one,
//! with what each value means and how many public records use it.

mod named;

use std::{collections::BTreeSet, sync::Arc};

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_standard::{FilterSpec, TypeStandard};

pub(crate) use named::{ListUse, NamedList, named_lists};

use crate::{
    answer::{self, Built},
    error::SiteError,
    facts::references::anchor,
    fill::Fill,
    frame::{Frame, dictionary_href, list_href},
    request::Asked,
    site::{App, Site},
    url::encode,
    words::{count, counted, shortened, small_first},
};

/// How many fields get a column of their own.
const COLUMNS: usize = 6;
/// How much of a value that is not in the list is shown.
const OUTSIDE_LETTERS: usize = 200;

#[derive(Template)]
#[template(path = "codelists.html")]
struct AllView<'a> {
    frame: Frame<'a>,
    lists: Vec<ListLine>,
}

struct ListLine {
    href: String,
    title: String,
    values: String,
    /// "Stage of development in projects".
    uses: Vec<String>,
}

#[derive(Template)]
#[template(path = "codelist.html")]
struct OneView<'a> {
    frame: Frame<'a>,
    title: String,
    name: String,
    file: Option<String>,
    values: String,
    columns: Vec<UseView>,
    others: Vec<UseView>,
    rows: Vec<ValueRow>,
    /// Values that records use and the list does not have.
    outside: Vec<ValueRow>,
}

/// A field that takes values of the list.
struct UseView {
    title: String,
    of: String,
    href: String,
    /// "of 319".
    records: String,
}

struct ValueRow {
    anchor: String,
    value: String,
    meaning: String,
    /// For each column: how many records, and where they are listed.
    counts: Vec<(String, Option<String>)>,
}

/// The address of a list of values.
pub(crate) fn codelist_href(name: &str) -> String {
    format!("/data/codelists/{}", encode(name))
}

pub(crate) async fn all(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, |site, asked| {
        let lists = named_lists(site.standard())
            .iter()
            .map(|list| ListLine {
                href: codelist_href(&list.name),
                title: list.title.clone(),
                values: counted(list.codelist.values.len(), "value", "values"),
                uses: list.uses.iter().take(COLUMNS).map(said).collect(),
            })
            .collect();
        answer::page(&AllView {
            frame: Frame::new(
                site,
                asked,
                "Lists of values",
                "Every list of values that fields take, with what each value means.",
            ),
            lists,
        })
    })
    .await
}

fn said(one: &ListUse<'_>) -> String {
    let titles = small_first(&one.one.profile.words.titles);
    format!("{} in {titles}", one.title)
}

pub(crate) async fn one(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let lists = named_lists(site.standard());
    let name = asked.segment(2);
    let list = lists
        .iter()
        .find(|list| list.name == name)
        .ok_or(SiteError::NotFound)?;
    let shown = &list.uses[..list.uses.len().min(COLUMNS)];
    let mut fills = Vec::with_capacity(shown.len());
    for one in shown {
        fills.push(site.fill.of(site.reader.as_ref(), one.one)?);
    }
    let rows = list
        .codelist
        .values
        .iter()
        .map(|(value, meaning)| ValueRow {
            anchor: anchor(value),
            value: value.clone(),
            meaning: meaning.clone(),
            counts: counts(shown, &fills, value),
        })
        .collect();
    let outside: BTreeSet<&str> = shown
        .iter()
        .zip(&fills)
        .flat_map(|(one, fill)| fill.outside(&one.pointer, list.codelist))
        .collect();
    let outside = outside
        .into_iter()
        .map(|value| ValueRow {
            anchor: String::new(),
            value: shortened(value, OUTSIDE_LETTERS),
            meaning: String::new(),
            counts: counts(shown, &fills, value),
        })
        .collect();
    let title = list.title.clone();
    answer::page(&OneView {
        frame: Frame::new(
            site,
            asked,
            format!("List of values: {title}"),
            format!("{title}: what each value means, and how many public records use it."),
        ),
        name: list.name.clone(),
        file: list.codelist.file.clone(),
        values: counted(list.codelist.values.len(), "value", "values"),
        columns: shown
            .iter()
            .zip(&fills)
            .map(|(one, fill)| use_view(one, fill.records))
            .collect(),
        others: list.uses[shown.len()..]
            .iter()
            .map(|one| use_view(one, 0))
            .collect(),
        title,
        rows,
        outside,
    })
}

/// For each field: how many records use a value, and where they are listed.
fn counts(
    shown: &[ListUse<'_>],
    fills: &[Arc<Fill>],
    value: &str,
) -> Vec<(String, Option<String>)> {
    let columns = shown.iter().zip(fills);
    columns
        .map(|(one, fill)| {
            let uses = fill.uses(&one.pointer, value);
            let href = filter_of(one).filter(|_| uses > 0).map(|filter| {
                let list = list_href(one.one);
                format!("{list}?{}={}", encode(&filter.name), encode(value))
            });
            (count(uses), href)
        })
        .collect()
}

fn use_view(one: &ListUse<'_>, records: usize) -> UseView {
    UseView {
        title: one.title.clone(),
        of: small_first(&one.one.profile.words.titles),
        href: format!("{}#{}", dictionary_href(one.one), anchor(&one.field)),
        records: count(records),
    }
}

/// The filter of the type's list that asks for the values of a field.
fn filter_of<'a>(of: &ListUse<'a>) -> Option<&'a FilterSpec> {
    let one: &'a TypeStandard = of.one;
    one.profile.list.filters.iter().find(|filter| {
        !filter.year
            && match (&filter.pointer, &filter.list, &filter.field) {
                (Some(pointer), _, _) => *pointer == of.pointer,
                (None, Some(list), Some(field)) => format!("{list}/*{field}") == of.pointer,
                _ => false,
            }
    })
}
