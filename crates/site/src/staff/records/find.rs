//! `GET /records`: leads to the page of a record whose id is typed.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::RecordKey;

use super::record_page_href;
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        page::{self, Done},
        signed_in::SignedIn,
    },
};

#[derive(Template)]
#[template(path = "staff/find_record.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    named: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, find).await
}

fn find(desk: &Desk<'_>) -> Done {
    let id = desk.asked.parameter("id").unwrap_or_default().to_owned();
    let mut faults = Faults::default();
    if !id.is_empty() {
        for one in desk.site.standard().types() {
            let key = RecordKey::new(&one.id, &id);
            if desk.registry.record_state(&key)?.is_some() {
                return page::to(&record_page_href(&key));
            }
        }
        faults.add(
            "id",
            "No record was ever named so. Ids are written like INDIGO-POJ-0001",
        );
    }
    let (frame, bar) = desk.around("Open a record");
    let view = View {
        frame,
        bar,
        named: id,
        faults,
    };
    if view.faults.is_empty() {
        page::html(&view)
    } else {
        page::unfit(&view)
    }
}
