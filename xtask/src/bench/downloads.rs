//! How long each download takes that nobody has asked for yet.

use anyhow::Result;

use super::{
    table::{Row, Table, Target, size_text},
    timed,
};
use crate::{http, server::Server};

/// The addresses that consumers have always used.
const DOWNLOADS: [&str; 8] = [
    "/app/project_download",
    "/app/project_download_social_investment_prototype",
    "/app/organisation_download",
    "/app/fund_download",
    "/app/pipeline_download",
    "/app/all_public_data_file_per_data_type_csv.zip",
    "/app/pipeline_public_data_file_per_data_type_csv.zip",
    "/app/all_public_data.sqlite",
];

/// Asks for each, first unbuilt, then again.
pub(super) fn measure(server: &Server, copies: u32, table: &mut Table) -> Result<()> {
    for path in DOWNLOADS {
        let (took, answer) = timed(|| http::get(server.port, path, &[]))?;
        anyhow::ensure!(answer.status == 200, "{path} answered {}", answer.status);
        let bytes = u64::try_from(answer.body.len())?;
        let what = format!("`{path}` ({}), built and read", size_text(bytes));
        table.push(Row::seconds(
            &what,
            took,
            (copies == 1).then_some(Target::AtMost(3.0)),
        ));
    }
    Ok(())
}
