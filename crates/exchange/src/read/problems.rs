//! Collects what is wrong, so that a file with a million faults is told in a page.

use std::collections::HashMap;

use indigo_model::{Place, Problem, Severity};

/// Problems in the order they were found; of one kind in one file only so many.
#[derive(Debug)]
pub(crate) struct Problems {
    listed: Vec<Problem>,
    most: u64,
    counts: HashMap<(String, String), u64>,
}

impl Problems {
    pub(crate) fn new(most: u64) -> Self {
        Self {
            listed: Vec::new(),
            most,
            counts: HashMap::new(),
        }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        let file = problem.place.file.clone().unwrap_or_default();
        let count = self.counts.entry((file, problem.code.clone())).or_insert(0);
        *count += 1;
        if *count <= self.most {
            self.listed.push(problem);
        }
    }

    /// Whether an error is among them.
    pub(crate) fn has_errors(&self) -> bool {
        self.listed
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// All problems, with one at the end for each kind of which not all are listed.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        let mut cut: Vec<_> = self
            .counts
            .into_iter()
            .filter(|(_, count)| *count > self.most)
            .collect();
        cut.sort();
        for ((file, code), count) in cut {
            let severity = self
                .listed
                .iter()
                .find(|problem| problem.code == code)
                .map_or(Severity::Error, |problem| problem.severity);
            let more = count - self.most;
            self.listed.push(Problem::new(
                severity,
                &code,
                format!(
                    "{more} more of this kind are in the file; the first {} are listed.",
                    self.most
                ),
                Place {
                    file: Some(file),
                    ..Place::default()
                },
            ));
        }
        self.listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_faults_are_told_in_a_page() {
        let mut problems = Problems::new(2);
        for row in 1..=5 {
            let place = Place {
                file: Some("a.csv".to_owned()),
                row: Some(row),
                ..Place::default()
            };
            problems.push(Problem::error("id_blank", "No id.", place));
        }
        let told: Vec<_> = problems.finish().iter().map(Problem::to_string).collect();
        assert_eq!(
            told,
            [
                "error: a.csv, row 1: No id. [id_blank]",
                "error: a.csv, row 2: No id. [id_blank]",
                "error: a.csv: 3 more of this kind are in the file; the first 2 are listed. [id_blank]",
            ]
        );
    }
}
