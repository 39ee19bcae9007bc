//! `/landscape`: figures with what they rest on, and charts that add up to them.

use std::path::{Path, PathBuf};

use indigo_registry::Reader as _;
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
        "People reached or to be reached (actual number, else target)",
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

#[tokio::test(flavor = "multi_thread")]
async fn a_country_is_compared_too() {
    let app = Installation::demo();
    let query = "?about=GB&compare=2020-01-01";
    let document = json(&app, query).await;
    let block = &document["country"];
    let projects = &block["compared"]["figures"]["projects"];
    assert_eq!(block["compared"]["with"], "2020-01-01");
    assert_eq!(projects["before"], 0.0);
    assert_eq!(projects["difference"], projects["after"]);
    assert_eq!(
        projects["after"].as_f64(),
        block["figures"]["projects"]["value"].as_f64()
    );
    let after = projects["after"].as_f64().unwrap();
    assert!(after > 0.0);
    let page = app.get(&format!("/landscape{query}")).await.text();
    assert_eq!(faults(&page), Vec::<String>::new());
    assert!(page.contains("United Kingdom, compared with 1 January 2020"));
    assert!(page.contains("What was taken out since is not"));
    // The country's figures stand under those of the whole, each with what it was.
    let tiles: Vec<&str> = page.split("<dl class=\"landscape-headline\">").collect();
    assert_eq!(tiles.len(), 3, "{page}");
    let (between, of_country) = (tiles[1], tiles[2].split("</dl>").next().unwrap());
    assert!(between.contains("in the United Kingdom <a"), "{between}");
    assert!(between.contains("href=\"#country\""), "{between}");
    let known = format!("<dt>Projects</dt><dd><strong>{after}</strong>");
    assert!(of_country.contains(&known), "{of_country}");
    let change = format!("before 0 (+{after})");
    assert!(of_country.contains(&change), "{of_country}");
    let alone = app.get("/landscape").await.text();
    assert_eq!(alone.matches("landscape-headline").count(), 1);
    let csv = app.get(&format!("/landscape.csv{query}")).await.text();
    for block in ["compared", "difference", "GB compared", "GB difference"] {
        let row = format!("2020-01-01,{block},projects,,Projects,");
        assert!(csv.contains(&row), "{row} is not in {csv}");
    }
    let row = format!("2020-01-01,GB difference,projects,,Projects,{after},projects");
    assert!(csv.contains(&row), "{row} is not in {csv}");
    let text = app.get(&format!("/landscape.txt{query}")).await.text();
    let block = text.split("United Kingdom\n").nth(1).unwrap();
    assert!(
        block.contains(&format!("- Projects: {after}, before 0 (+{after})")),
        "{text}"
    );
    assert!(!text.contains("in 1 countries"), "{text}");
    assert!(
        text.contains("before 0 (+") && text.contains("://"),
        "{text}"
    );
}

