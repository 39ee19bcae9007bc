//! What somebody decides about an edit.

/// What somebody decides about a pending edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// It is applied.
    Approve,
    /// It is not to be applied.
    Reject,
    /// The proposer takes it back.
    Withdraw,
    /// Nothing is left to decide: every item was accepted, by edits of their own.
    Accept,
    /// Nothing is left to decide: some items were accepted, others not.
    AcceptPart,
    /// A newer edit of the proposer stands in its place.
    Supersede,
    /// The record was purged before anybody decided.
    Purge,
}

impl DecisionKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Accept => "accept",
            Self::AcceptPart => "accept_part",
            Self::Supersede => "supersede",
            Self::Purge => "purge",
        }
    }

    /// The state of an edit after the decision.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Approve | Self::Accept => "approved",
            Self::AcceptPart => "partly_approved",
            Self::Reject => "rejected",
            Self::Withdraw => "withdrawn",
            Self::Supersede => "superseded",
            Self::Purge => "purged",
        }
    }

    pub(crate) fn parse(word: &str) -> Self {
        match word {
            "approve" => Self::Approve,
            "withdraw" => Self::Withdraw,
            "accept" => Self::Accept,
            "accept_part" => Self::AcceptPart,
            "supersede" => Self::Supersede,
            "purge" => Self::Purge,
            _ => Self::Reject,
        }
    }
}
