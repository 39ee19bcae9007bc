//! What a workbook says of itself: its sheets, their parts, and how it counts days.

use super::{Fault, package::Package, xml};
use quick_xml::events::Event;

/// The sheets of a workbook in their order.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The part that names the sheets.
    pub(super) workbook: String,
    /// Name of a sheet and its part.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A relation of a part: its id, the last word of its type, and the part that it leads to.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Parts {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Fault> {
        let workbook = relations(package, "_rels/.rels", "")?
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map(|relation| relation.target)
            .filter(|part| package.has(part))
            .unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let beside = format!("{folder}/_rels/{file}.rels");
        let relations = relations(package, beside.trim_start_matches('/'), folder)?;
        let of_kind = |kind: &str| {
            let mut all = relations.iter();
            all.find(|relation| relation.kind == kind)
                .map(|relation| relation.target.clone())
        };
        let mut parts = Self {
            strings: of_kind("sharedStrings"),
            styles: of_kind("styles"),
            ..Self::default()
        };
        let Some(reader) = package.part(&workbook)? else {
            return Err(Fault::damaged(&workbook, "it is not there"));
        };
        let mut xml = xml::Xml::new(&workbook, reader);
        while let Some(event) = xml.next()? {
            let (Event::Start(element) | Event::Empty(element)) = &event else {
                continue;
            };
            match element.local_name().into_inner() {
                "workbookPr" => {
                    parts.from_1904 = xml::attribute(element, "date1904")
                        .is_some_and(|said| matches!(&*said, "1" | "true" | "on"));
                }
                "sheet" => {
                    let target = xml::attribute(element, "id").and_then(|id| {
                        let mut all = relations.iter();
                        let found = all.find(|relation| relation.id == *id)?;
                        (found.kind == "worksheet").then(|| found.target.clone())
                    });
                    if let (Some(name), Some(target)) = (xml::attribute(element, "name"), target) {
                        parts.sheets.push((name.into_owned(), target));
                    }
                }
                _ => {}
            }
        }
        drop(xml);
        parts.workbook = workbook;
        Ok(parts)
    }

    /// The part of the sheet with exactly this name.
    pub(super) fn sheet(&self, name: &str) -> Option<&str> {
        let (_, part) = self.sheets.iter().find(|(known, _)| known == name)?;
        Some(part)
    }
}

fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, Fault> {
    let mut found = Vec::new();
    let Some(reader) = package.part(part)? else {
        return Ok(found);
    };
    let mut xml = xml::Xml::new(part, reader);
    while let Some(event) = xml.next()? {
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            continue;
        };
        let get = |name| xml::attribute(element, name);
        let (Some(id), Some(kind), Some(target)) = (get("Id"), get("Type"), get("Target")) else {
            continue;
        };
        found.push(Relation {
            id: id.into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: resolved(folder, &target),
        });
    }
    Ok(found)
}

/// A target as a part's name: `worksheets/sheet1.xml`, `/xl/worksheets/sheet1.xml` and
/// `../xl/worksheets/sheet1.xml` are the same from `xl`.
fn resolved(folder: &str, target: &str) -> String {
    let (start, path) = match target.strip_prefix('/') {
        Some(path) => ("", path),
        None => (folder, target),
    };
    let mut keys: Vec<&str> = Vec::new();
    for key in start.split('/').chain(path.split('/')) {
        match key {
            "" | "." => {}
            ".." => {
                keys.pop();
            }
            key => keys.push(key),
        }
    }
    keys.join("/")
}
