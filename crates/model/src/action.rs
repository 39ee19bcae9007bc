//! What a person can do, as far as it depends on who they are.

use serde::Serialize;

/// Something that a role allows or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Look at what is public, search it, download it.
    SeePublic,
    /// Have a file checked, without anything being kept.
    CheckFile,
    /// Suggest a correction of a public fact.
    Suggest,
    /// Change the own name, password, second factor, sessions and tokens; read own notices.
    ManageOwnAccount,
    /// Propose a change of an existing record, as far as they can see it.
    Propose,
    /// Propose a new record.
    CreateRecord,
    /// Write on an own draft, or throw it away.
    EditOwnDraft,
    /// Look at own proposals and what became of them.
    SeeOwnProposals,
    /// Write a comment on an own proposal.
    CommentOwn,
    /// Take back an own proposal that is not decided.
    WithdrawOwn,
    /// Propose by the write API.
    UseWriteApi,
    /// See a record whole, private and disputed parts included.
    SeePrivate,
    /// See the whole history of a record: who said what and when.
    SeeHistory,
    /// See all findings about the quality of a record.
    SeeQuality,
    /// See sandboxes and which records are in them.
    SeeSandboxes,
    /// See the proposals of others.
    SeeProposals,
    /// Write a comment on the proposal of another.
    Comment,
    /// Make a record private or disputed at once, without a decision of another.
    RestrictAtOnce,
    /// Accept or reject a proposal, whole or in part, or ask for changes.
    Decide,
    /// Give a proposal to somebody to decide.
    Assign,
    /// Take back the proposal of another.
    WithdrawOthers,
    /// Put an earlier version in the place of the one that stands.
    Revert,
    /// Merge two records of one thing.
    MergeRecords,
    /// Import files whole, as decided.
    Import,
    /// Download whole records of all types, private parts included.
    ExportPrivate,
    /// Remove for ever what an edit or a record held.
    Purge,
    /// Invite people, change roles and grants, disable accounts.
    ManageAccounts,
    /// Add and name sandboxes.
    ManageSandboxes,
    /// Make releases, take records out of them, and set the licence.
    ManageReleases,
    /// Read who did what to accounts, and when.
    SeeAuditLog,
    /// See outgoing mail and what became of it.
    SeeMail,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 31] = [
        Self::SeePublic,
        Self::CheckFile,
        Self::Suggest,
        Self::ManageOwnAccount,
        Self::Propose,
        Self::CreateRecord,
        Self::EditOwnDraft,
        Self::SeeOwnProposals,
        Self::CommentOwn,
        Self::WithdrawOwn,
        Self::UseWriteApi,
        Self::SeePrivate,
        Self::SeeHistory,
        Self::SeeQuality,
        Self::SeeSandboxes,
        Self::SeeProposals,
        Self::Comment,
        Self::RestrictAtOnce,
        Self::Decide,
        Self::Assign,
        Self::WithdrawOthers,
        Self::Revert,
        Self::MergeRecords,
        Self::Import,
        Self::ExportPrivate,
        Self::Purge,
        Self::ManageAccounts,
        Self::ManageSandboxes,
        Self::ManageReleases,
        Self::SeeAuditLog,
        Self::SeeMail,
    ];

    /// The scopes of which an API token needs one to do this for its owner: empty when it needs
    /// none, `None` when no token may do it.
    #[must_use]
    pub fn scopes(self) -> Option<&'static [Scope]> {
        match self {
            Self::SeePublic | Self::CheckFile | Self::Suggest => Some(&[]),
            Self::SeePrivate
            | Self::SeeHistory
            | Self::SeeQuality
            | Self::SeeSandboxes
            | Self::SeeProposals => Some(&[Scope::ReadPrivate]),
            Self::SeeOwnProposals => Some(&[Scope::ReadPrivate, Scope::Propose]),
            Self::Propose
            | Self::CreateRecord
            | Self::EditOwnDraft
            | Self::CommentOwn
            | Self::WithdrawOwn => Some(&[Scope::Propose]),
            Self::UseWriteApi => Some(&[Scope::Propose, Scope::Decide]),
            Self::Comment
            | Self::RestrictAtOnce
            | Self::Decide
            | Self::Assign
            | Self::WithdrawOthers
            | Self::Revert => Some(&[Scope::Decide]),
            Self::ManageOwnAccount
            | Self::MergeRecords
            | Self::Import
            | Self::ExportPrivate
            | Self::Purge
            | Self::ManageAccounts
            | Self::ManageSandboxes
            | Self::ManageReleases
            | Self::SeeAuditLog
            | Self::SeeMail => None,
        }
    }
}

/// What an API token may be used for, within what its owner may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// See what is private.
    ReadPrivate,
    /// Propose.
    Propose,
    /// Decide.
    Decide,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ReadPrivate, Self::Propose, Self::Decide];

    /// The word for it: `read-private`, `propose`, `decide`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReadPrivate => "read-private",
            Self::Propose => "propose",
            Self::Decide => "decide",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}
