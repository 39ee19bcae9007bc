//! The documentation page, made from the description.

use indigo_site::api_routes;

use crate::{app::App, demo::demo, lint::faults};

#[tokio::test]
async fn the_page_shows_every_address_with_answers_of_this_site() {
    let app = App::of(demo());
    let page = app.page("/data/api").await;
    for route in api_routes() {
        let shown = format!("{} {}", route.method, route.path);
        assert!(page.contains(&shown), "{shown}");
    }
    // The one script is that of the search box, which every page has.
    let scripts: Vec<&str> = page.split("<script").skip(1).collect();
    assert_eq!(scripts.len(), 1, "{scripts:?}");
    assert!(
        scripts[0].starts_with(" src=\"/assets/search-"),
        "{}",
        scripts[0]
    );
    assert!(page.contains("What this site answers"));
    // An id of a record that is here.
    assert!(page.contains("INDIGO-POJ-0001"));
    assert_eq!(faults(&page), Vec::<String>::new());
}
