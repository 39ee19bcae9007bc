//! The one binary: reads the command line and hands over.

mod cli;
mod commands;
mod demo;
mod mail;
mod output;
mod password;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("INDIGO_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let output = output::Output::new(cli.global.json);
    match commands::run(cli, &output) {
        Ok(done) => done.into(),
        Err(error) => {
            output.failure(&error);
            ExitCode::from(2)
        }
    }
}
