//! Reads schema files: the built-in ones, and a folder laid over them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use indigo_model::Value;
use rust_embed::RustEmbed;
use thiserror::Error;

use crate::{Codelist, Profile, Standard, TypeStandard, derive::derive, expand::expand, reference};

/// The record types that come with Indigo, in the order of pages and files.
const ORDER: [&str; 6] = [
    "project",
    "organisation",
    "fund",
    "pipeline",
    "assessment_resource",
    "joining_up_initiative",
];

/// File names that are no record type.
const NOT_TYPES: [&str; 1] = ["meta-schema.json"];

/// The codelist that comes from the reference facts, where countries are named once for all uses.
pub(crate) const COUNTRIES: &str = "countries.csv";

#[derive(RustEmbed)]
#[folder = "../../standard"]
struct Builtin;

/// A schema file that cannot be used.
#[derive(Debug, Error)]
pub enum StandardError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A schema file is not JSON.
    #[error("{file} is not JSON: {source}")]
    NotJson {
        /// Which.
        file: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A codelist file is not CSV.
    #[error("codelist {file} is not CSV: {source}")]
    NotCsv {
        /// Which.
        file: String,
        /// Why.
        source: csv::Error,
    },
    /// The keyword `indigo` is wrong.
    #[error("the keyword \"indigo\" cannot be read: {0}")]
    Profile(serde_json::Error),
    /// A `$ref` that is not `#/definitions/…`, or names no definition.
    #[error(
        "\"$ref\": \"{reference}\" names no definition of the file (only #/definitions/… can be used)"
    )]
    UnknownReference {
        /// The reference.
        reference: String,
    },
    /// A `codelist` without its file.
    #[error("the codelist file {file} is not in the folder codelists beside the schema")]
    UnknownCodelist {
        /// The file.
        file: String,
    },
    /// Definitions that refer to themselves.
    #[error("definitions refer to each other in a circle, or are nested too deep")]
    TooDeep,
    /// A list of something else than objects.
    #[error("{pointer} is a list whose items have no \"properties\"; rows must be objects")]
    RowsAreNotObjects {
        /// Where.
        pointer: String,
    },
    /// A type other than object, array, string or number.
    #[error("{pointer} has type \"{found}\"; use object, array, string or number")]
    UnknownType {
        /// Where.
        pointer: String,
        /// What.
        found: String,
    },
    /// One of the above, in a named file.
    #[error("{file}: {source}")]
    InFile {
        /// Which.
        file: String,
        /// What.
        source: Box<StandardError>,
    },
    /// A folder without any schema file.
    #[error("{path} holds no JSON Schema file (a .json file with \"properties\")")]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// A schema file as read, with the codelists of its folder.
pub(crate) struct SchemaFile {
    pub(crate) name: String,
    pub(crate) schema: Value,
    pub(crate) codelists: BTreeMap<String, Codelist>,
}

impl Standard {
    /// The standard that comes with Indigo.
    ///
    /// # Errors
    /// None in practice: a test loads it. The type is that of [`Standard::load_dir`].
    pub fn builtin() -> Result<Self, StandardError> {
        assemble(builtin_files()?, Vec::new())
    }

    /// The built-in standard with the schema files below `dir` laid over it: a file of the same
    /// type replaces, a new type is added.
    ///
    /// # Errors
    /// Says which file cannot be used and why.
    pub fn load_dir(dir: &Path) -> Result<Self, StandardError> {
        let files = folder_files(dir)?;
        if files.is_empty() {
            return Err(StandardError::Empty {
                path: dir.to_owned(),
            });
        }
        assemble(builtin_files()?, files)
    }

    /// The standard from a folder when one is given, else the built-in one.
    ///
    /// # Errors
    /// As [`Standard::load_dir`].
    pub fn load(dir: Option<&Path>) -> Result<Self, StandardError> {
        dir.map_or_else(Self::builtin, Self::load_dir)
    }
}

