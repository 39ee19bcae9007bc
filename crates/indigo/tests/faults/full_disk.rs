//! No space left, at many places of an import.

use std::fs;

use super::{
    installation::{Installation, demo},
    mounts,
};

/// Brings the database onto a small disk, leaves it `$FREE` kilobytes, imports, gives space again,
/// and takes the database back out.
const SCRIPT: &str = r#"
set -eu
mount -t tmpfs -o size=512m none "$DISK"
cp -R "$DATA" "$DISK/data"
mkdir "$DISK/tmp"
used=$(df --output=used -k "$DISK" | tail -n 1)
mount -o "remount,size=$((used + FREE))k" "$DISK"
status=0
TMPDIR="$DISK/tmp" "$INDIGO" --data "$DISK/data" import "$INPUT" >"$SAID" 2>&1 || status=$?
echo "$status"
# A disk that stays full must not keep anybody from looking: the records are still served.
mount -o remount,size=512m "$DISK"
rm -rf "$DATA"
cp -R "$DISK/data" "$DATA"
"#;

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let base = Installation::with_records();
    let before = base.records();
    let whole = base.copied();
    whole.import(&demo("")).ended(0, &[]);
    let after = whole.records();

    let mut refused = 0;
    for free_kilobytes in [0, 4, 40, 100, 200, 400, 800, 1600, 3200, 6400] {
        let place = base.copied();
        let disk = place.beside("disk");
        fs::create_dir(&disk).unwrap();
        let said = place.beside("said");
        let free = free_kilobytes.to_string();
        let data = place.data();
        let input = demo("");
        let variables = [
            ("DISK", disk.as_path()),
            ("DATA", &data),
            ("INPUT", &input),
            ("SAID", &said),
            ("FREE", free.as_ref()),
        ];
        let Some(lines) = mounts::run(SCRIPT, &variables) else {
            return;
        };
        let said = fs::read_to_string(said).unwrap();
        match lines.first().map(String::as_str) {
            Some("0") => {
                assert_eq!(place.records(), after, "with {free_kilobytes} kB");
            }
            Some("2") => {
                refused += 1;
                // Without room for even its lock table, the database cannot tell why.
                let told = ["disk is full", "disk could not be read or written"];
                assert!(
                    told.iter().any(|told| said.contains(told)),
                    "with {free_kilobytes} kB: {said}"
                );
                assert!(!said.contains("panicked"), "{said}");
                assert_eq!(place.records(), before, "with {free_kilobytes} kB: {said}");
            }
            other => panic!("with {free_kilobytes} kB it ended with {other:?}: {said}"),
        }
        place.assert_intact();
        place.import(&demo("")).ended(0, &[]);
        assert_eq!(
            place.records(),
            after,
            "the import goes through once there is space"
        );
    }
    eprintln!("{refused} of 10 imports met a full disk");
    assert!(refused >= 3, "the disks were too large to be full");
}
