//! `GET /moderate/duplicates`: pairs of records that look the same, side by side.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indexmap::IndexMap;
use indigo_model::{RecordKey, items::leaves};
use indigo_registry::{Duplicate, DuplicateReason, label_at};
use indigo_standard::TypeStandard;

use crate::{
    changed::Changed,
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        door::threshold,
        fault::StaffFault,
        faults::Faults,
        page::{self, Done},
        records::record_page_href,
        signed_in::SignedIn,
    },
};

/// Pairs on the page.
const PAIRS: usize = 20;

/// Rows of a pair's table.
const ROWS: usize = 60;

/// How sure a suggestion has to be.
const LEAST: u32 = 40;

#[derive(Template)]
#[template(path = "staff/duplicates.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    done: Option<&'static str>,
    record_type: String,
    types: Vec<(String, String, bool)>,
    pairs: Vec<Pair>,
}

/// Two records side by side.
struct Pair {
    number: usize,
    first: Side,
    second: Side,
    score: u32,
    reasons: Vec<String>,
    rows: Vec<(String, Changed)>,
    more: usize,
}

struct Side {
    id: String,
    name: String,
    href: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let wanted = desk.asked.parameter("type").unwrap_or("organisation");
        answer(desk, wanted, Faults::default(), StatusCode::OK)
    })
    .await
}

/// The page of a type, with what is wrong with a form that was sent.
pub(super) fn answer(desk: &Desk<'_>, wanted: &str, faults: Faults, status: StatusCode) -> Done {
    threshold::with_status(status, page::html(&view(desk, wanted, faults)?))
}

fn view<'a>(desk: &Desk<'a>, wanted: &str, faults: Faults) -> Result<View<'a>, StaffFault> {
    let standard = desk.site.standard();
    let one = standard
        .get(wanted)
        .or_else(|| standard.types().next())
        .ok_or_else(StaffFault::not_found)?;
    let found = desk.registry.duplicates(&one.id, LEAST, PAIRS)?;
    let pairs = found
        .into_iter()
        .enumerate()
        .map(|(place, duplicate)| pair(desk, one, place + 1, &duplicate))
        .collect::<Result<_, _>>()?;
    let (frame, bar) = desk.around("Records that look the same");
    Ok(View {
        frame,
        bar,
        faults,
        done: match desk.asked.parameter("done") {
            Some("merged") => Some("The two records are one now, and the old address leads to it."),
            Some("not") => Some("They are not suggested again."),
            _ => None,
        },
        record_type: one.id.clone(),
        types: standard
            .types()
            .map(|other| {
                (
                    other.id.clone(),
                    other.profile.words.titles.clone(),
                    other.id == one.id,
                )
            })
            .collect(),
        pairs,
    })
}

fn pair(
    desk: &Desk<'_>,
    one: &TypeStandard,
    number: usize,
    duplicate: &Duplicate,
) -> Result<Pair, StaffFault> {
    let side = |(key, name): &(RecordKey, String)| Side {
        id: key.id.clone(),
        name: name.clone(),
        href: record_page_href(key),
    };
    let mut values: IndexMap<String, (String, [Option<String>; 2])> = IndexMap::new();
    for (place, key) in [&duplicate.first.0, &duplicate.second.0]
        .into_iter()
        .enumerate()
    {
        let data = desk.registry.data_of(key)?.unwrap_or_default();
        for leaf in leaves(&data) {
            let label = label_at(Some(one), &leaf.steps);
            let entry = values.entry(leaf.key).or_insert((label, [None, None]));
            entry.1[place] = Some(crate::changed::plain(leaf.value));
        }
    }
    let total = values.len();
    Ok(Pair {
        number,
        first: side(&duplicate.first),
        second: side(&duplicate.second),
        score: duplicate.score,
        reasons: duplicate.reasons.iter().map(reason).collect(),
        rows: values
            .into_values()
            .take(ROWS)
            .map(|(label, [first, second])| {
                let changed = Changed::of_texts(first.as_deref(), second.as_deref());
                (label, changed)
            })
            .collect(),
        more: total.saturating_sub(ROWS),
    })
}

fn reason(reason: &DuplicateReason) -> String {
    match reason {
        DuplicateReason::ExternalId(id) => format!("the same identifier from outside: {id}"),
        DuplicateReason::Name(name) => format!("the same name: {name}"),
        DuplicateReason::NameWithoutLegalForm(name) => {
            format!("the same name without legal forms: {name}")
        }
        DuplicateReason::Words(words) => format!("the same words in the name: {words}"),
        DuplicateReason::SimilarName(likeness) => format!("names that are {likeness} % alike"),
        DuplicateReason::Website(host) => format!("the same website: {host}"),
    }
}
