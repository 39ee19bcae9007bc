//! One of each chart; the numbers are made up.

use std::collections::BTreeMap;

use indigo_charts::{
    Bar, Bars, Caption, Choropleth, Country, Drawing, Finality, Flow, Histogram, Lines, Matrix,
    MatrixRow, Network, Node, Part, Parties, Party, PartyGroup, Place, Point, PointMap, Progress,
    ProgressBar, Role, Sankey, Series, StackedBar, StackedBars, Standing, Strip, StripGroup, Tie,
    Timeline, TimelineMark, TimelineRow, year_of,
};

/// All of them.
pub(crate) fn all() -> Vec<Drawing> {
    vec![
        sectors(),
        world(),
        stages(),
        starts(),
        capital(),
        spread(),
        growth(),
        steps(),
        timeline(),
        progress(),
        places(),
        flows(),
        parties(),
        network(),
        matrix(),
        Bars {
            caption: caption("empty", "Nothing is known yet", "0 of 319 projects"),
            ..Bars::default()
        }
        .draw(),
    ]
}

fn caption(id: &str, title: &str, note: &str) -> Caption {
    Caption::new(id, title)
        .described(format!("{title}, in words for those who do not see it."))
        .sourced("made-up data")
        .noted(note)
}

fn text(text: &str) -> String {
    text.to_owned()
}

const SECTORS: [(&str, f64); 8] = [
    ("Employment and training", 108.0),
    ("Child and family welfare", 57.0),
    ("Health", 52.0),
    ("Homelessness", 45.0),
    ("Education", 31.0),
    ("Criminal justice", 14.0),
    ("Agriculture and environment", 9.0),
    (
        "Poverty reduction, refugees and other forms of help across borders",
        3.0,
    ),
];

fn sectors() -> Drawing {
    Bars {
        caption: caption(
            "sectors",
            "A third of all projects are about work",
            "319 of 319 projects",
        ),
        label: text("Sector"),
        measure: text("Projects"),
        bars: SECTORS
            .iter()
            .map(|(label, value)| {
                Bar::new(*label, *value).href(format!("/projects?sector={value}"))
            })
            .collect(),
    }
    .draw()
}

fn world() -> Drawing {
    let countries = [
        ("GB", "United Kingdom", 103.0),
        ("US", "United States", 31.0),
        ("PT", "Portugal", 29.0),
        ("NL", "Netherlands", 18.0),
        ("JP", "Japan", 19.0),
        ("AU", "Australia", 14.0),
        ("FR", "France", 13.0),
        ("IN", "India", 9.0),
        ("ZA", "South Africa", 6.0),
        ("CO", "Colombia", 6.0),
        ("BR", "Brazil", 2.0),
        ("MT", "Malta", 1.0),
        ("CV", "Cabo Verde", 2.0),
        ("KE", "Kenya", 3.0),
        ("CA", "Canada", 5.0),
        ("RU", "Russia", 3.0),
        ("IL", "Israel", 4.0),
    ];
    Choropleth {
        caption: caption(
            "world",
            "Where projects are delivered",
            "311 of 319 projects",
        ),
        measure: text("Projects"),
        countries: countries
            .iter()
            .map(|(code, name, value)| Country {
                code: text(code),
                name: text(name),
                value: *value,
                href: Some(format!("/projects?country={code}")),
                ..Country::default()
            })
            .collect(),
    }
    .draw()
}

fn stages() -> Drawing {
    let bar = |label: &str, values: [f64; 4]| StackedBar {
        label: text(label),
        parts: values
            .iter()
            .map(|value| Part::new(*value).href("/projects"))
            .collect(),
    };
    StackedBars {
        caption: caption(
            "stages",
            "Most projects are complete",
            "319 of 319 projects",
        ),
        label: text("Sector"),
        measure: text("Projects"),
        series: ["Development", "Implementation", "Complete", "Ended early"]
            .map(text)
            .to_vec(),
        bars: vec![
            bar("Employment and training", [4.0, 41.0, 60.0, 3.0]),
            bar("Child and family welfare", [6.0, 20.0, 31.0, 0.0]),
            bar("Health", [3.0, 17.0, 30.0, 2.0]),
            bar("Homelessness", [0.0, 11.0, 34.0, 0.0]),
        ],
    }
    .draw()
}

fn starts() -> Drawing {
    let values = [1, 0, 1, 4, 11, 15, 27, 26, 39, 33, 38, 30, 29, 21, 14, 7];
    Histogram {
        caption: caption(
            "starts",
            "Starts were most frequent in 2018",
            "296 of 319 projects",
        ),
        label: text("Year of start"),
        measure: text("Projects"),
        bins: (2010..)
            .zip(values)
            .map(|(year, value)| {
                Bar::new(format!("{year}"), f64::from(value))
                    .href(format!("/projects?start={year}"))
            })
            .collect(),
    }
    .draw()
}

