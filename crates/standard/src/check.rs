//! Checks schema files before they are used: `indigo standard check DIR`.

use std::{collections::HashSet, path::Path};

use indigo_model::{Place, Problem, Severity, Value};

use crate::{
    Standard, StandardError, TypeStandard,
    load::{SchemaFile, builtin_text, folder_files, type_from},
};

/// All that is wrong with the schema files below a folder, in file order.
///
/// # Errors
/// When the folder or a file in it cannot be read as JSON or CSV at all.
pub fn folder(dir: &Path) -> Result<Vec<Problem>, StandardError> {
    let files = folder_files(dir)?;
    if files.is_empty() {
        return Err(StandardError::Empty {
            path: dir.to_owned(),
        });
    }
    let builtin = Standard::builtin()?;
    let mut problems = Vec::new();
    let mut types = Vec::new();
    for SchemaFile {
        name,
        schema,
        codelists,
    } in files
    {
        problems.extend(against_meta_schema(&name, &schema));
        let copy = SchemaFile {
            name: name.clone(),
            schema,
            codelists,
        };
        match type_from(copy, |id| {
            builtin.get(id).map(|known| known.profile.clone())
        }) {
            Ok(one) => types.push((name, one)),
            Err(error) => problems.push(Problem::error(
                "schema_unusable",
                format!("The schema cannot be used: {error}."),
                in_file(&name, None),
            )),
        }
    }
    let known: HashSet<&str> = builtin
        .types()
        .map(|one| one.id.as_str())
        .chain(types.iter().map(|(_, one)| one.id.as_str()))
        .collect();
    for (name, one) in &types {
        problems.extend(of_type(name, one, &known));
    }
    Ok(problems)
}

fn against_meta_schema(name: &str, schema: &Value) -> Vec<Problem> {
    let Some(meta) =
        builtin_text("meta-schema.json").and_then(|text| serde_json::from_str(&text).ok())
    else {
        return Vec::new();
    };
    let meta: Value = meta;
    let Ok(validator) = jsonschema::validator_for(&meta) else {
        return Vec::new();
    };
    validator
        .iter_errors(schema)
        .map(|error| {
            Problem::error(
                "schema_keyword",
                format!("{error}."),
                in_file(name, Some(error.instance_path().to_string())),
            )
        })
        .collect()
}

fn of_type(name: &str, one: &TypeStandard, known: &HashSet<&str>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |severity, code: &str, message: String, pointer: String| {
        problems.push(Problem::new(
            severity,
            code,
            message,
            in_file(name, Some(pointer)),
        ));
    };
    let profile = &one.profile;
    if one.field(&profile.name_pointer).is_none() {
        say(
            Severity::Warning,
            "name_pointer_unknown",
            format!(
                "Records take their name from {}, which is not in the schema.",
                profile.name_pointer
            ),
            "/indigo/namePointer".to_owned(),
        );
    }
    let fields = one
        .fields
        .iter()
        .map(|field| (field, field.pointer.clone()))
        .chain(one.lists.iter().flat_map(|list| {
            list.fields
                .iter()
                .map(move |field| (field, format!("{}/*{}", list.pointer, field.pointer)))
        }));
    for (field, pointer) in fields {
        if let Some(reference) = &field.leaf.references
            && !known.contains(reference.record_type.as_str())
        {
            say(
                Severity::Error,
                "unknown_type_referred_to",
                format!(
                    "references-model names \"{}\", which is no record type.",
                    reference.record_type
                ),
                pointer.clone(),
            );
        }
        if let Some(rows) = &field.leaf.rows {
            let found = one.list(&rows.list).map(|list| {
                list.fields
                    .iter()
                    .any(|f| f.pointer == rows.key || f.pointer == format!("{}/value", rows.key))
            });
            if found != Some(true) {
                say(
                    Severity::Error,
                    "unknown_rows_referred_to",
                    format!(
                        "references-data-list and -key name {} {}, which are not in the schema.",
                        rows.list, rows.key
                    ),
                    pointer,
                );
            }
        }
    }
    for filter in &profile.list.filters {
        let fine = match (&filter.pointer, &filter.list, &filter.field, &filter.flags) {
            (Some(pointer), None, None, None) => one.field(pointer).is_some(),
            (None, Some(list), Some(field), None) => one
                .list(list)
                .is_some_and(|list| list.field(field).is_some()),
            (None, None, None, Some(group)) => one
                .fields
                .iter()
                .any(|field| field.pointer.starts_with(&format!("{group}/"))),
            _ => false,
        };
        if !fine {
            say(
                Severity::Error,
                "filter_unknown",
                format!(
                    "The filter \"{}\" needs either pointer, or list and field, or flags, and they must be in the schema.",
                    filter.name
                ),
                "/indigo/list/filters".to_owned(),
            );
        }
    }
    let mut headers = HashSet::new();
    for field in one.fields.iter().filter(|field| !field.is_status()) {
        if !headers.insert(field.title.as_str()) {
            say(
                Severity::Note,
                "header_doubled",
                format!(
                    "The column header \"{}\" stands for more than one field; columns are then told apart by their order.",
                    field.title
                ),
                field.pointer.clone(),
            );
        }
    }
    problems
}

fn in_file(name: &str, pointer: Option<String>) -> Place {
    Place {
        file: Some(name.to_owned()),
        pointer: pointer.filter(|p| !p.is_empty()),
        ..Place::default()
    }
}