/// Left, right, and baseline of each text of an image, with letters of 0.65 of their size.
fn texts(image: &str) -> Vec<(f64, f64, f64, f64)> {
    image
        .split("<text ")
        .skip(1)
        .map(|rest| {
            let number = |name: &str| -> f64 {
                let rest = rest.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().parse().unwrap()
            };
            let text = rest
                .split_once('>')
                .unwrap()
                .1
                .split_once("</text>")
                .unwrap();
            let text = text.0.replace("&amp;", "&");
            let letters = f64::from(u32::try_from(text.chars().count()).unwrap());
            let (x, size) = (number(" x"), number("font-size"));
            (x, x + letters * size * 0.65, number(" y"), size)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_image_is_cut_off_or_runs_into_another() {
    let app = Installation::demo();
    for query in [
        "",
        "?sector=Health&stage=Complete",
        "?about=GB",
        "?as_of=2025-05-31&compare=2020-01-01&about=GB&sector=Health&sector=Education",
    ] {
        let image = app.get(&format!("/landscape.svg{query}")).await.text();
        let image = image.replace("<text x", "<text  x");
        let height: f64 = image
            .split("height=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .parse()
            .unwrap();
        let texts = texts(&image);
        assert!(texts.len() > 10, "{image}");
        for (at, one) in texts.iter().enumerate() {
            assert!(
                one.1 <= 1200.0 && one.2 <= height - 20.0,
                "{query}: {one:?}"
            );
            for other in &texts[at + 1..] {
                let beside = one.1 <= other.0 || other.1 <= one.0;
                let below = one.2 <= other.2 - other.3 || other.2 <= one.2 - one.3;
                assert!(beside || below, "{query}: {one:?} {other:?}");
            }
        }
        assert!(image.contains("/landscape"), "{image}");
        assert_eq!(
            image.contains(">United Kingdom</text>"),
            query.contains("about")
        );
        assert_eq!(image.contains(">before "), query.contains("compare"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_for_the_day_is_refused_and_not_passed_over() {
    let app = Installation::demo();
    for (query, meant) in [
        ("?at=2025-05-31", "as_of="),
        ("?asOf=2025-05-31", "as_of="),
        ("?as-of=2025-05-31", "as_of="),
        ("?date=2025-05-31&sector=Health", "as_of="),
        ("?compare_to=2025-05-31", "compare="),
    ] {
        for form in ["", ".json", ".csv", ".svg"] {
            let refused = app.get(&format!("/landscape{form}{query}")).await;
            assert_eq!(refused.status, 400, "{form}{query}");
            assert!(refused.text().contains(meant), "{form}{query}");
        }
    }
    let kept = app
        .get("/landscape?as_of=2025-05-31&utm_source=letter")
        .await;
    assert_eq!(kept.status, 200);
    let map = app.get("/sitemap.xml").await.text();
    for path in ["/landscape<", "/releases<"] {
        assert!(map.contains(path), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn titles_of_charts_are_sentences() {
    let page = Installation::demo().get("/landscape").await.text();
    assert!(page.contains("Where: most projects are in "), "{page}");
    let places = page.split("Where: most projects are in ").nth(1).unwrap();
    let places = places.split('<').next().unwrap();
    for country in ["United Kingdom", "United States", "Netherlands"] {
        let with_article = places.matches(&format!("the {country}")).count();
        assert_eq!(places.matches(country).count(), with_article, "{places}");
    }
    let what_for = page.split("What for: ").nth(1).unwrap();
    let what_for = what_for.split('<').next().unwrap();
    assert_eq!(what_for, what_for.to_lowercase());
}

/// The two exports of the old system, each on the last day of its month.
fn two_exports() -> Option<Installation> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let exports = ["2025-04", "2025-05"].map(|month| shared.join("data/indigo").join(month));
    if !exports.iter().all(|export| export.is_dir()) {
        crate::check_page::left_out();
        return None;
    }
    Some(Installation::of(
        exports
            .into_iter()
            .zip([Some("2025-04-30"), Some("2025-05-31")]),
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_says_which_projects_changed_the_sums() {
    let Some(app) = two_exports() else {
        return;
    };
    let query = "?as_of=2025-05-31&compare=2025-04-30&about=GB";
    let document = json(&app, query).await;
    let page = app.get(&format!("/landscape{query}")).await.text();
    assert_eq!(faults(&page), Vec::<String>::new());
    let csv = app.get(&format!("/landscape.csv{query}")).await.text();
    for (part, before, block) in [
        (&document, "changed by these projects", "changed"),
        (
            &document["country"],
            "United Kingdom: changed by these projects",
            "GB changed",
        ),
    ] {
        let changed = part["compared"]["changed"]["capital_sum"]
            .as_array()
            .unwrap();
        assert!(!changed.is_empty());
        assert!(page.contains(before), "{before}");
        let table = page.split(before).nth(1).unwrap();
        let table = table.split("</table>").next().unwrap();
        assert_eq!(
            table.matches("<tr><th scope=\"row\">").count(),
            changed.len().min(20)
        );
        let first = changed[0]["id"].as_str().unwrap();
        let href = format!("href=\"/projects/{first}?as_of=2025-05-31\"");
        assert!(table.contains(&href), "{href} is not in {table}");
        let row = format!("2025-04-30,{block},capital_sum,{first},,");
        assert!(csv.contains(&row), "{row} is not in {csv}");
    }
    // No project is gone, so changes and new projects explain all of the difference.
    let figures = &document["compared"]["figures"]["capital_sum"];
    let difference = figures["difference"].as_f64().unwrap();
    let changed = document["compared"]["changed"]["capital_sum"]
        .as_array()
        .unwrap();
    let changes: f64 = changed
        .iter()
        .map(|one| one["difference"].as_f64().unwrap())
        .sum();
    assert!(document["compared"]["gone"].as_array().unwrap().is_empty());
    let mut brought = 0.0;
    for id in document["compared"]["new"].as_array().unwrap() {
        let id = id.as_str().unwrap();
        let record = app.registry.record("project", id).unwrap().unwrap();
        let data = record.data();
        let usd = "/overall_project_finance/total_investment_commitment/amount_usd";
        let amount =
            |end: &str| indigo_model::pointer::get(&data, &format!("{usd}/{end}/value"))?.as_f64();
        brought += amount("exact")
            .or_else(|| amount("min"))
            .unwrap_or_default();
    }
    assert!(
        (difference - changes - brought).abs() < 0.01,
        "{difference} {changes} {brought}"
    );
}
