//! Official forms are filled without touching anything else of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, time::Instant};

use calamine::Data;
use indigo_exchange::{
    Limits,
    workbook::{Filling, View, fill_official, write},
};
use indigo_model::Value;
use serde_json::json;
use support::{
    workbooks::{form, packed, parts, row_and_column, seen, small, text, with_cells},
    *,
};

fn full<'a>(id: &'a str, data: &'a Value) -> Filling<'a> {
    Filling {
        id,
        version: None,
        as_of: None,
        view: View::Full,
        data,
    }
}

/// A template with markers, a calculation, a hidden sheet, styles and a validation.
fn template(introduction: &str) -> Vec<u8> {
    let overview = r#"<row r="5" spans="1:4"><c r="A5" s="1" t="inlineStr"><is><t>Name</t></is></c><c r="C5" s="2" t="inlineStr"><is><t>SPREADSHEETFORM:SINGLE:name/value</t></is></c><c r="D5"><f>LEN(C5)</f><v>3</v></c></row><row r="7"><c r="B7" t="inlineStr"><is><t>SPREADSHEETFORM:SINGLE:name/value</t></is></c></row>"#;
    let sources = r#"<row r="4"><c r="A4" s="2" t="inlineStr"><is><t>SPREADSHEETFORM:DOWN:sources:id</t></is></c><c r="C4" s="3" t="inlineStr"><is><t>SPREADSHEETFORM:DOWN:sources:pages</t></is></c></row><row r="5"/><row r="7"><c r="B7" s="1"/></row>"#;
    let mut parts = small(
        &[
            ("Introduction", introduction),
            ("General Overview", overview),
            ("Sources", sources),
            ("Empty", ""),
        ],
        "",
    );
    let mut change = |part: &str, from: &str, to: &str| {
        let content = String::from_utf8(parts[part].clone()).unwrap();
        assert!(content.contains(from), "{part}: {content}");
        parts.insert(part.to_owned(), content.replace(from, to).into_bytes());
    };
    change(
        "xl/worksheets/sheet3.xml",
        "</sheetData>",
        r#"</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A4:A90"><formula1>"a,b"</formula1></dataValidation></dataValidations>"#,
    );
    change(
        "xl/workbook.xml",
        "</sheets>",
        "</sheets><calcPr iterate=\"false\"/>",
    );
    change(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        r#"<Relationship Id="z" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>"#,
    );
    parts.insert("xl/calcChain.xml".to_owned(), b"<calcChain/>".to_vec());
    parts.insert(
        "[Content_Types].xml".to_owned(),
        br#"<Types><Override PartName="/xl/calcChain.xml" ContentType="x.calcChain+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_vec(),
    );
    packed(parts)
}

const PROJECT: &str = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>INDIGO Project ID</t></is></c><c r="B2" t="inlineStr"><is><t>SPREADSHEETFORM:SINGLE:id</t></is></c></row>"#;

#[test]
fn values_go_into_their_cells_and_all_else_stays() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let template = template(PROJECT);
    let data = json!({
        "name": {"value": "=1+1 <b> & \u{1}\r\n"},
        "sources": [
            {"id": "S1", "pages": 12},
            {"id": "S2", "pages": 2.5},
            "no row",
            {"id": true, "pages": null},
            {"id": ["list"]}
        ]
    });
    let written = fill_official(
        &template,
        one,
        Some(&full("INDIGO-POJ-0001", &data)),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(written.problems, []);
    let (before, after) = (parts(&template), parts(&written.bytes));
    let xml = |part: &str| String::from_utf8(after[part].clone()).unwrap();
    let overview = xml("xl/worksheets/sheet2.xml");
    let first = r#"<row r="5" spans="1:4"><c r="A5" s="1" t="inlineStr"><is><t>Name</t></is></c><c r="C5" s="2"/><c r="D5"><f>LEN(C5)</f><v>3</v></c></row>"#;
    assert!(overview.contains(first), "{overview}");
    assert_eq!(
        overview.matches("<f>").count(),
        1,
        "a text became a formula"
    );
    let sources = xml("xl/worksheets/sheet3.xml");
    let rows = sources
        .split("<sheetData>")
        .nth(1)
        .unwrap()
        .split("</sheetData>")
        .next()
        .unwrap();
    let one_text = |cell: &str, style: &str, text: &str| {
        format!(
            r#"<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
        )
    };
    let wanted = [
        format!(
            r#"<row r="4">{}<c r="C4" s="3"><v>12</v></c></row>"#,
            one_text("A4", "2", "S1")
        ),
        format!(
            r#"<row r="5">{}<c r="C5" s="3"><v>2.5</v></c></row>"#,
            one_text("A5", "2", "S2")
        ),
        format!(
            r#"<row r="7"><c r="A7" s="2" t="b"><v>1</v></c><c r="B7" s="1"/></row><row r="8">{}</row>"#,
            one_text("A8", "2", "['list']")
        ),
    ];
    assert_eq!(rows, wanted.concat());
    assert!(sources.contains("<dataValidation type=\"list\" sqref=\"A4:A90\">"));
    // What remembers calculations is gone, and programs are told to calculate.
    assert!(!after.contains_key("xl/calcChain.xml"));
    assert!(!xml("[Content_Types].xml").contains("calcChain"));
    assert!(!xml("xl/_rels/workbook.xml.rels").contains("calcChain"));
    assert!(xml("xl/workbook.xml").contains("<calcPr fullCalcOnLoad=\"1\" iterate=\"false\"/>"));
    for part in [
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "_rels/.rels",
        "xl/worksheets/sheet4.xml",
    ] {
        assert!(before[part] == after[part], "{part}");
    }
    let seen = seen(&written.bytes);
    let text = |cell: &str| seen["General Overview"].get(&row_and_column(cell)).cloned();
    assert_eq!(
        text("B7"),
        Some(Data::String("=1+1 <b> & \u{1}\r\n".to_owned()))
    );
    // Of two markers for one value the later counts, and the other is emptied.
    assert_eq!(text("C5"), None);
    assert_eq!(
        seen["Introduction"][&row_and_column("B2")],
        Data::String("INDIGO-POJ-0001".to_owned())
    );
}

