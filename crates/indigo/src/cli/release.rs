//! `indigo release …` and `indigo licence …` as they are typed.

use clap::{Args, Subcommand};

/// `indigo release`.
#[derive(Debug, Subcommand)]
pub(crate) enum Release {
    /// Make a release of everything that is public now, in all formats.
    Create(CreateRelease),
    /// List the releases, newest first.
    List,
    /// Take a record out of a release: its files are made anew without it, and a trace stays.
    WithdrawRecord {
        /// The release.
        #[arg(id = "release", value_name = "VERSION")]
        version: String,
        /// The record's type, such as `project`.
        #[arg(value_name = "TYPE")]
        record_type: String,
        /// The record's id.
        id: String,
        /// Why; everybody who looks for the record reads it.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        address: SiteAddress,
    },
    /// Note the digital object identifier that was registered for a release.
    Doi {
        /// The release.
        #[arg(id = "release", value_name = "VERSION")]
        version: String,
        /// The identifier, such as `10.5281/zenodo.1234567`.
        doi: String,
    },
}

/// `indigo release create`.
#[derive(Debug, Args)]
pub(crate) struct CreateRelease {
    /// Its name: a date such as 2025-05, or a short name of letters, digits, dots and hyphens.
    #[arg(id = "release", value_name = "VERSION")]
    pub(crate) version: String,
    /// What users should know of it.
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
    #[command(flatten)]
    pub(crate) address: SiteAddress,
}

/// Where the site is in the world.
#[derive(Debug, Args)]
pub(crate) struct SiteAddress {
    /// The site's address in the world, for links in the files.
    #[arg(long, env = "INDIGO_BASE_URL", value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// `indigo licence`.
#[derive(Debug, Subcommand)]
pub(crate) enum LicenceCommand {
    /// Set the licence of the data: its SPDX identifier (CC-BY-4.0, CC0-1.0, OGL-UK-3.0, ODbL-1.0,
    /// ODC-By-1.0), `other` with a name and an address, or `none`.
    Set {
        /// The SPDX identifier, `other` or `none`.
        licence: String,
        /// Name of another licence.
        #[arg(long, required_if_eq("licence", "other"))]
        name: Option<String>,
        /// Address of the text of another licence.
        #[arg(long, required_if_eq("licence", "other"))]
        url: Option<String>,
        /// Who publishes the data, as citations name them. What is set stays when it is left out.
        #[arg(long)]
        publisher: Option<String>,
    },
    /// Show the licence and the publisher.
    Show,
}
