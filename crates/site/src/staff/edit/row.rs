//! `GET` and `POST /records/{type}/{id}/edit/{list}/{row}`: one row of a list.

use askama::Template;
use axum::{extract::State, response::Response};
use indigo_model::{Object, Value, changes::row_id, pointer};
use indigo_standard::RowList;

use super::{
    content::has_content,
    edit_href,
    fault_of::fault_of,
    fields::{Form, Piece, Widget, before_of, id_of},
    keep::OTHER_WINDOW,
    reference::References,
    rows::{free_id, list_at, rows_mut, segment_of, stem},
    take::take,
    work::Work,
};
use crate::{
    frame::Frame,
    request::Asked,
    site::App,
    staff::{
        bar::Bar,
        desk::Desk,
        fault::StaffFault,
        faults::Faults,
        form::Posted,
        page::{self, Done},
        signed_in::SignedIn,
    },
    words::sentence_case,
};

/// The row that an address calls new.
const NEW: &str = "new";

#[derive(Template)]
#[template(path = "staff/edit_row.html")]
struct View<'a> {
    frame: Frame<'a>,
    bar: Bar,
    script: &'a str,
    faults: Faults,
    done: Option<&'static str>,
    href: String,
    row_href: String,
    list_anchor: String,
    name: String,
    list_title: String,
    title: String,
    hint: String,
    is_new: bool,
    is_unsaved: bool,
    stamp: String,
    /// The row as it was when the page was made.
    was: String,
    pieces: Vec<Piece>,
}

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let work = Work::open(desk)?;
        let place = Place::of(desk, &work)?;
        let row = place.row(&work);
        answer(desk, &work, &place, &row, None)
    })
    .await
}

pub(crate) async fn post(
    State(site): State<App>,
    asked: Asked,
    who: SignedIn,
    posted: Posted,
) -> Response {
    page::from(site, asked, who, move |desk| keep(desk, &posted)).await
}

/// Where the row is.
struct Place<'a> {
    list: &'a RowList,
    /// Its number; nothing for a new one.
    number: Option<usize>,
    own_id: Option<Vec<String>>,
}

impl<'a> Place<'a> {
    /// A new row of the list that the address names.
    fn of_new(desk: &Desk<'a>, work: &Work<'a>) -> Result<Self, StaffFault> {
        let list = list_at(work.one, desk.asked.segment(4)).ok_or_else(StaffFault::not_found)?;
        let own_id = work
            .table(desk, &list.pointer)
            .and_then(|table| table.id.clone());
        Ok(Self {
            list,
            number: None,
            own_id,
        })
    }

    fn of(desk: &Desk<'a>, work: &Work<'a>) -> Result<Self, StaffFault> {
        let list = list_at(work.one, desk.asked.segment(4)).ok_or_else(StaffFault::not_found)?;
        let row = desk.asked.segment(5);
        let number = if row == NEW {
            None
        } else {
            let number = row.parse::<usize>().map_err(|_| StaffFault::not_found())?;
            let count = pointer::rows(&work.data, &list.pointer).count();
            Some(number)
                .filter(|number| *number < count)
                .map(Some)
                .ok_or_else(StaffFault::not_found)?
        };
        let own_id = work
            .table(desk, &list.pointer)
            .and_then(|table| table.id.clone());
        Ok(Self {
            list,
            number,
            own_id,
        })
    }

    /// The row as it is written; a new one has an id of its own.
    fn row(&self, work: &Work<'_>) -> Value {
        if let Some(number) = self.number {
            return pointer::rows(&work.data, &self.list.pointer)
                .nth(number)
                .cloned()
                .unwrap_or_default();
        }
        let mut row = Object::new();
        if let Some(keys) = &self.own_id {
            let stem = stem(work.one, self.list, keys, &work.data);
            pointer::set(
                &mut row,
                keys,
                Value::from(free_id(&work.data, self.list, &stem)),
            );
        }
        Value::Object(row)
    }

    fn before<'w>(&self, work: &'w Work<'_>, row: &Value) -> Option<&'w Value> {
        let former: Vec<&Value> = pointer::rows(&work.seen.data, &self.list.pointer).collect();
        before_of(&former, row)
    }
}

