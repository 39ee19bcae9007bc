//! Uploads leave nothing behind. Alone in its program, so that the memory is that of the uploads.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::PathBuf};

use indigo_model::{RecordKey, Role, Secret, Status};
use indigo_registry::{
    CheckFile, CheckLimits, Reader as _, Registry, UploadTerms,
    accounts::{By, How, NewAccount, Person},
    own_workbook, public_form,
};

use support::{import, shared, sqlite};

const UPLOADS: usize = 200;
/// After these the program has taken what it needs.
const FIRST: usize = 20;
/// What the memory may grow by after that: the freed pieces lie differently each time.
const MOST_GROWTH_BYTES: u64 = 16 << 20;

/// Resident memory of this program in bytes; none where the system does not say.
fn resident_bytes() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[test]
fn two_hundred_uploads_do_not_grow_memory() {
    if resident_bytes().is_none() {
        eprintln!("left out: the system does not say how much memory a program has");
        return;
    }
    let here = sqlite();
    let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    import(&here.registry, &[demo]);
    let person = contributor(&here.registry);
    let one = here.registry.standard().get("project").unwrap();
    let key = RecordKey::new("project", "INDIGO-POJ-0198");
    let record = here.registry.record("project", &key.id).unwrap().unwrap();
    let mut files = vec![own_workbook(&here.registry, one, Some(&record)).unwrap()];
    if let Some(blank) = shared("data/forms/project_public_v019.xlsx") {
        let forms = here.registry.data().join("forms");
        fs::create_dir_all(&forms).unwrap();
        fs::copy(blank, forms.join("project.xlsx")).unwrap();
        files.push(public_form(&here.registry, one, Some(&record)).unwrap());
    }
    let terms = UploadTerms {
        key: Some(&key),
        replaces: None,
        status: Status::Public,
    };
    let limits = CheckLimits::for_anybody();
    let mut after_first = 0;
    for number in 0..UPLOADS {
        let file = CheckFile::new("form.xlsx", files[number % files.len()].clone());
        let uploads = here
            .registry
            .read_uploads(&person, &[file], terms, &limits)
            .unwrap();
        let change = uploads.workbooks[0].change.as_ref().unwrap();
        assert_eq!(change.items, []);
        if number == FIRST {
            after_first = resident_bytes().unwrap();
        }
    }
    let grown = resident_bytes().unwrap().saturating_sub(after_first);
    println!("{after_first} bytes after {FIRST} uploads, {grown} more after {UPLOADS}");
    assert!(grown <= MOST_GROWTH_BYTES, "{grown} bytes more");
}

fn contributor(registry: &Registry) -> Person {
    let password = Secret::new("correct horse battery");
    let new = NewAccount {
        email: "ada@example.org",
        name: "Ada",
        role: Role::Contributor,
        grants: &[],
    };
    let account = registry
        .create_account(By::CommandLine, &new, &password)
        .unwrap();
    Person {
        account,
        how: How::Session("test".to_owned()),
    }
}
