//! The landscape of days gone by, on a database that has a past.

use std::path::Path;

use anyhow::{Result, ensure};

use super::{
    Subject, bundle, import,
    table::{Row, Table, Target},
    timed,
};
use crate::{http, server::Server};

/// The exports that the past is made of, beside each other, with the day that each is dated.
const PAST: [(&str, &str); 2] = [("2025-04", "2025-02-10"), ("2025-05", "2025-05-31")];

/// How many days are asked for, each once, so that no answer is remembered.
const DAYS: i64 = 200;

/// Imports both exports with their dates, and asks for the landscape of many days.
pub(super) fn measure(
    subject: &Subject<'_>,
    export: &Path,
    folder: &Path,
    table: &mut Table,
) -> Result<()> {
    let data = folder.join("past");
    for (name, day) in PAST {
        let input = folder.join(name);
        bundle::write(&export.with_file_name(name), &input, subject.copies)?;
        import::dated(subject.program, &data, &input, day)?;
    }
    let server = Server::start(subject.program, &data, &[])?;
    // Whatever is read once for all days.
    http::get(server.port, "/landscape", &[])?;
    let mut took = Vec::new();
    for number in 0..DAYS {
        // Steps of 37 days through 300 reach each day once.
        let path = format!("/landscape?as_of={}", day_of_2025(41 + number * 37 % 300));
        let (one, answer) = timed(|| http::get(server.port, &path, &[]))?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        took.push(one);
    }
    took.sort_unstable();
    let slow = took[took.len() * 99 / 100];
    table.push(Row::milliseconds(
        "the landscape of a day that nobody asked for before, 99 of 100 within",
        slow.as_secs_f64() * 1e3,
        (subject.copies == 1).then_some(Target::AtMost(50.0)),
    ));
    Ok(())
}

/// The date of a day of the year 2025, counted from 0.
fn day_of_2025(mut day: i64) -> String {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, length) in (1..).zip(LENGTHS) {
        if day < length {
            return format!("2025-{month:02}-{:02}", day + 1);
        }
        day -= length;
    }
    "2025-12-31".to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_day_is_asked_for_twice() {
        let days: HashSet<String> = (0..DAYS)
            .map(|number| day_of_2025(41 + number * 37 % 300))
            .collect();
        assert_eq!(days.len(), 200);
        assert_eq!(day_of_2025(0), "2025-01-01");
        assert_eq!(day_of_2025(41), "2025-02-11");
        assert_eq!(day_of_2025(364), "2025-12-31");
    }
}
