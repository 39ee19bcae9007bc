//! Asks the write API of a server with the demo set thousands of odd things, and fails when one
//! answer says that the server is broken, or does not come.
//!
//! Two ways: our own changes of valid requests, always; and Schemathesis, which makes requests from
//! the description of the API, where it is installed.

#[path = "../../crates/site/tests/it/write_api/mutate.rs"]
mod mutate;
mod own;
mod schemathesis;
mod sign_in;

use std::{path::Path, process::Command, time::Duration};

use anyhow::Result;

use crate::{process, server::Server, workspace};

/// The password of the demo's sign-ins.
const PASSWORD: &str = "fuzz the demo and nothing else";

/// So many requests a minute that nothing is held back.
const PER_MINUTE: &str = "10000000";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How long Schemathesis asks; our own requests are made for a fifth of that before.
    #[arg(long, default_value_t = 5)]
    minutes: u64,
    /// Where the random requests begin; the same number makes the same requests.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    process::run(
        Command::new("cargo")
            .args(["build", "--package", "indigo"])
            .current_dir(workspace::root()),
    )?;
    let data = tempfile::Builder::new().prefix("indigo-fuzz-").tempdir()?;
    let server = start(data.path())?;
    println!("the demo set is served at {}", server.address());
    let moderator = sign_in::token(server.port, "moderator@demo.example", PASSWORD)?;
    let contributor = sign_in::token(server.port, "contributor@demo.example", PASSWORD)?;

    let time = Duration::from_secs(args.minutes * 60);
    let own = own::run(
        server.port,
        &[&moderator, &contributor],
        args.seed,
        time / 5,
    )?;
    println!("{own}");
    let theirs = schemathesis::run(&server.address(), &moderator, args.seed, time)?;
    if let Some(theirs) = &theirs {
        println!("{theirs}");
    }
    let resident_mb = server.resident_bytes()? >> 20;
    println!("the server holds {resident_mb} MB at the end");
    drop(server);
    let is_sound = process::passes(
        Command::new(workspace::program("debug"))
            .arg("--data")
            .arg(data.path())
            .arg("verify"),
    )?;
    Ok(is_sound && own.is_well() && theirs.is_none_or(|theirs| theirs.is_well()))
}

fn start(data: &Path) -> Result<Server> {
    let options = ["--demo", "--api-requests-per-minute", PER_MINUTE];
    let environment = [("INDIGO_DEMO_PASSWORD", PASSWORD)];
    Server::start_in(&workspace::program("debug"), data, &options, &environment)
}
