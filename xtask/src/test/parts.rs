//! The parts that tests are counted in, told from where a test stands and what it is called.

use std::{collections::BTreeMap, fmt};

/// What the names of tests on PostgreSQL have in them.
pub(crate) const POSTGRES: [&str; 2] = ["postgres", "both_databases"];

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Unit,
    Golden,
    RoundTrip,
    Postgres,
    Faults,
    Browser,
    Tools,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Unit,
        Self::Golden,
        Self::RoundTrip,
        Self::Postgres,
        Self::Faults,
        Self::Browser,
        Self::Tools,
    ];

    /// The part of a test in the source file `target` (`tests/golden.rs`, `src/lib.rs`).
    pub(crate) fn of(target: &str, test: &str) -> Self {
        let named = |words: &[&str]| {
            words
                .iter()
                .any(|word| target.contains(word) || test.contains(word))
        };
        if named(&["faults"]) {
            Self::Faults
        } else if named(&POSTGRES) {
            Self::Postgres
        } else if named(&["golden"]) {
            Self::Golden
        } else if named(&["round_trip", "real_export"]) {
            Self::RoundTrip
        } else {
            Self::Unit
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Golden => "golden",
            Self::RoundTrip => "round trip",
            Self::Postgres => "PostgreSQL",
            Self::Faults => "faults",
            Self::Browser => "browser",
            Self::Tools => "tools",
        }
    }
}

/// How many tests ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
}

/// The counts of all parts.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<Part, Count>);

impl Tally {
    pub(crate) fn add(&mut self, part: Part, count: Count) {
        let sum = self.0.entry(part).or_default();
        sum.passed += count.passed;
        sum.failed += count.failed;
        sum.ignored += count.ignored;
    }

    pub(crate) fn total(&self) -> Count {
        let mut all = Self::default();
        for count in self.0.values() {
            all.add(Part::Unit, *count);
        }
        all.0.get(&Part::Unit).copied().unwrap_or_default()
    }

    /// A sentence for each part of which no test ran: a part must not vanish unnoticed. Of the
    /// `excused` it was said why.
    pub(crate) fn silent_parts(&self, excused: &[Part]) -> Vec<String> {
        let ran = |part| {
            self.0
                .get(&part)
                .is_some_and(|count| count.passed + count.failed > 0)
        };
        Part::ALL
            .into_iter()
            .filter(|part| !ran(*part) && !excused.contains(part))
            .map(|part| format!("no test of the part \"{}\" ran", part.title()))
            .collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, count) in &self.0 {
            let Count {
                passed,
                failed,
                ignored,
            } = count;
            write!(f, "{:<12}{passed:>5} ok {failed:>5} failed", part.title())?;
            if *ignored > 0 {
                write!(f, " {ignored:>5} ignored")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_by_file_and_name() {
        assert_eq!(
            Part::of("src/lib.rs", "merge::tests::keeps_null"),
            Part::Unit
        );
        assert_eq!(Part::of("tests/golden.rs", "api_bodies"), Part::Golden);
        assert_eq!(
            Part::of("tests/story.rs", "story_on_postgres"),
            Part::Postgres
        );
        assert_eq!(Part::of("tests/real_export.rs", "may"), Part::RoundTrip);
        assert_eq!(
            Part::of("tests/faults/main.rs", "postgres::restart"),
            Part::Faults
        );
    }

    #[test]
    fn a_part_without_tests_is_noticed() {
        let mut tally = Tally::default();
        for part in Part::ALL {
            if part != Part::Golden {
                tally.add(
                    part,
                    Count {
                        passed: 1,
                        failed: 0,
                        ignored: 0,
                    },
                );
            }
        }
        assert_eq!(
            tally.silent_parts(&[]),
            ["no test of the part \"golden\" ran"]
        );
        assert!(tally.silent_parts(&[Part::Golden]).is_empty());
        assert_eq!(tally.total().passed, 6);
    }
}
