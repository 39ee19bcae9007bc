//! Times of the log as people read them.

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

/// `2026-11-24T08:07:21Z` as "24 November 2026, 08:07"; the text itself when it is no time.
pub(crate) fn when(stamp: &str) -> String {
    let read = || {
        let (year, month, day) = (stamp.get(0..4)?, stamp.get(5..7)?, stamp.get(8..10)?);
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day: u8 = day.parse().ok()?;
        Some(format!("{day} {month} {year}, {}", stamp.get(11..16)?))
    };
    read().unwrap_or_else(|| stamp.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_out() {
        assert_eq!(when("2026-11-04T08:07:21Z"), "4 November 2026, 08:07");
        for odd in ["", "soon", "2026-13-04T08:07:21Z", "2026-11"] {
            assert_eq!(when(odd), odd);
        }
    }
}
