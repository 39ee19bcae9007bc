//! `indigo sandbox add ID TITLE`, `indigo sandbox list`

use crate::{
    cli::{Global, Sandbox},
    commands::open,
    output::{Done, Output},
};

pub(crate) fn run(global: &Global, sandbox: &Sandbox, output: &Output) -> anyhow::Result<Done> {
    let registry = open(global)?;
    match sandbox {
        Sandbox::Add { id, title } => {
            registry.add_sandbox(id, title)?;
            output.answer(&serde_json::json!({ "id": id, "title": title }))?;
            output.line(format!("Sandbox \"{id}\" is there."));
            if std::env::var("INDIGO_SANDBOX_PASSWORD").is_err() {
                output.line(
                    "No password was given: set INDIGO_SANDBOX_PASSWORD and call this again, or set it for `indigo serve`. Until then nobody can read sandbox data.",
                );
            }
        }
        Sandbox::List => {
            let list = registry.sandbox_list()?;
            output.answer(&list)?;
            for (id, title) in list {
                output.line(format!("{id}: {title}"));
            }
        }
    }
    Ok(Done::Well)
}
