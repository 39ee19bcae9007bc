//! `GET /records/{type}/{id}/edit`: the form of a record.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::pointer;

use super::{
    edit_href,
    fault_of::fault_of,
    fields::{Form, Piece, Widget, id_of, row_faults},
    reference::References,
    work::Work,
};
use crate::{
    frame::{Frame, record_href},
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        faults::Faults,
        page::{self, Done},
        signed_in::SignedIn,
        when::when,
    },
};

#[derive(Template)]
#[template(path = "staff/edit.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    script: &'a str,
    faults: Faults,
    done: Option<&'static str>,
    href: String,
    public_href: Option<String>,
    name: String,
    id: String,
    type_title: String,
    is_new: bool,
    is_whole: bool,
    is_overtaken: bool,
    supersedes: bool,
    /// When the draft was last saved, in words; nothing when there is none.
    saved: String,
    stamp: String,
    /// Groups and lists, for finding one's way.
    contents: Vec<(String, String)>,
    pieces: Vec<Piece>,
    /// What is on the page was not saved.
    is_unsaved: bool,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let work = Work::open(desk)?;
        answer(desk, &work, None)
    })
    .await
}

/// All that is wrong with what was changed, each with the `id` of its field on the page.
pub(super) fn faults_of(work: &Work<'_>, references: &References<'_, '_>) -> Faults {
    let mut faults = Faults::default();
    for field in &work.one.fields {
        let now = pointer::at(&work.data, &field.keys);
        let before = pointer::at(&work.seen.data, &field.keys);
        if let Some(text) = fault_of(work, references, None, field, now, before) {
            faults.add(
                &id_of(&field.pointer),
                format!("{}: {text}", title_of(field)),
            );
        }
    }
    for list in &work.one.lists {
        let former: Vec<_> = pointer::rows(&work.seen.data, &list.pointer).collect();
        for (number, row) in pointer::rows(&work.data, &list.pointer).enumerate() {
            let before = super::fields::before_of(&former, row);
            let count = row_faults(work, references, &list.pointer, &list.fields, row, before);
            if count > 0 {
                faults.add(
                    &format!("{}.{number}", id_of(&list.pointer)),
                    format!(
                        "{}, row {}: {}",
                        list.title,
                        number + 1,
                        crate::words::counted(
                            count,
                            "value is to be mended",
                            "values are to be mended"
                        )
                    ),
                );
            }
        }
    }
    if work.one.name_of(&work.data).is_none() && work.is_new() {
        let at = id_of(&work.one.profile.name_pointer);
        faults.add(&at, "A new record needs a name");
    }
    faults
}

/// What a field is called in a sentence.
fn title_of(field: &indigo_standard::Field) -> String {
    let title = field
        .titles
        .iter()
        .rev()
        .map(|title| super::fields::bare(title))
        .find(|title| !title.is_empty() && *title != "Value");
    crate::words::sentence_case(title.unwrap_or(&field.title))
}

/// The page; `unsaved` says what was wrong when what is on it could not be kept.
pub(super) fn answer(desk: &Desk<'_>, work: &Work<'_>, unsaved: Option<&str>) -> Done {
    let references = References::of(desk)?;
    let mut faults = if work.stamp.is_empty() && unsaved.is_none() {
        Faults::default()
    } else {
        faults_of(work, &references)
    };
    if let Some(text) = unsaved {
        let mut first = Faults::one("", text);
        for fault in faults.iter() {
            first.add(&fault.field, fault.text.clone());
        }
        faults = first;
    }
    let form = Form {
        desk,
        work,
        references: &references,
        list: None,
        now: &work.data,
        before: (work.seen.version > 0).then_some(&work.seen.data),
        fields: &work.one.fields,
        own_id: None,
    };
    let pieces = form.pieces(&work.one.nodes);
    let contents = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open {
                id,
                title,
                is_section: true,
                ..
            } => Some((id.clone(), title.clone())),
            Piece::List(list) => Some((
                list.id.clone(),
                format!("{} ({})", list.title, list.rows.len()),
            )),
            _ => None,
        })
        .collect();
    let name = work.name();
    let (frame, bar) = desk.around(&format!("Edit {name}"));
    let is_public = desk
        .site
        .reader
        .record(&work.key.record_type, &work.key.id)
        .map_err(crate::error::SiteError::from)?
        .is_some();
    let view = View {
        frame,
        bar,
        script: desk.site.assets.script(),
        done: desk.said(&[
            ("saved", "Your draft is saved."),
            ("row", "The row is in your draft."),
            ("moved", "The row is moved."),
            ("removed", "The row is taken out of your draft."),
            ("other", "You have a draft on this record already. Propose it or throw it away under \"Your proposals\"; then the proposal can be changed."),
            ("carried", "Your draft now stands on the newest version."),
        ]),
        href: edit_href(&work.key),
        public_href: is_public.then(|| record_href(work.one, &work.key.id)),
        id: if work.is_new() {
            String::new()
        } else {
            work.key.id.clone()
        },
        type_title: work.one.profile.words.title.clone(),
        is_new: work.seen.version == 0,
        is_whole: work.seen.is_whole,
        is_overtaken: work.is_overtaken(),
        supersedes: work.about.supersedes.is_some(),
        saved: if work.saved.is_empty() {
            String::new()
        } else {
            when(&work.saved)
        },
        stamp: work.stamp.clone(),
        contents,
        pieces,
        is_unsaved: unsaved.is_some(),
        faults,
        name,
    };
    if unsaved.is_some() {
        page::unfit(&view)
    } else {
        page::html(&view)
    }
}
