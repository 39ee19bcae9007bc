//! A day in the past: what was public at its end.

use std::fmt;

use crate::clock;

/// A day of the calendar, such as `2025-05-31`. What was public on it is what was public at its
/// end, in UTC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(String);

impl Day {
    /// Reads a day written as `YYYY-MM-DD`; `None` when it is none of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !is_plain {
            return None;
        }
        text.parse::<jiff::civil::Date>().ok()?;
        Some(Self(text.to_owned()))
    }

    /// The day that it is now, in UTC.
    #[must_use]
    pub fn today() -> Self {
        Self(clock::now().chars().take(10).collect())
    }

    /// The same day, or today when it is still to come.
    #[must_use]
    pub fn not_after_today(self) -> Self {
        self.min(Self::today())
    }

    /// Whether everything of now belongs to it: it is today, or still to come.
    #[must_use]
    pub fn is_now(&self) -> bool {
        *self >= Self::today()
    }

    /// `YYYY-MM-DD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its last second, as the ledger writes times.
    pub(crate) fn end(&self) -> String {
        format!("{}T23:59:59Z", self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_alone_are_taken() {
        assert_eq!(Day::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        for odd in [
            "2025-02-29",
            "2025-5-31",
            "2025-05",
            "31.05.2025",
            "",
            "2025-05-31T00",
            "２025-05-3",
        ] {
            assert_eq!(Day::parse(odd), None, "{odd}");
        }
        let [early, late] = ["2025-04-30", "2025-05-31"].map(|day| Day::parse(day).unwrap());
        assert!(early < late);
        assert!(Day::parse("9999-12-31").unwrap().is_now());
        assert_eq!(
            Day::parse("9999-12-31").unwrap().not_after_today(),
            Day::today()
        );
        assert_eq!(early.clone().not_after_today(), early);
    }
}
