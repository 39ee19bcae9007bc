//! `POST /records/{type}/{id}/edit/review`: proposes the draft, or carries it over to the newest
//! version.

use axum::{extract::State, response::Response};
use indigo_model::Action;
use indigo_registry::{ItemChoice, Verdict};

use super::{edit_href, reference::References, review, show::faults_of, work::Work};
use crate::{
    request::Asked,
    site::App,
    staff::{
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        proposals::proposal_href,
        signed_in::SignedIn,
    },
};

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| {
        // One at a time: the second press of a button finds no draft any more.
        let _turn = desk.site.writing.lock();
        let mut work = Work::open(desk)?;
        if posted.text("stamp") != work.stamp {
            let faults = Faults::one(
                "",
                "Your draft is not the one that this page showed: it was changed or sent meanwhile. Look through it below",
            );
            return review::answer(desk, &work, faults);
        }
        posted.text("comment").clone_into(&mut work.about.comment);
        posted.text("source").clone_into(&mut work.about.source);
        match posted.text("do") {
            "carry" => carry(desk, work, &posted),
            wish => propose(desk, &work, wish == "accept"),
        }
    })
    .await
}

/// Puts the draft on the newest version, with what was chosen where both have changed.
fn carry(desk: &Desk<'_>, mut work: Work<'_>, posted: &Posted) -> Done {
    if posted.text("now") != review::now_of(desk, &work)? {
        let faults = Faults::one(
            "",
            "The record was changed once more since this page was made. Look again, and choose",
        );
        return review::answer(desk, &work, faults);
    }
    let theirs: Vec<&str> = (0..=posted.fields().count())
        .filter(|number| posted.text(&format!("clash{number}")) == "theirs")
        .filter_map(|number| posted.field(&format!("key{number}")))
        .collect();
    let (seen, data) = desk
        .registry
        .carried_over(desk.person(), &work.written(), &|key| theirs.contains(&key))?;
    work.seen = seen;
    work.data = data;
    work.keep(desk)?;
    page::to(&format!("{}?done=carried", edit_href(&work.key)))
}

fn propose(desk: &Desk<'_>, work: &Work<'_>, accept: bool) -> Done {
    // What goes with it is kept, whatever comes of the rest.
    if !work.stamp.is_empty() {
        work.keep(desk)?;
    }
    let references = References::of(desk)?;
    let mut faults = faults_of(work, &references);
    if work.about.comment.is_empty() {
        faults.add(
            "comment",
            "Say why, so that whoever decides can see what it rests on",
        );
    }
    if accept && !desk.person().may(Action::Decide, Some(&work.key)) {
        return Err(StaffFault::NotAllowed);
    }
    if !faults.is_empty() {
        return review::answer(desk, work, faults);
    }
    let proposed = desk
        .registry
        .propose_written(desk.person(), &work.written())?;
    let Some(edit) = proposed else {
        return review::answer(
            desk,
            work,
            Faults::one(
                "",
                "Nothing differs from what stands there, so there is nothing to propose",
            ),
        );
    };
    desk.registry
        .delete_draft(&desk.person().actor(), &work.key)?;
    if accept {
        let all = [ItemChoice::new("", Verdict::Accept)];
        desk.registry
            .decide_items(&desk.person().actor(), &work.about.comment, &edit, &all)?;
    }
    let done = if accept { "accepted" } else { "proposed" };
    page::to(&format!("{}?done={done}", proposal_href(&edit)))
}
