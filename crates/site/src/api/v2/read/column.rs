//! The values of a field over all records of a type, taken out of their text in one reading.
//!
//! Everything beside the way to the fields asked for is skipped without being built.

use std::{collections::HashMap, fmt};

use indigo_model::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    condition::{Cell, Days, number},
    fields::Kind,
};
use crate::fold::fold;

/// What a text takes beside its letters: the allocator's own.
const TEXT_BYTES: usize = 16;

/// The values of a field, record after record.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// Where the values of each record begin; one more than there are records.
    starts: Vec<u32>,
    cells: Vec<Cell>,
}

impl Column {
    pub(super) fn new() -> Self {
        Self {
            starts: vec![0],
            cells: Vec::new(),
        }
    }

    /// Adds the values of the next record.
    pub(super) fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.cells.extend(cells);
        self.starts
            .push(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
    }

    /// The values of a record.
    pub(super) fn of(&self, entry: usize) -> &[Cell] {
        match (self.starts.get(entry), self.starts.get(entry + 1)) {
            (Some(start), Some(end)) => &self.cells[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The same without room to grow.
    pub(super) fn tidy(mut self) -> Self {
        self.starts.shrink_to_fit();
        self.cells.shrink_to_fit();
        self
    }

    /// About how many bytes it takes.
    pub(super) fn size_bytes(&self) -> usize {
        let texts = self.cells.iter().map(|cell| match cell {
            Cell::Text(text) => text.len() + TEXT_BYTES,
            _ => 0,
        });
        size_of::<Self>()
            + self.starts.capacity() * size_of::<u32>()
            + self.cells.capacity() * size_of::<Cell>()
            + texts.sum::<usize>()
    }
}

/// A value as a cell; nothing for null, blank text and structures.
pub(super) fn cell(kind: Kind, value: &Value) -> Option<Cell> {
    let text = match value {
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if kind == Kind::Number => {
            let number = number.as_f64().filter(|number| number.is_finite());
            return number.map(Cell::Number);
        }
        other => other.to_string(),
    };
    if text.is_empty() {
        return None;
    }
    let found = match kind {
        Kind::Text => None,
        Kind::Number => number(&text).map(Cell::Number),
        Kind::Date => Days::parse(&text).map(Cell::Date),
    };
    Some(found.unwrap_or_else(|| Cell::Text(fold(&text).into())))
}

/// The ways to the fields that are wanted.
#[derive(Debug, Default)]
pub(super) struct Ways {
    children: HashMap<String, Ways>,
    /// The number of the field that ends here, and its kind.
    end: Option<(usize, Kind)>,
}

impl Ways {
    /// Adds the way to a field.
    pub(super) fn add(&mut self, keys: &[String], number: usize, kind: Kind) {
        let mut at = self;
        for key in keys {
            at = at.children.entry(key.clone()).or_default();
        }
        at.end = Some((number, kind));
    }

    /// Takes the values out of a record's text, into one list a field.
    pub(super) fn read(&self, text: &str, out: &mut [Vec<Cell>]) {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // What is published was written by us; a text that is none has no values.
        if (Walk { ways: self, out })
            .deserialize(&mut deserializer)
            .is_err()
        {
            out.iter_mut().for_each(Vec::clear);
        }
    }
}

struct Walk<'a, 'o> {
    ways: &'a Ways,
    out: &'o mut [Vec<Cell>],
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.ways.end {
            Some((number, kind)) => {
                let value: Value = serde::Deserialize::deserialize(deserializer)?;
                if let Some(cells) = self.out.get_mut(number) {
                    cells.extend(cell(kind, &value));
                }
                Ok(())
            }
            None => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match self.ways.children.get(&key) {
                Some(ways) => map.next_value_seed(Walk {
                    ways,
                    out: self.out,
                })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while rows
            .next_element_seed(Walk {
                ways: self.ways,
                out: self.out,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn takes_out_what_is_asked_for_and_nothing_else() {
        let record = json!({
            "name": {"value": "Café"}, "other": {"deep": [1, {"x": "y"}]},
            "rows": [{"target": {"value": 5}}, {"target": {"value": null}}, {"target": 7}, {"target": {"value": "12.5"}}, {}],
            "when": {"value": "2019"}, "odd": 3, "list": ["a", 1.5, true, null],
        });
        let mut ways = Ways::default();
        let keys = |path: &str| -> Vec<String> { path.split('.').map(str::to_owned).collect() };
        ways.add(&keys("name.value"), 0, Kind::Text);
        ways.add(&keys("rows.target.value"), 1, Kind::Number);
        ways.add(&keys("when.value"), 2, Kind::Date);
        ways.add(&keys("odd.value"), 3, Kind::Text);
        ways.add(&keys("list.value"), 4, Kind::Text);
        let mut out = vec![Vec::new(); 5];
        ways.read(&record.to_string(), &mut out);
        assert_eq!(out[0], [Cell::Text("cafe".into())]);
        assert_eq!(out[1], [Cell::Number(5.0), Cell::Number(12.5)]);
        assert_eq!(out[2], [Cell::Date(Days::parse("2019").unwrap())]);
        assert!(out[3].is_empty() && out[4].is_empty());
        let mut column = Column::new();
        column.push(out[1].clone());
        column.push([]);
        assert_eq!(
            (column.of(0).len(), column.of(1).len(), column.of(2).len()),
            (2, 0, 0)
        );
    }
}
