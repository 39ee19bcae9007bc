//! `indigo user` as it is typed.

use clap::{Args, Subcommand};
use indigo_model::{Grant, Role};

/// `indigo user`. An account is named by its e-mail address or its id.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Make an account. The password is asked for on the terminal, or taken from `INDIGO_PASSWORD`.
    Add(AddUser),
    /// List the accounts.
    List,
    /// Change what somebody is to the data.
    Role {
        /// Whose account.
        account: String,
        /// The role.
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Grant a data steward all records of a type, or one.
    Grant {
        /// Whose account.
        account: String,
        /// `TYPE` or `TYPE/ID`, such as `fund` or `project/INDIGO-POJ-0198`.
        #[arg(value_parser = grant)]
        grant: Grant,
    },
    /// Take a grant back.
    Revoke {
        /// Whose account.
        account: String,
        /// `TYPE` or `TYPE/ID`.
        #[arg(value_parser = grant)]
        grant: Grant,
    },
    /// Set the password, asked for on the terminal, or taken from `INDIGO_PASSWORD`.
    Password {
        /// Whose account.
        account: String,
    },
    /// Turn the second factor off, for somebody who has lost phone and recovery codes.
    SecondFactorOff {
        /// Whose account.
        account: String,
    },
    /// Sign somebody out everywhere.
    SignOut {
        /// Whose account.
        account: String,
    },
    /// Close an account: sessions and tokens end.
    Disable {
        /// Whose account.
        account: String,
    },
    /// Open a closed account again.
    Enable {
        /// Whose account.
        account: String,
    },
}

/// `indigo user add`.
#[derive(Debug, Args)]
pub(crate) struct AddUser {
    /// The e-mail address.
    pub(crate) email: String,
    /// What to call the person.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// What they are to the data: contributor, data-steward, moderator or administrator.
    #[arg(long, value_parser = role, default_value = "contributor", value_name = "ROLE")]
    pub(crate) role: Role,
    /// The same as `--role administrator`.
    #[arg(long, conflicts_with = "role")]
    pub(crate) admin: bool,
    /// What to grant: `TYPE` or `TYPE/ID`; can be given several times.
    #[arg(long, value_parser = grant, value_name = "GRANT")]
    pub(crate) grant: Vec<Grant>,
    /// Send a link by mail to set a password, instead of setting one here.
    #[arg(long)]
    pub(crate) invite: bool,
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word)
        .filter(|role| *role != Role::Reader)
        .ok_or_else(|| {
            "the roles are contributor, data-steward, moderator and administrator".to_owned()
        })
}

fn grant(text: &str) -> Result<Grant, String> {
    Grant::parse(text)
        .ok_or_else(|| "write TYPE or TYPE/ID, such as fund or project/INDIGO-POJ-0198".to_owned())
}
