//! `/check`: any file gets an answer, and nothing of it is kept.

use std::io::{Cursor, Write as _};

use indigo_registry::own_workbook;
use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    installation::{Installation, field, file},
    lint::faults,
};

#[expect(clippy::print_stderr, reason = "what was left out is said")]
pub(crate) fn left_out() {
    eprintln!("left out: the shared data folder is not beside the project");
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_says_its_limits_and_a_result_is_well_formed() {
    let app = Installation::demo();
    let page = app.get("/check").await.text();
    assert_eq!(faults(&page), Vec::<String>::new());
    for wanted in [
        "At most 20 MB",
        "100 times its size",
        "nothing is kept",
        "/projects/workbook.xlsx",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(app.get("/").await.text().contains("href=\"/check\""));
    assert!(app.get("/data").await.text().contains("href=\"/check\""));

    let json = br#"{"type": "project", "id": "INDIGO-POJ-0198", "exists": true, "data": {"status": "PUBLIC",
        "name": {"value": "<b>Chances</b> & more", "status": "PUBLIC"},
        "dates": {"actual_completion_date": {"value": "2019-13-45"}},
        "investments": [{"id": "i1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-9999999"}}]}}"#;
    let answer = app.check(&[file("chances.json", json)]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("etag"), "");
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for wanted in [
        "Records as JSON (1)",
        "INDIGO-ORG-9999999",
        "/investments/0/organisation_id",
        "2019-13-45",
        "would change",
        "id=\"valid\"",
        "id=\"accurate\"",
        "id=\"useful\"",
        "&#60;b&#62;Chances&#60;/b&#62; &#38; more",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    assert!(!page.contains("<b>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_can_be_taken_away() {
    let app = Installation::demo();
    let csv = b"ID,Name\nINDIGO-ORG-0008,=HYPERLINK(1)\n";
    let page = app.check(&[file("organisations.csv", csv)]).await.text();
    let from =
        page.find("name=\"findings\" value=\"").unwrap() + "name=\"findings\" value=\"".len();
    let carried = &page[from..from + page[from..].find('"').unwrap()];
    let carried = carried
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&");
    for (format, kind) in [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ] {
        for parts in [
            [field("format", format), field("findings", &carried)],
            [field("format", format), file("organisations.csv", csv)],
        ] {
            let answer = app.check(&parts).await;
            assert_eq!(answer.status, 200, "{format}");
            assert_eq!(answer.header("content-type"), kind);
            assert!(
                answer
                    .header("content-disposition")
                    .starts_with("attachment")
            );
            if format == "xlsx" {
                assert!(answer.body.starts_with(b"PK"));
            } else {
                assert!(answer.text().contains("pointer"), "{}", answer.text());
            }
        }
    }
    let broken = app.check(&[field("findings", "{not json")]).await;
    assert_eq!(broken.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_gets_an_answer() {
    let app = Installation::demo();
    let bomb = zipped(&[("projects.csv", &vec![b' '; 80 << 20])]);
    let traversal = zipped(&[("../../etc/cron.d/x.csv", b"ID,Name\n1,2\n")]);
    let nested = zipped(&[("inner.zip", &bomb)]);
    let entity = zipped(&[
        (
            "[Content_Types].xml",
            b"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
        ),
        (
            "xl/workbook.xml",
            b"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><workbook>&a;</workbook>",
        ),
    ]);
    for (name, bytes) in [
        ("empty.xlsx", Vec::new()),
        ("empty.csv", Vec::new()),
        ("picture.png", vec![0x89, b'P', b'N', b'G']),
        ("not.xlsx", b"not a workbook".to_vec()),
        (
            "old.xls",
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
        ),
        ("bomb.zip", bomb.clone()),
        ("bomb.xlsx", bomb),
        ("traversal.zip", traversal),
        ("nested.zip", nested),
        ("entity.xlsx", entity),
        ("random.json", vec![0xff; 4_000]),
        ("deep.json", "[".repeat(100_000).into_bytes()),
        ("header.csv", b"what,is,this\n1,2,3\n".to_vec()),
        ("<script>alert(1)</script>.csv", b"ID\n".to_vec()),
    ] {
        let answer = app.check(&[file(name, &bytes)]).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        let page = answer.text();
        assert_eq!(faults(&page), Vec::<String>::new(), "{name}\n{page}");
        assert!(page.contains("class=\"severity Error\""), "{name}\n{page}");
        assert!(!page.contains("<script>"), "{name}");
        assert!(!page.contains("/tmp"), "{name}");
        assert!(
            page.contains("The values were not all looked at"),
            "{name}\n{page}"
        );
    }
    let large = app.check(&[file("large.csv", &vec![b'x'; 21 << 20])]).await;
    assert_eq!(large.status, 413);
    assert_eq!(faults(&large.text()), Vec::<String>::new());
    assert_eq!(app.check(&[]).await.status, 422);
    assert_eq!(app.check(&[file("", b"")]).await.status, 422);
    assert_eq!(app.send("text/plain", b"x".to_vec()).await.status, 400);
    let half =
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\nID"
            .to_vec();
    assert_eq!(
        app.send("multipart/form-data; boundary=b", half)
            .await
            .status,
        400
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_with_rows_that_are_only_formatted_is_read_at_once() {
    let app = Installation::demo();
    let standard = app.registry.standard();
    let one = standard.get("organisation").unwrap();
    let blank = own_workbook(&*app.registry, one, None).unwrap();
    assert_eq!(app.check(&[file("blank.xlsx", &blank)]).await.status, 200);
    // Another workbook, so that it is not ours: it must be refused quickly, not read row by row.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = Format::new().set_bold();
    for row in 0..100_000 {
        sheet.write_blank(row, 0, &format).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let begun = std::time::Instant::now();
    let answer = app.check(&[file("formatted.xlsx", &bytes)]).await;
    assert_eq!(answer.status, 200);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_that_comes_back_untouched_changes_nothing() {
    let app = Installation::demo();
    for (path, id) in [
        ("projects", "INDIGO-POJ-0198"),
        ("organisations", "INDIGO-ORG-0008"),
        ("funds", "INDIGO-FUND-0012"),
    ] {
        let workbook = app.get(&format!("/{path}/{id}/workbook.xlsx")).await;
        assert_eq!(workbook.status, 200, "{id}");
        assert!(workbook.body.starts_with(b"PK"));
        let page = app.check(&[file("back.xlsx", &workbook.body)]).await.text();
        assert!(page.contains(&format!("of {id}")), "{page}");
        assert!(page.contains("Nothing would change"), "{id}\n{page}");
    }
    assert_eq!(
        app.get("/projects/INDIGO-POJ-9999/workbook.xlsx")
            .await
            .status,
        404
    );
    assert_eq!(app.get("/nothing/workbook.xlsx").await.status, 404);
    let blank = app.get("/projects/workbook.xlsx").await;
    assert_eq!(
        blank.header("content-disposition"),
        "attachment; filename=\"project.xlsx\""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_the_first_system_stand_where_they_were() {
    let app = Installation::demo();
    let excel = "application/vnd.ms-excel";
    for (address, name) in [
        (
            "/app/project_download_blank_form",
            "inline; filename=project.xlsx",
        ),
        (
            "/app/organisation_download_blank_form",
            "inline; filename=organisation.xlsx",
        ),
        (
            "/app/project/INDIGO-POJ-0198/download_form",
            "inline; filename=projectINDIGO-POJ-0198.xlsx",
        ),
        (
            "/app/fund/INDIGO-FUND-0012/download_form",
            "inline; filename=FundINDIGO-FUND-0012.xlsx",
        ),
        (
            "/app/project_download_data_quality_report",
            "inline; filename=data_quality_report_on_all_projects.xlsx",
        ),
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.header("content-type"), excel, "{address}");
        assert_eq!(answer.header("content-disposition"), name, "{address}");
        assert!(answer.body.starts_with(b"PK"), "{address}");
    }
    let ours = app
        .get("/app/project/INDIGO-POJ-0198/download_form")
        .await
        .body;
    if app.put_form("project", "project_public_v019.xlsx") {
        let official = app
            .get("/app/project/INDIGO-POJ-0198/download_form")
            .await
            .body;
        assert_ne!(ours, official);
        let page = app.check(&[file("official.xlsx", &official)]).await.text();
        assert!(page.contains("Official INDIGO form for the type"), "{page}");
        assert!(page.contains("Nothing would change"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_checks_leave_nothing_behind() {
    let app = Installation::demo();
    let workbook = app
        .get("/organisations/INDIGO-ORG-0008/workbook.xlsx")
        .await
        .body;
    let before = app.registry.record_count().unwrap();
    // Other tests run in this process and take memory of their own for a while; what stays behind of
    // checks would show in every stretch.
    let mut grown = Vec::new();
    for _ in 0..4 {
        let resident = resident_kilobytes();
        for _ in 0..50 {
            let answer = app.check(&[file("back.xlsx", &workbook)]).await;
            assert_eq!(answer.status, 200);
        }
        grown.push(resident_kilobytes().saturating_sub(resident));
    }
    let least = grown.iter().min().unwrap();
    assert!(*least < 10_000, "{grown:?} kB more after 50 checks each");
    assert_eq!(app.registry.record_count().unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(app.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| !name.to_string_lossy().starts_with("indigo.sqlite"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Resident memory of this process; 0 where it cannot be told.
fn resident_kilobytes() -> usize {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmRSS:")?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
        .unwrap_or(0)
}
