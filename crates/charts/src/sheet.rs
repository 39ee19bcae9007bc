//! The sheet a plot is drawn on: shapes and texts as SVG, everything escaped.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::lettering::{self, Fitted};
use crate::number::place;
use crate::{href, pattern};

/// Width of the drawing for wide places, in its own units.
pub(crate) const WIDE: f64 = 720.0;
/// Width of the drawing for phones, in its own units.
pub(crate) const NARROW: f64 = 330.0;
/// Size of every text, in the same units; the style sheet holds the scale so that it is never shown under 12 px.
pub(crate) const TEXT: f64 = 14.0;
/// From one line of text to the next.
pub(crate) const LINE: f64 = 17.0;

/// Where a text stands relative to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It starts there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// What is being drawn, and how big it has become.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// What ids of this sheet begin with.
    pub(crate) id: String,
    /// In its own units.
    pub(crate) width: f64,
    /// In its own units; set when it is known.
    pub(crate) height: f64,
    /// Whether it is the one for phones.
    pub(crate) is_narrow: bool,
    pub(crate) body: String,
    pub(crate) patterns: BTreeSet<usize>,
    pub(crate) has_links: bool,
}

impl Sheet {
    /// An empty sheet for wide places.
    pub(crate) fn wide(slug: &str) -> Self {
        Self::new(format!("{slug}-w"), WIDE, false)
    }

    /// An empty sheet for phones.
    pub(crate) fn narrow(slug: &str) -> Self {
        Self::new(format!("{slug}-n"), NARROW, true)
    }

    /// An empty sheet.
    pub(crate) fn new(id: String, width: f64, is_narrow: bool) -> Self {
        Self {
            id,
            width,
            height: 0.0,
            is_narrow,
            body: String::new(),
            patterns: BTreeSet::new(),
            has_links: false,
        }
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"/>"#,
            place(x),
            place(y),
            place(width.max(0.0)),
            place(height.max(0.0))
        );
    }

    /// A rectangle in the colour and pattern of a series, counted from 0.
    pub(crate) fn patterned(&mut self, series: usize, x: f64, y: f64, width: f64, height: f64) {
        let number = pattern::number(series);
        if number == 1 {
            self.rect("chart-1", x, y, width, height);
            return;
        }
        self.patterns.insert(number);
        let _ = write!(
            self.body,
            r##"<rect fill="url(#{}-p{number})" x="{}" y="{}" width="{}" height="{}"/>"##,
            self.id,
            place(x),
            place(y),
            place(width.max(0.0)),
            place(height.max(0.0))
        );
    }

    /// A circle.
    pub(crate) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let _ = write!(
            self.body,
            r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#,
            place(x),
            place(y),
            place(radius.max(0.0))
        );
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let _ = write!(
            self.body,
            r#"<line class="{class}" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
            place(from.0),
            place(from.1),
            place(to.0),
            place(to.1)
        );
    }

    /// A path whose data were made from numbers.
    pub(crate) fn path(&mut self, class: &str, data: &str) {
        let _ = write!(self.body, r#"<path class="{class}" d="{data}"/>"#);
    }

    /// One line of text.
    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(r#" class="{class}""#)
        };
        let _ = write!(
            self.body,
            r#"<text{class} x="{}" y="{}"{anchor}>{}</text>"#,
            place(x),
            place(y),
            escaped(text)
        );
    }

    /// Several lines of text, the first with its foot at `y`; the whole text on hover if it was shortened.
    pub(crate) fn texts(
        &mut self,
        class: &str,
        (x, y): (f64, f64),
        anchor: Anchor,
        fitted: &Fitted,
        whole: &str,
    ) {
        if fitted.is_shortened {
            self.open_titled(whole);
        }
        for (index, line) in fitted.lines.iter().enumerate() {
            if index > 0 {
                // So that words of two lines are two words to a screen reader.
                self.body.push(' ');
            }
            self.text(class, x, y + LINE * index_f64(index), anchor, line);
        }
        if fitted.is_shortened {
            self.close_titled();
        }
    }

    /// Opens a group that says something on hover.
    pub(crate) fn open_titled(&mut self, title: &str) {
        let _ = write!(self.body, "<g><title>{}</title>", escaped(title));
    }

    /// Closes such a group.
    pub(crate) fn close_titled(&mut self) {
        self.body.push_str("</g>");
    }

    /// Opens a mark: a link to the records behind it, if it has an address that may be linked to.
    ///
    /// `name` says what the mark shows; it is the name of the link and appears on hover.
    pub(crate) fn open_mark(&mut self, to: Option<&String>, name: &str) -> Mark {
        let name = escaped(name);
        let href = to.and_then(|to| href::safe(to));
        if let Some(href) = href {
            self.has_links = true;
            let _ = write!(self.body, r#"<a href="{}""#, escaped(href));
        } else {
            self.body.push_str("<g");
        }
        let named_at = self.body.len();
        let _ = write!(self.body, "><title>{name}</title>");
        Mark {
            is_link: href.is_some(),
            named_at,
            name,
        }
    }

    /// Closes a mark.
    pub(crate) fn close_mark(&mut self, mark: Mark) {
        let Mark {
            is_link,
            named_at,
            name,
        } = mark;
        if !is_link {
            self.body.push_str("</g>");
            return;
        }
        // A name beside words that are seen would have to repeat them letter by letter.
        let has_text = self.body[named_at..].contains("<text");
        if !has_text {
            let label = format!(r#" aria-label="{name}""#);
            self.body.insert_str(named_at, &label);
        }
        self.body.push_str("</a>");
    }

    /// Text that fits into `room`, in at most `most` lines.
    pub(crate) fn fit(text: &str, room: f64, most: usize) -> Fitted {
        lettering::fit(text, room, most, TEXT)
    }

    /// The same for strong letters, which are wider.
    pub(crate) fn fit_strong(text: &str, room: f64, most: usize) -> Fitted {
        lettering::fit(text, room / lettering::STRONG, most, TEXT)
    }

    /// How wide a text will be.
    pub(crate) fn measure(text: &str) -> f64 {
        lettering::width(text, TEXT)
    }
}

/// An open mark, to be closed.
#[derive(Debug)]
#[must_use]
pub(crate) struct Mark {
    is_link: bool,
    /// Where the name of the link goes in the body, if it needs one.
    named_at: usize,
    name: String,
}

/// A count as a length.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of marks are far below 2^52"
)]
pub(crate) fn index_f64(index: usize) -> f64 {
    index as f64
}

/// Text with what XML minds written as entities; characters that XML cannot hold become spaces.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
