//! `datapackage.json`: the CSV tables described after the Frictionless Data specifications.
//!
//! Of each column it says what all values of this data set keep, and no more: a column that the
//! standard takes for numbers is one of texts where somebody wrote a text.

use indigo_standard::{Standard, TypeStandard};
use serde_json::{Map, Value, json};

use super::{About, DataFile};
use crate::tables::{ColumnKind, DATE_PATTERN, DataFacts, DataTable};

/// The description of the CSV tables among `files`.
#[must_use]
pub fn datapackage_json(
    standard: &Standard,
    about: &About,
    facts: &DataFacts,
    files: &[DataFile],
) -> Value {
    let mut resources = Vec::new();
    for one in standard.types() {
        let tables = DataTable::all_of(one);
        for (place, table) in tables.iter().enumerate() {
            let name = format!("{}.csv", table.name);
            if let Some(file) = files.iter().find(|file| file.name == name) {
                let schema = schema(standard, one, &tables, place, facts);
                resources.push(resource(table, file, schema));
            }
        }
    }
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "indigo",
        "title": about.title(),
        "description": about.description(),
        "version": about.version.as_deref().unwrap_or(&about.day),
        "created": format!("{}T00:00:00Z", about.day),
        "keywords": ["social outcomes contracts", "impact bonds", "outcomes funds"],
        "contributors": [{"title": about.terms.publisher_said(), "role": "publisher"}],
    });
    let licences: Vec<Value> = match &about.terms.licence {
        Some(licence) => {
            let mut said = Map::new();
            if let Some(spdx) = &licence.spdx {
                said.insert("name".to_owned(), Value::from(spdx.as_str()));
            }
            said.insert("title".to_owned(), Value::from(licence.name.as_str()));
            said.insert("path".to_owned(), Value::from(licence.url.as_str()));
            vec![Value::Object(said)]
        }
        None => Vec::new(),
    };
    if let Some(object) = package.as_object_mut() {
        if licences.is_empty() {
            object.insert("licenceNote".to_owned(), Value::from(super::NO_LICENCE));
        } else {
            object.insert("licenses".to_owned(), Value::Array(licences));
        }
        if let Some(url) = about.home_url() {
            object.insert("homepage".to_owned(), Value::from(url.as_str()));
            let source = json!([{"title": "Indigo", "path": url}]);
            object.insert("sources".to_owned(), source);
        }
        if let Some(doi) = &about.doi {
            let id = format!("https://doi.org/{doi}");
            object.insert("id".to_owned(), Value::from(id));
        }
        object.insert("resources".to_owned(), Value::Array(resources));
    }
    package
}

fn resource(table: &DataTable, file: &DataFile, schema: Value) -> Value {
    let mut said = json!({
        "name": resource_name(&table.name),
        "profile": "tabular-data-resource",
        "path": file.name,
        "title": table.title,
    });
    if let Some(object) = said.as_object_mut() {
        if let Some(description) = &table.description {
            object.insert("description".to_owned(), Value::from(description.as_str()));
        }
        for (key, value) in [
            ("format", Value::from("csv")),
            ("mediatype", Value::from("text/csv")),
            ("encoding", Value::from("utf-8")),
            ("bytes", Value::from(file.size_bytes)),
            ("hash", Value::from(format!("sha256:{}", file.sha256))),
            (
                "dialect",
                json!({"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true}),
            ),
            ("schema", schema),
        ] {
            object.insert(key.to_owned(), value);
        }
    }
    said
}

fn resource_name(table: &str) -> String {
    table.to_lowercase().replace('_', "-")
}

fn schema(
    standard: &Standard,
    one: &TypeStandard,
    tables: &[DataTable],
    place: usize,
    facts: &DataFacts,
) -> Value {
    let table = &tables[place];
    let of_table = facts.table(&one.id, place);
    let mut fields = Vec::new();
    let mut foreign = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let of_column = of_table.column(at);
        let leaf = table.leaf(one, column);
        let mut constraints = Map::new();
        if matches!(column.kind, ColumnKind::Id | ColumnKind::Place) {
            constraints.insert("required".to_owned(), Value::Bool(true));
        }
        if column.kind == ColumnKind::Id && table.list.is_none() {
            constraints.insert("unique".to_owned(), Value::Bool(true));
        }
        let kind = match of_column.kind(column) {
            ColumnKind::Place => "integer",
            ColumnKind::Number => "number",
            ColumnKind::Id | ColumnKind::Text => "string",
        };
        if let Some(codes) = leaf.and_then(|leaf| leaf.codelist.as_ref())
            && of_column.keeps_codelist()
            && kind == "string"
        {
            let codes: Vec<&String> = codes.values.keys().collect();
            constraints.insert("enum".to_owned(), json!(codes));
        }
        if leaf.is_some_and(indigo_standard::Leaf::is_date) && of_column.keeps_dates() {
            constraints.insert("pattern".to_owned(), Value::from(DATE_PATTERN));
        }
        let mut field = Map::new();
        field.insert("name".to_owned(), Value::from(column.name.as_str()));
        field.insert("type".to_owned(), Value::from(kind));
        field.insert("title".to_owned(), Value::from(column.title.as_str()));
        if let Some(description) = &column.description {
            field.insert("description".to_owned(), Value::from(description.as_str()));
        }
        if let Some(unit) = leaf.and_then(|leaf| leaf.unit.as_deref()) {
            field.insert("unit".to_owned(), Value::from(unit));
        }
        if !constraints.is_empty() {
            field.insert("constraints".to_owned(), Value::Object(constraints));
        }
        fields.push(Value::Object(field));
        if column.kind == ColumnKind::Id && table.list.is_some() {
            foreign.push(key(&column.name, &tables[0].name));
        }
        let named = facts.foreign(leaf, &of_column);
        if let Some(to) = named.and_then(|record_type| standard.get(record_type)) {
            foreign.push(key(&column.name, to.plural()));
        }
    }
    let first = &table.columns[0].name;
    let mut schema = json!({
        "fields": fields,
        "missingValues": [""],
        "primaryKey": match table.list {
            None => json!([first]),
            Some(_) => json!([first, crate::tables::ROW]),
        },
    });
    if let (Some(object), false) = (schema.as_object_mut(), foreign.is_empty()) {
        object.insert("foreignKeys".to_owned(), Value::Array(foreign));
    }
    schema
}

fn key(column: &str, table: &str) -> Value {
    json!({
        "fields": [column],
        "reference": {"resource": resource_name(table), "fields": ["id"]},
    })
}
