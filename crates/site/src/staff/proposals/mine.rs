//! `GET /proposals`: the own drafts, the own proposals and what became of them, and ways to begin.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_registry::{ProposalSummary, QueueFilter};

use super::proposal_href;
use crate::{
    facts::dates,
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar, edit::DraftLine, names::Names, page, signed_in::SignedIn, state::state_in_words,
    },
};

/// How many are shown, the newest.
const MOST: usize = 500;

/// A proposal in a list.
pub(crate) struct Row {
    pub(crate) edit: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) day: String,
    pub(crate) proposer: String,
    pub(crate) comment: String,
    pub(crate) state: &'static str,
    pub(crate) is_open: bool,
    /// Whether its proposer was asked for changes.
    pub(crate) waits_for_proposer: bool,
    pub(crate) items: i64,
    pub(crate) undecided: i64,
    pub(crate) conflicts: i64,
    pub(crate) assigned: Option<String>,
    /// The first changes that it asks for, and how many more there are.
    pub(crate) asks: Vec<String>,
    pub(crate) more: usize,
}

impl Row {
    pub(crate) fn of(summary: ProposalSummary, names: &Names<'_>) -> Self {
        Self {
            href: proposal_href(&summary.edit),
            name: summary.name.unwrap_or_else(|| "No public name".to_owned()),
            id: summary.key.id,
            day: dates::day_of(&summary.created),
            proposer: names.name(&summary.proposer),
            comment: crate::words::shortened(&summary.comment, 160),
            state: state_in_words(&summary.state),
            is_open: summary.is_open,
            waits_for_proposer: summary.state == "changes_asked",
            items: summary.items,
            undecided: summary.undecided,
            conflicts: summary.conflicts,
            assigned: summary.assigned_to.map(|actor| names.name(&actor)),
            asks: Vec::new(),
            more: 0,
            edit: summary.edit,
        }
    }
}

#[derive(Template)]
#[template(path = "staff/my_proposals.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    done: Option<&'static str>,
    drafts: Vec<DraftLine>,
    /// Address and name of each type that a new record can be proposed of.
    types: Vec<(String, String)>,
    rows: Vec<Row>,
    total: i64,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let filter = QueueFilter {
            proposer: Some(desk.person().actor()),
            state: Some("any".to_owned()),
            ..QueueFilter::default()
        };
        let total = desk.registry.queue(&filter, 0, 0)?.total;
        let before = usize::try_from(total)
            .unwrap_or_default()
            .saturating_sub(MOST);
        let queue = desk.registry.queue(&filter, MOST, before)?;
        let names = Names::of(desk.registry);
        let catalogue = desk
            .site
            .reader
            .catalogue()
            .map_err(crate::error::SiteError::from)?;
        let rows = queue
            .proposals
            .into_iter()
            .rev()
            .map(|mut summary| {
                // What is public of the name: the record may hold another.
                let key = &summary.key;
                let sent_name = || {
                    let data = desk.registry.proposal_data(&summary.edit).ok()??;
                    let one = desk.site.standard().get(&key.record_type)?;
                    Some(one.name_of(&data)?.to_owned())
                };
                summary.name = catalogue
                    .entry(&key.record_type, &key.id)
                    .map(|entry| entry.card.name.clone())
                    .or_else(sent_name);
                Row::of(summary, &names)
            })
            .collect();
        let (frame, bar) = desk.around("Your proposals");
        let actor = desk.person().actor();
        page::html(&View {
            frame,
            bar,
            done: desk.said(&[("forgotten", "The draft is thrown away.")]),
            drafts: desk
                .registry
                .drafts(&actor)?
                .iter()
                .map(|draft| DraftLine::of(desk.site, draft))
                .collect(),
            types: desk
                .site
                .standard()
                .types()
                .map(|one| {
                    let href = format!("/records/{}/new", crate::url::encode(&one.id));
                    (href, one.profile.words.title.to_lowercase())
                })
                .collect(),
            rows,
            total,
        })
    })
    .await
}
