//! Lists: filters, counts, order, pages.

use crate::{app::App, demo::demo};

/// The ids in a list page, in order.
fn ids(page: &str) -> Vec<&str> {
    page.split("<span class=\"id\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect()
}

/// What a filter offers: value as shown, count, address of the list with it or without it.
fn offers(page: &str, filter: &str) -> Vec<(String, usize, String)> {
    let facet = page
        .split(&format!("id=\"by-{filter}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("no filter {filter}"));
    let facet = facet.split("<details class=\"facet\"").next().unwrap();
    let facet = facet.split("</nav>").next().unwrap();
    facet
        .split("<li")
        .skip(1)
        .map(|item| {
            let between = |before: &str, after: &str| {
                let rest = item.split(before).nth(1).unwrap();
                rest.split(after).next().unwrap().to_owned()
            };
            let text = item.split("class=\"offer\"").nth(1).unwrap();
            let text = text.split('>').nth(1).unwrap().split('<').next().unwrap();
            (
                text.replace('\u{a0}', " "),
                between("class=\"count\">", "<")
                    .replace(',', "")
                    .parse()
                    .unwrap(),
                between("href=\"", "\"").replace("&#38;", "&"),
            )
        })
        .collect()
}

/// How many records a list says that it chose.
fn chosen(page: &str) -> usize {
    let said = page.split("id=\"said\">").nth(1).unwrap();
    let said = said.split('<').next().unwrap();
    let number = said.trim_start_matches("All ").split(' ').next().unwrap();
    number.replace(',', "").parse().unwrap()
}

#[tokio::test]
async fn every_value_of_every_filter_leaves_as_many_records_as_it_says() {
    let app = App::of(demo());
    let standard = indigo_standard::Standard::builtin().unwrap();
    let mut asked = 0;
    for one in standard.types() {
        let path = format!("/{}", one.profile.words.path);
        let page = app.page(&path).await;
        for filter in &one.profile.list.filters {
            if !page.contains(&format!("id=\"by-{}\"", filter.name)) {
                continue;
            }
            for (text, count, href) in offers(&page, &filter.name) {
                let with = app.page(&href).await;
                assert_eq!(chosen(&with), count, "{href}: {text}");
                let back = offers(&with, &filter.name);
                let same = back.iter().find(|(known, _, _)| *known == text).unwrap();
                assert_eq!(same.2, path, "{href}: what is chosen is taken back");
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "{asked}");
}

#[tokio::test]
async fn counts_of_a_second_filter_are_given_the_first() {
    let app = App::of(demo());
    let page = app.page("/projects?results=yes").await;
    for filter in [
        "sector", "country", "region", "payer", "capital", "people", "prices",
    ] {
        for (text, count, href) in offers(&page, filter) {
            assert_eq!(chosen(&app.page(&href).await), count, "{filter}: {text}");
        }
    }
}

#[tokio::test]
async fn filters_count_what_the_cards_hold() {
    let app = App::of(demo());
    let page = app.page("/projects").await;
    let entries = app.reader.catalogue.entries("project");
    let count = |fits: &dyn Fn(&indigo_publish::Card) -> bool| {
        entries.iter().filter(|entry| fits(&entry.card)).count()
    };
    let offered = |filter: &str, text: &str| {
        let all = offers(&page, filter);
        let found = all.iter().find(|(known, _, _)| known == text);
        found
            .unwrap_or_else(|| panic!("{filter}: {text}: {all:?}"))
            .1
    };
    let with_results = count(&|card| card.counts["results"] > 0);
    assert_eq!(offered("results", "With results"), with_results);
    assert_eq!(
        offered("results", "Without results"),
        entries.len() - with_results
    );
    let usd = |card: &indigo_publish::Card| card.numbers.get("capital_usd").copied();
    assert_eq!(
        offered("capital", "US$1 million to US$2 million"),
        count(&|card| usd(card).is_some_and(|usd| (1e6..2e6).contains(&usd)))
    );
    assert_eq!(
        offered("capital", "Not known"),
        count(&|card| usd(card).is_none())
    );
    let people = |card: &indigo_publish::Card| {
        let reached = card.numbers.get("users_actual");
        reached.or(card.numbers.get("users_target")).copied()
    };
    assert_eq!(
        offered("people", "100 to 499"),
        count(&|card| people(card).is_some_and(|people| (100.0..500.0).contains(&people)))
    );
    let european = [
        "GB", "NL", "FR", "DE", "PT", "BE", "SE", "FI", "DK", "NO", "AT", "CH", "IE", "PL", "ES",
        "IT",
    ];
    let in_europe = count(&|card| {
        let countries = card.facets.get("country");
        countries.is_some_and(|codes| codes.iter().any(|code| european.contains(&code.as_str())))
    });
    assert!(in_europe > 0);
    assert!(offered("region", "Europe") >= in_europe);
}

#[tokio::test]
async fn organisations_are_found_by_role_and_by_contracts() {
    let app = App::of(demo());
    let page = app.page("/organisations").await;
    let projects = app.reader.catalogue.entries("project");
    let organisations = app.reader.catalogue.entries("organisation");
    let named = |id: &String, party: &str| {
        let named = projects.iter().filter(|project| {
            let ids = project.card.parties.get(party);
            ids.is_some_and(|ids| ids.contains(id))
        });
        named.count()
    };
    let payers = organisations
        .iter()
        .filter(|one| named(&one.id, "payers") > 0);
    let (_, count, _) = offers(&page, "role")
        .into_iter()
        .find(|(text, _, _)| text == "Outcome payer")
        .unwrap();
    assert_eq!(count, payers.count());
    let sorted = app.page("/organisations?sort=contracts").await;
    let first = ids(&sorted)[0].to_owned();
    let parties = ["payers", "investors", "providers", "intermediaries"];
    let contracts = |id: &String| {
        let takes_part = projects.iter().filter(|project| {
            parties.iter().any(|party| {
                let ids = project.card.parties.get(*party);
                ids.is_some_and(|ids| ids.contains(id))
            })
        });
        takes_part.count()
    };
    let most = organisations.iter().map(|one| contracts(&one.id)).max();
    assert_eq!(Some(contracts(&first)), most);
}

#[tokio::test]
async fn names_of_a_filter_over_records_can_be_looked_for() {
    let app = App::of(demo());
    let page = app.page("/projects?find-payer=council").await;
    let found = offers(&page, "payer");
    assert!(!found.is_empty());
    for (text, count, href) in found {
        assert!(text.to_lowercase().contains("council"), "{text}");
        assert_eq!(chosen(&app.page(&href).await), count, "{text}");
    }
    let nobody = app.page("/projects?find-payer=nobodyiscalledthis").await;
    assert!(nobody.contains("value=\"nobodyiscalledthis\""));
}

#[tokio::test]
async fn every_view_shows_the_same_records_and_is_a_clean_page() {
    let app = App::of(demo());
    let list = app.page("/projects?results=yes&per=50").await;
    let wanted = ids(&list)
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert_eq!(wanted.len(), chosen(&list));
    for view in ["list", "table", "map", "outcomes", "nonsense"] {
        let page = app
            .page(&format!("/projects?results=yes&per=50&view={view}"))
            .await;
        assert_eq!(crate::lint::faults(&page), Vec::<String>::new(), "{view}");
        assert_eq!(chosen(&page), wanted.len(), "{view}");
        if view == "table" || view == "outcomes" {
            for id in &wanted {
                assert!(
                    page.contains(&format!("href=\"/projects/{id}\"")),
                    "{view} {id}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_selection_is_taken_away_in_its_order() {
    let app = App::of(demo());
    let query = "?results=yes&sort=capital_usd&per=100";
    let list = app.page(&format!("/projects{query}")).await;
    let wanted: Vec<String> = ids(&list).into_iter().map(str::to_owned).collect();
    assert!(wanted.len() > 1);
    let csv = app.page(&format!("/projects/selection.csv{query}")).await;
    let places: Vec<usize> = wanted
        .iter()
        .map(|id| csv.find(id.as_str()).unwrap())
        .collect();
    assert!(places.is_sorted());
    let json = app.page(&format!("/projects/selection.json{query}")).await;
    let bodies: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(bodies.as_array().unwrap().len(), wanted.len());
    for (address, status) in [
        ("/projects/selection.xlsx", 200),
        ("/projects/selection.geojson", 200),
        ("/organisations/selection.geojson", 404),
        ("/organisations/details.csv", 404),
        ("/nothing/selection.csv", 404),
        ("/projects/selection.csv?as_of=yesterday", 400),
    ] {
        assert_eq!(app.get(address).await.status, status, "{address}");
    }
}

#[tokio::test]
async fn the_selection_is_said_in_a_sentence() {
    let app = App::of(demo());
    let page = app
        .page("/projects?sector=Homelessness&country=GB&q=young")
        .await;
    let said = page
        .split("id=\"said\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap();
    assert!(
        said.ends_with(" projects: homelessness, in the United Kingdom, with “young”"),
        "{said}"
    );
    assert!(
        page.contains("href=\"/projects?q=young&#38;country=GB\""),
        "{page}"
    );
}

/// Payments planned under plans that take each other's place were once added up.
#[tokio::test]
async fn what_is_planned_is_that_of_the_latest_plan() {
    let app = App::of(demo());
    let page = app
        .page("/projects?view=outcomes&payments=yes&per=100")
        .await;
    assert!(page.contains("Planned to be paid in all: "), "{page}");
    let csv = app.page("/projects/details.csv?payments=yes").await;
    let header = csv.lines().next().unwrap();
    for column in [
        "Planned to be paid in all: plan",
        "Paid in all: currency",
        "Planned to be paid: plans",
        "Unit in words",
        "\"Payment, planned or actual not said\"",
    ] {
        assert!(header.contains(column), "{column}: {header}");
    }
    let next = app.page("/projects/details.csv?payments=yes&page=2").await;
    assert_eq!(next.trim_end(), header.trim_end());
}

#[tokio::test]
async fn a_value_that_no_record_has_is_named() {
    let app = App::of(demo());
    let page = app.page("/projects?country=GB&country=AQ").await;
    assert!(page.contains("(none in Antarctica)"), "{page}");
    let page = app.page("/projects?country=AQ").await;
    assert!(!page.contains("(none in"), "{page}");
}

#[tokio::test]
async fn several_values_of_one_filter_are_kept_by_the_form() {
    let app = App::of(demo());
    let page = app
        .page("/projects?sector=Homelessness&sector=Health")
        .await;
    assert!(page.contains("<input type=\"hidden\" name=\"sector\""));
    assert!(page.contains("homelessness or health") || page.contains("health or homelessness"));
}

#[tokio::test]
async fn lists_are_sorted_and_paged() {
    let app = App::of(demo());
    let first = app.page("/projects?sort=id").await;
    let second = app.page("/projects?sort=id&page=2").await;
    let mut all = ids(&first);
    all.extend(ids(&second));
    assert_eq!(ids(&first).len(), 25);
    let wanted: Vec<&str> = app
        .reader
        .catalogue
        .entries("project")
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(all, wanted);
    let beyond = app.page("/projects?sort=id&page=99").await;
    assert_eq!(ids(&beyond), ids(&second));
    assert!(beyond.contains("this is the last one"));
    for sort in [
        "name",
        "newest",
        "oldest",
        "capital_usd",
        "cap_usd",
        "users_target",
        "changed",
    ] {
        let page = app.page(&format!("/projects?sort={sort}")).await;
        assert!(
            page.contains(&format!("<option value=\"{sort}\" selected>")),
            "{sort}"
        );
    }
}

#[tokio::test]
async fn words_find_full_text_and_parts_of_names() {
    let app = App::of(demo());
    assert!(ids(&app.page("/projects?q=chanc").await).contains(&"INDIGO-POJ-0198"));
    assert!(ids(&app.page("/projects?q=poj-0198").await).contains(&"INDIGO-POJ-0198"));
    let best = app.page("/projects?q=children").await;
    assert!(best.contains("<option value=\"best\" selected>"));
}

#[tokio::test]
async fn an_empty_selection_helps() {
    let app = App::of(demo());
    let page = app.page("/projects?q=zzzzzz").await;
    assert!(page.contains("Nothing fits all of that"));
    assert!(page.contains("href=\"/search?q=zzzzzz\""));
    assert!(page.contains("0 of "));
}

#[tokio::test]
async fn hostile_parameters_are_left_out_of_account() {
    let app = App::of(demo());
    let plain = ids(&app.page("/projects").await).join(" ");
    for query in [
        "?page=-1",
        "?page=abc",
        "?page=99999999999999999999999999&page=1",
        "?nonsense=1&sort=%27%3B--",
        "?sector=",
        "?q=%00",
        "?%ff=%fe",
        "?=&&&",
        "?sector=%0a%0d",
    ] {
        let page = app.page(&format!("/projects{query}")).await;
        assert_eq!(ids(&page).join(" "), plain, "{query}");
    }
    let long = format!("/projects?q={}", "x".repeat(5_000));
    assert_eq!(ids(&app.page(&long).await).join(" "), plain);
    let markup = app
        .page("/projects?sector=%3Cscript%3E&q=%22%3E%3Cb%3E")
        .await;
    assert!(!markup.contains("<script>") && !markup.contains("\"><b>"));
    assert_eq!(crate::lint::faults(&markup), Vec::<String>::new());
}

/// Who mistyped a filter once took everything away in the belief that it was narrowed down.
#[tokio::test]
async fn what_is_not_understood_is_said_and_no_file_is_made_of_it() {
    let app = App::of(demo());
    let page = app.page("/projects?sectr=Health&per=7&country=GB").await;
    assert!(page.contains("Not all of this address was understood"));
    assert!(page.contains("Did you mean “sector”?"), "{page}");
    assert!(page.contains("“7” cannot stand behind “per”"), "{page}");
    assert_eq!(crate::lint::faults(&page), Vec::<String>::new());
    let page = app.page("/projects?sector=Homelesness").await;
    assert!(page.contains("Did you mean “Homelessness”?"), "{page}");
    assert_eq!(chosen(&page), 0);
    for query in [
        "sectr=Health",
        "sector=Homelesness",
        "sort=nothing",
        "results=maybe",
        "country=England",
        "payer=INDIGO-ORG-9999999",
        "utm_source=mail",
    ] {
        for file in [
            "selection.csv",
            "selection.xlsx",
            "selection.json",
            "selection.geojson",
            "details.csv",
            "changes.atom",
        ] {
            let answer = app.get(&format!("/projects/{file}?{query}")).await;
            assert_eq!(answer.status, 400, "{file} {query}");
            assert!(answer.text().contains("Nothing was made of it"), "{query}");
        }
    }
}

/// A value that only happens to have no record is understood, and so is every part of a list's own
/// addresses.
#[tokio::test]
async fn what_a_list_can_be_asked_for_is_understood() {
    let app = App::of(demo());
    for query in [
        "country=AQ",
        "region=Europe%20%2F%20Western%20Europe",
        "start=1999",
        "capital=-500000",
        "prices=no",
        "sdg=17",
        "result_type=Interim",
        "sector=Education",
        "q=&sector=&sectr=",
        "q=young&sort=best&page=2&per=50&view=outcomes&find-payer=nobody",
    ] {
        let page = app.page(&format!("/projects?{query}")).await;
        assert!(!page.contains("was understood"), "{query}");
        let answer = app.get(&format!("/projects/selection.csv?{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
    }
}

#[tokio::test]
async fn a_list_says_which_words_it_showed_instead_of_misspelt_ones() {
    let app = App::of(demo());
    let (typed, instead) = crate::fake::MISSPELT;
    let page = app.page(&format!("/projects?q={typed}")).await;
    let said = format!("Showing results for <strong>{instead}</strong>");
    assert!(page.contains(&said), "{page}");
    assert_eq!(crate::lint::faults(&page), Vec::<String>::new());
    let page = app.page(&format!("/projects?q={instead}")).await;
    assert!(!page.contains("Showing results for"));
}

/// A council officer could not make a list of just the projects on a slip of paper.
#[tokio::test]
async fn words_that_are_nothing_but_ids_choose_just_these() {
    let app = App::of(demo());
    let slip = "INDIGO-POJ-0198%0D%0Aindigo-poj-0167,%20INDIGO-POJ-9999;INDIGO-POJ-0198";
    let page = app.page(&format!("/projects?q={slip}")).await;
    assert_eq!(ids(&page), ["INDIGO-POJ-0198", "INDIGO-POJ-0167"]);
    let said = "projects: the 2 named by their ids; not found: INDIGO-POJ-9999";
    assert!(page.contains(said), "{page}");
    assert!(page.contains("</span> 3 ids <span"), "{page}");
    assert!(page.contains("selected>As they are named<"), "{page}");
    assert!(!page.contains("was understood") && !page.contains("Showing results for"));
    assert_eq!(crate::lint::faults(&page), Vec::<String>::new());
    for view in ["table", "map", "outcomes"] {
        let page = app.page(&format!("/projects?q={slip}&view={view}")).await;
        assert_eq!(chosen(&page), 2, "{view}");
    }
    let csv = app.page(&format!("/projects/selection.csv?q={slip}")).await;
    let first = |line: &str| line.split(',').next().unwrap().to_owned();
    let rows: Vec<String> = csv.lines().skip(1).map(first).collect();
    let own: Vec<&String> = rows.iter().filter(|id| id.starts_with("INDIGO-")).collect();
    assert_eq!(own, ["INDIGO-POJ-0198", "INDIGO-POJ-0167"]);
    let json = app
        .page(&format!("/projects/selection.json?q={slip}"))
        .await;
    let bodies: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(bodies.as_array().unwrap().len(), 2);
    for file in [
        "selection.xlsx",
        "selection.geojson",
        "details.csv",
        "changes.atom",
    ] {
        let address = format!("/projects/{file}?q={slip}");
        assert_eq!(app.get(&address).await.status, 200, "{file}");
    }
    let narrower = app.page(&format!("/projects?q={slip}&country=AQ")).await;
    assert!(narrower.contains("of the 2 named by their ids"));
    let all: Vec<String> = (0..500).map(|id| format!("INDIGO-POJ-{id:04}")).collect();
    let all = all.join("%20");
    let page = app.page(&format!("/projects?q={all}")).await;
    let there_are = app.reader.catalogue.entries("project").iter();
    let below_500 = there_are.filter(|entry| entry.id.as_str() < "INDIGO-POJ-0500");
    assert_eq!(chosen(&page), below_500.count());
    assert!(page.contains("<p class=\"note-box\">Not found: "), "{page}");
    let more = format!("/projects/selection.csv?q={all}%20INDIGO-POJ-0500");
    let answer = app.get(&more).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("more than 500 ids"));
}

/// Columns of nothing but "not known" once took the room of those that say something.
#[tokio::test]
async fn columns_of_which_nothing_is_known_are_named_below() {
    let app = App::of(demo());
    let page = app
        .page("/projects?view=outcomes&q=INDIGO-POJ-0167%20INDIGO-POJ-0168")
        .await;
    assert!(page.contains("Not known for any of these: Price."));
    assert!(!page.contains("<th scope=\"col\">Price</th>"));
    let first = "<td data-side=\"Achieved\"><span class=\"n\">637</span>, Interim, counted from 2018-11, to 2024-06</td>";
    assert!(page.contains(first), "{page}");
    assert_eq!(crate::lint::faults(&page), Vec::<String>::new());
}

#[tokio::test]
async fn numbers_have_columns_of_their_own_behind_the_texts() {
    let app = App::of(demo());
    let ids = "INDIGO-POJ-0167%20INDIGO-POJ-0195%20INDIGO-POJ-0003";
    let csv = app.page(&format!("/projects/details.csv?q={ids}")).await;
    let header = csv.lines().next().unwrap();
    assert!(
        header.trim_end().ends_with(
            "Achieved: number,Achieved: engaged,Achieved: with a positive outcome,\
             Achieved: interim or final,Achieved: counted from,Achieved: counted to,\
             Price per unit,Price per unit: currency,\
             Price at most in all,Price at most in all: currency"
        ),
        "{header}"
    );
    let interim = csv.lines().find(|line| line.contains("637, Interim"));
    assert!(
        interim.unwrap().contains(",637,,,Interim,2018-11,"),
        "{csv}"
    );
    let words = csv.lines().find(|line| line.contains("184 fewer children"));
    assert!(words.unwrap().contains(",,Final,2013-06"), "{csv}");
    let priced = csv.lines().filter(|line| line.contains("per unit"));
    assert!(priced.clone().count() > 0);
    for line in priced.skip(1) {
        assert!(line.contains(",GBP,"), "{line}");
    }
}

/// The files of a workbook were once all that there was: ids in the place of names.
#[tokio::test]
async fn a_workbook_begins_with_a_summary_in_names() {
    let app = App::of(demo());
    let address = "/projects/selection.xlsx?q=INDIGO-POJ-0167%20INDIGO-POJ-0001";
    let book = app.get(address).await;
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(&book.body)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = parts.by_name(name).unwrap();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        text
    };
    let sheets = part("xl/workbook.xml");
    let names: Vec<&str> = sheets
        .split("<sheet name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(names[..3], ["Summary", "readme", "columns"]);
    let texts = part("xl/sharedStrings.xml");
    let sheet = part("xl/worksheets/sheet1.xml");
    let catalogue = &app.reader.catalogue;
    let payer = &catalogue
        .entry("project", "INDIGO-POJ-0167")
        .unwrap()
        .card
        .parties["payers"][0];
    let payer = &catalogue.entry("organisation", payer).unwrap().card.name;
    for text in [
        payer.replace('&', "&amp;").as_str(),
        "/projects/INDIGO-POJ-0167",
        "Capital committed: at most",
        "United Kingdom",
    ] {
        assert!(texts.contains(text), "{text}");
    }
    // The least and the most of a range, and an exact amount.
    for number in ["26620000", "48400000", "407000"] {
        assert!(sheet.contains(&format!("<v>{number}</v>")), "{number}");
    }
    assert_eq!(sheet.matches("<row ").count(), 3);
}