#[test]
fn sheets_with_a_prefix_get_cells_with_it() {
    let standard = standard();
    let one = standard.get("project").unwrap();
    let mut parts = parts(&template(PROJECT));
    let sheet = r#"<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:t>SPREADSHEETFORM:DOWN:sources:id</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"#;
    parts.insert(
        "xl/worksheets/sheet3.xml".to_owned(),
        sheet.as_bytes().to_vec(),
    );
    let data = json!({"sources": [{"id": "S1"}, {"id": "S2"}]});
    let written = fill_official(
        &packed(parts),
        one,
        Some(&full("INDIGO-POJ-0001", &data)),
        &Limits::default(),
    )
    .unwrap();
    let seen = seen(&written.bytes);
    assert_eq!(seen["Sources"][&(4, 0)], Data::String("S2".to_owned()));
}

#[test]
fn a_form_of_another_type_or_no_form_is_refused() {
    let standard = standard();
    let (project, fund) = (
        standard.get("project").unwrap(),
        standard.get("fund").unwrap(),
    );
    let said = |bytes: &[u8], one| {
        fill_official(bytes, one, None, &Limits::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        said(&template(PROJECT), fund),
        "cannot make the workbook: The form is for a record of the type project; one for the type fund is wanted."
    );
    assert!(said(b"x", fund).contains("The file is text"));
    let own = write(project, None).unwrap().bytes;
    assert!(said(&own, project).contains("one of Indigo's own"));
}

#[test]
fn a_blank_form_without_markers_is_filled_by_what_is_known_of_it() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    for name in [
        "project_v018",
        "organisation_public_v004",
        "fund_v003",
        "pipeline_v001",
        "assessment_resource_v001",
    ] {
        let record_type = ["assessment_resource", "organisation", "pipeline", "fund"]
            .into_iter()
            .find(|one| name.starts_with(one))
            .unwrap_or("project");
        let one = standard.get(record_type).unwrap();
        let template = fs::read(forms.join(format!("{name}.xlsx"))).unwrap();
        let data = json!({"name": {"value": "Name"}, "sources": [{"id": "S1"}, {"id": "S2"}], "documents": [{"title": {"value": "Title"}}]});
        let filling = full("INDIGO-X-1", &data);
        let fill = |template: &[u8]| {
            fill_official(template, one, Some(&filling), &Limits::default())
                .unwrap()
                .bytes
        };
        let blank = fill_official(&template, one, None, &Limits::default())
            .unwrap()
            .bytes;
        let (from_markers, from_facts) = (
            form(&standard, &fill(&template)),
            form(&standard, &fill(&blank)),
        );
        assert_eq!(from_markers.kind, from_facts.kind);
        assert_eq!(from_facts.record_id.as_deref(), Some("INDIGO-X-1"));
        assert_eq!(from_markers.values(), from_facts.values(), "{name}");
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_said_and_stays() {
    let Some(forms) = shared("data/forms") else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let template = fs::read(forms.join("project_v018.xlsx")).unwrap();
    let data = json!({"name": {"value": "x".repeat(40_000)}});
    let written = fill_official(
        &template,
        one,
        Some(&full("INDIGO-POJ-0001", &data)),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(written.problems.len(), 1);
    assert_eq!(written.problems[0].place.cell.as_deref(), Some("C5"));
    let laid = |bytes: &[u8]| {
        form(&standard, bytes)
            .lay_over(one, Some(&data), indigo_model::Status::Public)
            .data
    };
    assert_eq!(laid(&written.bytes), data);
    let back = with_cells(&written.bytes, &[("General Overview", "C5", text("Short"))]);
    assert_eq!(laid(&back), json!({"name": {"value": "Short"}}));
}

#[test]
fn how_long_it_takes() {
    let (Some(forms), Some(golden)) = (shared("data/forms"), shared("data/golden/records")) else {
        return;
    };
    let standard = standard();
    let one = standard.get("project").unwrap();
    let template = fs::read(forms.join("project_v018.xlsx")).unwrap();
    let record: Value =
        serde_json::from_slice(&fs::read(golden.join("project/INDIGO-POJ-0001.json")).unwrap())
            .unwrap();
    let filling = full("INDIGO-POJ-0001", &record["data"]);
    let timed = |what: &str, f: &mut dyn FnMut() -> Vec<u8>| {
        f();
        let start = Instant::now();
        let bytes = f();
        println!("{what}: {:?}", start.elapsed());
        assert!(start.elapsed().as_millis() < 2_000);
        bytes
    };
    let official = timed("fill", &mut || {
        fill_official(&template, one, Some(&filling), &Limits::default())
            .unwrap()
            .bytes
    });
    timed("read", &mut || {
        form(&standard, &official);
        Vec::new()
    });
    let own = timed("write own", &mut || {
        write(one, Some(&filling)).unwrap().bytes
    });
    timed("read own", &mut || {
        form(&standard, &own);
        Vec::new()
    });
}
