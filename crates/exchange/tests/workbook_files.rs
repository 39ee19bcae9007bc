//! Workbooks as other programs save them, and files that are no workbooks or attacks.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Arc, LazyLock},
    time::Instant,
};

use indigo_exchange::{
    Limits,
    workbook::{FormKind, read},
};
use indigo_model::{Status, Value};
use indigo_standard::Standard;
use proptest::prelude::*;
use serde_json::json;
use support::{
    workbooks::{form, packed, reading, small},
    *,
};

static STANDARD: LazyLock<Arc<Standard>> = LazyLock::new(standard);

/// The first sheet of the project form, version 18.
const INTRODUCTION: &str = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>INDIGO Project ID</t></is></c><c r="B2" t="inlineStr"><is><t>INDIGO-POJ-0001</t></is></c></row><row r="9"><c r="A9" t="inlineStr"><is><t>SPREADSHEET VERSION</t></is></c></row><row r="10"><c r="A10"><v>18</v></c></row>"#;

fn project(overview: &str, sources: &str, strings: &str) -> BTreeMap<String, Vec<u8>> {
    small(
        &[
            ("Introduction", INTRODUCTION),
            ("General Overview", overview),
            ("Sources", sources),
        ],
        strings,
    )
}

/// Values, and the problems but those of missing sheets.
fn read_project(parts: BTreeMap<String, Vec<u8>>) -> (Value, Vec<String>) {
    let reading = reading(&standard(), &packed(parts));
    let problems: Vec<String> = told(&reading.problems)
        .into_iter()
        .filter(|said| !said.contains("[sheets_not_there]"))
        .collect();
    let form = reading.form.unwrap_or_else(|| panic!("{problems:?}"));
    (form.values(), problems)
}

#[test]
fn texts_of_all_kinds() {
    let strings = r#"<si><r><t>Rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text &amp; more</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>PUBLIC</t></si><si/>"#;
    // Rows and cells need not say where they are.
    let overview = r#"<row r="4"/><row><c/><c/><c t="s"><v>0</v></c></row><row><c r="C6" t="inlineStr"><is><r><t>two</t></r><r><t> runs&#10;x</t></r></is></c></row><row r="9"><c r="C9" t="str"><v>  as &lt;is&gt; </v></c><c r="E9" t="s"><v>1</v></c></row><row r="17"><c r="C17" t="s"><v>2</v></c></row><row r="30"><c r="C30" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c></row>"#;
    let (values, problems) = read_project(project(overview, "", strings));
    assert_eq!(values["name"]["value"], json!("Rich text & more"));
    assert_eq!(values["alternative_names"]["value"], json!("two runs\nx"));
    assert_eq!(values["stage_development"]["value"], json!("  as <is> "));
    assert_eq!(values["stage_development"]["status"], json!("PUBLIC"));
    assert_eq!(values["jurisdiction"]["notes"], Value::Null);
    assert_eq!(values["dates"]["notes"], json!("a<b"));
    assert_eq!(
        problems,
        [
            "warning: form.xlsx, sheet \"General Overview\", cell C9, INDIGO-POJ-0001, /stage_development/value: \"  as <is> \" is not a value of the codelist for \"Stage of Development - (Value)\". Enter one of \"Contracted\", \"Implementation\", \"Service delivery complete\", \"Complete\". [value_not_in_codelist]"
        ]
    );
}

