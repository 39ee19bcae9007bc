//! A finished chart: the plot for a page, the table behind it, and the plot as a file.

use crate::caption::Caption;
use crate::pattern;
use crate::sheet::{Anchor, LINE, Sheet, TEXT, WIDE, escaped};
use crate::style;
use crate::table::Table;
use crate::{lettering, number::place};

/// A chart, drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The plot as markup for a page: one `<svg>` for wide places and one for phones, of which the
    /// style sheet shows one; or a sentence, when there is nothing to show.
    pub svg: String,
    /// The numbers that are drawn.
    pub table: Table,
    /// The words that go with it.
    pub caption: Caption,
    /// What the file is made of, from top to bottom.
    sheets: Vec<Sheet>,
}

impl Drawing {
    /// A drawing of a wide and a narrow sheet.
    pub(crate) fn new(caption: &Caption, table: Table, wide: Sheet, narrow: &Sheet) -> Self {
        let mut svg = markup(&wide, caption, "chart-wide");
        svg.push_str(&markup(narrow, caption, "chart-narrow"));
        Self {
            svg,
            table,
            caption: caption.clone(),
            sheets: vec![wide],
        }
    }

    /// A drawing of a sheet without text, shown at every width, and its key for wide places and phones.
    pub(crate) fn with_key(
        caption: &Caption,
        table: Table,
        plot: Sheet,
        key: (Sheet, &Sheet),
    ) -> Self {
        let mut svg = markup(&plot, caption, "chart-map");
        svg.push_str(&aside(&key.0, "chart-wide"));
        svg.push_str(&aside(key.1, "chart-narrow"));
        Self {
            svg,
            table,
            caption: caption.clone(),
            sheets: vec![plot, key.0],
        }
    }

    /// A drawing of nothing: a sentence in the place of the plot.
    pub(crate) fn nothing(caption: &Caption, table: Table) -> Self {
        Self {
            svg: format!("<p class=\"chart-nothing\">{NOTHING}</p>"),
            table,
            caption: caption.clone(),
            sheets: Vec::new(),
        }
    }

    /// Whether there was nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// The plot as a file of its own: with title, note and source, its colours inside, without links.
    #[must_use]
    pub fn file(&self) -> String {
        let mut top = Sheet::new(String::new(), WIDE, false);
        let mut y = 26.0;
        let title = lettering::fit(&self.caption.title, WIDE - 32.0, 3, TEXT * 1.4);
        for line in &title.lines {
            top.text("chart-title", 16.0, y, Anchor::Start, line);
            y += 24.0;
        }
        y = paragraph(&mut top, &self.caption.note, y);
        let mut inner = String::new();
        for sheet in &self.sheets {
            inner.push_str(&format!(
                r#"<svg x="16" y="{}" width="{width}" height="{height}" viewBox="0 0 {} {}" font-size="{TEXT}">{}{}</svg>"#,
                place(y),
                place(sheet.width),
                place(sheet.height),
                pattern::definitions(&sheet.id, &sheet.patterns),
                unlinked(&sheet.body),
                width = place(sheet.width),
                height = place(sheet.height),
            ));
            y += sheet.height;
        }
        if self.is_empty() {
            y = paragraph(&mut top, NOTHING, y + 8.0);
        }
        y += 22.0;
        if !self.caption.source.is_empty() {
            y = paragraph(&mut top, &format!("Source: {}", self.caption.source), y);
        }
        let (width, height) = (place(WIDE + 32.0), place(y));
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d" font-family="Helvetica, Arial, sans-serif" font-size="{TEXT}"><title id="t">{}</title><desc id="d">{}</desc><style>{}</style><rect class="chart-paper" width="{width}" height="{height}"/>{}{inner}</svg>
"#,
            escaped(&self.caption.title),
            escaped(&self.caption.description),
            style::for_file(),
            top.body,
        )
    }
}

const NOTHING: &str =
    "There is nothing to show: none of the records has what this chart is made of.";

fn paragraph(sheet: &mut Sheet, text: &str, y: f64) -> f64 {
    let mut y = y;
    if text.is_empty() {
        return y;
    }
    for line in lettering::fit(text, WIDE, 6, TEXT).lines {
        sheet.text("chart-soft", 16.0, y, Anchor::Start, &line);
        y += LINE;
    }
    y + 4.0
}

/// A sheet as an element of a page.
fn markup(sheet: &Sheet, caption: &Caption, class: &str) -> String {
    // A picture is read as one thing; with links inside it is a group, so that they can be reached.
    let role = if sheet.has_links { "group" } else { "img" };
    let id = &sheet.id;
    format!(
        r#"<svg class="chart-svg {class}" viewBox="0 0 {} {}" role="{role}" aria-labelledby="{id}-t" aria-describedby="{id}-d" font-size="{TEXT}"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>{}{}</svg>"#,
        place(sheet.width),
        place(sheet.height),
        escaped(&caption.title),
        escaped(&caption.description),
        pattern::definitions(id, &sheet.patterns),
        sheet.body
    )
}

/// A key, which says in shapes what the description and the table say in words.
fn aside(sheet: &Sheet, class: &str) -> String {
    format!(
        r#"<svg class="chart-svg {class}" viewBox="0 0 {} {}" aria-hidden="true" font-size="{TEXT}">{}{}</svg>"#,
        place(sheet.width),
        place(sheet.height),
        pattern::definitions(&sheet.id, &sheet.patterns),
        sheet.body
    )
}

/// The same with groups where links are: a file on somebody's disk is far from what they lead to.
fn unlinked(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("<a href=") {
        let (before, link) = rest.split_at(at);
        out.push_str(before);
        out.push_str("<g>");
        // Attribute values are escaped, so that the first ">" ends the tag.
        rest = link.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("</a>", "</g>")
}
