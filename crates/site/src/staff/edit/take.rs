//! Puts what a form sent into the record; what is as it was before stays to the letter.

use indigo_model::{Value, pointer};
use indigo_standard::Field;

use super::{
    content::{has_content, parts, text_of, tidy},
    kind::{Kind, kind_of},
    number::number,
    reference::References,
    work::Work,
};
use crate::staff::form::Posted;

/// Mark of a field that takes several values: it was on the page, so none of them is chosen when
/// none came.
pub(super) const WAS_THERE: &str = "has:";
/// One more record for a field that takes several.
pub(super) const ONE_MORE: &str = "more:";

/// What a form sent, put into a record or a row.
pub(super) fn take(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: Option<&str>,
    fields: &[Field],
    own_id: Option<&[String]>,
    posted: &Posted,
    into: &mut Value,
) {
    // Statuses come last: a thing that stays empty gets none.
    let (statuses, others): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.is_status());
    for field in others {
        if own_id == Some(field.keys.as_slice()) {
            continue;
        }
        let kind = kind_of(work.one, list, field);
        let now = text_of(pointer::at(into, &field.keys));
        if let Some(text) = sent(references, &kind, field, posted, &now)
            && text != now
        {
            put(into, field, &kind, &text);
        }
    }
    for field in statuses {
        let Some(text) = posted.field(&field.pointer).map(tidy) else {
            continue;
        };
        let now = text_of(pointer::at(into, &field.keys));
        let above = field.keys.split_last().map_or(&[][..], |(_, above)| above);
        let block = if above.is_empty() {
            Some(&*into)
        } else {
            pointer::at(into, above)
        };
        let is_empty = !block.is_some_and(has_content);
        if text != now && !(now.is_empty() && is_empty) {
            put(into, field, &Kind::Status, &text);
        }
    }
}

/// What was sent for a field as text; nothing when it was not on the page.
fn sent(
    references: &References<'_, '_>,
    kind: &Kind,
    field: &Field,
    posted: &Posted,
    now: &str,
) -> Option<String> {
    let name = field.pointer.as_str();
    match kind {
        Kind::Rows(_, separator) => several(posted, name, separator, now, Vec::new()),
        Kind::Goals => several(posted, name, ",", now, Vec::new()),
        Kind::Records(record_type, separator) => {
            let more = tidy(posted.text(&format!("{ONE_MORE}{name}")));
            let more = parts(&more, separator)
                .into_iter()
                .map(|typed| {
                    references
                        .resolved(record_type, typed)
                        .unwrap_or_else(|| typed.to_owned())
                })
                .collect();
            several(posted, name, separator, now, more)
        }
        Kind::Record(record_type) => {
            let typed = tidy(posted.field(name)?);
            if typed.is_empty() || typed == now {
                return Some(typed);
            }
            // What is shown for what stands there is not typed anew.
            if typed == references.by_id(record_type, now).said() {
                return Some(now.to_owned());
            }
            Some(references.resolved(record_type, &typed).unwrap_or(typed))
        }
        Kind::Number => {
            let typed = tidy(posted.field(name)?);
            if typed == now {
                return Some(typed);
            }
            Some(number(&typed).map_or(typed, |number| number.to_string()))
        }
        _ => posted.field(name).map(tidy),
    }
}

/// The values chosen, those that stood there in their order.
fn several(
    posted: &Posted,
    name: &str,
    separator: &str,
    now: &str,
    more: Vec<String>,
) -> Option<String> {
    posted.field(&format!("{WAS_THERE}{name}"))?;
    let chosen: Vec<&str> = posted.all(name).map(str::trim).collect();
    let former = parts(now, separator);
    let stays = former.iter().filter(|part| chosen.contains(part)).count();
    let new = chosen.iter().filter(|part| !former.contains(part));
    if stays == former.len() && new.clone().next().is_none() && more.is_empty() {
        return Some(now.to_owned());
    }
    let kept = former
        .iter()
        .filter(|part| chosen.contains(part))
        .map(|part| (*part).to_owned());
    let mut all: Vec<String> = kept.chain(new.map(|part| (*part).to_owned())).collect();
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Some(all.join(separator))
}

fn put(into: &mut Value, field: &Field, kind: &Kind, text: &str) {
    let value = if text.is_empty() {
        Value::Null
    } else if *kind == Kind::Number {
        number(text).map_or_else(|| Value::from(text), Value::Number)
    } else {
        Value::from(text)
    };
    if into.is_null() {
        *into = Value::Object(indigo_model::Object::new());
    }
    if let Value::Object(object) = into {
        pointer::set(object, &field.keys, value);
    }
}