#[test]
fn numbers_dates_formulas_and_errors() {
    let overview = r##"<row r="20"><c r="C20" s="1"><v>43968</v></c></row><row r="21"><c r="C21" t="d"><v>2021-04-30T00:00:00</v></c></row><row r="22"><c r="C22"><v>2019</v></c></row><row r="23"><c r="C23" s="3"><v>43952</v></c></row><row r="24"><c r="C24" s="2"><v>0.4375</v></c></row><row r="27"><c r="C27"><f>12*3</f><v>36</v></c></row><row r="28"><c r="C28" t="inlineStr"><is><t>100</t></is></c></row><row r="30"><c r="C30" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row><row r="34"><c r="C34"><f t="shared" si="0"/></c></row><row r="35"><c r="C35"><v>1E6</v></c></row><row r="36"><c r="C36"><v>x</v></c></row>"##;
    let (values, problems) = read_project(project(overview, "", ""));
    let dates = &values["dates"];
    assert_eq!(
        dates["outcomes_contract_signed"]["value"],
        json!("2020-05-17")
    );
    assert_eq!(
        dates["contracts_between_all_parties_signed"]["value"],
        json!("2021-04-30")
    );
    assert_eq!(dates["anticipated_completion_date"]["value"], json!("2019"));
    assert_eq!(
        dates["actual_completion_date"]["value"],
        json!("2020-05-01")
    );
    assert_eq!(
        dates["start_date_of_service_provision"]["value"],
        json!("10:30:00")
    );
    // What cannot be known is not said at all.
    assert_eq!(dates.get("notes"), None);
    let short: Vec<String> = problems
        .iter()
        .map(|said| {
            let cell = said
                .split("cell ")
                .nth(1)
                .unwrap()
                .split(',')
                .next()
                .unwrap();
            let code = said.rsplit('[').next().unwrap().trim_end_matches(']');
            format!("{cell} {code}")
        })
        .collect();
    assert_eq!(
        short,
        [
            "C23 date_shown_without_its_day",
            "C24 cell_holds_a_time",
            "C24 date_not_possible",
            "C27 formula_result_taken",
            "C30 cell_holds_an_error",
            "C34 formula_without_result",
            "C36 cell_unreadable",
        ]
    );
    let formula = problems.iter().find(|said| said.contains("C27")).unwrap();
    assert_eq!(
        formula,
        "note: form.xlsx, sheet \"General Overview\", cell C27, INDIGO-POJ-0001, /dates/anticipated_duration_of_service_provision/value: The cell holds a formula; its last result, 36, is taken. [formula_result_taken]"
    );
}

#[test]
fn days_since_1904() {
    let mut parts = project(
        r#"<row r="20"><c r="C20" s="1"><v>42506</v></c></row>"#,
        "",
        "",
    );
    let workbook = String::from_utf8(parts["xl/workbook.xml"].clone()).unwrap();
    let workbook = workbook.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    parts.insert("xl/workbook.xml".to_owned(), workbook.into_bytes());
    let (values, _) = read_project(parts);
    assert_eq!(
        values["dates"]["outcomes_contract_signed"]["value"],
        json!("2020-05-17")
    );
}

#[test]
fn rows_with_zeros_count_and_blank_rows_do_not() {
    let sources = r#"<row r="4"><c r="A4"><v>0</v></c></row><row r="6"><c r="A6" t="str"><v></v></c><c r="B6" s="1"/></row><row r="9"><c r="B9" t="b"><v>0</v></c></row><row r="10"><c r="Z10"><v>1</v></c></row>"#;
    let (values, _) = read_project(project("", sources, ""));
    let rows = values["sources"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["id"], json!("0"));
    assert_eq!(rows[1]["name"]["value"], json!(false));
}

#[test]
fn elements_with_a_namespace_prefix() {
    let mut parts = project(
        r#"<row r="5"><c r="C5" t="inlineStr"><is><t>Name</t></is></c></row>"#,
        "",
        "",
    );
    for content in parts.values_mut() {
        let text = String::from_utf8(content.clone()).unwrap();
        if text.contains("spreadsheetml") {
            let text = text
                .replace("</", "</x:")
                .replace('<', "<x:")
                .replace("<x:/x:", "</x:")
                .replace(
                    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml",
                    "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml",
                );
            *content = text.into_bytes();
        }
    }
    let (values, _) = read_project(parts);
    assert_eq!(values["name"]["value"], json!("Name"));
}

