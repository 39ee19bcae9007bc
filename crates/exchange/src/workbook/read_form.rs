//! From the bytes of a workbook to what it says.

mod own;

use std::{collections::BTreeMap, sync::Arc};

use indigo_model::{Place, Problem};
use indigo_standard::{Field, RowList, Standard, TypeStandard};

use super::{
    Fault, Form, FormKind, View,
    cell::CellName,
    facts::OFFICIAL,
    form::{FormField, FormList, Item, Single},
    layout::{Layout, ListLayout, SheetLayout, pointer},
    package::Package,
    parts::Parts,
    recognise::{Opened, Recognised, recognise},
    sheet::{Budget, Cell, cells},
    strings::SharedStrings,
    styles::Styles,
    value::{Numbers, Said},
};
use crate::{Limits, read::problems::Problems, value::doubts};

/// A workbook that was read, as far as it could be.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it says; none when it cannot be read or is not known.
    pub form: Option<Form>,
    /// What is wrong or doubtful, each with its sheet and cell. Without a form, why there is none.
    pub problems: Vec<Problem>,
}

/// Reads a workbook that somebody sent; `name` is its file name.
///
/// What it is, is found out from its content: our own by its stamp, an official form by its version
/// cell and what stands around the values. Nothing of the file is run, fetched or evaluated.
#[must_use]
pub fn read(standard: &Standard, name: &str, bytes: &[u8], limits: &Limits) -> Reading {
    let mut problems = Problems::new(limits.problems_listed);
    match form(standard, name, bytes, limits, &mut problems) {
        Ok(form) => Reading {
            form: Some(form),
            problems: problems.finish(),
        },
        Err(fault) => {
            let place = Place {
                file: Some(name.to_owned()),
                ..Place::default()
            };
            Reading {
                form: None,
                problems: vec![Problem::error(fault.code, fault.message, place)],
            }
        }
    }
}

/// Opens a workbook up to its shared texts.
pub(super) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let parts = Parts::read(&mut package)?;
    let strings = SharedStrings::read(&mut package, parts.strings.as_deref())?;
    let bytes = usize::try_from(limits.workbook_bytes).unwrap_or(usize::MAX);
    Ok(Opened {
        package,
        parts,
        strings,
        budget: Budget::new(bytes),
    })
}

fn form(
    standard: &Standard,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Form, Fault> {
    let mut opened = open(bytes, limits)?;
    let mut noticed = Vec::new();
    let types: Vec<&TypeStandard> = standard.types().collect();
    let recognised = recognise(&types, &mut opened, name, &mut noticed)?;
    noticed
        .into_iter()
        .for_each(|problem| problems.push(problem));
    if opened.package.has("xl/vbaProject.bin") {
        let place = Place {
            file: Some(name.to_owned()),
            ..Place::default()
        };
        problems.push(Problem::note(
            "workbook_macros_ignored",
            "The workbook holds macros. They were not looked at and are not kept.",
            place,
        ));
    }
    let numbers = Numbers {
        styles: Styles::read(&mut opened.package, opened.parts.styles.as_deref())?,
        from_1904: opened.parts.from_1904,
    };
    let record_type = match &recognised {
        Recognised::Own(stamp) => &stamp.record_type,
        Recognised::Official { form, .. } => &form.record_type,
    };
    let Some(one) = standard.get(record_type) else {
        return Err(Fault::new(
            "workbook_type_not_known",
            format!(
                "The workbook is for a record of the type \"{record_type}\", which is not known here."
            ),
        ));
    };
    let file: Arc<str> = Arc::from(name);
    let mut reader = Reader {
        one,
        numbers,
        file: Arc::clone(&file),
        record: None,
        official: matches!(recognised, Recognised::Official { .. }),
        problems,
        form: Form {
            kind: FormKind::Own,
            record_type: one.id.clone(),
            standard_version: None,
            view: View::Full,
            record_id: None,
            record_version: None,
            record_as_of: None,
            file,
            singles: Vec::new(),
            lists: Vec::new(),
            agnostic: one.profile.publication.agnostic.clone(),
        },
    };
    match recognised {
        Recognised::Official { form, record_id } => {
            reader.form.kind = FormKind::Official {
                form: form.name.clone(),
            };
            reader.form.view = form.view;
            reader.record.clone_from(&record_id);
            reader.form.record_id = record_id;
            reader.official(&mut opened, &form.layout)?;
        }
        Recognised::Own(stamp) => {
            reader.record.clone_from(&stamp.record_id);
            reader.form.view = stamp.view.unwrap_or(View::Full);
            reader.form.record_id = stamp.record_id;
            reader.form.record_version = stamp.record_version;
            reader.form.record_as_of = stamp.record_as_of;
            reader.other_standard(stamp.standard_version.as_deref());
            reader.form.standard_version = stamp.standard_version;
            reader.own(&mut opened)?;
        }
    }
    Ok(reader.form)
}

/// Puts cells into a form.
struct Reader<'a> {
    one: &'a TypeStandard,
    numbers: Numbers,
    file: Arc<str>,
    record: Option<String>,
    official: bool,
    problems: &'a mut Problems,
    form: Form,
}

