//! Which checks run, and running them over a record.

use crate::{Check, Finding, Findings, QualityError, Severity, Subject, Test, checks};

/// To be raised whenever a check, or what a record is asked for, comes to judge otherwise under the
/// same name: figures of before and after are then not told as if they could be compared, and what
/// is public is published anew with its grades.
const JUDGEMENT: u32 = 1;

/// The checks that were chosen to run.
#[derive(Debug, Clone)]
pub struct Checks {
    chosen: Vec<&'static Check>,
}

impl Default for Checks {
    fn default() -> Self {
        Self::all()
    }
}

impl Checks {
    /// Every check there is.
    #[must_use]
    pub fn all() -> Self {
        Self {
            chosen: checks::ALL.to_vec(),
        }
    }

    /// The same without the checks of some codes.
    ///
    /// # Errors
    /// When there is no such check, or it cannot be switched off.
    pub fn without<C: AsRef<str>>(
        mut self,
        codes: impl IntoIterator<Item = C>,
    ) -> Result<Self, QualityError> {
        for code in codes {
            let code = code.as_ref();
            let check = Self::named(code).ok_or_else(|| QualityError::UnknownCheck {
                code: code.to_owned(),
            })?;
            if !check.switchable {
                return Err(QualityError::AlwaysOn {
                    code: code.to_owned(),
                });
            }
            self.chosen.retain(|chosen| chosen.code != code);
        }
        Ok(self)
    }

    /// Only those whose findings count for the grade of a record: all but hints, and those that
    /// compare records.
    pub(crate) fn that_grade(mut self) -> Self {
        self.chosen.retain(|check| {
            check.severity > Severity::Hint && matches!(check.test, Test::Record(_))
        });
        self
    }

    /// Those of a kind, and the others.
    pub(crate) fn split(self, is_of_kind: impl Fn(&Check) -> bool) -> (Self, Self) {
        let (of_kind, others) = self.chosen.into_iter().partition(|check| is_of_kind(check));
        (Self { chosen: of_kind }, Self { chosen: others })
    }

    /// The check of a code, whether chosen or not.
    #[must_use]
    pub fn named(code: &str) -> Option<&'static Check> {
        checks::ALL.iter().copied().find(|check| check.code == code)
    }

    /// The chosen checks, in the order of their findings.
    pub fn chosen(&self) -> impl Iterator<Item = &'static Check> {
        self.chosen.iter().copied()
    }

    /// A text that is another whenever other checks run, or the same ones judge otherwise.
    #[must_use]
    pub fn signature(&self) -> String {
        let mut text = format!("judgement {JUDGEMENT}");
        for check in self.chosen() {
            text.push('\n');
            text.push_str(check.code);
            text.push(' ');
            text.push_str(check.severity.word());
        }
        text
    }

    /// What the chosen checks find in a record, check by check.
    #[must_use]
    pub fn findings(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let mut findings: Option<Findings> = None;
        for check in self.chosen() {
            let Test::Record(run) = check.test else {
                continue;
            };
            if !check.looks_at(&subject.standard.id) {
                continue;
            }
            let into = findings.get_or_insert_with(|| Findings::new(check));
            into.turn_to(check);
            run(subject, into);
        }
        findings.map(Findings::into_vec).unwrap_or_default()
    }
}
