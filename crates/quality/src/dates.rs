//! Comparing dates of which the day or the month may not be known.

use indigo_model::{PartialDate, Value, pointer};

/// How many years from today no contract runs any more.
pub(crate) const YEARS_AHEAD: u16 = 40;

/// Whether `one` is before `other` whatever the unknown parts are.
pub(crate) fn surely_before(one: PartialDate, other: PartialDate) -> bool {
    last_day(one) < first_day(other)
}

/// The fewest and the most whole months that can lie between two dates.
pub(crate) fn months_between(start: PartialDate, end: PartialDate) -> (i32, i32) {
    let month = |(year, month, _): (u16, u8, u8)| i32::from(year) * 12 + i32::from(month);
    (
        month(first_day(end)) - month(last_day(start)),
        month(last_day(end)) - month(first_day(start)) + 1,
    )
}

/// The date at a pointer, when there is one that can be read.
pub(crate) fn date_at(root: &Value, at: &str) -> Option<PartialDate> {
    PartialDate::parse(pointer::text(root, at)?)
}

/// The last month of a quarter such as `Q1 - 2022`.
pub(crate) fn end_of_quarter(text: &str) -> Option<PartialDate> {
    let (quarter, year) = text.split_once('-')?;
    let quarter: u8 = quarter.trim().strip_prefix('Q')?.parse().ok()?;
    let year: u16 = year.trim().parse().ok()?;
    (1..=4).contains(&quarter).then_some(PartialDate {
        year,
        month: Some(quarter * 3),
        day: None,
    })
}

fn first_day(date: PartialDate) -> (u16, u8, u8) {
    (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

fn last_day(date: PartialDate) -> (u16, u8, u8) {
    (date.year, date.month.unwrap_or(12), date.day.unwrap_or(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_compared() {
        let date = |text| PartialDate::parse(text).unwrap();
        for (one, other, before) in [
            ("2018", "2019", true),
            ("2018", "2018-05", false),
            ("2018-04", "2018-05", true),
            ("2018-05", "2018", false),
            ("2018-05-01", "2018-05", false),
            ("2018-05-01", "2018-05-02", true),
        ] {
            assert_eq!(
                surely_before(date(one), date(other)),
                before,
                "{one} {other}"
            );
        }
        assert_eq!(months_between(date("2018-01"), date("2018-12")), (11, 12));
        assert_eq!(months_between(date("2018"), date("2020")), (13, 36));
    }
}
