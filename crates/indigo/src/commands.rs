//! One command a file.

mod backup;
mod check;
mod export;
mod history;
mod import;
mod licence;
mod release;
mod sandbox;
mod serve;
mod standard;
mod user;
mod verify;

use indigo_registry::{Registry, Settings};

use crate::{
    cli::{Cli, Command, Global},
    output::{Done, Output},
};

pub(crate) fn run(cli: Cli, output: &Output) -> anyhow::Result<Done> {
    let global = &cli.global;
    match cli.command {
        Command::Serve(serve) => serve::run(global, &serve, output),
        Command::Import(import) => import::run(global, import, output),
        Command::Check { files } => check::run(global, &files, output),
        Command::Export(export) => export::run(global, &export, output),
        Command::Sandbox(sandbox) => sandbox::run(global, &sandbox, output),
        Command::Release(release) => release::run(global, &release, output),
        Command::Licence(command) => licence::run(global, &command, output),
        Command::User(user) => user::run(global, &user, output),
        Command::History { record } => history::run(global, &record, output),
        Command::Verify => verify::run(global, output),
        Command::Backup { file } => backup::backup(global, &file, output),
        Command::Restore { file } => backup::restore(global, &file, output),
        Command::Standard(standard) => standard::run(global, &standard, output),
    }
}

/// Opens the installation that the command line names, making it when there is none, and
/// publishing anew when the standard has changed.
fn open(global: &Global) -> anyhow::Result<Registry> {
    Ok(Registry::open(settings(global))?)
}

/// Opens the installation that the command line names, when there is one; changes nothing.
fn open_existing(global: &Global) -> anyhow::Result<Registry> {
    Ok(Registry::open_existing(settings(global))?)
}

/// The same for commands that need what is public to be of the standard that is used.
fn open_published(global: &Global) -> anyhow::Result<Registry> {
    let registry = open_existing(global)?;
    registry.check_rules()?;
    Ok(registry)
}

fn settings(global: &Global) -> Settings {
    Settings {
        data: global.data.clone(),
        database: global.database.clone(),
        standard: global.standard.clone(),
        sandbox_password: std::env::var("INDIGO_SANDBOX_PASSWORD").ok(),
    }
}
