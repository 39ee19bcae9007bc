//! `GET /moderate`: the proposals that wait, with filters and counts.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::{Action, ItemKind, May, Value, role};
use indigo_registry::{ItemView, ProposalSummary, QueueCounts, QueueFilter};

use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        names::Names,
        page,
        proposals::{Row, text_of},
        signed_in::SignedIn,
        state::STATES,
    },
    words::shortened,
};

/// Proposals on a page.
const PAGE: usize = 25;

/// Changes of a proposal that its row names.
const NAMED: usize = 3;

/// Letters of a value that stand in a row.
const VALUE_LETTERS: usize = 60;

/// How many are looked through for somebody who may see those of some records only.
const LOOKED_THROUGH: usize = 5_000;

#[derive(Template)]
#[template(path = "staff/queue.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    counts: QueueCounts,
    may_decide: bool,
    may_merge: bool,
    may_look_back: bool,
    types: Vec<Choice>,
    states: Vec<Choice>,
    assigned: Vec<Choice>,
    conflict: Vec<Choice>,
    id: String,
    proposer: String,
    rows: Vec<Row>,
    total: usize,
    first: usize,
    is_filtered: bool,
    earlier: Option<String>,
    later: Option<String>,
}

/// A choice of a filter.
struct Choice {
    value: String,
    words: String,
    is_chosen: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| page::html(&view(desk)?)).await
}

fn view<'a>(desk: &Desk<'a>) -> Result<View<'a>, StaffFault> {
    let asked = desk.asked;
    let text = |name: &str| asked.parameter(name).map(str::to_owned);
    let filter = QueueFilter {
        record_type: text("type"),
        id: text("id"),
        proposer: match text("proposer") {
            Some(proposer) => Some(actor_of(desk, &proposer)?),
            None => None,
        },
        assigned_to: match asked.parameter("assigned") {
            Some("me") => Some(desk.person().actor()),
            Some("nobody") => Some("-".to_owned()),
            _ => None,
        },
        state: text("state"),
        conflict: match asked.parameter("conflict") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        ..QueueFilter::default()
    };
    let number: usize = asked
        .parameter("page")
        .and_then(|page| page.parse().ok())
        .filter(|page| (1..=100_000).contains(page))
        .unwrap_or(1);
    let first = (number - 1) * PAGE;
    let (proposals, total, counts) = found(desk, &filter, first)?;
    let names = Names::of(desk.registry);
    let (frame, bar) = desk.around("Proposals to decide");
    let shown = proposals.len();
    let chosen = |name: &str| asked.parameter(name).unwrap_or_default().to_owned();
    let choices = |name: &str, all: &str, of: &[(&str, &str)]| {
        let chosen = chosen(name);
        std::iter::once(&("", all))
            .chain(of)
            .map(|(value, words)| Choice {
                value: (*value).to_owned(),
                words: (*words).to_owned(),
                is_chosen: chosen == *value,
            })
            .collect::<Vec<_>>()
    };
    let types: Vec<(&str, &str)> = desk
        .site
        .standard()
        .types()
        .map(|one| (one.id.as_str(), one.profile.words.titles.as_str()))
        .collect();
    let mut states: Vec<(&str, &str)> = STATES.to_vec();
    states.push(("any", "all states"));
    let may = |action| desk.person().may(action, None);
    Ok(View {
        frame,
        bar,
        counts,
        may_decide: may(Action::Decide),
        may_merge: may(Action::MergeRecords),
        may_look_back: desk.person().may_somewhere(Action::SeeHistory),
        types: choices("type", "all types", &types),
        states: choices("state", "not decided", &states),
        assigned: choices(
            "assigned",
            "anybody or nobody",
            &[("me", "you"), ("nobody", "nobody")],
        ),
        conflict: choices(
            "conflict",
            "with or without",
            &[("yes", "with conflicts"), ("no", "without")],
        ),
        id: chosen("id"),
        proposer: chosen("proposer"),
        rows: proposals
            .into_iter()
            .map(|summary| row(desk, summary, &names))
            .collect::<Result<_, _>>()?,
        total,
        first: first + 1,
        is_filtered: ["type", "id", "proposer", "assigned", "state", "conflict"]
            .into_iter()
            .any(|name| asked.parameter(name).is_some()),
        earlier: (number > 1).then(|| page_href(asked, number - 1)),
        later: (first + shown < total).then(|| page_href(asked, number + 1)),
    })
}

