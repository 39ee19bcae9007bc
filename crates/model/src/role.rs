//! Who may do what: the one table that every room asks.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{Action, RecordKey};

/// What a person is to the data, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Anybody, without an account.
    Reader,
    /// Somebody with an account, who proposes.
    Contributor,
    /// Looks after the records or types that were granted.
    DataSteward,
    /// Decides.
    Moderator,
    /// Runs the installation.
    Administrator,
}

/// Whether a role may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum May {
    /// Never.
    No,
    /// With the records and types that were granted to the person.
    OnGranted,
    /// Always.
    Yes,
}

/// What was granted to a person: all records of a type, or one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grant {
    /// The type.
    pub record_type: String,
    /// The record; all of the type when `None`.
    pub id: Option<String>,
}

impl Role {
    /// All of them, from the least to the most.
    pub const ALL: [Self; 5] = [
        Self::Reader,
        Self::Contributor,
        Self::DataSteward,
        Self::Moderator,
        Self::Administrator,
    ];

    /// The word for it: `contributor`, `data-steward`, …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::DataSteward => "data-steward",
            Self::Moderator => "moderator",
            Self::Administrator => "administrator",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Reader => "Reader",
            Self::Contributor => "Contributor",
            Self::DataSteward => "Data steward",
            Self::Moderator => "Moderator",
            Self::Administrator => "Administrator",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Grant {
    /// Reads `type` or `type/id`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (record_type, id) = match text.split_once('/') {
            Some((record_type, id)) => (record_type, Some(id)),
            None => (text, None),
        };
        (!record_type.is_empty() && id != Some("")).then(|| Self {
            record_type: record_type.to_owned(),
            id: id.map(str::to_owned),
        })
    }

    /// Whether the record is among what was granted.
    #[must_use]
    pub fn covers(&self, key: &RecordKey) -> bool {
        self.record_type == key.record_type && self.id.as_ref().is_none_or(|id| *id == key.id)
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{}/{id}", self.record_type),
            None => f.write_str(&self.record_type),
        }
    }
}

impl Serialize for Grant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// For each action what a reader, contributor, data steward, moderator and administrator may.
#[rustfmt::skip]
const TABLE: [(Action, [May; 5]); Action::ALL.len()] = {
    use Action::*;
    use May::{No, OnGranted as Some, Yes};
    [
        (SeePublic,        [Yes, Yes, Yes,  Yes, Yes]),
        (CheckFile,        [Yes, Yes, Yes,  Yes, Yes]),
        (Suggest,          [Yes, Yes, Yes,  Yes, Yes]),
        (ManageOwnAccount, [No,  Yes, Yes,  Yes, Yes]),
        (Propose,          [No,  Yes, Yes,  Yes, Yes]),
        (CreateRecord,     [No,  Yes, Yes,  Yes, Yes]),
        (EditOwnDraft,     [No,  Yes, Yes,  Yes, Yes]),
        (SeeOwnProposals,  [No,  Yes, Yes,  Yes, Yes]),
        (CommentOwn,       [No,  Yes, Yes,  Yes, Yes]),
        (WithdrawOwn,      [No,  Yes, Yes,  Yes, Yes]),
        (UseWriteApi,      [No,  Yes, Yes,  Yes, Yes]),
        (SeePrivate,       [No,  No,  Some, Yes, Yes]),
        (SeeHistory,       [No,  No,  Some, Yes, Yes]),
        (SeeQuality,       [No,  No,  Some, Yes, Yes]),
        (SeeSandboxes,     [No,  No,  Yes,  Yes, Yes]),
        (SeeProposals,     [No,  No,  Some, Yes, Yes]),
        (Comment,          [No,  No,  Some, Yes, Yes]),
        (RestrictAtOnce,   [No,  No,  Some, Yes, Yes]),
        (Decide,           [No,  No,  No,   Yes, Yes]),
        (Assign,           [No,  No,  No,   Yes, Yes]),
        (WithdrawOthers,   [No,  No,  No,   Yes, Yes]),
        (Revert,           [No,  No,  No,   Yes, Yes]),
        (MergeRecords,     [No,  No,  No,   Yes, Yes]),
        (Import,           [No,  No,  No,   No,  Yes]),
        (ExportPrivate,    [No,  No,  No,   No,  Yes]),
        (Purge,            [No,  No,  No,   No,  Yes]),
        (ManageAccounts,   [No,  No,  No,   No,  Yes]),
        (ManageSandboxes,  [No,  No,  No,   No,  Yes]),
        (ManageReleases,   [No,  No,  No,   No,  Yes]),
        (SeeAuditLog,      [No,  No,  No,   No,  Yes]),
        (SeeMail,          [No,  No,  No,   No,  Yes]),
    ]
};

/// Whether a role may do something; what stands in no table may not be done.
#[must_use]
pub fn may(role: Role, action: Action) -> May {
    TABLE
        .iter()
        .find(|(row, _)| *row == action)
        .map_or(May::No, |(_, roles)| roles[role as usize])
}

#[cfg(test)]
mod tests;
