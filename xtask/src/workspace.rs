//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The folder of real and golden data beside the project; `None` when it is not there.
pub(crate) fn shared() -> Option<PathBuf> {
    let beside = || root().join("../shared");
    let folder = env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let folder = folder.canonicalize().ok()?;
    folder.join("data").is_dir().then_some(folder)
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The built program.
pub(crate) fn program(profile: &str) -> PathBuf {
    target().join(profile).join("indigo")
}

/// Whether this is the machine that decides whether a change is taken.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}
