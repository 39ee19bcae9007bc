//! `GET /proposals/{edit}`: a proposal whole, with the forms to decide about it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use indigo_model::Action;
use indigo_registry::{ItemView, ProposalClosed, ProposalSummary, ProposalView, QueueFilter};

use super::{
    checks::remarks,
    decide::{CHOICE, REASON},
    item::{Group, close, groups},
    proposal_href,
    sight::{Sight, proposal},
};
use crate::{
    frame::{Frame, record_href},
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        door::threshold,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        names::Names,
        page::{self, Done},
        records::record_page_href,
        remark::Remark,
        signed_in::SignedIn,
        state::state_in_words,
        when::when,
    },
};

/// Proposals that are read at a time to find the next one, and how often that is done.
const AT_A_TIME: usize = 50;
const PAGES: usize = 40;

#[derive(Template)]
#[template(path = "staff/proposal.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    faults: Faults,
    /// What came of what was done just before.
    done: Option<String>,
    sight: Sight,
    href: String,
    /// Where a workbook is taken that is to stand in its place.
    replace_href: String,
    title: String,
    id: String,
    type_title: String,
    public_href: Option<String>,
    record_href: Option<String>,
    state: &'static str,
    is_open: bool,
    /// Who closed it and when, in a sentence, and why.
    closed: Option<(String, String)>,
    proposer: String,
    came: String,
    origin: &'static str,
    comment: String,
    source: Option<(String, bool)>,
    assigned: Option<String>,
    is_mine_to_decide: bool,
    supersedes: Option<String>,
    superseded_by: Option<String>,
    undecided: i64,
    conflicts: i64,
    fault: Option<String>,
    groups: Vec<Group>,
    /// What the checks would say anew, for who decides.
    remarks: Vec<Remark>,
    /// What it would write without a status: what it is called.
    without_status: Vec<String>,
    /// The reason that was typed in a form that has to be mended.
    typed_comment: String,
    /// What waits next: address and name.
    next: Option<(String, String)>,
    comments: Vec<CommentView>,
}

struct CommentView {
    who: String,
    when: String,
    asks: bool,
    words: String,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        answer(desk, Faults::default(), StatusCode::OK)
    })
    .await
}

/// The page as it stands, with what is wrong with a form that was sent.
pub(super) fn answer(desk: &Desk<'_>, faults: Faults, status: StatusCode) -> Done {
    let (proposal, sight) = proposal(desk)?;
    let view = view(desk, proposal, sight, faults)?;
    threshold::with_status(status, page::html(&view))
}

/// The same with what was chosen and typed in the form for decisions.
pub(super) fn again(desk: &Desk<'_>, faults: Faults, status: StatusCode, posted: &Posted) -> Done {
    let (proposal, sight) = proposal(desk)?;
    let mut view = view(desk, proposal, sight, faults)?;
    posted.text("comment").clone_into(&mut view.typed_comment);
    let typed = |begins: &str, key: &str| posted.text(&format!("{begins}{key}")).to_owned();
    for group in &mut view.groups {
        if let Some(selector) = &group.selector {
            group.chosen = typed(CHOICE, selector);
        }
        for item in &mut group.items {
            item.chosen = typed(CHOICE, &item.key);
            item.typed_reason = typed(REASON, &item.key);
        }
    }
    threshold::with_status(status, page::html(&view))
}

fn view<'a>(
    desk: &Desk<'a>,
    proposal: ProposalView,
    sight: Sight,
    faults: Faults,
) -> Result<View<'a>, StaffFault> {
    let summary = proposal.summary;
    let key = &summary.key;
    let one = desk.site.standard().get(&key.record_type);
    let names = Names::of(desk.registry);
    let public = desk
        .site
        .reader
        .record(&key.record_type, &key.id)
        .map_err(crate::error::SiteError::from)?;
    let public_name = public
        .as_ref()
        .and_then(|record| one?.name_of(&record.data()).map(str::to_owned));
    let name = if sight.is_whole {
        summary.name.clone()
    } else {
        public_name
    };
    let title = name.unwrap_or_else(|| key.id.clone());
    let (frame, bar) = desk.around(&format!("Proposal on {title}"));
    let may_look_back = desk.person().may(Action::SeeHistory, Some(key));
    let next = if sight.may_decide {
        next(desk, &summary)?
    } else {
        None
    };
    let has_fault = proposal.fault.is_some();
    let items = items_seen(desk, sight, &summary.edit, proposal.items)?;
    let mut groups = groups(one, &items, &names);
    if !summary.is_open {
        close(&mut groups);
    }
    Ok(View {
        frame,
        bar,
        faults,
        done: done(desk),
        href: proposal_href(&summary.edit),
        replace_href: format!("/upload?replaces={}", crate::url::encode(&summary.edit)),
        title,
        id: key.id.clone(),
        type_title: one.map_or_else(
            || key.record_type.clone(),
            |one| one.profile.words.title.clone(),
        ),
        public_href: one
            .filter(|_| public.is_some())
            .map(|one| record_href(one, &key.id)),
        record_href: may_look_back.then(|| record_page_href(key)),
        state: state_in_words(&summary.state),
        is_open: summary.is_open,
        closed: proposal
            .closed
            .map(|closed| closed_in_words(closed, &names)),
        proposer: names.name(&summary.proposer),
        came: when(&summary.created),
        origin: match summary.origin.as_str() {
            "workbook" => "by a file",
            "api" => "by the API",
            "correction" => "as a suggestion on a public page",
            "import" => "by an import",
            _ => "by a form",
        },
        comment: summary.comment,
        source: Some(summary.source)
            .filter(|source| !source.trim().is_empty())
            .map(|source| {
                let is_address = crate::url::web_address(&source).is_some();
                (source.trim().to_owned(), is_address)
            }),
        is_mine_to_decide: summary.assigned_to.as_deref() == Some(&desk.person().actor()),
        assigned: summary.assigned_to.map(|actor| names.name(&actor)),
        supersedes: summary.supersedes.map(|edit| proposal_href(&edit)),
        superseded_by: proposal.superseded_by.map(|edit| proposal_href(&edit)),
        undecided: summary.undecided,
        conflicts: summary.conflicts,
        fault: proposal.fault.map(|fault| {
            if sight.is_whole {
                fault
            } else {
                "It does not fit the record as it stands, so it can only be rejected.".to_owned()
            }
        }),
        groups,
        remarks: if sight.is_whole && summary.is_open && !has_fault {
            remarks(desk, &summary.edit)?
        } else {
            Vec::new()
        },
        without_status: proposal
            .without_status
            .into_iter()
            .map(|lack| lack.title)
            .collect(),
        typed_comment: String::new(),
        next,
        comments: proposal
            .comments
            .into_iter()
            .map(|comment| CommentView {
                who: names.name(&comment.actor),
                when: when(&comment.created),
                asks: comment.asks_for_changes,
                words: comment.words,
            })
            .collect(),
        sight,
    })
}

