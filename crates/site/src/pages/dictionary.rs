//! `GET /data/dictionary/{type}`: every field of a type, with what to enter, unit, examples and
//! values; with `.json` behind the type, for programs.

mod json;

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_exchange::tables::DataTable;
use indigo_standard::{Kind, Leaf, Node, TypeStandard, ValueType};

use super::codelists::{NamedList, codelist_href, named_lists};
use crate::{
    answer::{self, Built},
    error::{self, SiteError},
    facts::references::anchor,
    fill::Fill,
    frame::{Frame, dictionary_href, list_href},
    headers::open_to_all,
    request::Asked,
    site::{App, Site},
    words::{count, sentence_case, small_first},
};

/// What stands behind the type in the address for programs.
const ENDING: &str = ".json";

/// More values than this are folded away.
const SHOWN_VALUES: usize = 12;

#[derive(Template)]
#[template(path = "dictionary.html")]
struct View<'a> {
    frame: Frame<'a>,
    titles: &'a str,
    list_href: String,
    version: Option<&'a str>,
    description: Option<&'a str>,
    fields: String,
    sections: Vec<Section>,
    others: Vec<(String, &'a str)>,
}

/// A key at the root with everything below it.
struct Section {
    title: String,
    anchor: String,
    is_list: bool,
    description: Option<String>,
    entries: Vec<Entry>,
}

/// A field or a group.
struct Entry {
    anchor: String,
    title: String,
    pointer: String,
    description: Option<String>,
    priority: Option<u8>,
    kind: String,
    unit: Option<String>,
    examples: Vec<String>,
    hint: Option<String>,
    values: Vec<(String, String)>,
    values_folded: bool,
    /// The header of the column in CSV files.
    header: Option<String>,
    /// The name in the API.
    api_name: Option<String>,
    /// Table and column in the files of all data.
    column: Option<(String, String)>,
    /// The dictionary or section that explains what is referred to.
    refers: Option<(String, String)>,
    /// Several ids may stand in one value.
    several: bool,
    /// A group: a heading over its fields.
    is_group: bool,
    /// How many public records say something here, and of how many.
    filled: Option<(String, String)>,
    /// The page of the list of values.
    codelist: Option<String>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    let is_json = asked.segment(2).ends_with(ENDING);
    let mut response = answer::from(site, asked, build).await;
    if is_json {
        open_to_all(response.headers_mut());
    }
    response
}

fn build(site: &Site, asked: &Asked) -> Built {
    let name = asked.segment(2);
    if let Some(id) = name.strip_suffix(ENDING) {
        let one = site.standard().get(id).ok_or(SiteError::NotFound)?;
        let body = json::dictionary(one).to_string();
        return Ok(answer::kept(error::json(body)));
    }
    let one = site.standard().get(name).ok_or(SiteError::NotFound)?;
    let titles = &one.profile.words.titles;
    let fill = site.fill.of(site.reader.as_ref(), one)?;
    let lists = named_lists(site.standard());
    let about = About {
        one,
        columns: columns(one),
        fill: &fill,
        lists: &lists,
    };
    let view = View {
        frame: Frame::new(
            site,
            asked,
            format!("Dictionary: {}", small_first(titles)),
            format!(
                "Every field of {}: what it means, its unit, examples and the values that it takes.",
                small_first(titles)
            ),
        ),
        titles,
        list_href: list_href(one),
        version: one.version.as_deref(),
        description: one.description.as_deref(),
        fields: count(one.leaf_count()),
        sections: one
            .nodes
            .iter()
            .filter(|node| !is_hidden(node))
            .map(|node| section(&about, node))
            .collect(),
        others: site
            .standard()
            .types()
            .filter(|other| other.id != one.id)
            .map(|other| (dictionary_href(other), other.profile.words.titles.as_str()))
            .collect(),
    };
    answer::page(&view)
}

/// Statuses and sandboxes say who may see something; they are no facts and never published.
fn is_hidden(node: &Node) -> bool {
    matches!(node.key.as_str(), "status" | "sandboxes")
}

