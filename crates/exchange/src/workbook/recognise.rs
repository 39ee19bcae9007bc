//! Finds out what a workbook is: ours by its stamp, an official form by what stands in its cells.

use std::collections::HashMap;

use indigo_model::{Place, Problem};
use indigo_standard::TypeStandard;

use super::{
    Fault, View,
    cell::CellName,
    facts::{OFFICIAL, OfficialForm, Tell, Versions},
    package::Package,
    parts::Parts,
    sheet::{Budget, Cell, Content, MARKER, cells},
    strings::SharedStrings,
};

/// The sheet on which our workbooks say what they are.
pub(super) const STAMP_SHEET: &str = "Indigo";

/// The first cell of the stamp.
pub(super) const STAMP: &str = "Indigo workbook 1";

/// What our own workbook says that it is.
#[derive(Debug, Default)]
pub(super) struct Stamp {
    pub(super) record_type: String,
    pub(super) standard_version: Option<String>,
    pub(super) record_id: Option<String>,
    pub(super) record_version: Option<u64>,
    pub(super) record_as_of: Option<String>,
    pub(super) view: Option<View>,
}

/// What a workbook is.
pub(super) enum Recognised {
    Own(Stamp),
    Official {
        form: &'static OfficialForm,
        record_id: Option<String>,
    },
}

/// A workbook that is open.
pub(super) struct Opened<'a> {
    pub(super) package: Package<'a>,
    pub(super) parts: Parts,
    pub(super) strings: SharedStrings,
    pub(super) budget: Budget,
}

impl Opened<'_> {
    /// The texts of some cells of a sheet; none when the sheet is not there.
    fn texts(
        &mut self,
        sheet: &str,
        wanted: impl FnMut(CellName) -> bool,
    ) -> Result<Option<HashMap<CellName, String>>, Fault> {
        let Some(part) = self.parts.sheet(sheet) else {
            return Ok(None);
        };
        let found = cells(
            &mut self.package,
            part,
            &self.strings,
            &mut self.budget,
            wanted,
        )?;
        let text = |cell: Cell| Some((cell.name, text(cell.content?)?));
        Ok(Some(found.into_iter().filter_map(text).collect()))
    }
}

fn text(content: Content) -> Option<String> {
    match content {
        Content::Text(text) | Content::Number(text) | Content::IsoDate(text) => {
            (!text.starts_with(MARKER)).then_some(text)
        }
        Content::Bool(_) | Content::Error(_) => None,
    }
}

/// What the workbook is; a note is added where it says something unusual.
pub(super) fn recognise(
    types: &[&TypeStandard],
    opened: &mut Opened<'_>,
    file: &str,
    problems: &mut Vec<Problem>,
) -> Result<Recognised, Fault> {
    if let Some(stamp) = stamp(types, opened)? {
        return Ok(Recognised::Own(stamp));
    }
    let Some(first) = opened.texts("Introduction", |cell| cell.column <= 2 && cell.row <= 60)?
    else {
        return Err(Fault::new(
            "workbook_not_known",
            "The workbook has no sheet \"Introduction\", which says what it is. Put that sheet back, or copy the values into a new workbook from here.",
        ));
    };
    let column_a = |row: u32| first.get(&CellName::new(row, 1)).map(String::as_str);
    let below = |words: &str| {
        (1..60)
            .find(|row| column_a(*row) == Some(words))
            .and_then(|row| column_a(row + 1))
    };
    let version = below("SPREADSHEET VERSION").map(str::trim);
    let said_type = below("SPREADSHEET TYPE").map(str::trim);
    let record_id = first
        .get(&CellName::new(2, 2))
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty());
    let label = column_a(2).map(str::trim).unwrap_or_default();
    let by_label = OFFICIAL.labels.iter().find(|(_, known)| known == label);
    let by_word = || match said_type {
        Some("simple_project") => Some("project"),
        Some(word) => types
            .iter()
            .find(|one| one.id == word)
            .map(|one| one.id.as_str()),
        None => None,
    };
    let by_id = || {
        let id = record_id.as_deref()?;
        let found = types
            .iter()
            .find(|one| id.starts_with(&one.profile.id_prefix));
        found.map(|one| one.id.as_str())
    };
    let record_type = by_label
        .map(|(record_type, _)| record_type.as_str())
        .or_else(by_word)
        .or_else(by_id)
        .ok_or_else(|| Fault::new(
            "workbook_not_known",
            "The workbook is neither ours nor an INDIGO form: its sheet \"Introduction\" does not say what kind of record it is for. Take a new workbook from here, and copy the values into it.",
        ))?;
    let form = official_form(opened, record_type, version, said_type.is_some())?;
    if matches!(form.versions, Versions::Any)
        && let Some(version) = version
        && form.name.trim_start_matches(['v', '0']) != version
    {
        problems.push(Problem::warning(
            "form_version_unusual",
            format!("The form says that it is version {version}; it is read as {}, the only one that is known. Compare what was read.", form.name),
            Place {
                file: Some(file.to_owned()),
                sheet: Some("Introduction".to_owned()),
                ..Place::default()
            },
        ));
    }
    Ok(Recognised::Official { form, record_id })
}

