#![expect(clippy::unwrap_used, reason = "x")]
mod support;
use indigo_exchange::workbook::{Filling, View, fill_official, write};
#[test]
fn dump() {
    let standard = support::standard();
    let dir = std::path::Path::new("/tmp/h/up");
    std::fs::create_dir_all(dir).unwrap();
    for one in standard.types() {
        std::fs::write(
            dir.join(format!("{}-blank.xlsx", one.id)),
            write(one, None).unwrap().bytes,
        )
        .unwrap();
    }
    let text = std::fs::read_to_string("/work/shared/data/golden/records/INDIGO-POJ-0001.json")
        .unwrap_or_default();
    println!("{}", text.len());
    let one = standard.get("project").unwrap();
    let body: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("/tmp/h/poj.json").unwrap()).unwrap();
    let filling = Filling {
        id: "INDIGO-POJ-0001",
        version: Some(3),
        as_of: None,
        view: View::Full,
        data: &body,
    };
    std::fs::write(
        dir.join("project-filled.xlsx"),
        write(one, Some(&filling)).unwrap().bytes,
    )
    .unwrap();
    let blank = std::fs::read("/work/shared/data/forms/project_v018.xlsx").unwrap();
    std::fs::write(
        dir.join("official-filled.xlsx"),
        fill_official(
            &blank,
            one,
            Some(&filling),
            &indigo_exchange::Limits::default(),
        )
        .unwrap()
        .bytes,
    )
    .unwrap();
}