/// What entries are made from besides their node.
struct About<'a> {
    one: &'a TypeStandard,
    /// Place of a field → its table and column in the files of all data.
    columns: HashMap<String, (String, String)>,
    fill: &'a Fill,
    lists: &'a [NamedList<'a>],
}

fn section(about: &About<'_>, node: &Node) -> Section {
    let mut entries = Vec::new();
    match &node.kind {
        Kind::Leaf(leaf) => entries.push(entry(about, node, Some(leaf), &[])),
        Kind::Group { children } if value_leaf(children).is_some() => {
            below(about, std::slice::from_ref(node), &[], &mut entries);
        }
        Kind::Group { children } | Kind::List { children, .. } => {
            below(about, children, &[], &mut entries);
        }
    }
    // A section of one field has that field's place.
    let own = anchor(&node.pointer);
    let taken = entries.iter().any(|entry| entry.anchor == own);
    Section {
        title: title_of(node),
        anchor: if taken { String::new() } else { own },
        is_list: matches!(node.kind, Kind::List { .. }),
        description: node.description.clone().filter(|_| !taken),
        entries,
    }
}

fn below(about: &About<'_>, nodes: &[Node], titles: &[String], entries: &mut Vec<Entry>) {
    for node in nodes.iter().filter(|node| !is_hidden(node)) {
        match &node.kind {
            Kind::Leaf(leaf) => entries.push(entry(about, node, Some(leaf), titles)),
            Kind::Group { children } => {
                if let Some(leaf) = value_leaf(children) {
                    entries.push(entry(about, node, Some(leaf), titles));
                    let rest: Vec<Node> = children
                        .iter()
                        .filter(|child| child.key != "value")
                        .cloned()
                        .collect();
                    below(about, &rest, &with(titles, node), entries);
                } else {
                    entries.push(entry(about, node, None, titles));
                    below(about, children, &with(titles, node), entries);
                }
            }
            Kind::List { children, .. } => {
                entries.push(entry(about, node, None, titles));
                below(about, children, &with(titles, node), entries);
            }
        }
    }
}

fn with(titles: &[String], node: &Node) -> Vec<String> {
    let mut titles = titles.to_vec();
    titles.push(title_of(node));
    titles
}

fn value_leaf(children: &[Node]) -> Option<&Leaf> {
    children.iter().find_map(|child| match &child.kind {
        Kind::Leaf(leaf) if child.key == "value" => Some(leaf.as_ref()),
        _ => None,
    })
}

fn entry(about: &About<'_>, node: &Node, leaf: Option<&Leaf>, titles: &[String]) -> Entry {
    let one = about.one;
    let mut title = titles.to_vec();
    title.push(title_of(node));
    let values: Vec<(String, String)> = leaf
        .and_then(|leaf| leaf.codelist.as_ref())
        .into_iter()
        .flat_map(|list| &list.values)
        .map(|(value, meaning)| (value.clone(), meaning.clone()))
        .collect();
    Entry {
        anchor: anchor(&node.pointer),
        title: title.join(": "),
        pointer: node.pointer.clone(),
        description: node.description.clone(),
        priority: node.priority.or_else(|| {
            let pointer = node.pointer.as_str();
            let field = one.fields.iter().find(|field| {
                field.pointer == pointer || field.pointer == format!("{pointer}/value")
            })?;
            field.priority
        }),
        kind: leaf.map_or_else(String::new, kind),
        unit: leaf.and_then(|leaf| leaf.unit.clone()),
        examples: leaf.map_or_else(Vec::new, |leaf| leaf.examples.clone()),
        hint: leaf.and_then(|leaf| leaf.pattern_hint.clone()),
        values_folded: values.len() > SHOWN_VALUES,
        values,
        header: header(one, &node.pointer),
        api_name: leaf.map(|_| api_name(&node.pointer)),
        column: leaf.and_then(|_| {
            let at = |place: &str| about.columns.get(place).cloned();
            at(&node.pointer).or_else(|| at(&format!("{}/value", node.pointer)))
        }),
        refers: leaf.and_then(refers),
        several: leaf.is_some_and(|leaf| {
            let of_records = leaf
                .references
                .as_ref()
                .and_then(|to| to.separator.as_ref());
            let of_rows = leaf.rows.as_ref().and_then(|to| to.separator.as_ref());
            of_records.or(of_rows).is_some()
        }),
        is_group: leaf.is_none(),
        filled: (leaf.is_some() || matches!(node.kind, Kind::List { .. })).then(|| {
            (
                count(about.fill.filled(&node.pointer)),
                count(about.fill.records),
            )
        }),
        codelist: leaf
            .and_then(|leaf| leaf.codelist.as_ref())
            .and_then(|list| about.lists.iter().find(|named| named.codelist == list))
            .map(|named| codelist_href(&named.name)),
    }
}

