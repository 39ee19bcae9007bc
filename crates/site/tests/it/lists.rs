//! Lists: filters, counts, order, pages.

use crate::{app::App, demo::demo};

/// The ids in a list page, in order.
fn ids(page: &str) -> Vec<&str> {
    page.split("<span class=\"id\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect()
}

/// The options of a select.
fn options<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let select = page
        .split(&format!("name=\"{name}\">"))
        .nth(1)
        .and_then(|rest| rest.split("</select>").next())
        .unwrap();
    select
        .split("</option>")
        .filter_map(|option| option.rsplit('>').next())
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect()
}

fn counted(option: &str) -> usize {
    let (_, count) = option.rsplit_once(" (").unwrap();
    count.trim_end_matches(')').parse().unwrap()
}

#[tokio::test]
async fn filters_count_what_would_be_left() {
    let app = App::of(demo());
    let all = app.page("/projects").await;
    assert!(all.contains("All 45 projects") || all.contains(" projects</h2>"));
    let sectors = options(&all, "sector");
    assert_eq!(sectors[0], "Any");
    let counts: Vec<usize> = sectors[1..].iter().map(|one| counted(one)).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{sectors:?}");
    for sector in &sectors[1..] {
        let name = sector.rsplit_once(" (").unwrap().0;
        let query = name.replace(' ', "+");
        let page = app.page(&format!("/projects?sector={query}")).await;
        assert_eq!(ids(&page).len(), counted(sector).min(25), "{sector}");
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
