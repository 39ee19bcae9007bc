//! What a program decides about a proposal.

use indigo_registry::{ItemChoice, Verdict};
use serde_json::Value;

use super::{finding::Finding, shape::Members};

/// The longest comment or reason.
pub(super) const LONGEST_WORDS: usize = 10_000;

/// The most decisions at a time.
const MOST: usize = 2_000;

/// What is said of a rejection without a reason.
const REASON_MISSING: &str = "Say why something is rejected: the proposer is told.";

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
    /// The items as they were sent, each with its place.
    named: Vec<(String, String)>,
}

impl<'a> DecideRequest<'a> {
    /// Reads `{comment, verdict}` or `{comment, decisions: [{item, verdict, reason}]}`.
    pub(super) fn read(value: &'a Value, faults: &mut Vec<Finding>) -> Option<Self> {
        let known = ["comment", "verdict", "decisions"];
        let mut members = Members::of(value, "", &known, faults)?;
        let comment = members.text("comment", LONGEST_WORDS).unwrap_or_default();
        let whole = members.value("verdict").is_some();
        let mut choices = Vec::new();
        let mut named = Vec::new();
        match (whole, members.value("decisions").is_some()) {
            (true, false) => {
                if let Some(verdict) = verdict(&mut members) {
                    if verdict == Verdict::Reject && comment.is_empty() {
                        members.fault("comment", "reason_missing", REASON_MISSING);
                    }
                    choices.push(ItemChoice::new("", verdict));
                }
            }
            (false, true) => {
                let list = members.needed_list("decisions", MOST);
                for (at, one) in list.iter().enumerate() {
                    let pointer = format!("/decisions/{at}");
                    let Some(choice) = choice(one, &pointer, comment, faults) else {
                        continue;
                    };
                    named.push((choice.selector.clone(), format!("{pointer}/item")));
                    choices.push(choice);
                }
            }
            _ => {
                let said = "Send either a verdict for all that is left, or decisions about items.";
                members.fault("verdict", "verdict_or_decisions", said);
            }
        }
        // A decision about an item goes before one about its row.
        choices.sort_by_key(|choice| choice.selector.len());
        Some(Self {
            comment,
            choices,
            named,
        })
    }

    /// The items that the proposal does not have, each in its place.
    pub(super) fn unknown_items(&self, unknown: &[String]) -> Vec<Finding> {
        let said = "The proposal has no such item. Name one by its key, or by what keys begin with before a slash.";
        self.named
            .iter()
            .filter(|(item, _)| unknown.contains(item))
            .map(|(_, pointer)| Finding::at(pointer.as_str(), "item_unknown", said))
            .collect()
    }
}

fn choice(
    value: &Value,
    pointer: &str,
    comment: &str,
    faults: &mut Vec<Finding>,
) -> Option<ItemChoice> {
    let mut members = Members::of(value, pointer, &["item", "verdict", "reason"], faults)?;
    let item = members.needed_text("item", 1_000);
    let verdict = verdict(&mut members);
    let reason = members.text("reason", LONGEST_WORDS).unwrap_or_default();
    if verdict == Some(Verdict::Reject)
        && comment.is_empty()
        && members.value("reason").is_none_or(is_blank)
    {
        members.fault("reason", "reason_missing", REASON_MISSING);
    }
    let mut choice = ItemChoice::new(item?, verdict?);
    reason.clone_into(&mut choice.reason);
    Some(choice)
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
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
