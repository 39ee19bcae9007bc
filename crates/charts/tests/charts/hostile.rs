//! Nothing that comes in breaks a page or stops the program.

use std::collections::BTreeMap;

use indigo_charts::{
    Bar, Bars, Caption, Choropleth, Country, Drawing, Finality, Flow, Histogram, Lines, Matrix,
    MatrixRow, Network, Node, Part, Parties, Party, PartyGroup, Place, Point, PointMap, Progress,
    ProgressBar, Role, Sankey, Series, StackedBar, StackedBars, Standing, Strip, StripGroup, Tie,
    Timeline, TimelineMark, TimelineRow, year_of,
};
use proptest::prelude::*;

use crate::read::elements;

/// Every chart made of the same texts and numbers.
fn all_of(texts: &[String], numbers: &[f64], href: &str) -> Vec<Drawing> {
    let href = || Some(href.to_owned());
    let text = |at: usize| {
        texts
            .get(at % texts.len().max(1))
            .cloned()
            .unwrap_or_default()
    };
    let number = |at: usize| {
        numbers
            .get(at % numbers.len().max(1))
            .copied()
            .unwrap_or(0.0)
    };
    let count = numbers.len();
    let caption = || Caption {
        id: text(0),
        title: text(1),
        description: text(2),
        source: text(3),
        note: text(4),
    };
    let bars: Vec<Bar> = (0..count)
        .map(|at| Bar {
            label: text(at),
            value: number(at),
            shown: String::new(),
            href: href(),
        })
        .collect();
    let part = |at: usize| Part {
        value: number(at),
        shown: String::new(),
        href: href(),
    };
    vec![
        Bars {
            caption: caption(),
            label: text(0),
            measure: text(1),
            bars: bars.clone(),
        }
        .draw(),
        Histogram {
            caption: caption(),
            label: text(0),
            measure: text(1),
            bins: bars.clone(),
        }
        .draw(),
        StackedBars {
            caption: caption(),
            label: text(0),
            measure: text(1),
            series: texts.to_vec(),
            bars: (0..count)
                .map(|at| StackedBar {
                    label: text(at),
                    parts: (0..at).map(part).collect(),
                })
                .collect(),
        }
        .draw(),
        strip(caption(), &bars, false),
        strip(caption(), &bars, true),
        lines(caption(), numbers, &text, false),
        lines(caption(), numbers, &text, true),
        Timeline {
            caption: caption(),
            label: text(0),
            today: Some(number(0)),
            rows: (0..count)
                .map(|at| TimelineRow {
                    label: text(at),
                    marks: vec![TimelineMark {
                        standing: if at % 2 == 0 {
                            Standing::Planned
                        } else {
                            Standing::Actual
                        },
                        from: number(at),
                        to: (at % 3 > 0).then(|| number(at + 1)),
                        shown: String::new(),
                        href: href(),
                    }],
                })
                .collect(),
        }
        .draw(),
        Progress {
            caption: caption(),
            label: text(0),
            bars: (0..count)
                .map(|at| ProgressBar {
                    label: text(at),
                    note: text(at + 1),
                    unit: text(at + 2),
                    target: (at % 3 > 0).then(|| number(at)),
                    achieved: (at % 4 > 0).then(|| number(at + 1)),
                    finality: [Finality::Interim, Finality::Final, Finality::NotSaid][at % 3],
                    href: href(),
                    ..ProgressBar::default()
                })
                .collect(),
        }
        .draw(),
        Choropleth {
            caption: caption(),
            measure: text(0),
            countries: (0..count)
                .map(|at| Country {
                    code: ["GB", "MT", "ZZ", "", "FJ"][at % 5].to_owned(),
                    name: text(at),
                    value: number(at),
                    shown: String::new(),
                    href: href(),
                })
                .collect(),
        }
        .draw(),
        PointMap {
            caption: caption(),
            label: text(0),
            points: (0..count)
                .map(|at| Place {
                    label: text(at),
                    note: text(at + 1),
                    latitude: number(at),
                    longitude: number(at + 1),
                    href: href(),
                })
                .collect(),
        }
        .draw(),
        Sankey {
            caption: caption(),
            measure: text(0),
            flows: (0..count)
                .map(|at| Flow {
                    from: text(at),
                    to: text(at * 7 + 1),
                    value: number(at),
                    shown: String::new(),
                    href: href(),
                })
                .collect(),
            hrefs: BTreeMap::from([(text(0), href().unwrap_or_default())]),
        }
        .draw(),
        Parties {
            caption: caption(),
            centre: text(0),
            groups: [
                Role::Pays,
                Role::Invests,
                Role::Delivers,
                Role::Helps,
                Role::Pays,
            ]
            .into_iter()
            .enumerate()
            .map(|(at, role)| PartyGroup {
                role,
                label: text(at),
                parties: (0..at.min(count))
                    .map(|at| Party {
                        name: text(at),
                        note: text(at + 1),
                        href: href(),
                    })
                    .collect(),
            })
            .collect(),
        }
        .draw(),
        Network {
            caption: caption(),
            measure: text(0),
            kinds: texts.iter().take(3).cloned().collect(),
            nodes: (0..count)
                .map(|at| Node {
                    name: text(at),
                    kind: at,
                    href: href(),
                })
                .collect(),
            ties: (0..count)
                .map(|at| Tie {
                    a: at,
                    b: at * 3 % (count + 1),
                    weight: number(at),
                    ..Tie::default()
                })
                .collect(),
        }
        .draw(),
        Matrix {
            caption: caption(),
            label: text(0),
            across: text(1),
            measure: text(2),
            columns: texts.to_vec(),
            rows: (0..count)
                .map(|at| MatrixRow {
                    label: text(at),
                    cells: (0..at).map(|at| (at % 2 == 0).then(|| part(at))).collect(),
                })
                .collect(),
        }
        .draw(),
    ]
}