/// A proposal with the first changes that it asks for, as far as they may see the record whole.
fn row(desk: &Desk<'_>, summary: ProposalSummary, names: &Names<'_>) -> Result<Row, StaffFault> {
    let items = if desk.person().may(Action::SeePrivate, Some(&summary.key)) {
        let view = desk.registry.proposal(&summary.edit)?;
        view.map(|view| view.items).unwrap_or_default()
    } else {
        Vec::new()
    };
    let open: Vec<_> = items.iter().filter(|item| item.decided.is_none()).collect();
    let mut row = Row::of(summary, names);
    row.more = open.len().saturating_sub(NAMED);
    row.asks = open.into_iter().take(NAMED).map(asked_for).collect();
    Ok(row)
}

/// A change in a line: `Stage of development: Implementation → Complete`.
fn asked_for(item: &ItemView) -> String {
    let text = |value: &Option<Value>| {
        let text = value.as_ref().and_then(text_of);
        text.map_or_else(
            || "nothing".to_owned(),
            |text| shortened(&text, VALUE_LETTERS),
        )
    };
    match item.kind {
        ItemKind::Value => format!(
            "{}: {} → {}",
            item.label,
            text(&item.before),
            text(&item.after)
        ),
        ItemKind::NewRow => format!("{}: new row", item.label),
        ItemKind::RemovedRow => format!("{}: row to be taken out", item.label),
        ItemKind::ChangedRow => format!("{}: row to be another", item.label),
        ItemKind::Order => item.label.clone(),
    }
}

/// A page of what they may see of the queue, how much fits, and the counts.
fn found(
    desk: &Desk<'_>,
    filter: &QueueFilter,
    first: usize,
) -> Result<(Vec<ProposalSummary>, usize, QueueCounts), StaffFault> {
    let person = desk.person();
    if role::may(person.account.role, Action::SeeProposals) == May::Yes {
        let queue = desk.registry.queue(filter, PAGE, first)?;
        let total = usize::try_from(queue.total).unwrap_or_default();
        return Ok((queue.proposals, total, desk.registry.queue_counts()?));
    }
    let theirs = |filter: &QueueFilter| -> Result<Vec<ProposalSummary>, StaffFault> {
        let mut proposals = desk.registry.queue(filter, LOOKED_THROUGH, 0)?.proposals;
        proposals.retain(|one| person.may(Action::SeeProposals, Some(&one.key)));
        Ok(proposals)
    };
    let mut counts = QueueCounts::default();
    for one in theirs(&QueueFilter::default())? {
        counts.open += i64::from(one.state == "open");
        counts.changes_asked += i64::from(one.state == "changes_asked");
        counts.with_conflicts += i64::from(one.conflicts > 0);
        counts.unassigned += i64::from(one.assigned_to.is_none());
    }
    let all = theirs(filter)?;
    let total = all.len();
    let page = all.into_iter().skip(first).take(PAGE).collect();
    Ok((page, total, counts))
}

/// The actor behind what was typed: an e-mail address, a name, or the actor itself.
fn actor_of(desk: &Desk<'_>, typed: &str) -> Result<String, StaffFault> {
    let names = Names::of(desk.registry);
    let known = desk
        .registry
        .queue(&QueueFilter::default(), LOOKED_THROUGH, 0)?
        .proposals
        .into_iter()
        .map(|one| one.proposer)
        .find(|actor| names.name(actor).eq_ignore_ascii_case(typed));
    Ok(known.unwrap_or_else(|| typed.to_owned()))
}

fn page_href(asked: &Asked, number: usize) -> String {
    let mut href = "/moderate?".to_owned();
    for (name, value) in asked.parameters() {
        if name != "page" && !value.is_empty() {
            href.push_str(&format!(
                "{}={}&",
                crate::url::encode(name),
                crate::url::encode(value)
            ));
        }
    }
    href.push_str(&format!("page={number}"));
    href
}