/// The text of a built-in schema file.
pub(crate) fn builtin_text(name: &str) -> Option<String> {
    let file = Builtin::get(name)?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn builtin_files() -> Result<Vec<SchemaFile>, StandardError> {
    let mut codelists = BTreeMap::new();
    for name in Builtin::iter().filter(|name| name.starts_with("codelists/")) {
        let file = name.trim_start_matches("codelists/");
        let text = builtin_text(&name).unwrap_or_default();
        codelists.insert(file.to_owned(), read_codelist(file, &text)?);
    }
    codelists.insert(COUNTRIES.to_owned(), reference::country_codelist(COUNTRIES));
    Builtin::iter()
        .filter(|name| is_schema_name(name))
        .map(|name| {
            let schema = parse(&name, &builtin_text(&name).unwrap_or_default())?;
            Ok(SchemaFile {
                name: name.into_owned(),
                schema,
                codelists: codelists.clone(),
            })
        })
        .collect()
}

/// Every schema file below a folder, each with the codelists of the folder it lies in.
pub(crate) fn folder_files(dir: &Path) -> Result<Vec<SchemaFile>, StandardError> {
    let mut found = Vec::new();
    let mut codelists = BTreeMap::new();
    let lists = dir.join("codelists");
    if lists.is_dir() {
        for path in entries(&lists)? {
            let name = file_name(&path);
            if name.ends_with(".csv") {
                let text = read(&path)?;
                codelists.insert(name.clone(), read_codelist(&name, &text)?);
            }
        }
    }
    codelists
        .entry(COUNTRIES.to_owned())
        .or_insert_with(|| reference::country_codelist(COUNTRIES));
    for path in entries(dir)? {
        let name = file_name(&path);
        if path.is_dir() {
            if name != "codelists" {
                found.extend(folder_files(&path)?);
            }
        } else if is_schema_name(&name) {
            let schema = parse(&path.display().to_string(), &read(&path)?)?;
            if schema.get("properties").is_some() {
                found.push(SchemaFile {
                    name,
                    schema,
                    codelists: codelists.clone(),
                });
            }
        }
    }
    Ok(found)
}

fn is_schema_name(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "json")
        && !NOT_TYPES.contains(&name)
}

fn assemble(builtin: Vec<SchemaFile>, over: Vec<SchemaFile>) -> Result<Standard, StandardError> {
    let mut types: IndexMap<String, TypeStandard> = IndexMap::new();
    for file in builtin.into_iter().chain(over) {
        let name = file.name.clone();
        let known = |id: &str| types.get(id).map(|one| one.profile.clone());
        let one = type_from(file, known).map_err(|source| StandardError::InFile {
            file: name,
            source: Box::new(source),
        })?;
        types.insert(one.id.clone(), one);
    }
    let place = |id: &str| {
        ORDER
            .iter()
            .position(|known| *known == id)
            .unwrap_or(ORDER.len())
    };
    types.sort_by(|a, _, b, _| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
    Ok(Standard { types })
}

/// Derives a type from one schema file; `known` gives the profile of a type loaded before.
pub(crate) fn type_from(
    file: SchemaFile,
    known: impl Fn(&str) -> Option<Profile>,
) -> Result<TypeStandard, StandardError> {
    let SchemaFile {
        name,
        schema,
        codelists,
    } = file;
    let stem = Path::new(&name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (id, profile) = match schema.get("indigo") {
        Some(said) => {
            let profile: Profile =
                serde_json::from_value(said.clone()).map_err(StandardError::Profile)?;
            let id = profile.record_type.clone().unwrap_or(stem);
            (id.clone(), profile.complete(&id))
        }
        None => {
            let profile = known(&stem).unwrap_or_else(|| Profile::default().complete(&stem));
            (stem, profile)
        }
    };
    let expanded = expand(&schema, &codelists)?;
    let derived = derive(&expanded, &codelists)?;
    let said = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    Ok(TypeStandard {
        version: said("version"),
        description: said("description"),
        id,
        schema: expanded,
        nodes: derived.nodes,
        fields: derived.fields,
        lists: derived.lists,
        blocks: derived.blocks,
        profile,
    })
}

fn read_codelist(file: &str, text: &str) -> Result<Codelist, StandardError> {
    Codelist::read_csv(file, text.trim_start_matches('\u{feff}')).map_err(|source| {
        StandardError::NotCsv {
            file: file.to_owned(),
            source,
        }
    })
}

fn parse(file: &str, text: &str) -> Result<Value, StandardError> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|source| {
        StandardError::NotJson {
            file: file.to_owned(),
            source,
        }
    })
}

fn read(path: &Path) -> Result<String, StandardError> {
    fs::read_to_string(path).map_err(|source| StandardError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, StandardError> {
    let unreadable = |source| StandardError::Unreadable {
        path: dir.to_owned(),
        source,
    };
    let mut paths = fs::read_dir(dir)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
