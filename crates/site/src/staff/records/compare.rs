//! `GET /records/{type}/{id}/compare?from=&to=`: what differs between two versions.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::Action;

use super::{happened::changes, record, record_page_href};
use crate::{
    changed::Changed,
    frame::Frame,
    request::Asked,
    site::App,
    staff::{bar::Bar, page, signed_in::SignedIn},
};

#[derive(Template)]
#[template(path = "staff/compare.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    href: String,
    id: String,
    from: i64,
    to: i64,
    from_title: String,
    to_title: String,
    changes: Vec<(String, Changed)>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let key = record(desk, Action::SeeHistory)?;
        let number = |name: &str| -> i64 {
            desk.asked
                .parameter(name)
                .and_then(|number| number.parse().ok())
                .unwrap_or_default()
        };
        let (from, to) = (number("from"), number("to"));
        let items = desk.registry.compare(&key, from, to)?;
        let one = desk.site.standard().get(&key.record_type);
        let (frame, bar) = desk.around(&format!("{}: two versions", key.id));
        page::html(&View {
            frame,
            bar,
            href: record_page_href(&key),
            from,
            to,
            from_title: format!("Version {from}"),
            to_title: format!("Version {to}"),
            changes: changes(one, &items),
            id: key.id,
        })
    })
    .await
}
