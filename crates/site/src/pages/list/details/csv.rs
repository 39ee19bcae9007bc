//! The same rows as a CSV file: nothing shortened, amounts and currencies apart.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{DetailColumn, DetailPart, DetailSpec, DetailSum, TypeStandard};

use super::{
    super::{csv_row::put, selection::Selection},
    cell::{self, Length, Money},
    counting::{Counting, Line, Table, Under},
};
use crate::{error::SiteError, site::Site};

/// How many records one file holds; each is read by itself, so the time and memory that a file
/// takes have an end.
pub(crate) const MOST: usize = 1_000;

/// The rows of the records chosen, from the page of the file that is asked for.
pub(crate) fn csv(
    site: &Site,
    selection: &Selection<'_>,
    spec: &DetailSpec,
) -> Result<String, SiteError> {
    let one = selection.one;
    let mut text = String::new();
    put(&mut text, &header(one, spec));
    let before = selection.list.page.saturating_sub(1).saturating_mul(MOST);
    for entry in selection.entries().skip(before).take(MOST) {
        let Some(record) = site.record_at(&one.id, &entry.id, selection.day.as_ref())? else {
            continue;
        };
        let data = record.data();
        let mut before = vec![entry.id.clone(), entry.card.name.clone()];
        for head in &spec.heads {
            before.push(said(&data, &head.at));
            before.extend(head.currency.iter().map(|at| said(&data, at)));
        }
        for total in &spec.totals {
            let latest = total.latest_of.as_ref();
            let counting = Counting::of(&data, &total.list, total.only.as_ref(), latest);
            let under = latest.map(|_| counting.under.as_ref());
            before.extend(sum_cells(&total.sum, &counting.rows, under));
        }
        let table = Table::of(spec, &data);
        for line in table.lines() {
            let id = line.row.and_then(row_id).unwrap_or_default();
            let mut cells = before.clone();
            cells.push(id.to_owned());
            for at in 0..spec.columns.len() {
                cells.extend(cells_of(spec, &table, at, &line));
            }
            for (at, part) in beside_texts(spec) {
                cells.extend(cells_beside(part, &table.belonging(at, &line)));
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
    let sum_header = |title: &str, sum: &DetailSum| {
        [
            title.to_owned(),
            format!("{title}: currency"),
            format!("{title}: {}", sum.many),
        ]
    };
    for total in &spec.totals {
        header.extend(sum_header(&total.title, &total.sum));
        if let Some(latest) = &total.latest_of {
            header.push(format!("{}: {}", total.title, latest.one));
            header.push(format!("{}: {}", total.title, latest.many));
        }
    }
    header.push(format!("Id of {}", spec.row));
    for column in &spec.columns {
        match &column.sum {
            Some(sum) => header.extend(sum_header(&column.title, sum)),
            None if is_apart(column) => header.extend(
                column
                    .parts
                    .iter()
                    .map(|part| part.title.as_ref().unwrap_or(&column.title).clone()),
            ),
            None => header.push(column.title.clone()),
        }
        if let Some(latest) = &column.latest_of {
            header.push(format!("{}: {}", column.title, latest.one));
            header.push(format!("{}: {}", column.title, latest.many));
        }
    }
    for (at, part) in beside_texts(spec) {
        let title = part.title.as_ref().unwrap_or(&spec.columns[at].title);
        header.push(title.clone());
        header.extend(part.currency.iter().map(|_| format!("{title}: currency")));
    }
    header
}

/// The parts of rows of other lists that have columns of their own, behind all others, beside the
/// text that is made of the whole row.
fn beside_texts(spec: &DetailSpec) -> impl Iterator<Item = (usize, &DetailPart)> {
    let columns = spec.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.list.is_some() && column.sum.is_none())
        .flat_map(|(at, column)| column.parts.iter().map(move |part| (at, part)))
        .filter(|(_, part)| part.title.is_some())
}

/// The value of a part in each row, as it is written, and its currency; rows stay in their places,
/// so that the parts of one row can be told to belong together.
fn cells_beside(part: &DetailPart, rows: &[&Value]) -> Vec<String> {
    let values: Vec<String> = rows
        .iter()
        .map(|row| {
            let value = said(row, &part.at);
            if part.number {
                plain_number(&value).unwrap_or_default()
            } else {
                value
            }
        })
        .collect();
    let mut cells = vec![each(&values)];
    if let Some(currency) = &part.currency {
        let of_value = |(row, value): (&&Value, &String)| match value.is_empty() {
            true => String::new(),
            false => said(row, currency),
        };
        let currencies: Vec<String> = rows.iter().zip(&values).map(of_value).collect();
        cells.push(each(&currencies));
    }
    cells
}

/// A stroke between the values of several rows; nothing where none has any.
fn each(values: &[String]) -> String {
    match values.iter().all(String::is_empty) {
        true => String::new(),
        false => values.join("; "),
    }
}

/// `1,580` as `1580`; nothing for what is no number.
fn plain_number(text: &str) -> Option<String> {
    let is_grouped = || {
        let whole = text.split('.').next().unwrap_or_default();
        let mut groups = whole.split(',');
        groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.all(|group| group.len() == 3)
    };
    let plain = match text.contains(',') {
        true if is_grouped() => text.replace(',', ""),
        true => return None,
        false => text.to_owned(),
    };
    let is_number = plain.parse::<f64>().is_ok_and(f64::is_finite)
        && plain
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    is_number.then_some(plain)
}

/// Whether each part of a row has a column of its own.
fn is_apart(column: &DetailColumn) -> bool {
    column.list.is_none() && column.parts.iter().any(|part| part.title.is_some())
}

fn cells_of(spec: &DetailSpec, table: &Table<'_>, at: usize, line: &Line<'_>) -> Vec<String> {
    let column = &spec.columns[at];
    if let Some(sum) = &column.sum {
        let under = column.latest_of.as_ref().map(|_| table.under(at));
        return sum_cells(sum, &table.belonging(at, line), under);
    }
    let plain =
        |shown: Option<crate::facts::Shown>| shown.map_or_else(String::new, |it| it.plain());
    if is_apart(column) {
        let of_part = |part| {
            plain(
                line.row
                    .and_then(|row| cell::part_shown(part, row, Length::Whole)),
            )
        };
        return column.parts.iter().map(of_part).collect();
    }
    vec![match (&column.list, line.row) {
        (None, None) if at == 0 => spec.rest.clone(),
        (None, None) => String::new(),
        (None, Some(row)) => plain(cell::parts(&column.parts, row, Length::Whole)),
        (Some(_), _) => {
            let rows = table.belonging(at, line);
            let all = rows
                .iter()
                .filter_map(|row| cell::parts(&column.parts, row, Length::Whole))
                .collect();
            plain(cell::joined(all))
        }
    }]
}

/// A sum, its currency and how many amounts are in it; and, where only the latest count, the id of
/// the latest and how many there are.
fn sum_cells(sum: &DetailSum, rows: &[&Value], under: Option<Option<&Under<'_>>>) -> Vec<String> {
    let (sums, currencies, numbers) = Money::added(sum, rows).plain();
    let has_any = !numbers.is_empty();
    let mut cells = vec![sums, currencies, numbers];
    if let Some(under) = under {
        let under = under.filter(|_| has_any);
        cells.push(under.map_or_else(String::new, |one| one.id.to_owned()));
        cells.push(under.map_or_else(String::new, |one| one.of.to_string()));
    }
    cells
}

fn said(data: &Value, at: &str) -> String {
    match pointer::get(data, at) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_numbers() {
        for (text, number) in [
            ("64", Some("64")),
            ("1,580", Some("1580")),
            ("-0.5", Some("-0.5")),
            ("1,5", None),
            ("about 40", None),
            ("8200 per person", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(plain_number(text).as_deref(), number, "{text}");
        }
    }
}