/// Who closed it and when, and why.
fn closed_in_words(closed: ProposalClosed, names: &Names<'_>) -> (String, String) {
    let what = match closed.kind.as_str() {
        "approve" => "Accepted",
        "reject" => "Rejected",
        "withdraw" => "Taken back",
        "supersede" => "Replaced",
        _ => "Closed",
    };
    let who = names.name(&closed.actor);
    let said = format!("{what} by {who} on {} UTC.", when(&closed.created));
    (said, closed.comment)
}

/// What waits next, for whoever decides: after this one in the order of the queue, or else from
/// its beginning.
fn next(desk: &Desk<'_>, this: &ProposalSummary) -> Result<Option<(String, String)>, StaffFault> {
    let me = desk.person().actor();
    let fits = |one: &ProposalSummary| {
        one.edit != this.edit
            && one.state == "open"
            && one.assigned_to.as_ref().is_none_or(|actor| *actor == me)
    };
    // This one may be closed by now; all that came with it or later tells its place.
    let since = QueueFilter {
        state: Some("any".to_owned()),
        since: Some(this.created.clone()),
        ..QueueFilter::default()
    };
    let waiting = QueueFilter {
        state: Some("open".to_owned()),
        ..QueueFilter::default()
    };
    let mut passed = false;
    let later = first_of(desk, &since, |one| {
        let is_later = passed && fits(one);
        passed = passed || one.edit == this.edit;
        is_later
    })?;
    let found = match later {
        Some(one) => Some(one),
        None => first_of(desk, &waiting, fits)?,
    };
    Ok(found.map(|one| {
        let name = one.name.clone().unwrap_or_else(|| one.key.id.clone());
        (proposal_href(&one.edit), name)
    }))
}

/// The first proposal of the queue that is wanted, in its order.
fn first_of(
    desk: &Desk<'_>,
    filter: &QueueFilter,
    mut is_wanted: impl FnMut(&ProposalSummary) -> bool,
) -> Result<Option<ProposalSummary>, StaffFault> {
    for page in 0..PAGES {
        let found = desk.registry.queue(filter, AT_A_TIME, page * AT_A_TIME)?;
        let is_last = found.proposals.len() < AT_A_TIME;
        if let Some(one) = found.proposals.into_iter().find(|one| is_wanted(one)) {
            return Ok(Some(one));
        }
        if is_last {
            break;
        }
    }
    Ok(None)
}

/// The items as they may see them: what is decided of each goes with it.
fn items_seen(
    desk: &Desk<'_>,
    sight: Sight,
    edit: &str,
    items: Vec<ItemView>,
) -> Result<Vec<ItemView>, StaffFault> {
    if sight.is_whole {
        return Ok(items);
    }
    let mut sent = desk
        .registry
        .sent_items(desk.person(), edit)?
        .unwrap_or_default();
    for item in &mut sent {
        item.decided = items
            .iter()
            .find(|one| one.key == item.key)
            .and_then(|one| one.decided.clone());
    }
    Ok(sent)
}

/// What the address says of what was done just before.
fn done(desk: &Desk<'_>) -> Option<String> {
    let number = |name: &str| -> usize {
        desk.asked
            .parameter(name)
            .and_then(|number| number.parse().ok())
            .unwrap_or_default()
    };
    Some(match desk.asked.parameter("done")? {
        "decided" => {
            let mut said = format!(
                "Done: {} accepted, {} rejected.",
                number("accepted"),
                number("rejected")
            );
            match number("left") {
                0 => {}
                1 => said.push_str(" 1 was left open, as the record has changed there since."),
                left => said.push_str(&format!(
                    " {left} were left open, as the record has changed there since."
                )),
            }
            said
        }
        "accepted" => {
            "It is proposed and accepted; what is public of it is seen by everybody now.".to_owned()
        }
        "proposed" => {
            "Thank you. It is proposed; what is decided comes to you as a notice and by mail."
                .to_owned()
        }
        "asked" => "The proposer was asked for changes.".to_owned(),
        "said" => "Your comment was added.".to_owned(),
        "assigned" => "It is yours to decide. Others still can.".to_owned(),
        "given-up" => "It is nobody's to decide now.".to_owned(),
        "withdrawn" => "The proposal was taken back.".to_owned(),
        _ => return None,
    })
}
