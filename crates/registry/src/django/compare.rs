//! What the edits give, against what the first system keeps ready.

use indigo_model::{Mode, Object, Place, Problem, Value};
use indigo_store::{
    DjangoDatabase, DjangoEvent, DjangoValue, EventWriter, MarkKind, NewEvent, NewMark, RecordRow,
    WriteTx,
};

use super::{DjangoSummary, at, replay::Rows};
use crate::{ProblemLog, RegistryError, clock, fold};

/// Records read at a time.
const PAGE: i64 = 100;

/// Letters of a value that a sentence shows.
const SHOWN: usize = 60;

/// Why a record is put right, for the ledger.
const PUT_RIGHT: &str = "Taken over from the first system: what it showed of these records is not what their edits give, and stands here as it was shown.";

/// Compares what records hold after an event with what the first system kept then.
pub(super) fn snapshots(
    tx: &mut WriteTx<'_>,
    from: &mut DjangoDatabase,
    event: &DjangoEvent,
    records: &Rows,
    summary: &mut DjangoSummary,
) -> Result<(), RegistryError> {
    for kept in from.snapshots_of(event.id)? {
        let Some(record) = ours(tx, &kept, records)? else {
            continue;
        };
        summary.snapshots += 1;
        let ours = fold::parse(&record.key, &record.data)?;
        let said = format!("After event {}", event.public_id);
        tell(
            &said,
            "snapshot_differs",
            &record,
            &ours,
            &kept.data,
            &mut summary.problems,
        );
    }
    Ok(())
}

/// Compares what records hold at present; where it is not what the first system shows, one event at
/// the end puts them right, so that both can be seen.
pub(super) fn put_right(
    tx: &mut WriteTx<'_>,
    from: &mut DjangoDatabase,
    records: &Rows,
    summary: &mut DjangoSummary,
) -> Result<(), RegistryError> {
    let now = clock::now();
    let new = NewEvent {
        created: &now,
        actor: "command line",
        kind: "import",
        comment: PUT_RIGHT,
    };
    let mut event: Option<EventWriter> = None;
    let mut after = i64::MIN;
    loop {
        let page = from.values_after(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.record;
        for shown in &page {
            let Some(mut record) = ours(tx, shown, records)? else {
                continue;
            };
            summary.records_compared += 1;
            let data = fold::parse(&record.key, &record.data)?;
            let differs = tell(
                "At present",
                "record_differs",
                &record,
                &data,
                &shown.data,
                &mut summary.problems,
            );
            if !differs && record.exists == shown.exists {
                continue;
            }
            summary.put_right.push(record.key.to_string());
            let writer = match event.as_mut() {
                Some(writer) => writer,
                None => event.insert(tx.open_event(&new)?),
            };
            if differs || (shown.exists && record.version == 0) {
                let Ok(theirs) = serde_json::from_str::<Value>(&shown.data) else {
                    continue;
                };
                let text = theirs.to_string();
                fold::add_approved(tx, writer, &mut record, Mode::Replace, &text)?;
                summary.versions += 1;
            }
            if record.exists != shown.exists {
                let said = if shown.exists {
                    "The first system says that this record exists, but nothing of it was ever approved. It exists here, too."
                } else {
                    "The first system says that this record does not exist, but something of it was approved. It is withdrawn here."
                };
                summary.problems.extend([Problem::warning(
                    "existence_differs",
                    said,
                    at(&record.key),
                )]);
            }
            if record.exists && !shown.exists {
                tx.add_mark(
                    writer,
                    &NewMark {
                        record_row: record.row_id,
                        key: &record.key,
                        kind: MarkKind::Withdraw,
                        other: None,
                        detail: "",
                    },
                )?;
            }
        }
    }
    if let Some(event) = event {
        tx.close_event(&event)?;
    }
    Ok(())
}

fn ours(
    tx: &mut WriteTx<'_>,
    value: &DjangoValue,
    records: &Rows,
) -> Result<Option<RecordRow>, RegistryError> {
    match records.get(&value.record) {
        Some(&row) => Ok(tx.record_by_row(row)?),
        None => Ok(None),
    }
}

/// Says of each value that differs where it is; whether any does.
fn tell(
    when: &str,
    code: &str,
    record: &RecordRow,
    ours: &Value,
    theirs: &str,
    problems: &mut ProblemLog,
) -> bool {
    let theirs = match serde_json::from_str::<Value>(theirs) {
        Ok(theirs) => theirs,
        Err(error) => {
            problems.extend([Problem::error(
                "value_not_readable",
                format!("{when}, what the first system keeps of this record cannot be read as JSON: {error}. Mend it in the scratch database, then begin again."),
                at(&record.key),
            )]);
            return false;
        }
    };
    if *ours == theirs {
        return false;
    }
    let mut found = Vec::new();
    walk(Some(ours), Some(&theirs), &mut String::new(), &mut found);
    problems.extend(found.into_iter().map(|(pointer, ours, theirs)| {
        Problem::warning(
            code,
            format!(
                "{when}, the edits give {} there, and the first system has {}.",
                shown(ours),
                shown(theirs)
            ),
            Place {
                pointer: Some(pointer),
                ..at(&record.key)
            },
        )
    }));
    true
}

/// A pointer with the values that stand there on both sides.
type Found<'a> = (String, Option<&'a Value>, Option<&'a Value>);

/// Goes down to the values that are not the same to the letter.
fn walk<'a>(
    ours: Option<&'a Value>,
    theirs: Option<&'a Value>,
    pointer: &mut String,
    found: &mut Vec<Found<'a>>,
) {
    if ours == theirs {
        return;
    }
    let mut down = |key: &str, a: Option<&'a Value>, b: Option<&'a Value>| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        walk(a, b, pointer, found);
        pointer.truncate(length);
    };
    match (ours, theirs) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for (key, value) in b {
                down(key, a.get(key), Some(value));
            }
            for (key, value) in without(a, b) {
                down(key, Some(value), None);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for at in 0..a.len().max(b.len()) {
                down(&at.to_string(), a.get(at), b.get(at));
            }
        }
        _ => found.push((pointer.clone(), ours, theirs)),
    }
}

fn without<'a>(a: &'a Object, b: &'a Object) -> impl Iterator<Item = (&'a String, &'a Value)> {
    a.iter().filter(|(key, _)| !b.contains_key(*key))
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "nothing".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_difference_is_named_by_its_pointer() {
        let ours = json!({"a": {"value": 1, "x": null}, "rows": [{"id": "r1"}, 2], "b/c": "same", "d": "é"});
        let theirs =
            json!({"a": {"value": 1.0}, "rows": [{"id": "r1"}], "b/c": "same", "d": "e", "~": {}});
        let mut found = Vec::new();
        walk(Some(&ours), Some(&theirs), &mut String::new(), &mut found);
        let told: Vec<String> = found
            .into_iter()
            .map(|(pointer, a, b)| format!("{pointer}: {} → {}", shown(a), shown(b)))
            .collect();
        assert_eq!(
            told,
            [
                "/a/value: 1 → 1.0",
                "/a/x: null → nothing",
                "/rows/1: 2 → nothing",
                "/d: \"é\" → \"e\"",
                "/~0: nothing → {}",
            ]
        );
    }
}
