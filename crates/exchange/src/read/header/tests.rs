use super::*;

fn known() -> (Standard, KnownTables) {
    let standard = Standard::builtin().unwrap();
    let known = KnownTables::new(&standard);
    (standard, known)
}

fn told(header: &[&str], name: &str) -> String {
    let (standard, known) = known();
    match known.recognise(header, name) {
        Ok(found) => {
            let one = standard.types().nth(found.type_index).unwrap();
            let list = match found.kind {
                TableKind::Rows(list) => one.lists[list].pointer.as_str(),
                TableKind::Main => "main",
                TableKind::ListDownload => "download",
            };
            format!("{} {list}, {} missing", one.id, found.missing.len())
        }
        Err(error) => format!("{}: {}", error.code, error.message),
    }
}

#[test]
fn every_table_is_recognised_under_any_name() {
    let (standard, known) = known();
    let mut twins = Vec::new();
    for (type_index, one) in standard.types().enumerate() {
        let mut tables = vec![Table::main(one), Table::list_download(one)];
        tables.extend((0..one.lists.len()).map(|list| Table::rows(one, list)));
        for table in tables {
            let header: Vec<&str> = table.headers.iter().map(String::as_str).collect();
            let found = known
                .recognise(&header, "export (2).csv")
                .or_else(|error| {
                    assert_eq!(error.code, "file_ambiguous");
                    twins.push(file_name(one, table.kind));
                    known.recognise(
                        &header,
                        &format!("{} (1).csv", twins[twins.len() - 1].replace(".csv", "")),
                    )
                })
                .unwrap();
            assert_eq!(found.type_index, type_index, "{header:?}");
            if table.kind != TableKind::ListDownload {
                assert_eq!((found.kind, found.columns), (table.kind, table.columns));
            }
            assert!(found.missing.is_empty());
        }
    }
    assert_eq!(
        twins,
        [
            "projects_provider_side_cost.csv",
            "projects_outcome_payer_cost.csv",
            "organisations_org-idssecondary.csv",
            "organisations_controlled_by.csv",
            "joining_up_initiatives_headline_evaluation.csv",
            "joining_up_initiatives_other_evaluation_materials.csv",
        ]
    );
}

#[test]
fn the_name_decides_between_twins() {
    let header = ["Organisation ID", "By Organisation ID", "Sources", "Notes"];
    let one = |name| told(&header, name);
    assert_eq!(
        one("organisations_controlled_by.csv"),
        "organisation /controlled_by, 0 missing"
    );
    assert_eq!(
        one("Organisations_org-idssecondary (1).csv"),
        "organisation /org-ids/secondary, 0 missing"
    );
    assert_eq!(
        one("old organisations_controlled_by.csv"),
        "organisation /controlled_by, 0 missing"
    );
    assert_eq!(
        one("x.csv"),
        "file_ambiguous: The header row fits more than one table. Name the file after the one that is meant: organisations_org-idssecondary.csv or organisations_controlled_by.csv."
    );
}

#[test]
fn columns_may_be_fewer_or_moved() {
    assert_eq!(
        told(&["Notes", "Project ID", "Ocid"], "a.csv"),
        "file_not_recognised: The header row is not that of any table. It is closest to projects_outcome_funds.csv, but \"Ocid\" is not in that table, and \"Id\", \"Sources\" are missing."
    );
    assert_eq!(
        told(&["Notes", "Project ID", "OCID"], "a.csv"),
        "project /open_contracting_datas, 1 missing"
    );
    assert_eq!(
        told(&["ID", "Countries", "Impact Bond Name - (Value)"], "a.csv"),
        "project main, 68 missing"
    );
    assert_eq!(
        told(&["ID", "Name"], "orgs.csv"),
        "organisation main, 17 missing"
    );
}

#[test]
fn columns_of_one_name_are_told_apart_by_their_order() {
    let (standard, known) = known();
    let table = Table::main(standard.get("pipeline").unwrap());
    let all: Vec<&str> = table.headers.iter().map(String::as_str).collect();
    // The standard before 4.1 had one column less.
    let older: Vec<&str> = all
        .iter()
        .filter(|text| !text.contains("Early Childhood"))
        .copied()
        .collect();
    assert_eq!(older.len(), all.len() - 1);
    let found = known.recognise(&older, "p.csv").unwrap();
    assert_eq!(found.missing.len(), 1);
    let at = all
        .iter()
        .position(|text| text.contains("Early Childhood"))
        .unwrap();
    let mut columns = table.columns;
    columns.remove(at);
    assert_eq!(found.columns, columns);

    let doubled = all.iter().position(|text| *text == "(Notes)").unwrap();
    let mut fewer = all.clone();
    fewer.remove(doubled);
    let error = known.recognise(&fewer, "p.csv").unwrap_err();
    assert_eq!(
        error.message,
        "The header row is not that of any table. It is closest to pipelines.csv, but columns of the same name cannot be told apart: give all of them, in their order."
    );
}

#[test]
fn what_is_no_table() {
    assert_eq!(
        told(&["ID;Name;Country"], "a.csv"),
        "file_not_comma_separated: The columns seem to be separated by semicolons. Save the file as CSV with commas."
    );
    assert_eq!(
        told(&["Year", "Rate"], "a.csv"),
        "file_not_recognised: The header row is not that of any table. It begins with \"Year\", \"Rate\"."
    );
    assert_eq!(
        told(&["Impact Bond Name - (Value)", "Countries"], "a.csv"),
        "file_not_recognised: The header row is not that of any table. It is closest to projects.csv, but there is no column \"ID\"."
    );
    assert_eq!(
        told(&["ID", "Name", "Name"], "organisations.csv"),
        "file_not_recognised: The header row is not that of any table. It is closest to organisations.csv, but the column \"Name\" stands in it more than once."
    );
}

#[test]
fn a_few_columns_more_are_passed_over_where_a_file_is_looked_at() {
    let (standard, known) = known();
    let one = standard.get("project").unwrap();
    let table = Table::main(one);
    let mut header: Vec<&str> = table.headers.iter().map(String::as_str).collect();
    header.insert(3, "My remark");
    assert!(known.recognise(&header, "projects.csv").is_err());
    let found = known.recognise_most(&header, "x.csv").unwrap();
    assert_eq!(found.kind, TableKind::Main);
    assert_eq!(found.columns[3], Column::Unknown);
    let mut others = found.columns;
    others.remove(3);
    assert_eq!(others, table.columns);
    // Too many of them, no id, the id alone, or a header that may be several tables.
    for header in [
        &["ID", "Countries", "Impact Bond Name - (Value)", "a"][..],
        &[
            "Countries",
            "Impact Bond Name - (Value)",
            "Notes",
            "Status",
            "x",
        ],
        &["ID", "x"],
        &[
            "Organisation ID",
            "By Organisation ID",
            "Sources",
            "Notes",
            "x",
        ],
    ] {
        assert_eq!(known.recognise_most(header, "x.csv"), None, "{header:?}");
    }
}