fn capital() -> Drawing {
    let bands = [
        "under 100k",
        "100k to 300k",
        "300k to 1 m",
        "1 m to 3 m",
        "3 m to 10 m",
        "10 m or more",
    ];
    let values = [11.0, 29.0, 65.0, 58.0, 34.0, 9.0];
    Histogram {
        caption: caption(
            "capital",
            "Half of all projects raise less than a million",
            "206 of 319 projects",
        ),
        label: text("Capital in US dollars"),
        measure: text("Projects"),
        bins: bands
            .iter()
            .zip(values)
            .map(|(band, value)| Bar::new(*band, value))
            .collect(),
    }
    .draw()
}

/// Numbers without pattern that are the same every time.
fn scattered(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap_or(0)) / f64::from(u32::MAX >> 1)
    }
}

fn spread() -> Drawing {
    let mut next = scattered(7);
    let mut group = |label: &str, count: u32, centre: f64| StripGroup {
        label: text(label),
        points: (0..count)
            .map(|number| {
                let value = centre * 10.0_f64.powf((next() + next() + next() - 1.5) * 1.4);
                Bar::new(format!("{label} {number}"), value.round()).href("/projects/1")
            })
            .collect(),
    };
    Strip {
        caption: caption("spread", "What a project raises", "169 of 319 projects"),
        label: text("Project"),
        measure: text("Capital in US dollars, each step ten times as much"),
        is_log: true,
        groups: vec![
            group("Employment", 110, 1_200_000.0),
            group("Health", 42, 3_000_000.0),
            group("Education", 17, 700_000.0),
        ],
    }
    .draw()
}

fn growth() -> Drawing {
    let series = |label: &str, start: f64, slope: f64| Series {
        label: text(label),
        points: (0..12)
            .map(|month| Point {
                x: f64::from(month),
                label: format!("{}-{:02}", 2025, month + 1),
                y: (start + slope * f64::from(month)).round(),
                ..Point::default()
            })
            .collect(),
    };
    Lines {
        caption: caption("growth", "Europe grows quickest", "314 of 319 projects"),
        label: text("Month"),
        measure: text("Projects"),
        are_steps: false,
        series: vec![
            series("Europe", 140.0, 6.1),
            series("Asia", 40.0, 1.4),
            series("North America", 32.0, 0.4),
            series("Africa", 28.0, 0.6),
        ],
        ..Lines::default()
    }
    .draw()
}

fn steps() -> Drawing {
    let days = [
        (2017, 4, 0.0),
        (2018, 1, 120_000.0),
        (2018, 9, 310_000.0),
        (2019, 6, 610_000.0),
        (2020, 12, 905_500.0),
    ];
    Lines {
        caption: caption(
            "payments",
            "Nine tenths of the cap were paid",
            "5 of 5 payments",
        ),
        label: text("Date of payment"),
        measure: text("Paid so far, in pounds"),
        are_steps: true,
        series: vec![Series {
            label: String::new(),
            points: days
                .iter()
                .map(|&(year, month, paid)| Point {
                    x: year_of(year, Some(month), None),
                    label: format!("{year}-{month:02}"),
                    y: paid,
                    shown: format!("£{paid}"),
                })
                .collect(),
        }],
        ..Lines::default()
    }
    .draw()
}

fn timeline() -> Drawing {
    let span = |standing, from, to: Option<f64>, shown: &str| TimelineMark {
        standing,
        from,
        to,
        shown: text(shown),
        href: None,
    };
    let at = |year, month| year_of(year, Some(month), None);
    let row = |label: &str, marks| TimelineRow {
        label: text(label),
        marks,
    };
    Timeline {
        caption: caption(
            "timeline",
            "Service began half a year late",
            "4 of 6 dates known",
        ),
        label: text("Phase"),
        today: Some(at(2021, 3)),
        rows: vec![
            row(
                "Contract signed",
                vec![span(Standing::Actual, at(2016, 11), None, "November 2016")],
            ),
            row(
                "Service provision",
                vec![
                    span(
                        Standing::Planned,
                        at(2017, 3),
                        Some(at(2020, 3)),
                        "March 2017 to March 2020",
                    ),
                    span(
                        Standing::Actual,
                        at(2017, 9),
                        Some(at(2020, 6)),
                        "September 2017 to June 2020",
                    ),
                ],
            ),
            row(
                "Payments for outcomes",
                vec![span(
                    Standing::Planned,
                    at(2018, 1),
                    Some(at(2022, 12)),
                    "2018 to 2022",
                )],
            ),
        ],
    }
    .draw()
}

fn progress() -> Drawing {
    let bar = |label: &str, unit: &str, target, achieved, finality| ProgressBar {
        label: text(label),
        unit: text(unit),
        target,
        achieved,
        finality,
        note: text("verified by an independent evaluator"),
        ..ProgressBar::default()
    };
    Progress {
        caption: caption(
            "progress",
            "Two of four targets were reached",
            "4 of 5 metrics",
        ),
        label: text("Outcome metric"),
        bars: vec![
            bar(
                "Stays in a home of their own for a year",
                "people",
                Some(150.0),
                Some(184.0),
                Finality::Final,
            ),
            bar(
                "First job, kept for at least thirteen weeks without a break",
                "people",
                Some(90.0),
                Some(41.0),
                Finality::Interim,
            ),
            bar(
                "Days in care avoided",
                "days",
                Some(12_000.0),
                None,
                Finality::NotSaid,
            ),
            bar(
                "Better at school",
                "% of pupils",
                None,
                Some(62.5),
                Finality::NotSaid,
            ),
        ],
    }
    .draw()
}

