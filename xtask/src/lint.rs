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
        if tools::find("cargo-deny").is_some() {
            step(
                "dependencies",
                cargo().args(["deny", "check", "bans", "licenses", "sources"]),
            )?;
        } else {
            // Building it takes longer than everything else here together; the rules of the house
            // check licences and sources against the same file.
            println!(
                "\ncargo-deny is not installed: its check of banned and doubled crates is left out"
            );
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

fn cargo() -> Command {
    Command::new("cargo")
}
