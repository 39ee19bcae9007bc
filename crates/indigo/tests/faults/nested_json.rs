//! JSON nested so deep that a careless reader overflows its stack.

use std::fs;

use super::installation::Installation;

const DEPTH: usize = 100_000;

#[test]
fn deeply_nested_json_is_refused() {
    let place = Installation::with_records();
    let before = place.records();
    let lists = format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let objects = format!("{}null{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH));
    let unclosed = "[".repeat(DEPTH);
    for (at, deep) in [lists, objects, unclosed].iter().enumerate() {
        let head = r#"{"type":"organisation","id":"INDIGO-ORG-0001","exists":true,"data":{"x":"#;
        let record = format!("{head}{deep}}}}}");
        for name in [format!("deep-{at}.json"), format!("deep-{at}.jsonl")] {
            let file = place.beside(&name);
            fs::write(&file, &record).unwrap();
            place
                .import(&file)
                .ended(1, &[&name, "deep", "nothing was imported"]);
        }
        let file = place.beside(&format!("bare-{at}.json"));
        fs::write(&file, deep).unwrap();
        place.import(&file).ended(1, &["nothing was imported"]);
    }
    assert_eq!(place.records(), before);
    place.assert_intact();
}
