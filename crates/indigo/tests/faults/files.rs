//! Files that are not quite what they should be.

use crate::house::{BEFORE, House, run};

/// Imports an organisations' CSV with this content into a settled house; what is expected of it.
fn csv(content: &[u8], code: i32, words: &[&str], records: u64) {
    let house = House::settled();
    let path = house.file("organisations.csv", content);
    run(house.import(&path)).ends(code, words);
    assert_eq!(house.verified(), records);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_name() {
    csv(
        "\u{feff}ID,Name\r\nINDIGO-ORG-009999,Älter\r\n".as_bytes(),
        0,
        &[],
        BEFORE + 1,
    );
}

#[test]
fn latin_1() {
    csv(
        b"ID,Name\nINDIGO-ORG-009999,\xc4lter\n",
        1,
        &["UTF-8"],
        BEFORE,
    );
}

#[test]
fn nul_bytes() {
    csv(
        b"ID,Name\nINDIGO-ORG-009999,a\0b\n",
        1,
        &["organisations.csv"],
        BEFORE,
    );
}

#[test]
fn too_few_cells() {
    csv(
        b"ID,Name,Description\nINDIGO-ORG-009999,Short\n",
        1,
        &["organisations.csv"],
        BEFORE,
    );
}

#[test]
fn too_many_cells() {
    csv(
        b"ID,Name\nINDIGO-ORG-009999,Long,and,more\n",
        1,
        &["organisations.csv"],
        BEFORE,
    );
}

#[test]
fn an_open_quote() {
    csv(
        b"ID,Name\nINDIGO-ORG-009999,\"Open\n",
        1,
        &["organisations.csv"],
        BEFORE,
    );
}

#[test]
fn json_nested_deeply() {
    let house = House::settled();
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let line = format!(
        r#"{{"type":"organisation","id":"INDIGO-ORG-009999","exists":true,"data":{{"name":{open}{close}}}}}"#
    );
    house.refuses(&house.file("deep.jsonl", &line), 1, &["deep.jsonl"]);
    house.refuses(&house.file("deep.json", &line), 1, &["deep.json"]);
}

#[test]
fn json_cut_short() {
    let house = House::settled();
    let path = house.file(
        "short.jsonl",
        r#"{"type":"organisation","id":"INDIGO-ORG-0099"#,
    );
    house.refuses(&path, 1, &["short.jsonl"]);
}

#[test]
fn a_path_that_is_not_there() {
    let house = House::settled();
    house.refuses(&house.path("nothing.csv"), 2, &["nothing.csv"]);
}
