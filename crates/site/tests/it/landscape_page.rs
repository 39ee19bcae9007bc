//! `/landscape`: figures with what they rest on, and charts that add up to them.

use serde_json::Value;

use crate::{installation::Installation, lint::faults};

/// Selections of the demo set, and of nothing.
const SELECTIONS: [&str; 6] = [
    "",
    "?sector=Health",
    "?country=GB&stage=Complete",
    "?stage=Complete&stage=Implementation&about=GB",
    "?q=children",
    "?sector=Nothing",
];

/// Chart → the group that it shows, and whether its bars add up to all projects.
const CHARTS: [(&str, &str, bool); 11] = [
    ("countries", "countries", false),
    ("sectors", "sectors", true),
    ("stages", "stages", true),
    ("starts", "start_years", true),
    ("capital", "capital_bands", true),
    ("durations", "duration_bands", true),
    ("goals", "sdg_goals", false),
    ("payers", "payers", false),
    ("investors", "investors", false),
    ("providers", "providers", false),
    ("intermediaries", "intermediaries", false),
];

async fn json(app: &Installation, query: &str) -> Value {
    let answer = app.get(&format!("/landscape.json{query}")).await;
    assert_eq!(answer.status, 200, "{query}");
    serde_json::from_slice(&answer.body).unwrap()
}

/// The sum of the last column.
fn sum(csv: &str) -> u64 {
    csv.lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse::<u64>().unwrap())
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_charts_table_adds_up_to_the_figure_above_it() {
    let app = Installation::demo();
    for query in SELECTIONS {
        let document = json(&app, query).await;
        let projects = document["figures"]["projects"]["value"].as_u64().unwrap();
        for (chart, group, is_whole) in CHARTS {
            let answer = app.get(&format!("/landscape/{chart}.csv{query}")).await;
            assert_eq!(answer.status, 200, "{chart}{query}");
            let group = &document["groups"][group];
            let shares = group["shares"].as_array().unwrap();
            let all: u64 = shares
                .iter()
                .map(|share| share["projects"].as_u64().unwrap())
                .sum();
            let found = sum(&answer.text());
            if is_whole {
                assert_eq!(found, projects, "{chart}{query}");
                assert_eq!(
                    all + group["not_known"].as_u64().unwrap(),
                    projects,
                    "{chart}{query}"
                );
                assert!(group["each_once"].as_bool().unwrap());
            } else {
                // A project may count in several; of parties those named most have a bar.
                let of_bars = match chart {
                    "countries" | "goals" => all,
                    _ => shares
                        .iter()
                        .take(15)
                        .map(|share| share["projects"].as_u64().unwrap())
                        .sum(),
                };
                assert_eq!(found, of_bars, "{chart}{query}");
                assert!(!group["each_once"].as_bool().unwrap());
            }
            let plot = app.get(&format!("/landscape/{chart}.svg{query}")).await;
            assert_eq!(plot.status, 200, "{chart}{query}");
        }
    }
}

/// Links in the tables of the charts to lists of projects, with the number beside each.
fn links(page: &str) -> Vec<(String, String)> {
    page.split("<tr><th scope=\"row\"><a href=\"")
        .skip(1)
        .filter_map(|rest| {
            let (href, rest) = rest.split_once('"')?;
            let count = rest.split_once("<td class=\"n\">")?.1.split_once('<')?.0;
            href.starts_with("/projects").then(|| {
                (
                    href.replace("&amp;", "&").replace("&#38;", "&"),
                    count.to_owned(),
                )
            })
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_each_bar_are_as_many_projects_as_it_says() {
    let app = Installation::demo();
    let mut followed = 0;
    for query in &SELECTIONS[..3] {
        let page = app.get(&format!("/landscape{query}")).await.text();
        for (href, count) in links(&page) {
            let list = app.get(&href).await;
            assert_eq!(list.status, 200, "{href}");
            let text = list.text();
            let said = [format!("{count} of "), format!("All {count} projects")];
            assert!(
                said.iter().any(|said| text.contains(said)),
                "{query} {href}: not {count}"
            );
            followed += 1;
        }
    }
    assert!(followed > 30, "{followed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_its_files_say_what_figures_rest_on() {
    let app = Installation::demo();
    for query in SELECTIONS
        .into_iter()
        .chain(["?as_of=2020-01-01&compare=2026-01-01&about=GB"])
    {
        let page = app.get(&format!("/landscape{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let page = page.text();
        assert_eq!(faults(&page), Vec::<String>::new(), "{query}");
        for wanted in [
            "Capital committed",
            "Rests on",
            "/landscape.csv",
            "/landscape/sectors.svg",
        ] {
            assert!(page.contains(wanted), "{query}: {wanted} is not there");
        }
    }
    let csv = app.get("/landscape.csv?about=GB").await.text();
    let head = "day,block,figure,of,title,value,unit,n,out_of,rule\r\n";
    assert!(csv.starts_with(head), "{csv}");
    for wanted in [
        ",selection,capital_sum,,Capital committed,",
        ",GB,projects,,",
        ",selection,sectors,Health,",
    ] {
        assert!(csv.contains(wanted), "{wanted} is not in {csv}");
    }
    let text = app.get("/landscape.txt?about=GB").await.text();
    for wanted in [
        "- Capital committed: US$",
        "with the minimum of a range",
        "United Kingdom",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    let image = app.get("/landscape.svg").await.text();
    assert!(
        image.starts_with("<svg") && image.contains("Capital committed"),
        "{image}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_past_day_is_said_and_a_wrong_one_is_refused() {
    let app = Installation::demo();
    let past = app
        .get("/landscape?as_of=2020-01-01&sector=Health")
        .await
        .text();
    for wanted in [
        "As it was public on 1 January 2020.",
        "href=\"/landscape?sector=Health\">See it as it is now.",
        "content=\"noindex\"",
        "href=\"/projects?as_of=2020-01-01\"",
    ] {
        assert!(past.contains(wanted), "{wanted} is not in\n{past}");
    }
    let document = json(&app, "?as_of=2020-01-01&compare=9999-01-01").await;
    assert_eq!(document["as_of"], "2020-01-01");
    assert_eq!(document["figures"]["projects"]["value"], 0);
    assert_eq!(document["figures"]["capital_sum"]["value"], Value::Null);
    let gone = document["compared"]["gone"].as_array().unwrap();
    assert!(gone.len() > 10, "{gone:?}");
    let now = json(&app, "?as_of=9999-12-31").await;
    assert!(now["figures"]["projects"]["value"].as_u64().unwrap() > 10);
    for (address, name) in [
        ("/landscape?as_of=2025-02-30", "as_of"),
        ("/landscape.json?compare=May", "compare"),
    ] {
        let refused = app.get(address).await;
        assert_eq!(refused.status, 400, "{address}");
        assert!(refused.text().contains(name), "{address}");
    }
}