fn keep(desk: &Desk<'_>, posted: &Posted) -> Done {
    let _turn = desk.site.writing.lock();
    let mut work = Work::open(desk)?;
    let mut place = match Place::of(desk, &work) {
        Ok(place) => place,
        // The row went in another window; what was typed about it is not lost.
        Err(_) => Place::of_new(desk, &work)?,
    };
    let references = References::of(desk)?;
    let is_another = place.number.is_some() && posted.text("was") != digest_of(&place.row(&work));
    if is_another {
        place = Place::of_new(desk, &work)?;
    }
    let former = place.row(&work);
    let mut row = former.clone();
    take(
        &work,
        &references,
        Some(&place.list.pointer),
        &place.list.fields,
        place.own_id.as_deref(),
        posted,
        &mut row,
    );
    if posted.text("stamp") != work.stamp && row != former {
        return answer(desk, &work, &place, &row, Some(OTHER_WINDOW));
    }
    let says_nothing = place.number.is_none() && !says_something(&row, place.own_id.as_deref());
    if says_nothing {
        return answer(
            desk,
            &work,
            &place,
            &row,
            Some("The row says nothing yet. Fill in what you know, or go back"),
        );
    }
    let mut data = work.data.clone();
    let Some(rows) = rows_mut(&mut data, place.list) else {
        return answer(
            desk,
            &work,
            &place,
            &row,
            Some(
                "Something else than a list stands here in the record, so no row can be added. Tell a moderator",
            ),
        );
    };
    let number = match place.number {
        Some(number) => {
            if let Some(slot) = rows.get_mut(number) {
                *slot = row.clone();
            }
            number
        }
        None => {
            rows.push(row.clone());
            rows.len() - 1
        }
    };
    let is_changed = data != work.data;
    work.data = data;
    if is_changed {
        work.keep(desk)?;
    }
    let href = edit_href(&work.key);
    let segment = crate::url::encode(&segment_of(place.list));
    let before = place.before(&work, &row);
    let has_faults = place.list.fields.iter().any(|field| {
        let now = pointer::at(&row, &field.keys);
        let was = before.and_then(|row| pointer::at(row, &field.keys));
        fault_of(
            &work,
            &references,
            Some(&place.list.pointer),
            field,
            now,
            was,
        )
        .is_some()
    });
    let to = match posted.text("do") {
        // What is to be mended is shown first; it is kept all the same.
        _ if has_faults => format!("{href}/{segment}/{number}?done=faulty"),
        "another" => format!("{href}/{segment}/new?done=row"),
        _ => format!("{href}?done=row#{}.{number}", id_of(&place.list.pointer)),
    };
    page::to(&to)
}

/// What tells a row from every other, for the form that is sent back.
fn digest_of(row: &Value) -> String {
    indigo_model::items::content_digest(row)
}

/// Whether a new row says anything beside its own id.
fn says_something(row: &Value, own_id: Option<&[String]>) -> bool {
    let mut bare = row.clone();
    if let (Some([first, ..]), Value::Object(object)) = (own_id, &mut bare) {
        object.shift_remove(first);
    }
    has_content(&bare)
}

fn answer(
    desk: &Desk<'_>,
    work: &Work<'_>,
    place: &Place<'_>,
    row: &Value,
    unsaved: Option<&str>,
) -> Done {
    let references = References::of(desk)?;
    let before = place.before(work, row);
    let list = place.list;
    let form = Form {
        desk,
        work,
        references: &references,
        list: Some(&list.pointer),
        now: row,
        before,
        fields: &list.fields,
        own_id: place.own_id.clone(),
    };
    let mut faults = Faults::default();
    if let Some(text) = unsaved {
        faults.add("", text);
    }
    let pieces = form.pieces(&list.children);
    for piece in &pieces {
        if let Piece::Field(field) = piece
            && let Some(text) = &field.fault
        {
            faults.add(&field.id, format!("{}: {text}", field.label));
        }
    }
    let title = sentence_case(&list.title);
    let what = match (place.number, row_id(row)) {
        (None, _) => format!("{title}: new row"),
        (Some(_), Some(id)) => format!("{title}: {id}"),
        (Some(number), None) => format!("{title}: row {}", number + 1),
    };
    let name = work.name();
    let href = edit_href(&work.key);
    let row_name = place
        .number
        .map_or_else(|| NEW.to_owned(), |number| number.to_string());
    let (frame, bar) = desk.around(&format!("{what} – {name}"));
    let view = View {
        frame,
        bar,
        script: desk.site.assets.script(),
        done: desk.said(&[
            ("row", "The row is in your draft. Here is the next one."),
            (
                "faulty",
                "The row is in your draft, with something to mend.",
            ),
        ]),
        row_href: format!(
            "{href}/{}/{row_name}",
            crate::url::encode(&segment_of(list))
        ),
        list_anchor: id_of(&list.pointer),
        href,
        name,
        list_title: title,
        title: what,
        hint: list.description.clone().unwrap_or_default(),
        is_new: place.number.is_none(),
        is_unsaved: unsaved.is_some(),
        stamp: work.stamp.clone(),
        was: digest_of(&place.row(work)),
        pieces,
        faults,
    };
    if unsaved.is_some() {
        page::unfit(&view)
    } else {
        page::html(&view)
    }
}
