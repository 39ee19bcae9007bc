//! Every kind of page is well formed, and says what it has to.

use crate::{app::App, demo::demo, fake::Fake, lint::faults};

#[tokio::test]
async fn every_page_of_the_demo_is_well_formed() {
    let app = App::of(demo());
    let mut addresses: Vec<String> = [
        "/",
        "/about",
        "/data",
        "/data/api",
        "/check",
        "/quality",
        "/search",
        "/data/reference",
        "/search?q=children",
        "/search?q=zzzzzz",
        "/projects?page=999",
        "/projects?sector=Health&country=GB&q=young&sort=newest",
        "/projects?q=zzzzzz",
        "/nowhere",
        "/projects/INDIGO-POJ-9999",
    ]
    .map(str::to_owned)
    .to_vec();
    for one in app.reader.catalogue.types.keys() {
        addresses.push(format!("/data/dictionary/{one}"));
        let path = one.replace('_', "-") + "s";
        addresses.push(format!("/{path}"));
        for entry in app.reader.catalogue.entries(one) {
            addresses.push(format!("/{path}/{}", entry.id));
        }
    }
    assert!(addresses.len() > 450, "{}", addresses.len());
    for address in addresses {
        let page = app.get(&address).await.text();
        let found = faults(&page);
        assert!(found.is_empty(), "{address}:\n{}", found.join("\n"));
    }
}

#[tokio::test]
async fn an_empty_installation_has_its_pages_too() {
    let app = App::of(Fake::empty());
    for address in [
        "/",
        "/projects",
        "/funds",
        "/data",
        "/search?q=x",
        "/about",
        "/check",
        "/quality",
    ] {
        let page = app.page(address).await;
        assert_eq!(faults(&page), Vec::<String>::new(), "{address}");
    }
    assert!(
        app.page("/")
            .await
            .contains("There are no public records yet")
    );
    assert_eq!(
        app.get("/app/api1/project").await.text(),
        "{\"projects\": []}"
    );
}

