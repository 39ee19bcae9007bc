use super::{cut::SHOWN, *};

fn record(texts: &[(Weight, &str, &str, &str)]) -> Document {
    Document {
        texts: texts
            .iter()
            .map(|(weight, label, text, also)| Text {
                weight: *weight,
                label: (*label).to_owned(),
                text: (*text).to_owned(),
                also: (*also).to_owned(),
                anchor: None,
            })
            .collect(),
        ..Document::default()
    }
}

fn shown(typed: &str, record: &Document) -> Vec<String> {
    Asked::read(typed)
        .passages(record, 3)
        .into_iter()
        .map(|one| {
            let text: String = one
                .text
                .iter()
                .map(|(piece, is_match)| {
                    if *is_match {
                        format!("[{piece}]")
                    } else {
                        piece.clone()
                    }
                })
                .collect();
            format!("{}: {text}", one.label)
        })
        .collect()
}

#[test]
fn the_best_places_are_shown_with_what_matches() {
    let record = record(&[
        (Weight::Name, "Name", "Homes for the homeless", ""),
        (Weight::Class, "Sector", "Homelessness", ""),
        (Weight::Place, "Country", "United Kingdom", "GB UK Britain"),
        (Weight::Metric, "Metric 1", "Nights in stable  homes", ""),
        (Weight::Free, "Notes", "Cafés and rough\nsleeping", ""),
    ]);
    assert_eq!(
        shown("homeless", &record),
        [
            "Sector: [Homelessness]",
            "Notes: Cafés and [rough sleeping]"
        ]
    );
    assert_eq!(
        shown("uk stable nights", &record),
        [
            "Metric 1: [Nights] in [stable] homes",
            "Country: [United Kingdom]"
        ]
    );
    assert_eq!(shown("caf", &record), ["Notes: [Cafés] and rough sleeping"]);
    assert!(shown("zebra", &record).is_empty());
}

#[test]
fn a_long_text_is_cut_at_words() {
    let long = format!("{} needle {}", "straw ".repeat(80), "ümläut ".repeat(80));
    let record = record(&[(Weight::Free, "Notes", &long, "")]);
    let found = shown("needle", &record).remove(0);
    assert!(found.starts_with("Notes: … straw "), "{found}");
    assert!(found.ends_with("ümläut …"), "{found}");
    assert!(found.contains(" [needle] "), "{found}");
    assert!(found.chars().count() < SHOWN + 20, "{found}");
}

#[test]
fn an_address_is_shown_only_where_nothing_else_matches() {
    let link = "https://example.org/homes-for-the-homeless.pdf";
    let both = record(&[
        (Weight::Class, "Document 1: link", link, ""),
        (
            Weight::Source,
            "Source 1: notes",
            "A report on homeless people",
            "",
        ),
        (
            Weight::Free,
            "Notes",
            "See https://example.org/homeless first",
            "",
        ),
    ]);
    let found = shown("homeless homes", &both);
    assert!(
        found.iter().all(|one| !one.starts_with("Document")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|one| one.starts_with("Notes: See")),
        "{found:?}"
    );
    let alone = record(&[(Weight::Class, "Document 1: link", link, "")]);
    assert_eq!(shown("homeless", &alone).len(), 1);
}
