//! Takes a password from the person at the terminal, or from the environment.

use anyhow::{Context, bail};
use console::Term;
use indigo_model::Secret;

/// The variable that passwords are taken from where nobody sits at a terminal.
const VARIABLE: &str = "INDIGO_PASSWORD";

/// Asks twice on the terminal, without showing what is typed, unless `INDIGO_PASSWORD` is set.
pub(crate) fn ask(whose: &str) -> anyhow::Result<Secret> {
    if let Ok(password) = std::env::var(VARIABLE) {
        return Ok(Secret::new(password));
    }
    let terminal = Term::stderr();
    if !terminal.is_term() {
        bail!("no password: there is no terminal to ask on. Set {VARIABLE}, or use --invite");
    }
    let read = |question: &str| -> anyhow::Result<Secret> {
        terminal.write_str(question)?;
        let typed = terminal.read_secure_line();
        Ok(Secret::new(typed.context("the password cannot be read")?))
    };
    let first = read(&format!(
        "New password for {whose} (12 characters or more): "
    ))?;
    if first != read("Once more: ")? {
        bail!("the two passwords are not the same. Nothing was changed; try again");
    }
    Ok(first)
}
