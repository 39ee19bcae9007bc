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
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misused(&error),
    };
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

/// Help and versions for those who asked; else what is wrong with what was typed.
fn misused(error: &clap::Error) -> ExitCode {
    let asked_for_json = std::env::args_os().any(|argument| argument == "--json");
    if error.use_stderr() && asked_for_json {
        let said = error.render().to_string();
        let said = said.trim().trim_start_matches("error: ");
        output::Output::new(true).refusal(said);
    } else {
        // Nobody is left to be told that it cannot be written.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
