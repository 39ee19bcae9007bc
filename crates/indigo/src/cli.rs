//! The command line as it is typed.

mod release;
mod user;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use indigo_registry::Day;

pub(crate) use release::{LicenceCommand, Release, SiteAddress};
pub(crate) use user::{AddUser, User};

/// Open data on outcomes contracts: import, check, publish, serve.
///
/// Exit status: 0 done, 1 problems found (nothing was changed), 2 wrong use or failure.
#[derive(Debug, Parser)]
#[command(name = "indigo", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What holds for every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder for the database and the files built from it.
    #[arg(
        long,
        global = true,
        env = "INDIGO_DATA",
        default_value = "indigo-data",
        value_name = "DIR"
    )]
    pub(crate) data: PathBuf,
    /// Database to use instead of the SQLite file in the data folder: `postgres://…`.
    #[arg(
        long,
        global = true,
        env = "INDIGO_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// Folder of JSON Schema files laid over the built-in standard.
    #[arg(long, global = true, env = "INDIGO_STANDARD", value_name = "DIR")]
    pub(crate) standard: Option<PathBuf>,
    /// Answer as JSON, for machines.
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the site, the API and the downloads.
    Serve(Serve),
    /// Import folders, zips, CSV files, JSON Lines, or the database of the first INDIGO system: all
    /// or nothing.
    Import(Import),
    /// Check workbooks, CSV files, zips or JSON: what is wrong, and what they would change.
    ///
    /// Nothing is kept. Without a data folder only the files themselves are looked at.
    Check {
        /// The files, checked together.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Export the public data to a folder or a zip.
    Export(Export),
    /// Sandboxes: parts of public records for holders of a password.
    #[command(subcommand)]
    Sandbox(Sandbox),
    /// Dated releases of the public data, which never change.
    #[command(subcommand)]
    Release(Release),
    /// The licence of the data, and who publishes them.
    #[command(subcommand)]
    Licence(LicenceCommand),
    /// Accounts: who may sign in, and what they are to the data.
    #[command(subcommand)]
    User(User),
    /// Show every version of a record: when, who, why, and every value before and after.
    History {
        /// The record: `TYPE/ID`, or its id alone.
        #[arg(value_name = "TYPE/ID")]
        record: String,
    },
    /// Refold the whole ledger and compare it with what is stored and published.
    Verify,
    /// Write a backup of everything to a new file, while others go on.
    Backup {
        /// The file to make.
        file: PathBuf,
    },
    /// Put what a backup holds in the place of everything here.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Look at the standard, or check schema files.
    #[command(subcommand)]
    Standard(StandardCommand),
}

/// `indigo serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Load the demo set when the data folder is empty, and make a sign-in for each role.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Address to listen on.
    #[arg(
        long,
        env = "INDIGO_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR:PORT"
    )]
    pub(crate) listen: SocketAddr,
    /// The site's address in the world, such as `https://data.example.org`, for links that search
    /// engines and citations use.
    #[arg(long, env = "INDIGO_BASE_URL", value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// A proxy stands in front and adds the address of each visitor to `X-Forwarded-For`; those who
    /// guess passwords, or ask for pages without end, are slowed down by it.
    #[arg(long, env = "INDIGO_BEHIND_PROXY")]
    pub(crate) behind_proxy: bool,
    /// How many requests a minute an API token has (600 where nothing is said).
    #[arg(long, env = "INDIGO_API_REQUESTS_PER_MINUTE", value_name = "NUMBER")]
    pub(crate) api_requests_per_minute: Option<u32>,
}

/// `indigo import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Folders, `.zip`, `.csv`, `.jsonl` or `.json` files; together they are one import.
    #[arg(required_unless_present = "django_dump", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take over the PostgreSQL database of the first INDIGO system (`postgres://…`, into which its
    /// dump was loaded) with its records, their history, users and sandboxes, into an installation
    /// that is empty.
    #[arg(long, value_name = "URL", conflicts_with_all = ["paths", "status", "comment", "dated"])]
    pub(crate) django_dump: Option<String>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Status of what is new in CSV files.
    #[arg(long, value_enum, default_value_t = NewStatus::Public)]
    pub(crate) status: NewStatus,
    /// Why, for the ledger.
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) comment: String,
    /// The day that the files are of, when they are older than today, so that what was public on a
    /// past day can be shown; not before the last change that is here.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) dated: Option<Day>,
}

/// A day of the calendar.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write the day as in 2025-05-31".to_owned())
}

/// The status of what an import brings.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum NewStatus {
    /// Everybody may see it.
    Public,
    /// Staff only.
    Private,
}

/// `indigo export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// A folder, or a file name ending in `.zip`.
    pub(crate) out: PathBuf,
    /// Kind of files.
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Records whole, private parts included (with `--format jsonl`). Keep the file safe.
    #[arg(long)]
    pub(crate) all: bool,
}

/// The kinds of export.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A CSV file for each type and each of its lists.
    Csv,
    /// One CSV file for each type, as the list downloads.
    Lists,
    /// One file of JSON Lines.
    Jsonl,
    /// One SQLite file.
    Sqlite,
}

/// `indigo sandbox`.
#[derive(Debug, Subcommand)]
pub(crate) enum Sandbox {
    /// Add a sandbox. The password for all sandboxes is taken from `INDIGO_SANDBOX_PASSWORD`.
    Add {
        /// Its id, as records name it.
        id: String,
        /// Its title.
        title: String,
    },
    /// List the sandboxes.
    List,
}

/// `indigo standard`.
#[derive(Debug, Subcommand)]
pub(crate) enum StandardCommand {
    /// Check the schema files of a folder.
    Check {
        /// The folder.
        dir: PathBuf,
    },
    /// Show the fields of a record type, or the types.
    Show {
        /// The type, such as `project`.
        record_type: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_can_be_typed() {
        Cli::command().debug_assert();
    }
}
