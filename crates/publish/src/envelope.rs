//! The bodies of the old API around the data of records.

use crate::api_json::{by_length_then_bytes, write_string};

/// The body of one record: `{"project": {"id": …, "data": …, …}}`.
///
/// `word` is the type's word for one; `data` and the sandboxes' data are JSON text as
/// [`crate::api_json::text`] gives it. Flags follow the data in their order; sandboxes, when given
/// (also when there are none), are ordered as all keys are.
#[must_use]
pub fn item(
    word: &str,
    id: &str,
    data: &str,
    flags: &[(String, bool)],
    sandboxes: Option<&[(String, String)]>,
) -> String {
    let mut out = String::with_capacity(data.len() + 100);
    out.push('{');
    write_string(&mut out, word);
    out.push_str(": {\"id\": ");
    write_string(&mut out, id);
    out.push_str(", \"data\": ");
    out.push_str(data);
    for (key, set) in flags {
        out.push_str(", ");
        write_string(&mut out, key);
        out.push_str(if *set { ": true" } else { ": false" });
    }
    if let Some(sandboxes) = sandboxes {
        let mut sandboxes: Vec<_> = sandboxes.iter().collect();
        sandboxes.sort_by(|(a, _), (b, _)| by_length_then_bytes(a, b));
        out.push_str(", \"sandboxes\": {");
        for (index, (sandbox, data)) in sandboxes.into_iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            write_string(&mut out, sandbox);
            out.push_str(": ");
            out.push_str(data);
        }
        out.push('}');
    }
    out.push_str("}}");
    out
}

/// The body of a list: `{"projects": [{"id": …, "public": true}, …]}`, in the order given.
///
/// `word` is the type's word for many.
#[must_use]
pub fn list(word: &str, records: &[(String, bool)]) -> String {
    let mut out = String::with_capacity(records.len() * 50 + 30);
    out.push('{');
    write_string(&mut out, word);
    out.push_str(": [");
    for (index, (id, public)) in records.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str("{\"id\": ");
        write_string(&mut out, id);
        out.push_str(if *public {
            ", \"public\": true}"
        } else {
            ", \"public\": false}"
        });
    }
    out.push_str("]}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_have_the_fixed_order() {
        assert_eq!(
            item("walk", "W-1", "{}", &[], None),
            r#"{"walk": {"id": "W-1", "data": {}}}"#
        );
        let flags = [("b".to_owned(), false), ("a".to_owned(), true)];
        assert_eq!(
            item("walk", "W-é", "{}", &flags, None),
            r#"{"walk": {"id": "W-\u00e9", "data": {}, "b": false, "a": true}}"#
        );
        assert_eq!(
            item("walk", "W-1", "{}", &[], Some(&[])),
            r#"{"walk": {"id": "W-1", "data": {}, "sandboxes": {}}}"#
        );
        let sandboxes = [
            ("beta".to_owned(), "1".to_owned()),
            ("zz".to_owned(), "2".to_owned()),
            ("alfa".to_owned(), "3".to_owned()),
        ];
        assert_eq!(
            item("walk", "W-1", "{}", &[], Some(&sandboxes)),
            r#"{"walk": {"id": "W-1", "data": {}, "sandboxes": {"zz": 2, "alfa": 3, "beta": 1}}}"#
        );
    }

    #[test]
    fn lists_name_every_record() {
        assert_eq!(list("walks", &[]), r#"{"walks": []}"#);
        assert_eq!(
            list(
                "walks",
                &[("W-1".to_owned(), true), ("W-2".to_owned(), false)]
            ),
            r#"{"walks": [{"id": "W-1", "public": true}, {"id": "W-2", "public": false}]}"#
        );
    }
}
