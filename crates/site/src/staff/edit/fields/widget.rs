//! How a field of a form is filled.

use indigo_model::{Action, pointer};
use indigo_standard::Field as Known;

use super::{
    super::{
        content::{has_content, parts},
        kind::Kind,
        options::{self, Choice},
    },
    Form,
    piece::Widget,
};

impl Form<'_, '_> {
    pub(super) fn widget(
        &self,
        field: &Known,
        kind: &Kind,
        keys: &[String],
        text: String,
    ) -> Widget {
        let find =
            |record_type: &str| format!("/records/names/{}", crate::url::encode(record_type));
        let new_href =
            |record_type: &str| format!("/records/{}/new", crate::url::encode(record_type));
        let called = |record_type: &str| record_type.replace('_', " ");
        let line = |mode, list| Widget::Line {
            value: text.clone(),
            mode,
            list,
        };
        match kind {
            Kind::Status => self.status(keys, &text),
            Kind::Sandboxes | Kind::Line => self.text(text, false),
            Kind::Text => self.text(text, true),
            Kind::Row(list) => {
                let chosen = [text.as_str()];
                let mut found = options::rows(self.work, self.references, list, &chosen);
                found.insert(
                    0,
                    Choice {
                        value: String::new(),
                        label: "Not said".to_owned(),
                        is_chosen: text.is_empty(),
                    },
                );
                Widget::Choice(found)
            }
            Kind::Rows(list, separator) => Widget::Several(options::rows(
                self.work,
                self.references,
                list,
                &parts(&text, separator),
            )),
            Kind::Record(record_type) => Widget::Record {
                value: if text.is_empty() {
                    text
                } else {
                    self.references.by_id(record_type, &text).said()
                },
                find: find(record_type),
                new_href: new_href(record_type),
                called: called(record_type),
            },
            Kind::Records(record_type, separator) => Widget::Records {
                kept: options::records(self.references, record_type, &text, separator),
                find: find(record_type),
                new_href: new_href(record_type),
                called: called(record_type),
            },
            Kind::Goal => {
                let chosen: Vec<&str> = Some(text.as_str())
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect();
                Widget::Choice(options::goals(&chosen, true))
            }
            Kind::Goals => Widget::Several(options::goals(&parts(&text, ","), false)),
            Kind::Code => match &field.leaf.codelist {
                Some(list) => Widget::Choice(options::codes(list, &text)),
                None => line("text", ""),
            },
            Kind::Date => line("text", ""),
            Kind::Number => line("decimal", ""),
            Kind::Currency => line("text", "currencies"),
        }
    }

    fn text(&self, value: String, may_be_long: bool) -> Widget {
        if may_be_long || value.contains('\n') || value.len() > 120 {
            let rows = (value.len() / 70 + value.matches('\n').count() + 1).clamp(1, 12);
            Widget::Text { value, rows }
        } else {
            Widget::Line {
                value,
                mode: "text",
                list: "",
            }
        }
    }

    /// A thing that says nothing yet is offered as public; what it would mean is there to be read.
    fn status(&self, keys: &[String], text: &str) -> Widget {
        let with_sandboxes = self.desk.person().may_somewhere(Action::SeeSandboxes);
        let above = keys.split_last().map_or(&[][..], |(_, above)| above);
        let block = if above.is_empty() {
            Some(self.now)
        } else {
            pointer::at(self.now, above)
        };
        let is_new_row = self.list.is_some() && above.is_empty() && self.before.is_none();
        let is_empty = is_new_row || !block.is_some_and(has_content);
        if text.is_empty() && is_empty {
            // How to reach a person is offered for staff only; all else as public.
            let offered = if keys.first().is_some_and(|key| key == "contact") {
                "PRIVATE"
            } else {
                "PUBLIC"
            };
            return Widget::Choice(options::statuses(offered, None, with_sandboxes));
        }
        let in_row = self.list.is_some() && keys.len() > 1;
        let unset = if in_row {
            "Not said (as the row)"
        } else {
            "Not said (staff only)"
        };
        let unset = text.is_empty().then_some(unset);
        Widget::Choice(options::statuses(text, unset, with_sandboxes))
    }
}
