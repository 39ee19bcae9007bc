//! The same rows as a CSV file, whole: nothing shortened, amounts and currencies apart.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{DetailSpec, TypeStandard};

use super::{
    super::{csv_row::put, selection::Selection},
    Line, belonging,
    cell::{self, Length, Money},
    lines,
};
use crate::{error::SiteError, site::Site};

/// The rows of all records chosen.
pub(crate) fn csv(
    site: &Site,
    selection: &Selection<'_>,
    spec: &DetailSpec,
) -> Result<String, SiteError> {
    let one = selection.one;
    let mut text = String::new();
    put(&mut text, &header(one, spec));
    for entry in selection.entries() {
        let Some(record) = site.record_at(&one.id, &entry.id, selection.day.as_ref())? else {
            continue;
        };
        let data = record.data();
        let mut before = vec![entry.id.clone(), entry.card.name.clone()];
        for head in &spec.heads {
            before.push(said(&data, &head.at));
            before.extend(head.currency.iter().map(|at| said(&data, at)));
        }
        for line in lines(spec, &data) {
            let id = line.row.and_then(row_id).unwrap_or_default();
            let mut cells = before.clone();
            cells.push(id.to_owned());
            for (at, column) in spec.columns.iter().enumerate() {
                if line.row.is_none() && at == 0 {
                    cells.push(spec.rest.clone());
                } else {
                    cells.extend(cell_of(column, &line, &data));
                }
            }
            put(&mut text, &cells);
        }
    }
    Ok(text)
}

fn header(one: &TypeStandard, spec: &DetailSpec) -> Vec<String> {
    let words = &one.profile.words;
    let mut header = vec![words.id_column.clone(), words.title.clone()];
    for head in &spec.heads {
        header.push(head.title.clone());
        header.extend(
            head.currency
                .iter()
                .map(|_| format!("{}: currency", head.title)),
        );
    }
    header.push(format!("Id of {}", spec.row));
    for column in &spec.columns {
        header.push(column.title.clone());
        if let Some(sum) = &column.sum {
            header.push(format!("{}: currency", column.title));
            header.push(format!("{}: {}", column.title, sum.many));
        }
    }
    header
}

fn cell_of(column: &indigo_standard::DetailColumn, line: &Line<'_>, data: &Value) -> Vec<String> {
    if let Some(sum) = &column.sum {
        let rows: Vec<&Value> = belonging(column, line, data).collect();
        let (sums, currencies, numbers) = Money::added(sum, &rows).plain();
        return vec![sums, currencies, numbers];
    }
    let shown = if column.list.is_none() {
        line.row
            .and_then(|row| cell::parts(&column.parts, row, Length::Whole))
    } else {
        let all = belonging(column, line, data)
            .filter_map(|row| cell::parts(&column.parts, row, Length::Whole))
            .collect();
        cell::joined(all)
    };
    vec![shown.map_or_else(String::new, |shown| shown.plain())]
}

fn said(data: &Value, at: &str) -> String {
    match pointer::get(data, at) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
