//! Amounts that were stated in another form: exactly, or as a range.
//!
//! A place that is empty now usually means that what stood there was taken out, and so it is not
//! shown of the past either. An amount that was exact and is a range now, or the other way round,
//! leaves an empty place too, though the amount as such was only corrected. The old form is shown
//! when today's statement takes nothing of it back:
//!
//! - a minimum or maximum, when the exact amount is public now, which says more;
//! - any form that today's range contradicts: an amount above its maximum or below its minimum was
//!   corrected, as a value is that has another in its place.
//!
//! An exact amount within the range of now is not shown: there the range may have been put in its
//! place so that the amount is no longer known. Only what is public now is looked at: the place has
//! to be an object that holds nothing, as it is for everybody to see. A place that is private,
//! disputed or unmarked is null there and stays so.

use crate::{Object, Value};

/// The keys of the forms of an amount.
const EXACT: &str = "exact";
const MINIMUM: &str = "min";
const MAXIMUM: &str = "max";
/// Where a form holds its number.
const VALUE: &str = "value";

/// Puts the old forms of an amount into `kept`, which is `now` with the values of `before` in the
/// places that are filled now.
pub(super) fn put_back(now: &Object, before: &Object, kept: &mut Object) {
    for form in [EXACT, MINIMUM, MAXIMUM] {
        let is_empty = now
            .get(form)
            .and_then(Value::as_object)
            .is_some_and(|field| field.get(VALUE).is_none_or(Value::is_null));
        let Some(was) = number(before, form).filter(|_| is_empty) else {
            continue;
        };
        let old = before.get(form).and_then(|field| field.get(VALUE));
        if takes_nothing_back(now, form, was)
            && let Some(old) = old
            && let Some(field) = kept.get_mut(form).and_then(Value::as_object_mut)
        {
            field.insert(VALUE.to_owned(), old.clone());
        }
    }
}

/// Whether what is said of the amount now says more than this form did, or something else.
fn takes_nothing_back(now: &Object, form: &str, was: f64) -> bool {
    if form != EXACT && number(now, EXACT).is_some() {
        return true;
    }
    let is_above = form != MAXIMUM && number(now, MAXIMUM).is_some_and(|most| was > most);
    let is_below = form != MINIMUM && number(now, MINIMUM).is_some_and(|least| was < least);
    is_above || is_below
}

fn number(amount: &Object, form: &str) -> Option<f64> {
    amount.get(form)?.get(VALUE)?.as_f64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::items::as_it_was;

    #[test]
    fn an_amount_in_another_form_is_shown_when_nothing_of_it_was_taken_back() {
        let empty = || json!({"value": null, "status": null});
        let of = |value: i64| json!({"value": value, "status": null});
        let (low, high) = (of(30), of(40));
        let exact = |value: i64| json!({"exact": of(value), "min": empty(), "max": empty()});
        let range = json!({"exact": empty(), "min": low, "max": high});
        let nothing = json!({"exact": empty(), "min": empty(), "max": empty()});
        // Then a range, now exact: all of the range is shown.
        assert_eq!(as_it_was(&exact(35), &range), range);
        // Then an amount that today's range contradicts.
        for corrected in [89, 41, 29] {
            assert_eq!(as_it_was(&range, &exact(corrected)), exact(corrected));
        }
        // Then an amount within today's range: it may have been made less precise on purpose.
        for covered in [30, 35, 40] {
            assert_eq!(as_it_was(&range, &exact(covered)), nothing, "{covered}");
        }
        // Taken out, and nothing in its place.
        assert_eq!(as_it_was(&nothing, &exact(89)), nothing);
        // Half of a range taken out; the other half contradicts it, or does not.
        let least = json!({"exact": empty(), "min": of(50), "max": empty()});
        assert_eq!(as_it_was(&least, &range), range);
        let least = json!({"exact": empty(), "min": of(35), "max": empty()});
        assert_eq!(as_it_was(&least, &range)["max"], empty());
    }

    #[test]
    fn a_form_that_is_not_public_now_stays_hidden_whatever_stands_beside_it() {
        let of = |value: i64| json!({"value": value});
        let then = json!({"exact": of(89), "min": of(10), "max": of(99)});
        for now in [
            json!({"exact": null, "min": of(30), "max": of(40)}),
            json!({"min": of(30), "max": of(40)}),
        ] {
            let past = as_it_was(&now, &then);
            assert!(!past.to_string().contains("89"), "{past}");
        }
        // What is hidden now decides nothing either.
        let now = json!({"exact": {"value": null}, "min": null, "max": null});
        assert_eq!(as_it_was(&now, &then), now);
        let now = json!({"exact": null, "min": {"value": null}, "max": of(40)});
        let past = json!({"exact": null, "min": {"value": null}, "max": of(99)});
        assert_eq!(as_it_was(&now, &then), past);
        // Other siblings are no forms of each other.
        let now = json!({"email": {"value": null}, "phone": of(1)});
        assert_eq!(
            as_it_was(&now, &json!({"email": of(2), "phone": of(3)}))["email"],
            json!({"value": null})
        );
    }
}
