//! Users of the first system as accounts: addresses, roles, grants.

use std::collections::{HashMap, HashSet};

use indigo_model::{Grant, Place, Problem, Role};
use indigo_store::{DjangoAccess, DjangoDatabase, DjangoUser, WriteTx};

use super::DjangoSummary;
use crate::{
    Registry, RegistryError,
    accounts::{AccountState, By, Former, NewAccount, checked_email, is_kept},
};

/// The end of addresses that are made up for users without one: nobody can own such a domain.
const NO_ADDRESS: &str = "user.invalid";

/// Types of which the first system lets every data steward see and edit all records.
const STEWARDS_TYPES: [&str; 2] = ["organisation", "fund"];

/// Longest name that an account can have, in letters.
const LONGEST_NAME: usize = 200;

impl Registry {
    /// Makes an account for every user; gives who they are in the ledger.
    pub(super) fn take_over_people(
        &self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        summary: &mut DjangoSummary,
    ) -> Result<HashMap<i64, String>, RegistryError> {
        let mut users = from.users()?;
        let access = from.access()?;
        // Of several with one address, who can sign in and did so last is taken for its owner.
        users.sort_by(|a, b| {
            b.is_active
                .cmp(&a.is_active)
                .then_with(|| b.last_login.cmp(&a.last_login))
                .then(a.id.cmp(&b.id))
        });
        let mut taken: HashSet<String> = HashSet::new();
        let mut actors = HashMap::new();
        for user in &users {
            let wanted = address_of(user);
            if let Some(email) = wanted.as_ref().filter(|email| !taken.contains(*email))
                && let Some(account) = tx.account_by_email(email)?
            {
                taken.insert(email.clone());
                actors.insert(user.id, format!("user:{}", account.public_id));
                summary.problems.extend([Problem::warning(
                    "account_was_here",
                    format!("There is an account of {email} here already. It stays as it is, and what user {} did is under its name.", user.username),
                    Place::default(),
                )]);
                continue;
            }
            let email = self.free_address(tx, user, wanted, &mut taken, summary)?;
            let role = role_of(user);
            let grants = self.grants_of(user, role, &access, summary);
            let new = NewAccount {
                email: &email,
                name: &name_of(user),
                role,
                grants: &grants,
            };
            let was = format!(
                "user name \"{}\", e-mail address \"{}\", number {} in the first system",
                user.username, user.email, user.id
            );
            let former = Former {
                hash: &user.password,
                is_active: user.is_active,
                joined: &user.joined,
                last_sign_in: user.last_login.as_deref(),
                was: &was,
            };
            let account = self.take_over_in(tx, By::CommandLine, &new, &former)?;
            tell(user, &account.email, summary);
            if account.state == AccountState::Disabled {
                summary.accounts_closed += 1;
            }
            *summary
                .accounts
                .entry(role.as_str().to_owned())
                .or_default() += 1;
            actors.insert(user.id, account.actor());
        }
        shut(&access, &users, summary);
        if tx.active_accounts(Role::Administrator.as_str())? == 0 {
            summary.problems.extend([Problem::warning(
                "no_administrator",
                "No administrator can sign in. Make one with `indigo user add EMAIL --name NAME --admin`.",
                Place::default(),
            )]);
        }
        Ok(actors)
    }

    /// The user's own address, or one that is made up when there is none, or somebody has it.
    fn free_address(
        &self,
        tx: &mut WriteTx<'_>,
        user: &DjangoUser,
        wanted: Option<String>,
        taken: &mut HashSet<String>,
        summary: &mut DjangoSummary,
    ) -> Result<String, RegistryError> {
        let why = match wanted {
            Some(email) if taken.insert(email.clone()) => return Ok(email),
            Some(email) => format!("shares the e-mail address {email} with another user"),
            None => "has no e-mail address that can be used".to_owned(),
        };
        let slug: String = user
            .username
            .to_lowercase()
            .chars()
            .map(|letter| match letter {
                'a'..='z' | '0'..='9' | '.' | '-' | '_' | '+' => letter,
                _ => '-',
            })
            .take(64)
            .collect();
        let mut email = format!("{slug}@{NO_ADDRESS}");
        if taken.contains(&email) || tx.account_by_email(&email)?.is_some() {
            email = format!("{slug}-{}@{NO_ADDRESS}", user.id);
        }
        taken.insert(email.clone());
        summary.problems.extend([Problem::warning(
            "address_made_up",
            format!("User {} {why}. The account is under {email}, with which its owner signs in; mail to it goes nowhere.", user.username),
            Place::default(),
        )]);
        Ok(email)
    }

    /// What is granted to a user; only stewards need it, but others may become stewards.
    fn grants_of(
        &self,
        user: &DjangoUser,
        role: Role,
        access: &[DjangoAccess],
        summary: &mut DjangoSummary,
    ) -> Vec<Grant> {
        let mut grants = Vec::new();
        if role == Role::DataSteward {
            grants.extend(STEWARDS_TYPES.into_iter().map(|record_type| Grant {
                record_type: record_type.to_owned(),
                id: None,
            }));
        }
        for row in access
            .iter()
            .filter(|row| row.user == user.id && row.is_open)
        {
            let Some(id) = &row.project else { continue };
            let grant = Grant {
                record_type: "project".to_owned(),
                id: Some(id.clone()),
            };
            if !grants.contains(&grant) {
                summary.grants += 1;
                grants.push(grant);
            }
        }
        grants.retain(|grant| self.standard.get(&grant.record_type).is_some());
        grants
    }
}

