//! What a check says: a fault of a file, or what a quality check found in a record.

use indigo_model::{Place, Problem, Severity as Weight};
use indigo_quality::{Aspect, Checks, Finding, Severity};
use serde::{Deserialize, Serialize};

/// One thing to look at, with its place in the file and a way to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckFinding {
    /// How much it matters.
    pub severity: Severity,
    /// Which question it answers: valid, accurate or useful.
    pub aspect: Aspect,
    /// The fixed name that scripts count by.
    pub code: String,
    /// What is found, in a few words.
    pub title: String,
    /// What is wrong, in plain sentences.
    pub message: String,
    /// What to do; empty when the message says it.
    pub mend: String,
    /// Where it is; without a file when the value comes from the published record.
    pub place: Place,
    /// The value as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Priority of the field where the standard gives one (1 is needed first).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
}

impl CheckFinding {
    /// What is wrong with a file or a value of it.
    pub(super) fn of_problem(problem: Problem) -> Self {
        let (message, mend) = match problem.message.split_once(". ") {
            Some((first, rest)) => (format!("{first}."), rest.to_owned()),
            None => (problem.message, String::new()),
        };
        Self {
            severity: match problem.severity {
                Weight::Error => Severity::Error,
                Weight::Warning => Severity::Warning,
                Weight::Note => Severity::Hint,
            },
            aspect: Aspect::Valid,
            title: title(&problem.code),
            code: problem.code,
            message,
            mend,
            place: problem.place,
            value: None,
            priority: None,
        }
    }

    /// What a quality check found.
    pub(super) fn of_quality(finding: Finding, place: Place) -> Self {
        Self {
            severity: finding.severity,
            aspect: finding.aspect,
            title: title(&finding.check),
            code: finding.check,
            message: finding.message,
            mend: finding.mend,
            place,
            value: finding.value,
            priority: finding.priority,
        }
    }
}

/// Whether a quality check says what a reader's doubt says, so that once is enough.
pub(super) fn is_said(problem: &Problem, findings: &[CheckFinding]) -> bool {
    let same: &[&str] = match problem.code.as_str() {
        "value_not_single" => &["wrong_shape"],
        "value_not_text" => &["value_not_text"],
        "value_not_a_number" | "number_kept_as_text" => &["not_a_number"],
        "value_not_in_codelist" => &["not_in_codelist", "codelist_spelling", "country_not_a_code"],
        "date_not_possible" => &["date_impossible", "date_malformed", "date_in_words"],
        "currency_not_iso_4217" => &["currency_not_iso_4217"],
        "id_with_blanks" => &["blanks_around"],
        "several_ids_in_one_cell" => &["several_ids_in_one_cell"],
        "row_doubled" => &["row_doubled"],
        "row_id_doubled" => &["row_id_doubled"],
        "row_reference_dangling" => &["row_reference_dangling", "source_not_listed"],
        "field_not_in_standard" => &["key_not_in_standard"],
        _ => return false,
    };
    let place = |place: &Place| {
        (
            place.file.clone(),
            place.sheet.clone(),
            place.cell.clone(),
            place.row,
            place.column.clone(),
        )
    };
    findings.iter().any(|finding| {
        same.contains(&finding.code.as_str())
            && place(&finding.place) == place(&problem.place)
            && (problem.place.row.is_some()
                || problem.place.cell.is_some()
                || finding.place.pointer == problem.place.pointer)
    })
}

fn title(code: &str) -> String {
    match Checks::named(code) {
        Some(check) => check.title.to_owned(),
        None => {
            let words = code.replace('_', " ");
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        }
    }
}
