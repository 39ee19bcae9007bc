//! Two processes that import at the same time.

use crate::house::{BEFORE, House, Said};

#[test]
fn two_imports_at_once() {
    let house = House::settled();
    let files = [
        house.records("one.jsonl", 1000, 300),
        house.records("other.jsonl", 2000, 300),
    ];
    let children: Vec<_> = files
        .iter()
        .map(|file| house.import(file).spawn().unwrap())
        .collect();
    let mut imported = 0;
    for child in children {
        let said = Said::from(child.wait_with_output().unwrap());
        if said.code == Some(0) {
            imported += 300;
        } else {
            said.ends(2, &["another process"]);
        }
    }
    assert!(imported > 0, "neither import was done");
    assert_eq!(house.verified(), BEFORE + imported);
}

#[test]
fn the_same_import_twice_at_once() {
    let house = House::empty();
    let file = house.records("one.jsonl", 1000, 200);
    let children: Vec<_> = (0..2)
        .map(|_| house.import(&file).spawn().unwrap())
        .collect();
    for child in children {
        let said = Said::from(child.wait_with_output().unwrap());
        if said.code != Some(0) {
            said.ends(2, &["another process"]);
        }
    }
    assert_eq!(house.verified(), 200);
}
