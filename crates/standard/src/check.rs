//! Checks schema files before they are used: `indigo standard check DIR`.

mod addresses;
mod lists;
mod publication;
mod schema;

use std::path::Path;

use indexmap::IndexMap;
use indigo_model::{Place, Problem, Severity, Value};

pub use self::addresses::FIXED_PATHS;
use crate::{
    Standard, StandardError, TypeStandard,
    load::{SchemaFile, builtin_text, folder_files, type_from},
    tree::{Field, Kind, Node},
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
    of_files(files)
}

fn of_files(files: Vec<SchemaFile>) -> Result<Vec<Problem>, StandardError> {
    let builtin = Standard::builtin()?;
    let mut problems = Vec::new();
    let mut types = Vec::new();
    for file in files {
        let name = file.name.clone();
        problems.extend(against_meta_schema(&name, &file.schema));
        match type_from(file, |id| {
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
    // As they will be in use: the files of the folder lie over the built-in ones.
    let known: IndexMap<&str, &TypeStandard> = builtin
        .types()
        .chain(types.iter().map(|(_, one)| one))
        .map(|one| (one.id.as_str(), one))
        .collect();
    for (name, one) in &types {
        let mut sheet = Sheet {
            name,
            one,
            known: &known,
            problems: Vec::new(),
        };
        schema::check(&mut sheet);
        publication::check(&mut sheet);
        lists::check(&mut sheet);
        addresses::check(&mut sheet);
        problems.append(&mut sheet.problems);
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

/// One schema file while it is checked, with what is wrong with it.
struct Sheet<'a> {
    name: &'a str,
    one: &'a TypeStandard,
    /// Every type by name, as they will be in use.
    known: &'a IndexMap<&'a str, &'a TypeStandard>,
    problems: Vec<Problem>,
}

impl<'a> Sheet<'a> {
    fn say(&mut self, severity: Severity, code: &str, place: &str, message: String) {
        let place = in_file(self.name, Some(place.to_owned()));
        self.problems
            .push(Problem::new(severity, code, message, place));
    }

    fn error(&mut self, code: &str, place: &str, message: String) {
        self.say(Severity::Error, code, place, message);
    }

    /// The node at a pointer outside lists.
    fn node(&self, pointer: &str) -> Option<&'a Node> {
        node(&self.one.nodes, pointer)
    }

    /// Says so when there is no single value at a pointer outside lists; gives it otherwise.
    fn field(&mut self, place: &str, pointer: &str, what_follows: &str) -> Option<&'a Field> {
        let found = self.one.field(pointer);
        if found.is_none() {
            self.error(
                "pointer_unknown",
                place,
                format!(
                    "\"{pointer}\" is no single value outside lists of the schema: {what_follows}. Give a pointer such as \"/name/value\"."
                ),
            );
        }
        found
    }

    /// Says so when there is no list at a pointer; the joined list counts as one where it is `read`.
    fn list(&mut self, place: &str, pointer: &str, what_follows: &str) -> bool {
        let found = self.one.list(pointer).is_some() || self.joined(pointer).is_some();
        if !found {
            self.error(
                "pointer_unknown",
                place,
                format!("\"{pointer}\" is no list of the schema: {what_follows}."),
            );
        }
        found
    }

    /// Says so when the rows of a list have no such value.
    fn in_rows(&mut self, place: &str, list: &str, field: &str, what_follows: &str) {
        if !self.list(place, list, what_follows) {
            return;
        }
        let found = match (self.one.list(list), self.joined(list)) {
            (Some(list), _) => list.field(field).is_some(),
            (None, Some(joined)) => {
                field == "/id"
                    || joined
                        .paths
                        .iter()
                        .any(|path| field.strip_prefix('/') == Some(path))
            }
            (None, None) => false,
        };
        if !found {
            self.error(
                "pointer_unknown",
                place,
                format!(
                    "\"{field}\" is no single value in the rows of \"{list}\": {what_follows}."
                ),
            );
        }
    }

    /// The list of joined records, when it is the one at this pointer.
    fn joined(&self, list: &str) -> Option<&'a crate::Joined> {
        let joined = self.one.profile.publication.joined.as_ref()?;
        (list.strip_prefix('/') == Some(&joined.key)).then_some(joined)
    }

    /// Says so when there is no such type; gives it otherwise.
    fn record_type(
        &mut self,
        place: &str,
        id: &str,
        what_follows: &str,
    ) -> Option<&'a TypeStandard> {
        let found = self.known.get(id).copied();
        if found.is_none() {
            let known: Vec<&str> = self.known.keys().copied().collect();
            let message = format!(
                "\"{id}\" is no record type: {what_follows}. There are {}.",
                known.join(", ")
            );
            self.error("unknown_type_referred_to", place, message);
        }
        found
    }

    /// Says so when records of another type have no such values.
    fn paths(&mut self, place: &str, of: &TypeStandard, paths: &[String]) {
        for (at, path) in paths.iter().enumerate() {
            let pointer = format!("/{path}");
            let former = of.profile.publication.former_keys.iter().any(|former| {
                pointer
                    .strip_prefix(former.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            if !former && of.field(&pointer).is_none() {
                self.error(
                    "pointer_unknown",
                    &format!("{place}/{at}"),
                    format!(
                        "\"{path}\" is no single value of {}: null would stand there in every record. Give a path such as \"name/value\".",
                        of.id
                    ),
                );
            }
        }
    }
}

fn node<'a>(nodes: &'a [Node], pointer: &str) -> Option<&'a Node> {
    nodes.iter().find_map(|one| match &one.kind {
        _ if one.pointer == pointer => Some(one),
        Kind::Group { children } => node(children, pointer),
        _ => None,
    })
}

fn in_file(name: &str, pointer: Option<String>) -> Place {
    Place {
        file: Some(name.to_owned()),
        pointer: pointer.filter(|p| !p.is_empty()),
        ..Place::default()
    }
}

#[cfg(test)]
mod tests;
