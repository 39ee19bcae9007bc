//! Where a blank form wants its values: by its markers, or by what is known of its version.

use indigo_standard::TypeStandard;

use super::Marked;
use crate::workbook::{
    Fault,
    cell::CellName,
    facts::OFFICIAL,
    layout::{Direction, Layout, ListLayout, SheetLayout, keys},
    recognise::{Opened, Recognised, recognise},
    sheet::{Content, MARKER, cells},
};

/// Finds the cells of a template for records of type `one`.
pub(super) fn find(opened: &mut Opened<'_>, one: &TypeStandard) -> Result<Marked, Fault> {
    let mut marked = Marked {
        layout: Layout::default(),
        stray: Vec::new(),
    };
    let mut label = None;
    for (name, part) in &opened.parts.sheets {
        let found = cells(
            &mut opened.package,
            part,
            &opened.strings,
            &mut opened.budget,
            |_| true,
        )?;
        let mut sheet = SheetLayout {
            name: name.clone(),
            ..SheetLayout::default()
        };
        let mut stray = Vec::new();
        for cell in found {
            let Some(Content::Text(text)) = &cell.content else {
                continue;
            };
            if name == "Introduction" && cell.name == CellName::new(2, 1) {
                label = Some(text.trim().to_owned());
            }
            if let Some(marker) = text.strip_prefix(MARKER) {
                add(&mut sheet, &mut stray, cell.name, marker);
            }
        }
        if !stray.is_empty() {
            marked.stray.push((name.clone(), stray));
        }
        if !sheet.singles.is_empty() || !sheet.lists.is_empty() {
            marked.layout.sheets.push(sheet);
        }
    }
    let mut labels = OFFICIAL.labels.iter();
    let said = labels.find(|(_, known)| Some(known) == label.as_ref());
    if let Some((record_type, _)) = said
        && *record_type != one.id
    {
        return Err(of_other_type(record_type, one));
    }
    if marked.layout.sheets.is_empty() {
        marked.layout = known(opened, one)?;
    }
    Ok(marked)
}

/// Takes a marker such as `DOWN:sources:name/value`.
fn add(sheet: &mut SheetLayout, stray: &mut Vec<CellName>, cell: CellName, marker: &str) {
    let parts: Vec<&str> = marker.split(':').map(str::trim).collect();
    let (direction, list, path) = match parts[..] {
        ["SINGLE", path] => {
            let keys = keys(path);
            // Of two for one value the later counts.
            if let Some(known) = sheet.singles.iter_mut().find(|(_, known)| *known == keys) {
                stray.push(known.0);
                known.0 = cell;
            } else {
                sheet.singles.push((cell, keys));
            }
            return;
        }
        ["DOWN", list, path] => (Direction::Down, list, path),
        ["RIGHT", list, path] => (Direction::Right, list, path),
        _ => {
            stray.push(cell);
            return;
        }
    };
    let (first, at) = direction.item_and_field(cell);
    let (list, field) = (keys(list), keys(path));
    let known = sheet.lists.iter().position(|known| known.list == list);
    let known = known.unwrap_or_else(|| {
        sheet.lists.push(ListLayout {
            list,
            direction,
            first,
            fields: Vec::new(),
        });
        sheet.lists.len() - 1
    });
    let known = &mut sheet.lists[known];
    if known.direction == direction && known.first == first {
        known.fields.push((at, field));
    } else {
        stray.push(cell);
    }
}

/// The cells of a blank form without markers.
fn known(opened: &mut Opened<'_>, one: &TypeStandard) -> Result<Layout, Fault> {
    match recognise(&[one], opened, "", &mut Vec::new())? {
        Recognised::Official { form, .. } if form.record_type == one.id => {
            let mut layout = form.layout.clone();
            layout.sheets.push(SheetLayout {
                name: "Introduction".to_owned(),
                singles: vec![(CellName::new(2, 2), keys("id"))],
                lists: Vec::new(),
            });
            Ok(layout)
        }
        Recognised::Official { form, .. } => Err(of_other_type(&form.record_type, one)),
        Recognised::Own(_) => Err(Fault::new(
            "template_not_official",
            "The workbook is no official form but one of Indigo's own.",
        )),
    }
}

fn of_other_type(record_type: &str, one: &TypeStandard) -> Fault {
    Fault::new(
        "template_of_other_type",
        format!(
            "The form is for a record of the type {record_type}; one for the type {} is wanted.",
            one.id
        ),
    )
}