/// What a field is called in the API: the keys on the way to it, with dots.
fn api_name(pointer: &str) -> String {
    let pointer = pointer.strip_suffix("/value").unwrap_or(pointer);
    let keys = pointer.split('/').filter(|key| !matches!(*key, "" | "*"));
    keys.collect::<Vec<_>>().join(".")
}

/// Where the files of all data have each field: table and column.
fn columns(one: &TypeStandard) -> HashMap<String, (String, String)> {
    let mut columns = HashMap::new();
    for table in DataTable::all_of(one) {
        let list = table.list.and_then(|place| one.lists.get(place));
        let rows = list.map_or_else(String::new, |list| format!("{}/*", list.pointer));
        for column in &table.columns {
            let field = column.field.and_then(|at| table.fields(one).get(at));
            if let Some(field) = field {
                let at = format!("{rows}{}", field.pointer);
                columns.insert(at, (table.name.clone(), column.name.clone()));
            }
        }
    }
    columns
}

/// The column of a field in the CSV files: of the type, or of the list that it is in.
fn header(one: &TypeStandard, pointer: &str) -> Option<String> {
    let is_it = |at: String| at == pointer || at == format!("{pointer}/value");
    let in_lists = one.lists.iter().flat_map(|list| {
        list.fields
            .iter()
            .map(move |field| (format!("{}/*{}", list.pointer, field.pointer), field))
    });
    one.fields
        .iter()
        .map(|field| (field.pointer.clone(), field))
        .chain(in_lists)
        .find(|(at, _)| is_it(at.clone()))
        .map(|(_, field)| field.title.clone())
}

/// Address and name of what a value refers to.
fn refers(leaf: &Leaf) -> Option<(String, String)> {
    if let Some(to) = &leaf.references {
        let href = format!("/data/dictionary/{}", crate::url::encode(&to.record_type));
        return Some((href, to.record_type.replace('_', " ")));
    }
    let to = leaf.rows.as_ref()?;
    Some((
        format!("#{}", anchor(&to.list)),
        format!("rows of {} in the same record", to.list),
    ))
}

fn kind(leaf: &Leaf) -> String {
    if let Some(reference) = &leaf.references {
        let several = if reference.separator.is_some() {
            "ids"
        } else {
            "id"
        };
        return format!("{several} of type {}", reference.record_type);
    }
    if let Some(rows) = &leaf.rows {
        return format!("id of a row in {}", rows.list.trim_start_matches('/'));
    }
    if leaf.is_date() {
        return "date: year, month or day".to_owned();
    }
    match (leaf.value_type, &leaf.codelist) {
        (ValueType::Number, _) => "number".to_owned(),
        (ValueType::Text, Some(_)) => "one of a list".to_owned(),
        (ValueType::Text, None) => "text".to_owned(),
    }
}

fn title_of(node: &Node) -> String {
    match (node.title.as_str(), node.key.as_str()) {
        (_, "source_ids") => "Sources".to_owned(),
        (_, "notes") => "Notes".to_owned(),
        ("" | "(Value)", key) => {
            sentence_case(&crate::words::capital_first(&key.replace('_', " ")))
        }
        (title, _) => sentence_case(title),
    }
}
