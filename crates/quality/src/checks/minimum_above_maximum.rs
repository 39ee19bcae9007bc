//! A range whose ends are the wrong way round, or an exact amount outside it.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "minimum_above_maximum",
    title: "Minimum above maximum",
    why: "A range from much to little is a slip, and an exact amount outside its own range contradicts it. There are no false alarms.",
    severity: Severity::Error,
    aspect: Aspect::Accurate,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"investments": [{"investment_commitment": {"amount": {"min": {"value": 1000}, "max": {"value": 2000}}}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"investments": [{"investment_commitment": {"amount": {"min": {"value": 3000}, "max": {"value": 2000}}}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        let Some(base) = cell.field.pointer.strip_suffix("/min/value") else {
            // An exact amount above the maximum, or a maximum alone, is found from its own end.
            if let Some(base) = cell.field.pointer.strip_suffix("/exact/value") {
                compare(cell, base, "exact", "max", findings);
            }
            continue;
        };
        compare(cell, base, "min", "max", findings);
        compare(cell, base, "min", "exact", findings);
    }
}

fn compare(cell: &crate::Cell<'_>, base: &str, low: &str, high: &str, findings: &mut Findings) {
    let other = format!("{base}/{high}/value");
    let (Some(less), Some(more)) = (
        amounts::number(cell.value),
        amounts::number_at(cell.root, &other),
    ) else {
        return;
    };
    if less > more {
        let word = |key: &str| match key {
            "min" => "minimum",
            "max" => "maximum",
            _ => "exact amount",
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "The {} {} is above the {} {}.",
                    word(low),
                    amounts::in_words(less),
                    word(high),
                    amounts::in_words(more)
                ),
                "Swap the two, or correct the wrong one; a single amount goes into \"exact\" alone.",
            )
            .with([cell.base() + &other])
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}