impl Reader<'_> {
    fn official(&mut self, opened: &mut Opened<'_>, layout: &Layout) -> Result<(), Fault> {
        let mut missing = Vec::new();
        for sheet in &layout.sheets {
            let Some(part) = opened.parts.sheet(&sheet.name) else {
                missing.push(format!("\"{}\"", sheet.name));
                continue;
            };
            let found = cells(
                &mut opened.package,
                part,
                &opened.strings,
                &mut opened.budget,
                |cell| sheet.has(cell),
            )?;
            self.sheet(sheet, &found);
        }
        if !missing.is_empty() {
            self.problems.push(Problem::note(
                "sheets_not_there",
                format!(
                    "The file has no sheet {}; what would stand there stays as it is.",
                    missing.join(", ")
                ),
                Place {
                    file: Some(self.file.to_string()),
                    ..Place::default()
                },
            ));
        }
        Ok(())
    }

    /// Takes the filled cells of a sheet.
    fn sheet(&mut self, sheet: &SheetLayout, found: &[Cell]) {
        let name: Arc<str> = Arc::from(sheet.name.as_str());
        let by_name: BTreeMap<CellName, &Cell> =
            found.iter().map(|cell| (cell.name, cell)).collect();
        for (cell, keys) in &sheet.singles {
            let at = pointer(keys);
            let field = self.one.field(&at).cloned();
            let place = || self.place(&name, Some(*cell), Some(&at));
            let said = self.said(
                by_name.get(cell).copied(),
                None,
                field.as_ref(),
                keys,
                &place(),
            );
            self.form.singles.push(Single {
                keys: keys.clone(),
                said,
                sheet: Arc::clone(&name),
                cell: *cell,
            });
        }
        for list in &sheet.lists {
            if self.is_joined(&list.list) {
                continue;
            }
            self.list(&name, list, &by_name);
        }
    }

    fn list(&mut self, sheet: &Arc<str>, layout: &ListLayout, found: &BTreeMap<CellName, &Cell>) {
        let at = pointer(&layout.list);
        let rows = self.one.list(&at).cloned();
        let fields: Vec<(FormField, Option<Field>)> = layout
            .fields
            .iter()
            .filter(|(_, keys)| !self.is_joined_to_rows(rows.as_ref(), &layout.list, keys))
            .map(|(at, keys)| {
                let elsewhere = self
                    .official
                    .then(|| OFFICIAL.in_records(&self.one.id, &layout.list, keys));
                let (keys, former) = match elsewhere.flatten() {
                    Some(known) => (known.clone(), Some(keys.clone())),
                    None => (keys.clone(), None),
                };
                let field = rows
                    .as_ref()
                    .and_then(|rows| rows.field(&pointer(&keys)).cloned());
                (
                    FormField {
                        at: *at,
                        keys,
                        former,
                    },
                    field,
                )
            })
            .collect();
        let mut items: BTreeMap<u32, Vec<Said>> = BTreeMap::new();
        let mut rows_there: Vec<u32> = found
            .values()
            .filter(|cell| !cell.is_marker())
            .map(|cell| layout.direction.item_and_field(cell.name))
            .filter(|(item, field)| {
                *item >= layout.first && layout.fields.iter().any(|(at, _)| at == field)
            })
            .map(|(item, _)| item)
            .collect();
        rows_there.sort_unstable();
        rows_there.dedup();
        let column: BTreeMap<u32, usize> = fields
            .iter()
            .enumerate()
            .map(|(index, (field, _))| (field.at, index))
            .collect();
        for (name, cell) in found {
            let (item, field) = layout.direction.item_and_field(*name);
            let Some(index) = column.get(&field).copied().filter(|_| item >= layout.first) else {
                continue;
            };
            let (form_field, field) = &fields[index];
            let row = rows_there.partition_point(|there| *there < item);
            let value = format!("{at}/{row}{}", pointer(&form_field.keys));
            let place = self.place(sheet, Some(*name), Some(&value));
            let said = self.said(
                Some(cell),
                rows.as_ref(),
                field.as_ref(),
                &form_field.keys,
                &place,
            );
            if said != Said::Nothing {
                let blank = || vec![Said::Nothing; fields.len()];
                items.entry(item).or_insert_with(blank)[index] = said;
            }
        }
        self.form.lists.push(FormList {
            keys: layout.list.clone(),
            sheet: Arc::clone(sheet),
            direction: layout.direction,
            fields: fields.into_iter().map(|(field, _)| field).collect(),
            items: items
                .into_iter()
                .map(|(at, said)| Item { at, said })
                .collect(),
        });
    }

    /// What a cell says, in the words of the standard; doubts are noted.
    fn said(
        &mut self,
        cell: Option<&Cell>,
        list: Option<&RowList>,
        field: Option<&Field>,
        keys: &[String],
        place: &Place,
    ) -> Said {
        let Some(cell) = cell else {
            return Said::Nothing;
        };
        let mut noticed = Vec::new();
        let said = self
            .numbers
            .said(cell, field, || place.clone(), &mut noticed);
        noticed
            .into_iter()
            .for_each(|problem| self.problems.push(problem));
        let Said::Value(mut value) = said else {
            return said;
        };
        if self.official
            && let Some(text) = value.as_str()
        {
            let list = list.map(|list| &list.keys[..]).unwrap_or_default();
            if let Some(word) = OFFICIAL.record_word(&self.one.id, list, keys, text) {
                value = word.into();
            }
        }
        if let Some(field) = field {
            for doubt in doubts(self.one, list, field, &value) {
                let problem =
                    Problem::new(doubt.severity, doubt.code, doubt.message, place.clone());
                self.problems.push(problem);
            }
        }
        Said::Value(value)
    }

    /// Whether a list is not the record's own, but added to it for show.
    fn is_joined(&self, list: &[String]) -> bool {
        let joined = self.one.profile.publication.joined.as_ref();
        joined.is_some_and(|joined| list == [joined.key.as_str()])
    }

    /// Whether a value of rows is added to them for show.
    fn is_joined_to_rows(&self, known: Option<&RowList>, list: &[String], keys: &[String]) -> bool {
        let is_field = known.is_some_and(|rows| rows.field(&pointer(keys)).is_some());
        let Some(first) = keys.first().filter(|_| !is_field) else {
            return false;
        };
        let publication = &self.one.profile.publication;
        let of_fund = publication
            .fund_rows
            .as_ref()
            .is_some_and(|rows| rows.list == pointer(list) && rows.record_type == *first);
        of_fund || (publication.names && first.ends_with("_names"))
    }

    fn place(&self, sheet: &str, cell: Option<CellName>, at: Option<&str>) -> Place {
        Place {
            file: Some(self.file.to_string()),
            sheet: Some(sheet.to_owned()),
            cell: cell.map(|cell| cell.to_string()),
            record: self.record.clone(),
            pointer: at.map(str::to_owned),
            ..Place::default()
        }
    }
}
