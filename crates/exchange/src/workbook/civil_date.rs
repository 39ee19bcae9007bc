//! Dates as spreadsheets count them: days since the end of 1899, or since 1904.

use std::ops::Range;

/// The day numbers that spreadsheet programs know, up to the end of the year 9999.
const DAYS: Range<f64> = 0.0..2_958_466.0;

/// `YYYY-MM-DD` of a day number; `None` when there is no such day.
///
/// Days before March 1900 are counted as the old programs do, which take 1900 for a leap year.
pub(super) fn date(serial: f64, from_1904: bool) -> Option<String> {
    if !DAYS.contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below three million")]
    let serial = serial.floor() as i64;
    // Days since 1970-01-01: 1899-12-30 is −25569, 1904-01-01 is −24107.
    let days = if from_1904 {
        serial - 24_107
    } else if serial < 60 {
        serial - 25_568
    } else if serial == 60 {
        return Some("1900-02-29".to_owned());
    } else {
        serial - 25_569
    };
    let (year, month, day) = civil(days);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `HH:MM:SS` of a part of a day.
pub(super) fn time(serial: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below the seconds of a day, or any number for a time that is none"
    )]
    let seconds = (serial.rem_euclid(1.0) * 86_400.0).round() as i64 % 86_400;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 0000-03-01, so that the leap day is the last of its year, in eras of 400 years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers() {
        for (serial, from_1904, wanted) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (60.0, false, Some("1900-02-29")),
            (61.0, false, Some("1900-03-01")),
            (43_968.0, false, Some("2020-05-17")),
            (43_968.75, false, Some("2020-05-17")),
            (42_506.0, true, Some("2020-05-17")),
            (43_890.0, false, Some("2020-02-29")),
            (2_958_465.0, false, Some("9999-12-31")),
            (2_958_466.0, false, None),
            (-1.0, false, None),
            (f64::NAN, false, None),
        ] {
            assert_eq!(date(serial, from_1904).as_deref(), wanted, "{serial}");
        }
        assert_eq!(time(0.4375), "10:30:00");
    }
}