#[tokio::test]
async fn a_contract_tells_its_story() {
    let app = App::of(demo());
    let page = app.page("/projects/INDIGO-POJ-0198").await;
    for wanted in [
        "<h1>Chances</h1>",
        "Since September 2020, ",
        " pay 14 providers up to £4.1 million for outcomes in health, for 6,720 people in the United Kingdom; in implementation.",
        "title=\"Exactly £1,245,000\">£1.2 million</span>",
        "Results against targets",
        "Planned and actual payments by plan",
        "must not be added up",
        "£1,245,000</span> <span class=\"beside\">(US$1,544,674.61)</span>",
        "10 Reduced inequalities",
        "September 2020 to June 2024",
        "href=\"/organisations/INDIGO-ORG-0008\"",
        "href=\"/funds/INDIGO-FUND-0012\"",
        "href=\"#sources.1\" aria-label=\"Source 1\"",
        "<span class=\"row-label\">Supports:</span>",
        "Last changed here on 20 November 2026",
        "href=\"/app/api1/project/INDIGO-POJ-0198\"",
        "<dt>Metrics at or above their target</dt>",
        "id=\"on-parties\"",
        "<figure class=\"drawn\" id=\"achieved\">",
        "href=\"/projects/INDIGO-POJ-0198/charts/timeline.csv\"",
        "id=\"outcome_metrics-outcomemetric1\"",
        "Similar projects",
        "What is missing",
        "@misc{INDIGO-POJ-0198-",
        "TY  - DATA",
        "href=\"https://golab.bsg.ox.ac.uk/knowledge-bank/case-studies/chances/\" rel=\"nofollow noopener\"",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    for unwanted in ["(Value)", "(Notes)", "(Source ID", "PUBLIC", ">GB<"] {
        assert!(!page.contains(unwanted), "{unwanted} is in the page");
    }
}

#[tokio::test]
async fn organisations_and_funds_lead_to_their_contracts() {
    let app = App::of(demo());
    let page = app.page("/organisations/INDIGO-ORG-0008").await;
    assert!(page.contains("Invests in"), "{page}");
    assert!(page.contains("href=\"/projects/INDIGO-POJ-0198\""));
    let page = app.page("/funds/INDIGO-FUND-0012").await;
    for wanted in [
        "Its contracts",
        "What it says and what its contracts say",
        "href=\"/projects/INDIGO-POJ-0198\"",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
}

#[tokio::test]
async fn the_charts_of_a_contract_are_files_too() {
    let app = App::of(demo());
    let table = app
        .get("/projects/INDIGO-POJ-0198/charts/achieved.csv")
        .await;
    assert_eq!(table.status, 200);
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(table.text().starts_with("Outcome metric,Target,Achieved,"));
    let plot = app
        .get("/projects/INDIGO-POJ-0198/charts/timeline.svg")
        .await;
    assert_eq!(plot.header("content-type"), "image/svg+xml");
    for missing in [
        "/projects/INDIGO-POJ-0198/charts/none.svg",
        "/projects/INDIGO-POJ-9998/charts/achieved.csv",
        "/funds/INDIGO-FUND-0012/charts/achieved.csv",
    ] {
        assert_eq!(app.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn a_record_page_keeps_the_day_that_was_asked_for() {
    let app = App::of(demo());
    let page = app.page("/projects/INDIGO-POJ-0198?as_of=2026-11-20").await;
    for wanted in [
        "/organisations/INDIGO-ORG-0008?as_of=2026-11-20",
        "/projects/INDIGO-POJ-0198?as_of=2026-11-20",
        "charts/achieved.csv?as_of=2026-11-20",
        "as public on 20 November 2026",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    // What is mended is what stands now.
    assert!(!page.contains("/suggest?"));
    let odd = app.get("/projects/INDIGO-POJ-0198?as_of=yesterday").await;
    assert_eq!(odd.status, 400);
}

#[tokio::test]
async fn no_record_page_is_heavy() {
    let app = App::of(demo());
    for entry in app.reader.catalogue.entries("project") {
        let address = format!("/projects/{}", entry.id);
        let answer = app
            .ask(
                axum::http::Method::GET,
                &address,
                &[("accept-encoding", "gzip")],
            )
            .await;
        let bytes = answer.body.len();
        assert!(bytes <= 150_000, "{address} weighs {bytes} bytes");
    }
}

#[tokio::test]
async fn the_home_page_says_what_figures_rest_on() {
    let app = App::of(demo());
    let page = app.page("/").await;
    for wanted in [
        "Outcomes contracts",
        "known for ",
        "Contracts with a result",
        "<a href=\"/landscape#figure-capital_sum\">Capital committed</a>",
        "By policy sector",
        // The map takes the place of bars by country.
        "<figure class=\"drawn\" id=\"world\">",
        "Changed lately",
        "href=\"/projects?sector=",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
}

#[tokio::test]
async fn an_id_that_is_typed_finds_its_record_first() {
    let app = App::of(demo());
    let page = app.page("/search?q=indigo-fund-0012").await;
    assert!(page.contains("href=\"/funds/INDIGO-FUND-0012\""), "{page}");
}

#[tokio::test]
async fn the_dictionary_for_programs_names_every_column() {
    let app = App::of(Fake::empty());
    let answer = app.get("/data/dictionary/project.json").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let all: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
    let fields = all["fields"].as_array().unwrap();
    let find = |pointer: &str| {
        let mut found = fields.iter().filter(|field| field["pointer"] == pointer);
        found.next().unwrap()
    };
    let stage = find("/stage_development/value");
    assert_eq!(stage["api_name"], "stage_development");
    assert_eq!(stage["data_table"], "projects");
    assert_eq!(stage["data_column"], "stage_development");
    assert_eq!(stage["csv_header"], "Stage of Development - (Value)");
    assert_eq!(stage["sqlite_table"], "project");
    assert_eq!(stage["sqlite_column"], "stage_development_value");
    assert_eq!(stage["priority"], 1);
    assert_eq!(stage["codelist"][0], "Contracted");
    let payer = find("/outcome_payment_commitments/*/organisation_id/value");
    assert_eq!(
        payer["api_name"],
        "outcome_payment_commitments.organisation_id"
    );
    assert_eq!(payer["data_table"], "projects_outcome_payment_commitments");
    assert_eq!(payer["refers_to"], "organisation");
    assert_eq!(payer["list"], "/outcome_payment_commitments");
    assert_eq!(payer["sqlite_column"], "organisation_id_value");
    assert_eq!(
        find("/dates/outcomes_contract_signed/value")["type"],
        "date"
    );
    assert!(fields.iter().all(|field| field["description"].is_string()));
    assert!(!answer.text().contains("/status\""));
    // Pipeline deals are not in the SQLite file.
    let text = app.get("/data/dictionary/pipeline.json").await.text();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(all["fields"][0]["sqlite_column"].is_null());
}

#[tokio::test]
async fn a_range_of_capital_is_shown_as_a_range() {
    let app = App::of(demo());
    let page = app.page("/projects/INDIGO-POJ-0182").await;
    let capital = page.split("Capital committed</a></dt>").nth(1).unwrap();
    let capital = capital.split("</div>").next().unwrap();
    for wanted in ["£659,101", " to ", "title=\"Exactly £2,357,570\"", "US$3"] {
        assert!(capital.contains(wanted), "{wanted}: {capital}");
    }
    // What it means is a link away.
    let href = "/data/dictionary/project#overall_project_finance.total_investment_commitment";
    assert!(
        page.contains(&format!("<a href=\"{href}\">Capital committed")),
        "{page}"
    );
    let dictionary = app.page("/data/dictionary/project").await;
    assert!(dictionary.contains("id=\"overall_project_finance.total_investment_commitment\""));
}

#[tokio::test]
async fn similar_contracts_say_what_results_they_have() {
    let app = App::of(demo());
    let page = app.page("/projects/INDIGO-POJ-0198").await;
    let similar = page.split("id=\"on-similar\"").nth(1).unwrap();
    let similar = similar.split("</section>").next().unwrap();
    assert!(similar.contains(". Results for "), "{similar}");
    assert!(!similar.contains("Nothing is known here"), "{similar}");
}
