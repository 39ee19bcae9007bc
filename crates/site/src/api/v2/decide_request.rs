//! What a program decides about a proposal.

use indigo_registry::{ItemChoice, Verdict};
use serde_json::Value;

use super::{finding::Finding, shape::Members};

/// The longest comment or reason.
pub(super) const LONGEST_WORDS: usize = 10_000;

/// The most decisions at a time.
const MOST: usize = 2_000;

/// The words for verdicts.
const VERDICTS: [(&str, Verdict); 3] = [
    ("accept", Verdict::Accept),
    ("accept_anyway", Verdict::AcceptAnyway),
    ("reject", Verdict::Reject),
];

/// What is decided.
pub(super) struct DecideRequest<'a> {
    pub(super) comment: &'a str,
    pub(super) choices: Vec<ItemChoice>,
}

impl<'a> DecideRequest<'a> {
    /// Reads `{comment, verdict}` or `{comment, decisions: [{item, verdict, reason}]}`.
    pub(super) fn read(value: &'a Value, faults: &mut Vec<Finding>) -> Option<Self> {
        let known = ["comment", "verdict", "decisions"];
        let mut members = Members::of(value, "", &known, faults)?;
        let comment = members.text("comment", LONGEST_WORDS).unwrap_or_default();
        let whole = members.value("verdict").is_some();
        let mut choices = Vec::new();
        match (whole, members.value("decisions").is_some()) {
            (true, false) => {
                if let Some(verdict) = verdict(&mut members) {
                    choices.push(ItemChoice::new("", verdict));
                }
            }
            (false, true) => {
                let list = members.needed_list("decisions", MOST);
                for (at, one) in list.iter().enumerate() {
                    choices.extend(choice(one, &format!("/decisions/{at}"), faults));
                }
            }
            _ => {
                let said = "Send either a verdict for all that is left, or decisions about items.";
                members.fault("verdict", "verdict_or_decisions", said);
            }
        }
        let silent = |choice: &ItemChoice| {
            choice.verdict == Verdict::Reject && choice.reason.is_empty() && comment.is_empty()
        };
        if choices.iter().any(silent) {
            let said = "Say why something is rejected: the proposer is told.";
            faults.push(Finding::at("/comment", "reason_missing", said));
        }
        // A decision about an item goes before one about its row.
        choices.sort_by_key(|choice| choice.selector.len());
        Some(Self { comment, choices })
    }
}

fn choice(value: &Value, pointer: &str, faults: &mut Vec<Finding>) -> Option<ItemChoice> {
    let mut members = Members::of(value, pointer, &["item", "verdict", "reason"], faults)?;
    let item = members.needed_text("item", 1_000);
    let verdict = verdict(&mut members);
    let reason = members.text("reason", LONGEST_WORDS).unwrap_or_default();
    let mut choice = ItemChoice::new(item?, verdict?);
    reason.clone_into(&mut choice.reason);
    Some(choice)
}

fn verdict(members: &mut Members<'_, '_>) -> Option<Verdict> {
    let word = members.needed_text("verdict", 100)?;
    let found = VERDICTS.iter().find(|(known, _)| *known == word);
    if found.is_none() {
        let words: Vec<&str> = VERDICTS.iter().map(|(word, _)| *word).collect();
        let said = format!("Write one of: {}.", words.join(", "));
        members.fault("verdict", "value_not_known", said);
    }
    found.map(|(_, verdict)| *verdict)
}
