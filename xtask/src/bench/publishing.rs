//! How long a release takes to make.

use std::process::Command;

use anyhow::Result;

use super::{
    Subject,
    table::{Row, Table, Target},
    timed,
};
use crate::process;

/// Makes a release beside the running server, as an operator would.
pub(super) fn measure(subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let (took, _) = timed(|| {
        process::output(
            Command::new(subject.program)
                .arg("--data")
                .arg(subject.data)
                .args(["release", "create", "2026.1"]),
        )
    })?;
    let target = (subject.copies == 1).then_some(Target::AtMost(20.0));
    table.push(Row::seconds("a release, all its files made", took, target));
    Ok(())
}