/// The form of a type and version, told from others of that version by its cells.
fn official_form(
    opened: &mut Opened<'_>,
    record_type: &str,
    version: Option<&str>,
    says_type: bool,
) -> Result<&'static OfficialForm, Fault> {
    let word = version.unwrap_or("-");
    let of_version = |form: &&OfficialForm| match &form.versions {
        Versions::Any => version.is_some(),
        Versions::OneOf(all) => all.iter().any(|known| known == word),
    };
    let of_type = || {
        OFFICIAL
            .forms
            .iter()
            .filter(|form| form.record_type == record_type)
    };
    let mut fitting = Vec::new();
    for form in of_type().filter(of_version) {
        if fits(opened, form)? {
            fitting.push(form);
        }
    }
    // Only forms for staff say their type.
    if fitting.len() > 1 && says_type {
        fitting.retain(|form| form.view == View::Full);
    }
    match fitting[..] {
        [form] => Ok(form),
        // What tells them apart is on sheets that are not there, and so is what differs.
        [form, other, ..] if form.view == other.view => Ok(form),
        [] => {
            let known: Vec<&str> = of_type().map(|form| form.name.as_str()).collect();
            let what = match version {
                Some(version) => format!("says that it is version {version}, and its cells do not fit a form of that version that is known"),
                None => "does not say its version (under \"SPREADSHEET VERSION\" on the sheet \"Introduction\")".to_owned(),
            };
            Err(Fault::new(
                "form_version_not_known",
                format!(
                    "The form for a record of the type {record_type} {what}. These are read: {}.",
                    known.join(", ")
                ),
            ))
        }
        _ => Err(Fault::new(
            "form_version_not_known",
            "The form may be the one for staff or the public one, and the sheets that would tell are not in the file. Put \"General Overview\" or \"Sources\" back.",
        )),
    }
}

/// Whether what tells the form from others is in the workbook, as far as its sheets are.
fn fits(opened: &mut Opened<'_>, form: &OfficialForm) -> Result<bool, Fault> {
    for tell in &form.tells {
        let found = opened.texts(&tell.sheet, |cell| cell == tell.cell)?;
        if found.is_some_and(|cells| !tell.is_met(&cells)) {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Tell {
    fn is_met(&self, cells: &HashMap<CellName, String>) -> bool {
        cells
            .get(&self.cell)
            .map(|text| text.trim())
            .unwrap_or_default()
            == self.text
    }
}

/// The stamp of our own workbook; none when it has none.
fn stamp(types: &[&TypeStandard], opened: &mut Opened<'_>) -> Result<Option<Stamp>, Fault> {
    let Some(cells) = opened.texts(STAMP_SHEET, |cell| cell.column <= 2 && cell.row <= 20)? else {
        return Ok(None);
    };
    let Some(first) = cells.get(&CellName::new(1, 1)) else {
        return Ok(None);
    };
    if first != STAMP {
        return match first.starts_with("Indigo workbook ") {
            true => Err(Fault::new(
                "workbook_of_newer_kind",
                "The workbook was made by a later Indigo than this one, which does not know how to read it. Take a new workbook from here.",
            )),
            false => Ok(None),
        };
    }
    let mut stamp = Stamp::default();
    for row in 2..=20 {
        let cell = |column| cells.get(&CellName::new(row, column)).cloned();
        let (Some(key), value) = (cell(1), cell(2)) else {
            continue;
        };
        match key.as_str() {
            "type" => stamp.record_type = value.unwrap_or_default(),
            "standard version" => stamp.standard_version = value,
            "record id" => stamp.record_id = value,
            "record version" => stamp.record_version = value.and_then(|text| text.parse().ok()),
            "record as of" => stamp.record_as_of = value,
            "view" => stamp.view = value.and_then(|word| View::parse(&word)),
            _ => {}
        }
    }
    if types.iter().all(|one| one.id != stamp.record_type) {
        return Err(Fault::new(
            "workbook_type_not_known",
            format!(
                "The workbook is for a record of the type \"{}\", which is not known here.",
                stamp.record_type
            ),
        ));
    }
    if stamp.view.is_none() {
        return Err(Fault::new(
            "workbook_stamp_damaged",
            format!(
                "The hidden sheet \"{STAMP_SHEET}\" was changed, so that it is not known what the workbook shows. Take a new workbook from here, and copy the values into it."
            ),
        ));
    }
    Ok(Some(stamp))
}
