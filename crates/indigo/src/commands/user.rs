//! `indigo user …`: accounts from the command line.

use indigo_model::Role;
use indigo_registry::accounts::{Account, AccountState, By, NewAccount};

use crate::{
    cli::{AddUser, Global, User},
    commands::open,
    mail,
    output::{Done, Output},
    password,
};

/// Accounts read at a time.
const PAGE: usize = 500;

/// Where the site is when nobody says, for links in mail.
const BASE_URL: &str = "http://127.0.0.1:8080";

pub(crate) fn run(global: &Global, user: &User, output: &Output) -> anyhow::Result<Done> {
    let registry = open(global)?;
    let by = By::CommandLine;
    match user {
        User::Add(new) => return add(&registry, new, *output),
        User::List => return list(&registry, *output),
        User::Role { account, role } => {
            let account = registry.change_role(by, account, *role)?;
            told(
                *output,
                &account,
                &format!("is now {}", role.title().to_lowercase()),
            )?;
        }
        User::Grant { account, grant } => {
            let account = registry.grant(by, account, grant)?;
            told(*output, &account, &format!("was granted {grant}"))?;
            if account.role != Role::DataSteward {
                output.line(format!(
                    "Grants count for data stewards only, and this is a {}.",
                    account.role.title().to_lowercase()
                ));
            }
        }
        User::Revoke { account, grant } => {
            let account = registry.revoke(by, account, grant)?;
            told(*output, &account, &format!("no longer has {grant}"))?;
        }
        User::Password { account } => {
            let whose = registry.account(by, account)?;
            let password = password::ask(&whose.email)?;
            let account = registry.set_password(by, account, &password)?;
            told(
                *output,
                &account,
                "has a new password and was signed out everywhere",
            )?;
        }
        User::SecondFactorOff { account } => {
            registry.clear_second_factor(by, account)?;
            let account = registry.account(by, account)?;
            told(*output, &account, "signs in with the password only")?;
        }
        User::SignOut { account } => {
            let sessions = registry.sign_out_account(by, account)?;
            let account = registry.account(by, account)?;
            told(
                *output,
                &account,
                &format!("was signed out ({sessions} sessions)"),
            )?;
        }
        User::Disable { account } => {
            let account = registry.disable_account(by, account)?;
            told(*output, &account, "cannot sign in any more")?;
        }
        User::Enable { account } => {
            let account = registry.enable_account(by, account)?;
            let what = match account.state {
                AccountState::Invited => "is invited, but has no password yet",
                _ => "can sign in again",
            };
            told(*output, &account, what)?;
        }
    }
    Ok(Done::Well)
}

fn told(output: Output, account: &Account, what: &str) -> anyhow::Result<()> {
    output.answer(account)?;
    output.line(format!("{} <{}> {what}.", account.name, account.email));
    Ok(())
}

fn add(
    registry: &indigo_registry::Registry,
    add: &AddUser,
    output: Output,
) -> anyhow::Result<Done> {
    let new = NewAccount {
        email: &add.email,
        name: &add.name,
        role: if add.admin {
            Role::Administrator
        } else {
            add.role
        },
        grants: &add.grant,
    };
    if !add.invite {
        let password = password::ask(&add.email)?;
        let account = registry.create_account(By::CommandLine, &new, &password)?;
        let what = format!("can sign in as {}", account.role.title().to_lowercase());
        told(output, &account, &what)?;
        return Ok(Done::Well);
    }
    // The way out is looked at first, so that wrong settings leave nothing half done.
    let outlet = mail::outlet(registry)?;
    let base_url = std::env::var("INDIGO_BASE_URL").unwrap_or_else(|_| BASE_URL.to_owned());
    let account = registry.invite(By::CommandLine, &new)?;
    let report = registry.deliver_due(&outlet, &base_url)?;
    output.answer(&serde_json::json!({ "account": account, "mail": report }))?;
    output.line(format!("{} <{}> is invited.", account.name, account.email));
    for file in &report.written {
        output.line(format!(
            "No mail server is set (INDIGO_SMTP), so the mail was written to {file}"
        ));
    }
    if report.sent > 0 {
        output.line("The mail was sent.");
    }
    for why in report.put_off.iter().chain(&report.given_up) {
        output.line(format!("The mail was not sent: {why}"));
    }
    if !report.put_off.is_empty() {
        output.line("`indigo serve` tries again in a minute, and then at growing intervals.");
    }
    Ok(Done::Well)
}

fn list(registry: &indigo_registry::Registry, output: Output) -> anyhow::Result<Done> {
    let mut accounts: Vec<Account> = Vec::new();
    loop {
        let after = accounts
            .last()
            .map(|last| last.email.clone())
            .unwrap_or_default();
        let page = registry.accounts(By::CommandLine, &after, PAGE)?;
        let is_last = page.len() < PAGE;
        accounts.extend(page);
        if is_last {
            break;
        }
    }
    output.answer(&accounts)?;
    for account in &accounts {
        let mut line = format!("{} <{}>, {}", account.name, account.email, account.role);
        if account.state != AccountState::Active {
            line.push_str(&format!(", {}", account.state.as_str()));
        }
        if account.second_factor {
            line.push_str(", second factor");
        }
        if !account.grants.is_empty() {
            let grants: Vec<String> = account.grants.iter().map(ToString::to_string).collect();
            line.push_str(&format!(", granted {}", grants.join(" ")));
        }
        match &account.last_sign_in {
            Some(at) => line.push_str(&format!(", last signed in {at}")),
            None => line.push_str(", never signed in"),
        }
        output.line(line);
    }
    if accounts.is_empty() {
        output.line(
            "There are no accounts. Make the first: indigo user add EMAIL --name NAME --admin",
        );
    }
    Ok(Done::Well)
}