#[test]
fn parts_under_other_names() {
    // Absolute targets, capital letters and backslashes are what some programs write.
    let mut parts = project(
        r#"<row r="5"><c r="C5" t="inlineStr"><is><t>Name</t></is></c></row>"#,
        "",
        "",
    );
    let rels = String::from_utf8(parts["xl/_rels/workbook.xml.rels"].clone()).unwrap();
    let rels = rels.replace(
        "Target=\"worksheets/sheet2.xml\"",
        "Target=\"/xl/Worksheets/Sheet2.xml\"",
    );
    parts.insert("xl/_rels/workbook.xml.rels".to_owned(), rels.into_bytes());
    let (values, _) = read_project(parts);
    assert_eq!(values["name"]["value"], json!("Name"));
}

#[test]
fn a_form_of_no_known_version_is_said() {
    let said = |introduction: &str| {
        let parts = small(
            &[("Introduction", introduction), ("General Overview", "")],
            "",
        );
        let reading = reading(&standard(), &packed(parts));
        assert!(reading.form.is_none());
        told(&reading.problems).join("\n")
    };
    assert_eq!(
        said(&INTRODUCTION.replace("<v>18</v>", "<v>6</v>")),
        "error: form.xlsx: The form for a record of the type project says that it is version 6, and its cells do not fit a form of that version that is known. These are read: v007, v008, v009, v010, v011, v012, v013, v014, v015, v016, v017, v018, S1, public-v019. [form_version_not_known]"
    );
    assert!(
        said(&INTRODUCTION.replace("SPREADSHEET VERSION", "x"))
            .contains("does not say its version")
    );
    assert!(said("").contains("neither ours nor an INDIGO form"));
    let parts = small(&[("Sheet1", "")], "");
    assert!(
        told(&reading(&standard(), &packed(parts)).problems)[0]
            .contains("has no sheet \"Introduction\"")
    );
}

