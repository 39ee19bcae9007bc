#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks so"
)]

mod bench;
mod browser;
mod fuzz_api;
mod house;
mod http;
mod lint;
mod npm;
mod postgres;
mod process;
mod readers;
mod server;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    about = "Tasks of the project",
    arg_required_else_help = true
)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Set up and run every test.
    Test(test::Args),
    /// Formatting, clippy, documentation, dependencies, rules of the house.
    Lint(lint::Args),
    /// Run the browser tests against the demo set.
    Browser(browser::Args),
    /// Measure speed and size.
    Bench(bench::Args),
    /// Ask the write API thousands of odd things.
    FuzzApi(fuzz_api::Args),
}

fn main() -> ExitCode {
    let outcome = match Args::parse().task {
        Task::Test(args) => test::run(&args),
        Task::Lint(args) => lint::run(&args),
        Task::Browser(args) => browser::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::FuzzApi(args) => fuzz_api::run(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
