//! Databases that are not ours to open.

use rusqlite::Connection;

use crate::house::{BEFORE, House, run};

#[test]
fn a_database_of_a_newer_version() {
    let house = House::settled();
    let file = house.data.join("indigo.sqlite");
    let set = |format: i64| {
        let database = Connection::open(&file).unwrap();
        database
            .execute("update indigo_format set format = ?1", [format])
            .unwrap();
    };
    let known: i64 = Connection::open(&file)
        .unwrap()
        .query_row("select format from indigo_format", [], |row| row.get(0))
        .unwrap();
    set(999);
    let more = house.records("more.jsonl", 1000, 5);
    run(house.import(&more)).ends(2, &["999", "newer"]);
    run(house.indigo(&["verify"])).ends(2, &["999", "newer"]);
    run(house.indigo(&["serve", "--listen", "127.0.0.1:0"])).ends(2, &["999", "newer"]);
    set(known);
    assert_eq!(house.verified(), BEFORE);
}

#[test]
fn a_file_that_is_no_database() {
    let house = House::empty();
    std::fs::create_dir(&house.data).unwrap();
    let content = "This is a shopping list. ".repeat(1000);
    std::fs::write(house.data.join("indigo.sqlite"), &content).unwrap();
    run(house.indigo(&["verify"])).ends(2, &["database"]);
    let kept = std::fs::read_to_string(house.data.join("indigo.sqlite")).unwrap();
    assert_eq!(kept, content, "somebody's file was changed");
}
