//! How many public records say something in each field, and which values of lists they use.
//!
//! Counted over public data alone, once for each type and revision, when somebody asks.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use indigo_model::{Value, pointer};
use indigo_registry::{ReadError, Reader};
use indigo_standard::{Codelist, Field, TypeStandard};

/// The counts of one type.
#[derive(Debug, Default)]
pub(crate) struct Fill {
    /// How many public records there are.
    pub(crate) records: usize,
    /// Place of a field (`/results/*/result_type/value`) or list → records that say something.
    fields: HashMap<String, usize>,
    /// Place of a field with a list of values → value → records that use it.
    values: HashMap<String, HashMap<String, usize>>,
}

/// The counts of the newest revision, of each type that was asked for.
#[derive(Default)]
pub(crate) struct FillShelf(Mutex<HashMap<String, (i64, Arc<Fill>)>>);

impl FillShelf {
    /// The counts of a type; who asks while they are made waits for them.
    pub(crate) fn of(
        &self,
        reader: &dyn Reader,
        one: &TypeStandard,
    ) -> Result<Arc<Fill>, ReadError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let position = reader.position()?;
        if let Some((_, fill)) = held.get(&one.id).filter(|(of, _)| *of == position) {
            return Ok(Arc::clone(fill));
        }
        let mut fill = Fill::default();
        reader.each_public(&one.id, &mut |_, data| {
            fill.add(one, data);
            Ok(())
        })?;
        let fill = Arc::new(fill);
        held.insert(one.id.clone(), (position, Arc::clone(&fill)));
        Ok(fill)
    }
}

impl Fill {
    /// How many records say something at a place of the schema, or in the value below it.
    pub(crate) fn filled(&self, place: &str) -> usize {
        let at = |place: &str| self.fields.get(place).copied();
        at(place)
            .or_else(|| at(&format!("{place}/value")))
            .unwrap_or(0)
    }

    /// How many records use a value at a place.
    pub(crate) fn uses(&self, place: &str, value: &str) -> usize {
        let values = self.values.get(place);
        values
            .and_then(|values| values.get(value))
            .copied()
            .unwrap_or(0)
    }

    /// The values used at a place that are not among those of its list, in order.
    pub(crate) fn outside(&self, place: &str, list: &Codelist) -> Vec<&str> {
        let used = self.values.get(place).into_iter().flat_map(HashMap::keys);
        let mut outside: Vec<&str> = used
            .map(String::as_str)
            .filter(|value| !list.values.contains_key(*value))
            .collect();
        outside.sort_unstable();
        outside
    }

    fn add(&mut self, one: &TypeStandard, data: &Value) {
        self.records += 1;
        for field in shown(&one.fields) {
            let said = text(pointer::get(data, &field.pointer));
            self.count(&field.pointer, field, said.into_iter().collect());
        }
        for list in &one.lists {
            let mut has_rows = false;
            for field in shown(&list.fields) {
                let mut said: Vec<String> = pointer::rows(data, &list.pointer)
                    .inspect(|_| has_rows = true)
                    .filter_map(|row| text(pointer::get(row, &field.pointer)))
                    .collect();
                said.sort_unstable();
                said.dedup();
                let place = format!("{}/*{}", list.pointer, field.pointer);
                self.count(&place, field, said);
            }
            if has_rows {
                *self.fields.entry(list.pointer.clone()).or_default() += 1;
            }
        }
    }

    fn count(&mut self, place: &str, field: &Field, said: Vec<String>) {
        if said.is_empty() {
            return;
        }
        *self.fields.entry(place.to_owned()).or_default() += 1;
        if field.leaf.codelist.is_some() {
            let values = self.values.entry(place.to_owned()).or_default();
            for value in said {
                *values.entry(value).or_default() += 1;
            }
        }
    }
}

/// Statuses and sandboxes are no facts.
fn shown(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields
        .iter()
        .filter(|field| !field.is_status() && !field.is_sandboxes())
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn values_that_a_list_does_not_have_are_told_apart() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let mut fill = Fill::default();
        for stage in ["Abandoned", "Contracted", "Abandoned"] {
            let data = serde_json::json!({ "stage_development": { "value": stage } });
            fill.add(one, &serde_json::from_value(data).unwrap());
        }
        let place = "/stage_development/value";
        let list = one.field(place).unwrap().leaf.codelist.as_ref().unwrap();
        assert_eq!(fill.outside(place, list), ["Abandoned"]);
        assert_eq!(fill.uses(place, "Abandoned"), 2);
    }
}
