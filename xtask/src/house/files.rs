//! Files stay short enough to read in one go.

use anyhow::Result;

use super::House;

/// Lines that a file may have without being listed.
const LIMIT: usize = 600;

/// Longer files, each with its reason.
const LISTED: [(&str, &str); 0] = [];

#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn check(house: &House) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for source in &house.sources {
        let lines = source.text.lines().count();
        let listed = LISTED.iter().any(|(path, _)| *path == source.path);
        if lines > LIMIT && !listed {
            faults.push(format!(
                "{} has {lines} lines, over {LIMIT}: split it",
                source.path
            ));
        } else if lines <= LIMIT && listed {
            faults.push(format!(
                "{} is listed as long, and is not any more",
                source.path
            ));
        }
        if source.is_product() && source.path.ends_with("/mod.rs") {
            faults.push(format!(
                "{} should be a file of its folder's name",
                source.path
            ));
        }
    }
    Ok(faults)
}