/// Says what its owner has to know of an account.
fn tell(user: &DjangoUser, email: &str, summary: &mut DjangoSummary) {
    if is_kept(&user.password) {
        return;
    }
    summary.accounts_without_password += 1;
    // Django writes a way before the first dollar sign, and "!" where there is no password.
    let stored = user.password.expose();
    let is_word = |text: &&str| {
        text.len() <= 20
            && text
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    let way = stored.split_once('$').map(|(way, _)| way).filter(is_word);
    let why = match way {
        _ if stored.is_empty() || stored.starts_with('!') => "has no password".to_owned(),
        Some(way) => {
            format!("has a password that was hashed in a way that is not known here ({way})")
        }
        // Nothing of it is shown: it may be anything.
        None => "has a password that cannot be read".to_owned(),
    };
    let what = if user.is_active {
        "The owner gets in with \"forgotten password\" on the sign-in page, or with `indigo user password`."
    } else {
        "The account is closed anyway."
    };
    summary.problems.extend([Problem::new(
        indigo_model::Severity::Note,
        "no_password",
        format!("The account of {email} {why}. {what}"),
        Place::default(),
    )]);
}

/// Counts the rows of access that open nothing.
fn shut(access: &[DjangoAccess], users: &[DjangoUser], summary: &mut DjangoSummary) {
    let rows = access
        .iter()
        .filter(|row| {
            !row.is_open || row.project.is_none() || !users.iter().any(|user| user.id == row.user)
        })
        .count() as u64;
    if rows > 0 {
        summary.left_out.push(super::LeftOut {
            table: "indigo_adminuserhaspermissionsforproject".to_owned(),
            rows: Some(rows),
            what: "rows of access to projects that open nothing",
        });
    }
}

/// What the person is called: by their name, or else by what they sign in with.
fn name_of(user: &DjangoUser) -> String {
    let given = [&user.full_name, &user.username]
        .into_iter()
        .map(|name| {
            let clean: String = name
                .chars()
                .map(|letter| if letter.is_control() { ' ' } else { letter })
                .take(LONGEST_NAME)
                .collect();
            clean.trim().to_owned()
        })
        .find(|name| !name.is_empty());
    given.unwrap_or_else(|| format!("User {}", user.id))
}

/// The user's address, folded: the one they gave, or else the name they sign in with, when that is
/// one.
fn address_of(user: &DjangoUser) -> Option<String> {
    [&user.email, &user.username]
        .into_iter()
        .find_map(|text| checked_email(text).ok())
}

/// The role that comes nearest to what a user may do in the first system.
fn role_of(user: &DjangoUser) -> Role {
    let has = |application: &str, name: &str| {
        user.rights
            .iter()
            .any(|right| right == name || *right == format!("{application}.{name}"))
    };
    // Who may change users in the administration can make themselves a superuser.
    if user.is_superuser || (user.is_staff && has("auth", "change_user")) {
        Role::Administrator
    } else if has("indigo", "admin") || has("jsondataferret", "admin") {
        Role::Moderator
    } else if has("indigo", "data_steward") {
        Role::DataSteward
    } else {
        Role::Contributor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(is_staff: bool, is_superuser: bool, rights: &[&str]) -> DjangoUser {
        DjangoUser {
            id: 7,
            username: "Ann Lee".to_owned(),
            email: String::new(),
            full_name: String::new(),
            password: "!".into(),
            is_active: true,
            is_staff,
            is_superuser,
            joined: String::new(),
            last_login: None,
            rights: rights.iter().map(|&right| right.to_owned()).collect(),
        }
    }

    #[test]
    fn roles_are_those_of_the_page_for_administrators() {
        for (is_staff, is_superuser, rights, role) in [
            (false, true, &[][..], Role::Administrator),
            (true, false, &["auth.change_user"], Role::Administrator),
            (false, false, &["auth.change_user"], Role::Contributor),
            (true, false, &["indigo.admin"], Role::Moderator),
            (false, false, &["jsondataferret.admin"], Role::Moderator),
            (false, false, &["admin"], Role::Moderator),
            (false, false, &["other.admin"], Role::Contributor),
            (true, false, &["indigo.data_steward"], Role::DataSteward),
            (true, false, &[], Role::Contributor),
        ] {
            let found = role_of(&user(is_staff, is_superuser, rights));
            assert_eq!(found, role, "{is_staff} {is_superuser} {rights:?}");
        }
    }

    #[test]
    fn a_user_without_names_is_called_by_what_is_there() {
        let mut one = user(false, false, &[]);
        assert_eq!(name_of(&one), "Ann Lee");
        assert_eq!(address_of(&one), None);
        one.full_name = "Ann\u{7} Lee-Brown".to_owned();
        assert_eq!(name_of(&one), "Ann  Lee-Brown");
        one.username = "Ann@Example.org".to_owned();
        assert_eq!(address_of(&one).as_deref(), Some("ann@example.org"));
    }
}
