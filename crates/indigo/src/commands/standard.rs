//! `indigo standard check DIR`, `indigo standard show TYPE`

use anyhow::bail;
use indigo_model::Severity;
use indigo_standard::{Field, Standard, ValueType, check};
use serde_json::{Value, json};

use crate::{
    cli::{Global, StandardCommand},
    output::{Done, Output},
};

pub(crate) fn run(
    global: &Global,
    command: &StandardCommand,
    output: &Output,
) -> anyhow::Result<Done> {
    match command {
        StandardCommand::Check { dir } => {
            let problems = check::folder(dir)?;
            output.answer(&problems)?;
            for problem in &problems {
                output.line(problem.to_string());
            }
            let errors = problems
                .iter()
                .filter(|p| p.severity == Severity::Error)
                .count();
            output.line(format!(
                "{errors} errors, {} notes and warnings.",
                problems.len() - errors
            ));
            Ok(if errors == 0 {
                Done::Well
            } else {
                Done::WithProblems
            })
        }
        StandardCommand::Show { record_type } => {
            let standard = Standard::load(global.standard.as_deref())?;
            show(&standard, record_type.as_deref(), *output)
        }
    }
}

fn show(standard: &Standard, record_type: Option<&str>, output: Output) -> anyhow::Result<Done> {
    let Some(id) = record_type else {
        let types: Vec<Value> = standard
            .types()
            .map(
                |one| json!({ "type": one.id, "version": one.version, "fields": one.leaf_count() }),
            )
            .collect();
        output.answer(&types)?;
        for one in standard.types() {
            let version = one.version.as_deref().unwrap_or("without version");
            output.line(format!(
                "{:22} {version}, {} fields",
                one.id,
                one.leaf_count()
            ));
        }
        return Ok(Done::Well);
    };
    let Some(one) = standard.get(id) else {
        let known: Vec<&str> = standard.types().map(|one| one.id.as_str()).collect();
        bail!(
            "there is no record type \"{id}\"; the standard has {}",
            known.join(", ")
        );
    };
    let mut rows: Vec<(String, &Field)> = one
        .fields
        .iter()
        .map(|field| (field.pointer.clone(), field))
        .collect();
    for list in &one.lists {
        rows.extend(
            list.fields
                .iter()
                .map(|field| (format!("{}/*{}", list.pointer, field.pointer), field)),
        );
    }
    let told: Vec<Value> = rows
        .iter()
        .map(|(pointer, field)| {
            json!({
                "pointer": pointer,
                "title": field.title,
                "type": kind(field),
                "description": field.description,
                "unit": field.leaf.unit,
                "examples": field.leaf.examples,
                "codelist": field.leaf.codelist.as_ref().map(|list| list.values.keys().collect::<Vec<_>>()),
                "refers_to": field.leaf.references.as_ref().map(|reference| &reference.record_type),
                "rows_of": field.leaf.rows.as_ref().map(|rows| &rows.list),
                "priority": field.priority,
            })
        })
        .collect();
    output.answer(&told)?;
    for (pointer, field) in rows {
        output.line(format!("{pointer}  ({}, {})", field.title, kind(field)));
        if let Some(list) = &field.leaf.codelist {
            let values: Vec<&str> = list.values.keys().map(String::as_str).collect();
            output.line(format!("    one of: {}", values.join(" | ")));
        }
    }
    Ok(Done::Well)
}

fn kind(field: &Field) -> &'static str {
    if field.leaf.is_date() {
        return "date";
    }
    match field.leaf.value_type {
        ValueType::Number => "number",
        ValueType::Text => "text",
    }
}
