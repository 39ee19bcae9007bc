//! Conditions on fields: `where.FIELD__OPERATOR=VALUE`.

use super::{
    super::{
        super::{
            condition::{Operator, Test},
            fields::Kind,
            sparse::shortened,
        },
        Condition, WHERE,
    },
    Reading,
};
use crate::meant::nearest;

/// The most conditions.
const CONDITIONS: usize = 50;

impl Reading<'_> {
    pub(super) fn condition(&mut self, parameter: &str, rest: &str, value: &str) {
        let (name, word) = rest.split_once("__").unwrap_or((rest, "eq"));
        let Some(field) = self.fields.find(name) else {
            return self.condition_on_group(parameter, name, word, value);
        };
        let kind = self.fields.all[field].kind;
        let there_are = Operator::of(kind);
        let Some(operator) = there_are.iter().copied().find(|one| one.word() == word) else {
            let words: Vec<&str> = there_are.iter().map(|one| one.word()).collect();
            self.faults.unknown(
                parameter,
                "operator_unknown",
                format!(
                    "There is no operator “{}” for {} fields. There are: {}.",
                    shortened(word),
                    kind.word(),
                    words.join(", ")
                ),
                nearest(word, words.iter().copied()),
            );
            return;
        };
        self.test(parameter, vec![field], kind, operator, value);
    }

    /// Of a list or group it can be asked whether there is anything in it.
    fn condition_on_group(&mut self, parameter: &str, name: &str, word: &str, value: &str) {
        let inside = self.fields.under(name);
        if inside.is_empty() {
            let meant = self.fields.nearest(name);
            self.faults.unknown(
                parameter,
                "field_unknown",
                format!(
                    "There is no field “{}”. /api/v2/types/{} has all of them.",
                    shortened(name),
                    self.one.id
                ),
                meant,
            );
        } else if word == Operator::Exists.word() {
            self.test(parameter, inside, Kind::Text, Operator::Exists, value);
        } else {
            self.faults.unknown(
                parameter,
                "operator_unknown",
                "A list or group can be asked for with __exists alone; name a field in it for all else.",
                vec![format!("{WHERE}{name}__exists")],
            );
        }
    }

    fn test(
        &mut self,
        parameter: &str,
        fields: Vec<usize>,
        kind: Kind,
        operator: Operator,
        value: &str,
    ) {
        if self.found.conditions.len() == CONDITIONS {
            let said = format!("Write at most {CONDITIONS} conditions.");
            self.faults.add(parameter, "too_many", said);
            return;
        }
        match Test::read(kind, operator, value) {
            Err(said) => self.faults.add(parameter, "value_not_known", said),
            Ok(test) => self.add(parameter, fields, test),
        }
    }

    /// Values of one field that are asked for with `=` or `in` widen it, as with the filters of
    /// lists; all else has to hold as well.
    fn add(&mut self, parameter: &str, fields: Vec<usize>, test: Test) {
        let conditions = &mut self.found.conditions;
        if let Test::Any(more) = &test {
            let before = conditions.iter_mut().find_map(|one| match &mut one.test {
                Test::Any(values) if one.fields == fields => Some(values),
                _ => None,
            });
            if let Some(values) = before {
                values.extend(more.iter().cloned());
                return;
            }
        }
        conditions.push(Condition {
            parameter: parameter.to_owned(),
            fields,
            test,
        });
    }
}
