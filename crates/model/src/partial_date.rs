//! Dates that are known to the year, the month or the day.

use std::fmt;

/// A civil date of which the day, or the month too, may be unknown.
///
/// The text form is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; impossible dates such as `2018-13` or
/// `2019-02-30` are refused.
///
/// ```
/// use indigo_model::PartialDate;
/// let date = PartialDate::parse("2017-03").unwrap();
/// assert_eq!(date.in_words(), "March 2017");
/// assert!(PartialDate::parse("2018-13").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12, when known.
    pub month: Option<u8>,
    /// The day of the month when known (never without a month).
    pub day: Option<u8>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else or an impossible date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let month = match month {
            None => None,
            Some(month) => Some(u8::try_from(month?).ok().filter(|m| (1..=12).contains(m))?),
        };
        let day = match (month, day) {
            (_, None) => None,
            (None, Some(_)) => return None,
            (Some(month), Some(day)) => {
                let last = days_in_month(year, month);
                Some(u8::try_from(day?).ok().filter(|d| (1..=last).contains(d))?)
            }
        };
        Some(Self { year, month, day })
    }

    /// The date as people write it: "2017", "March 2017" or "3 March 2017".
    #[must_use]
    pub fn in_words(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => {
                format!("{day} {} {}", MONTHS[usize::from(month) - 1], self.year)
            }
            (Some(month), None) => format!("{} {}", MONTHS[usize::from(month) - 1], self.year),
            _ => self.year.to_string(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_possible_and_nothing_else() {
        for good in ["2017", "2017-03", "2020-02-29"] {
            assert_eq!(PartialDate::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "17",
            "2018-13",
            "2018-00",
            "2019-02-29",
            "2017-3",
            "2017-03-01T00",
            "x",
        ] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn says_only_what_is_known() {
        assert_eq!(
            PartialDate::parse("2017-03-01").unwrap().in_words(),
            "1 March 2017"
        );
        assert_eq!(PartialDate::parse("2017").unwrap().in_words(), "2017");
    }
}