fn strip(caption: Caption, bars: &[Bar], is_log: bool) -> Drawing {
    Strip {
        caption,
        label: String::new(),
        measure: String::new(),
        is_log,
        groups: vec![
            StripGroup {
                label: "a".to_owned(),
                points: bars.to_vec(),
            },
            StripGroup::default(),
        ],
    }
    .draw()
}

fn lines(
    caption: Caption,
    numbers: &[f64],
    text: &impl Fn(usize) -> String,
    are_steps: bool,
) -> Drawing {
    let series = |shift: usize| Series {
        label: text(shift),
        points: (0..numbers.len())
            .map(|at| Point {
                x: numbers[(at + shift) % numbers.len()],
                label: text(at),
                y: numbers[at],
                shown: String::new(),
            })
            .collect(),
    };
    Lines {
        caption,
        label: text(0),
        measure: text(1),
        are_steps,
        series: vec![series(0), series(1), Series::default()],
        ..Lines::default()
    }
    .draw()
}

fn is_harmless(drawing: &Drawing) {
    for markup in [drawing.svg.as_str(), drawing.file().as_str()] {
        for element in elements(markup) {
            assert!(
                !["script", "iframe", "img"].contains(&element.name.as_str()),
                "{element:?}"
            );
            for (name, value) in &element.attributes {
                let is_words = name.starts_with("aria-label") || name == "href";
                let has_no_number = value.contains("NaN") || value.contains("inf");
                assert!(is_words || !has_no_number, "{name}={value} in {element:?}");
                assert!(!name.starts_with("on"), "{name}");
                assert!(
                    name != "href" || !value.starts_with("javascript"),
                    "{value}"
                );
            }
        }
    }
}

const NUMBERS: [f64; 14] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    -5.0,
    0.0,
    -0.0,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    1.0,
    51.5,
    1e21,
    2017.25,
];

#[test]
fn hostile_texts_and_numbers_do_no_harm() {
    let texts: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "a & b ' \" ]]> &amp; -->",
        "\u{0}\u{1}\u{8}\u{b}\u{fffe}\u{ffff}\u{202e}",
        "مرحبا بالعالم 日本語のとても長い名前 👩‍👩‍👧‍👧",
        "",
        "   ",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["x".repeat(5_000), "many words ".repeat(800)])
    .collect();
    for href in [
        "javascript:alert(1)",
        "//evil.example",
        "/a?b=\"c\"&d=<e>",
        "data:text/html,x",
    ] {
        for drawing in all_of(&texts, &NUMBERS, href) {
            is_harmless(&drawing);
            let has_link = drawing.svg.contains("<a href=");
            assert!(!has_link || href.starts_with("/a"), "{href}");
        }
    }
}

#[test]
fn each_number_alone_does_no_harm() {
    let texts = [String::from("a"), String::from("b"), String::from("c")];
    for one in NUMBERS {
        for other in NUMBERS {
            for drawing in all_of(&texts, &[one, other], "/a") {
                is_harmless(&drawing);
            }
        }
    }
}

#[test]
fn no_data_are_a_sentence() {
    for drawing in all_of(&[], &[], "/a") {
        assert!(drawing.is_empty(), "{}", drawing.svg);
        assert!(drawing.svg.starts_with("<p class=\"chart-nothing\">"));
        assert!(drawing.table.rows.is_empty());
        assert!(drawing.file().contains("nothing to show"));
    }
}

#[test]
fn a_date_is_a_year_with_decimals() {
    assert_eq!(year_of(2017, None, None), 2017.0);
    assert_eq!(year_of(2017, Some(7), None), 2017.5);
    assert!(year_of(2017, Some(12), Some(31)) < 2018.0);
    assert_eq!(
        year_of(2017, Some(99), Some(0)),
        year_of(2017, Some(12), Some(1))
    );
}

#[test]
fn ids_are_fit_for_pages_and_file_names() {
    for (id, wanted) in [
        ("Starts by year", "starts-by-year"),
        ("../../etc", "etc"),
        ("2017", "chart-2017"),
        ("", "chart"),
        ("é", "chart"),
    ] {
        assert_eq!(Caption::new(id, "").slug(), wanted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn random_data_do_no_harm(
        texts in prop::collection::vec(".{0,40}", 1..6),
        numbers in prop::collection::vec(prop::num::f64::ANY, 1..12),
    ) {
        for drawing in all_of(&texts, &numbers, "/a") {
            is_harmless(&drawing);
        }
    }
}
