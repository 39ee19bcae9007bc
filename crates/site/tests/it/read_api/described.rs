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
    assert!(!page.contains("<script"));
    assert!(page.contains("What this site answers"));
    // An id of a record that is here.
    assert!(page.contains("INDIGO-POJ-0001"));
    assert_eq!(faults(&page), Vec::<String>::new());
}
