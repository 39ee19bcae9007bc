//! A folder that can be read but not written.

use std::fs;

use super::{
    installation::{Installation, demo},
    mounts,
};

/// Makes the folder read-only and runs a command over it.
const SCRIPT: &str = r#"
set -eu
mount --bind "$DATA" "$DATA"
mount -o remount,ro,bind "$DATA"
status=0
"$INDIGO" --data "$DATA" $ARGUMENTS >"$SAID" 2>&1 || status=$?
echo "$status"
"#;

/// Runs a command over a read-only folder: how it ended, and what it said.
fn run(place: &Installation, arguments: &str) -> Option<(String, String)> {
    let said = place.beside("said");
    let variables = [
        ("DATA", place.data()),
        ("SAID", said.clone()),
        ("ARGUMENTS", arguments.into()),
    ];
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_path()));
    let lines = mounts::run(SCRIPT, &variables)?;
    Some((
        lines.first().cloned().unwrap_or_default(),
        fs::read_to_string(said).unwrap(),
    ))
}

#[test]
fn a_read_only_folder_with_a_database() {
    let place = Installation::with_records();
    let before = place.records();
    let import = format!("import {}", demo("").display());
    let Some((status, said)) = run(&place, &import) else {
        return;
    };
    assert_eq!(status, "2", "{said}");
    assert!(
        said.contains("read-only") && !said.contains("panicked"),
        "{said}"
    );
    assert_eq!(place.records(), before);
    place.assert_intact();
}

#[test]
fn a_read_only_folder_without_a_database() {
    let place = Installation::empty();
    fs::create_dir(place.data()).unwrap();
    for arguments in [
        format!("import {}", demo("").display()),
        "serve --listen 127.0.0.1:0".to_owned(),
    ] {
        let Some((status, said)) = run(&place, &arguments) else {
            return;
        };
        assert_eq!(status, "2", "{arguments}: {said}");
        assert!(
            said.contains("cannot be") && !said.contains("panicked"),
            "{arguments}: {said}"
        );
    }
    assert_eq!(fs::read_dir(place.data()).unwrap().count(), 0);
}
