//! Amounts with the currency that stands beside them.

use indigo_model::pointer;
use indigo_standard::Field;

use crate::{Cell, Subject, amounts};

/// An amount of money in a record.
pub(crate) struct Money<'s, 'a> {
    pub(crate) cell: &'s Cell<'a>,
    pub(crate) amount: f64,
    /// Where the currency stands, from the root or the row.
    pub(crate) currency_at: String,
    /// The currency, trimmed, when there is one.
    pub(crate) currency: Option<&'a str>,
}

impl Money<'_, '_> {
    /// JSON pointer of the currency.
    pub(crate) fn currency_pointer(&self) -> String {
        self.cell.base() + &self.currency_at
    }

    /// Where the amount in US dollars stands that belongs to this one, from the root or the row.
    pub(crate) fn usd_at(&self, subject: &Subject<'_>) -> Option<String> {
        let at = amount_key(self.cell.field)?;
        let keys = &self.cell.field.keys;
        let mut said = String::new();
        for (index, key) in keys.iter().enumerate() {
            said.push('/');
            said.push_str(key);
            if index == at {
                said.push_str("_usd");
            }
        }
        known_fields(subject, self.cell)
            .iter()
            .any(|field| field.pointer == said)
            .then_some(said)
    }
}

/// Every amount in a currency that a field beside it names (not those in US dollars).
pub(crate) fn amounts_of_money<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Money<'s, 'a>> {
    subject
        .cells()
        .iter()
        .filter_map(|cell| {
            let amount = amounts::number(cell.value)?;
            let at = amount_key(cell.field)?;
            let currency_at = currency_of(subject, cell, at)?;
            Some(Money {
                cell,
                amount,
                currency: pointer::text(cell.root, &currency_at),
                currency_at,
            })
        })
        .collect()
}

/// Which key of a field says that it is an amount in the currency beside it.
fn amount_key(field: &Field) -> Option<usize> {
    let keys = &field.keys;
    keys.iter().position(|key| key == "amount").or_else(|| {
        let payment = keys.iter().position(|key| key == "payment")?;
        let key = keys.get(payment + 1)?;
        (key == "planned" || key == "actual").then_some(payment + 1)
    })
}

/// The nearest currency above the amount.
fn currency_of(subject: &Subject<'_>, cell: &Cell<'_>, amount: usize) -> Option<String> {
    let known = known_fields(subject, cell);
    (0..=amount).rev().find_map(|length| {
        let base = cell.field.keys[..length]
            .iter()
            .fold(String::new(), |at, key| at + "/" + key);
        let at = base + "/currency/value";
        known.iter().any(|field| field.pointer == at).then_some(at)
    })
}

/// The fields that stand beside a cell's.
fn known_fields<'f>(subject: &'f Subject<'_>, cell: &'f Cell<'_>) -> &'f [Field] {
    match cell.row {
        None => &subject.standard.fields,
        Some((list, _)) => &list.fields,
    }
}
