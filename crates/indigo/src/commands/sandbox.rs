//! `indigo sandbox add ID TITLE`, `indigo sandbox list`

use indigo_registry::PasswordState;

use crate::{
    cli::{Global, Sandbox},
    commands::{open, open_published},
    output::{Done, Output},
};

pub(crate) fn run(global: &Global, sandbox: &Sandbox, output: &Output) -> anyhow::Result<Done> {
    match sandbox {
        Sandbox::Add { id, title } => {
            let added = open(global)?.add_sandbox(id, title)?;
            output.answer(&serde_json::json!({
                "id": id,
                "title": title,
                "title_before": added.title_before,
                "password": word(added.password),
            }))?;
            output.line(match &added.title_before {
                None => format!("Sandbox \"{id}\" is there."),
                Some(before) if before == title => {
                    format!("Sandbox \"{id}\" was there before, with this title.")
                }
                Some(before) => {
                    format!("Sandbox \"{id}\" was there before; it was renamed from \"{before}\" to \"{title}\".")
                }
            });
            output.line(sentence(added.password));
        }
        Sandbox::List => {
            let list = open_published(global)?.sandbox_list()?;
            output.answer(&list)?;
            for (id, title) in list {
                output.line(format!("{id}: {title}"));
            }
        }
    }
    Ok(Done::Well)
}

fn word(state: PasswordState) -> &'static str {
    match state {
        PasswordState::None => "none",
        PasswordState::Stays => "stays",
        PasswordState::Set => "set",
        PasswordState::Same => "same",
        PasswordState::Replaced => "replaced",
    }
}

fn sentence(state: PasswordState) -> &'static str {
    match state {
        PasswordState::None => {
            "No password was given: set INDIGO_SANDBOX_PASSWORD and call this again, or set it for `indigo serve`. Until then nobody can read sandbox data."
        }
        PasswordState::Stays => "No password was given: the present one, for all sandboxes, stays.",
        PasswordState::Set => {
            "The password in INDIGO_SANDBOX_PASSWORD is kept; it opens all sandboxes."
        }
        PasswordState::Same => "The password for all sandboxes is the one that it was.",
        PasswordState::Replaced => {
            "The password in INDIGO_SANDBOX_PASSWORD replaces the present one, for all sandboxes."
        }
    }
}