#[test]
fn public_and_staff_forms_of_pipelines_are_told_apart() {
    let introduction = INTRODUCTION
        .replace("INDIGO Project ID", "INDIGO Pipeline ID")
        .replace("POJ", "PL");
    let named = |version: &str, overview: &str, sources: &str| {
        let introduction = introduction.replace("<v>18</v>", &format!("<v>{version}</v>"));
        let parts = small(
            &[
                ("Introduction", &introduction),
                ("General Overview", overview),
                ("Sources", sources),
            ],
            "",
        );
        let reading = reading(&standard(), &packed(parts));
        match reading.form {
            Some(form) => match form.kind {
                FormKind::Official { form } => form,
                FormKind::Own => "own".to_owned(),
            },
            None => told(&reading.problems).join("\n"),
        }
    };
    let cell = |name: &str, text: &str| {
        let row: String = name.chars().filter(char::is_ascii_digit).collect();
        format!(r#"<row r="{row}"><c r="{name}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
    };
    let staff = |other: &str| cell("A2", "Record Status") + &cell(other, "Other");
    assert_eq!(named("1", &staff("B118"), &cell("K3", "Status")), "v001");
    assert_eq!(named("2", &staff("B119"), &cell("K3", "Status")), "v002");
    assert_eq!(named("1", &cell("B116", "Other"), ""), "public-v001");
    assert_eq!(named("1", &cell("B117", "Other"), ""), "public-v002");
    assert!(named("2", &staff("B118"), &cell("K3", "Status")).contains("do not fit"));
}

#[test]
fn macros_are_ignored_and_said() {
    let mut parts = project("", "", "");
    parts.insert("xl/vbaProject.bin".to_owned(), b"\xd0\xcf".to_vec());
    let (_, problems) = read_project(parts);
    assert_eq!(
        problems,
        [
            "note: form.xlsx: The workbook holds macros. They were not looked at and are not kept. [workbook_macros_ignored]"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_stands_in_a_part_nothing_panics(
        part in 0..6_usize,
        at in 0.0..1.0_f64,
        cut in 0..40_usize,
        put in "(<(row|c|v|t|si|f|is|sheetData|rPh)( (r|s|t)=\"[A-Zs0-9]{0,9}\"){0,2}/?>|</(row|c|v|sheetData)>|&[a-z#0-9]{0,4};|[0-9.eE-]{0,12}|\\PC{0,8}){0,6}",
    ) {
        let overview = r#"<row r="5"><c r="C5" t="s"><v>0</v></c></row><row r="20"><c r="C20" s="1"><v>43968</v></c></row>"#;
        let sources = r#"<row r="4"><c r="A4"><f>1</f><v>2</v></c></row>"#;
        let mut parts = project(overview, sources, "<si><t>a</t></si>");
        let name = parts.keys().nth(part).unwrap().clone();
        let mut text = String::from_utf8(parts[&name].clone()).unwrap();
        let start = (text.len() as f64 * at) as usize;
        let end = (start + cut).min(text.len());
        text.replace_range(start..end, &put);
        parts.insert(name, text.into_bytes());
        let reading = reading(&STANDARD, &packed(parts));
        prop_assert!(reading.form.is_some() || !reading.problems.is_empty());
        if let Some(form) = reading.form {
            let one = STANDARD.get(&form.record_type).unwrap();
            let laid = form.lay_over(one, Some(&form.values()), Status::Public);
            prop_assert!(laid.data.is_object());
        }
    }
}

#[test]
fn rows_to_the_right_of_former_forms() {
    let introduction = INTRODUCTION.replace("<v>18</v>", "<v>14</v>");
    let cell = |name: &str, said: &str| {
        format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{said}</t></is></c>")
    };
    let rows = format!(
        "<row r=\"4\">{}{}{}</row><row r=\"5\">{}</row>",
        cell("C4", "One"),
        cell("D4", "Two"),
        cell("F4", "Four"),
        cell("D5", "Of two"),
    );
    let parts = small(&[("Introduction", &introduction), ("Scenarios", &rows)], "");
    let form = form(&STANDARD, &packed(parts));
    let scenarios = form.values()["scenarios"].clone();
    assert_eq!(scenarios.as_array().unwrap().len(), 3);
    assert_eq!(scenarios[1]["name"]["value"], json!("Of two"));
    let places: Vec<String> = form
        .cells()
        .filter(|place| place.pointer.starts_with("/scenarios/1/"))
        .map(|place| place.cell)
        .collect();
    assert_eq!(places[..2], ["D4", "D5"]);
    let one = STANDARD.get("project").unwrap();
    let before = json!({"scenarios": scenarios});
    assert_eq!(
        form.lay_over(one, Some(&before), Status::Public).data,
        before
    );
}

/// Why a file is not read.
fn refused(bytes: &[u8]) -> String {
    let reading = read(&standard(), "form.xlsx", bytes, &Limits::default());
    assert!(reading.form.is_none());
    let told = told(&reading.problems);
    assert_eq!(told.len(), 1, "{told:?}");
    told[0].clone()
}

#[test]
fn files_that_are_no_workbook() {
    for (bytes, said) in [
        (&b""[..], "The file is empty"),
        (
            b"Project ID,Name\nINDIGO-POJ-0001,Bridge\n",
            "The file is text, such as CSV, whatever its name says",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old workbook (.xls), or one that is protected by a password",
        ),
        (b"\x00\x01\x02", "The file is no workbook"),
        (b"PK\x03\x04 and nothing more", "only a part of one arrived"),
    ] {
        let told = refused(bytes);
        assert!(told.contains(said), "{told}");
    }
    let zip = |names: &[&str]| packed(names.iter().map(|name| ((*name).to_owned(), b"x")));
    for (names, said) in [
        (&["projects.csv"][..], "a zip archive, but no workbook"),
        (&["mimetype", "content.xml"], "an OpenDocument file (.ods)"),
        (&["xl/workbook.bin"], "a binary workbook (.xlsb)"),
        (&["word/document.xml"], "a text document (.docx)"),
    ] {
        let told = refused(&zip(names));
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_workbook_cut_short_anywhere_is_said() {
    let whole = packed(project(
        "<row r=\"5\"><c r=\"C5\"><v>1</v></c></row>",
        "",
        "",
    ));
    for end in (0..whole.len()).step_by(97) {
        let told = refused(&whole[..end]);
        assert!(told.starts_with("error: form.xlsx: The "), "{told}");
    }
    for part in [
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    ] {
        let mut parts = project(
            "<row r=\"5\"><c r=\"C5\"><v>1</v></c></row>",
            "",
            "<si><t>a</t></si>",
        );
        let content = &parts[part];
        let cut = content[..content.len() * 2 / 3].to_vec();
        parts.insert(part.to_owned(), cut);
        // Never a panic; where what is left can be read, it is.
        let _ = read(&standard(), "form.xlsx", &packed(parts), &Limits::default());
    }
}

#[test]
fn attacks_are_refused_with_a_sentence() {
    let mut parts = project("", "", "");
    parts.insert("../../etc/passwd".to_owned(), b"x".to_vec());
    assert!(refused(&packed(parts)).contains("whose name leads out of it"));

    let bomb = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    for part in [
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
        "_rels/.rels",
    ] {
        let mut parts = project("", "", "");
        parts.insert(part.to_owned(), bomb.as_bytes().to_vec());
        let told = refused(&packed(parts));
        assert!(
            told.contains(&format!(
                "The part {part} of the workbook declares a document type"
            )),
            "{told}"
        );
    }
    let mut parts = project("", "", "");
    parts.insert(
        "xl/sharedStrings.xml".to_owned(),
        b"<sst><si><t>&boo;</t></si></sst>".to_vec(),
    );
    assert!(refused(&packed(parts)).contains("uses \"&boo;\", which nothing declares"));

    let mut parts = project("", "", "");
    parts.insert("xl/media/zeros.bin".to_owned(), vec![0; 80 << 20]);
    assert!(refused(&packed(parts)).contains("more than 200 times as much"));
    let mut parts = project("", "", "");
    parts.insert("xl/media/zeros.bin".to_owned(), vec![0; 129 << 20]);
    assert!(refused(&packed(parts)).contains("at most 128 MiB are taken"));

    let many: BTreeMap<String, Vec<u8>> = (0..5_000)
        .map(|number| (format!("xl/{number}"), Vec::new()))
        .collect();
    assert!(refused(&packed(many)).contains("more than 4096 parts"));
}

#[test]
fn one_long_text_named_in_many_cells_is_refused() {
    let strings = format!("<si><t>{}</t></si>", "x".repeat(1 << 20));
    let mut sources = String::new();
    for row in 4..1_000 {
        write!(
            sources,
            "<row r=\"{row}\"><c r=\"B{row}\" t=\"s\"><v>0</v></c></row>"
        )
        .unwrap();
    }
    let told = refused(&packed(project("", &sources, &strings)));
    assert!(
        told.contains("hold more text than a record has room for"),
        "{told}"
    );
}

#[test]
fn a_hundred_thousand_empty_formatted_rows_are_nothing() {
    let mut rows = String::new();
    for row in 4..100_004 {
        write!(rows, "<row r=\"{row}\">").unwrap();
        for column in ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"] {
            write!(rows, "<c r=\"{column}{row}\" s=\"1\"/>").unwrap();
        }
        rows.push_str("</row>");
    }
    rows.push_str("<row r=\"100004\"><c r=\"A100004\" t=\"str\"><v>S1</v></c></row>");
    let bytes = packed(project("", &rows, ""));
    let start = Instant::now();
    let form = form(&standard(), &bytes);
    println!("read in {:?}", start.elapsed());
    assert_eq!(form.values()["sources"].as_array().unwrap().len(), 1);
    // Generous: a build without optimisation on a busy machine.
    assert!(start.elapsed().as_secs() < 10);
}
