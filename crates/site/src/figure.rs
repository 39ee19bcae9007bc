//! How a page shows a chart: heading, how many records it rests on, plot, source, table, downloads.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use indigo_charts::Drawing;

/// A chart as a part of a page; in a template `{{ figure|safe }}`.
#[derive(Template)]
#[template(path = "parts/figure.html")]
pub(crate) struct Figure {
    id: String,
    level: u8,
    title: String,
    note: String,
    source: String,
    svg: String,
    columns: Vec<Column>,
    rows: Vec<Line>,
    downloads: Option<Downloads>,
}

struct Column {
    name: String,
    is_number: bool,
}

struct Line {
    cells: Vec<(String, bool)>,
    href: Option<String>,
}

struct Downloads {
    csv: String,
    svg: String,
}

impl Figure {
    /// A chart under a heading of the second level, without links to downloads.
    pub(crate) fn of(drawing: Drawing) -> Self {
        let table = &drawing.table;
        let columns: Vec<Column> = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, name)| Column {
                name: name.clone(),
                is_number: table.is_numeric(index),
            })
            .collect();
        let rows = table
            .rows
            .iter()
            .map(|row| Line {
                cells: row
                    .cells
                    .iter()
                    .enumerate()
                    .map(|(index, cell)| {
                        let is_number = columns.get(index).is_some_and(|column| column.is_number);
                        (cell.text.clone(), is_number)
                    })
                    .collect(),
                href: row.href.clone(),
            })
            .collect();
        Self {
            id: drawing.caption.slug(),
            level: 2,
            title: drawing.caption.title,
            note: drawing.caption.note,
            source: drawing.caption.source,
            svg: drawing.svg,
            columns,
            rows,
            downloads: None,
        }
    }

    /// The same under a heading of another level, 2 to 4.
    pub(crate) fn level(mut self, level: u8) -> Self {
        self.level = level.clamp(2, 4);
        self
    }

    /// The same with links to the table as CSV and the plot as SVG.
    ///
    /// They are `PREFIX/ID.csv` and `PREFIX/ID.svg` with `query` (empty, or `?…`) behind;
    /// the page that says so answers there with [`answer`].
    pub(crate) fn downloads(mut self, prefix: &str, query: &str) -> Self {
        let (prefix, id) = (prefix.trim_end_matches('/'), &self.id);
        self.downloads = Some(Downloads {
            csv: format!("{prefix}/{id}.csv{query}"),
            svg: format!("{prefix}/{id}.svg{query}"),
        });
        self
    }
}

/// The file that `name` asks for, out of these charts: `ID.csv` or `ID.svg`; `None` for any other name.
pub(crate) fn answer(drawings: &[Drawing], name: &str) -> Option<Response> {
    let (id, kind) = name.rsplit_once('.')?;
    let drawing = drawings
        .iter()
        .find(|drawing| drawing.caption.slug() == id)?;
    let (content_type, body) = match kind {
        "csv" => ("text/csv; charset=utf-8", drawing.table.csv()),
        "svg" => ("image/svg+xml", drawing.file()),
        _ => return None,
    };
    // A slug is made of lower-case letters, digits and dashes only.
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{id}.{kind}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (
            header::CONTENT_DISPOSITION,
            disposition.unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    Some((headers, body).into_response())
}

#[cfg(test)]
mod tests {
    use indigo_charts::{Bar, Bars, Caption};

    use super::*;

    fn drawing() -> Drawing {
        Bars {
            caption: Caption::new("by sector", "Homes & <work>")
                .described("Two bars.")
                .sourced("this site")
                .noted("3 of 5 projects"),
            label: "Sector".to_owned(),
            measure: "Projects".to_owned(),
            bars: vec![
                Bar::new("Homes", 1_000.0).href("/projects?a=1&b=2"),
                Bar::new("<work>", 2.0),
            ],
        }
        .draw()
    }

    #[test]
    fn a_figure_has_heading_note_source_table_and_downloads() {
        let figure = Figure::of(drawing())
            .level(3)
            .downloads("/landscape/", "?as_of=2025-05-31");
        let page = figure.render().unwrap();
        for wanted in [
            "<h3>Homes &#38; &#60;work&#62;</h3><p>3 of 5 projects</p>",
            "Source: this site.",
            "href=\"/landscape/by-sector.csv?as_of=2025-05-31\"",
            "href=\"/landscape/by-sector.svg?as_of=2025-05-31\"",
            "<th scope=\"col\" class=\"n\">Projects</th>",
            "<th scope=\"row\"><a href=\"/projects?a=1&#38;b=2\">Homes</a></th><td class=\"n\">1,000</td>",
            "<th scope=\"row\">&#60;work&#62;</th>",
            "<caption>",
        ] {
            assert!(page.contains(wanted), "{wanted} in {page}");
        }
        assert!(!page.contains("<work>"));
    }

    #[test]
    fn a_figure_of_nothing_has_no_table() {
        let page = Figure::of(Bars::default().draw()).render().unwrap();
        assert!(page.contains("There is nothing to show") && !page.contains("<table"));
        assert!(!page.contains("Download"));
    }

    #[test]
    fn files_are_answered_by_name_and_nothing_else_is() {
        let drawings = [drawing()];
        for (name, kind) in [
            ("by-sector.csv", "text/csv; charset=utf-8"),
            ("by-sector.svg", "image/svg+xml"),
        ] {
            let response = answer(&drawings, name).unwrap();
            let header = |name| response.headers().get(name).unwrap().to_str().unwrap();
            assert_eq!(header(header::CONTENT_TYPE), kind);
            assert_eq!(
                header(header::CONTENT_DISPOSITION),
                format!("attachment; filename=\"{name}\"")
            );
        }
        for name in [
            "by-sector",
            "by-sector.html",
            "other.csv",
            "../by-sector.csv",
            "",
        ] {
            assert!(answer(&drawings, name).is_none(), "{name}");
        }
    }
}
