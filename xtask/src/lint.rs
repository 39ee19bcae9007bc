//! Everything about the code that can be judged without running it.

use std::process::Command;

use anyhow::Result;

use crate::{house, process, tools, workspace};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Check only the rules of the house (seconds).
    #[arg(long)]
    house: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let mut failed = Vec::new();
    if !house::run()? {
        failed.push("rules of the house");
    }
    if !args.house {
        let mut step = |name, command: &mut Command| -> Result<()> {
            if !process::passes(command.current_dir(workspace::root()))? {
                failed.push(name);
            }
            Ok(())
        };
        step("formatting", cargo().args(["fmt", "--all", "--check"]))?;
        step(
            "clippy",
            cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "--deny",
                "warnings",
            ]),
        )?;
        step(
            "documentation",
            cargo()
                .args([
                    "doc",
                    "--no-deps",
                    "--workspace",
                    "--document-private-items",
                    "--quiet",
                ])
                .env("RUSTDOCFLAGS", "--deny warnings"),
        )?;
        if has_deny()? {
            step(
                "dependencies",
                cargo().args(["deny", "--locked", "check", "bans", "licenses", "sources"]),
            )?;
        } else {
            println!("\ncargo-deny is not installed: its check of banned crates is left out");
            println!("(the rules of the house have checked licences and sources)");
        }
    }
    println!();
    if failed.is_empty() {
        println!("lint: all is well");
    } else {
        println!("lint: {} to mend: {}", failed.len(), failed.join(", "));
    }
    Ok(failed.is_empty())
}

/// Whether `cargo deny` can be asked. In CI it is built when it is missing, which takes two to four
/// minutes; elsewhere that is left to whoever wants it.
fn has_deny() -> Result<bool> {
    if tools::find("cargo-deny").is_none() && workspace::in_ci() {
        let mut install = cargo();
        install.args(["install", "--locked", "--quiet", "cargo-deny"]);
        return process::passes(&mut install);
    }
    Ok(tools::find("cargo-deny").is_some())
}

fn cargo() -> Command {
    Command::new("cargo")
}