fn places() -> Drawing {
    let place = |label: &str, latitude, longitude| Place {
        label: text(label),
        latitude,
        longitude,
        href: Some(format!("/places/{label}")),
        ..Place::default()
    };
    PointMap {
        caption: caption("places", "Seven places in four countries", "7 of 9 places"),
        label: text("Place"),
        points: vec![
            place("London", 51.5, -0.12),
            place("Croydon", 51.37, -0.1),
            place("Leeds", 53.8, -1.55),
            place("Rotterdam", 51.92, 4.48),
            place("Lisboa", 38.72, -9.14),
            place("Porto", 41.15, -8.61),
            place("Zürich", 47.37, 8.54),
        ],
    }
    .draw()
}

fn flows() -> Drawing {
    let flow = |from: &str, to: &str, value: f64| Flow {
        from: text(from),
        to: text(to),
        value,
        shown: format!("£{value} m"),
        href: None,
    };
    Sankey {
        caption: caption(
            "flows",
            "Two funds put in most of the money",
            "12 of 14 investments",
        ),
        measure: text("Capital"),
        flows: vec![
            flow("Bridges Outcomes Fund", "Housing project in the north", 2.1),
            flow("Bridges Outcomes Fund", "Work for young people", 1.3),
            flow("Bridges Outcomes Fund", "Foster care", 0.6),
            flow("Big Society Capital", "Foster care", 1.8),
            flow("Big Society Capital", "Work for young people", 0.4),
            flow(
                "A foundation with a rather long name in the middle of nowhere",
                "Foster care",
                0.3,
            ),
            flow("Housing project in the north", "Homelessness", 2.1),
            flow("Work for young people", "Employment", 1.7),
            flow("Foster care", "Child welfare", 2.7),
        ],
        hrefs: BTreeMap::from([(text("Foster care"), text("/projects/2"))]),
    }
    .draw()
}

fn parties() -> Drawing {
    let party = |name: &str, note: &str| Party {
        name: text(name),
        note: text(note),
        href: Some(text("/organisations/1")),
    };
    let group = |role, label: &str, parties| PartyGroup {
        role,
        label: text(label),
        parties,
    };
    Parties {
        caption: caption(
            "parties",
            "Who is behind the housing project",
            "7 organisations",
        ),
        centre: text("Housing project in the north of England for people who sleep rough"),
        groups: vec![
            group(
                Role::Pays,
                "Pay for outcomes",
                vec![
                    party(
                        "Ministry of Housing, Communities and Local Government",
                        "up to £1.6 million",
                    ),
                    party("Leeds City Council", ""),
                ],
            ),
            group(
                Role::Invests,
                "Invest",
                vec![
                    party("Bridges Outcomes Fund", "£500,000"),
                    party("Big Society Capital", "£250,000"),
                ],
            ),
            group(
                Role::Delivers,
                "Deliver the service",
                vec![party("St Mungo's", "lead"), party("Shelter", "")],
            ),
            group(
                Role::Helps,
                "Arrange, advise, evaluate",
                vec![party("Social Finance", "intermediary")],
            ),
        ],
    }
    .draw()
}

fn network() -> Drawing {
    let mut next = scattered(3);
    let nodes: Vec<Node> = (0..48)
        .map(|number| Node {
            name: format!(
                "{} {number}",
                ["City of", "Fund", "Charity for", "Advisers &"][number % 4]
            ),
            kind: number % 4,
            href: Some(format!("/organisations/{number}")),
        })
        .collect();
    let mut ties = Vec::new();
    for number in 1..48_usize {
        let hub = if next() < 0.6 { number % 5 } else { number / 2 };
        ties.push(Tie {
            a: hub,
            b: number,
            weight: (next() * 4.0).ceil(),
            ..Tie::default()
        });
    }
    Network {
        caption: caption(
            "network",
            "A few organisations hold the field together",
            "48 of 700 organisations",
        ),
        measure: text("Projects in common"),
        kinds: ["Payer", "Investor", "Provider", "Intermediary"]
            .map(text)
            .to_vec(),
        nodes,
        ties,
    }
    .draw()
}

fn matrix() -> Drawing {
    let mut next = scattered(11);
    let columns = [
        "United Kingdom",
        "Portugal",
        "United States",
        "Netherlands",
        "Japan",
        "Australia",
        "France",
        "India",
    ];
    Matrix {
        caption: caption("matrix", "What is done where", "248 of 319 projects"),
        label: text("Sector"),
        across: text("country"),
        measure: text("Projects"),
        columns: columns.map(text).to_vec(),
        rows: SECTORS
            .iter()
            .map(|(label, size)| MatrixRow {
                label: text(label),
                cells: columns
                    .iter()
                    .map(|_| {
                        let value = (next() * size / 3.0).floor();
                        (value > 0.0).then(|| Part::new(value).href("/projects"))
                    })
                    .collect(),
            })
            .collect(),
    }
    .draw()
}
