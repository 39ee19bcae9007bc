//! The key: which look stands for what.

use crate::sheet::{Anchor, Sheet, index_f64};

/// How something looks in the plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Swatch {
    /// The colour and pattern of a series, counted from 0.
    Series(usize),
    /// The line of a series, counted from 0.
    Line(usize),
    /// A rectangle of a class.
    Class(&'static str),
    /// A diamond: a point in time.
    Diamond,
    /// The sign of a kind of node, counted from 0.
    Sign(usize),
}

/// Draws a key from `y` on and gives where it ends; entries go to the next line when they must.
pub(crate) fn key(sheet: &mut Sheet, y: f64, entries: &[(Swatch, String)]) -> f64 {
    if entries.is_empty() {
        return y;
    }
    let (mut x, mut y) = (0.0, y);
    for (swatch, text) in entries {
        let fitted = Sheet::fit(text, sheet.width - 26.0, 1);
        let shown = fitted.lines.first().map_or("", String::as_str);
        let wide = 26.0 + Sheet::measure(shown);
        if x > 0.0 && x + wide > sheet.width {
            x = 0.0;
            y += 22.0;
        }
        match swatch {
            Swatch::Series(series) => sheet.patterned(*series, x, y + 3.0, 18.0, 14.0),
            Swatch::Line(series) => {
                let class = line_class(*series);
                sheet.line(&class, (x, y + 10.0), (x + 20.0, y + 10.0));
            }
            Swatch::Class(class) => sheet.rect(class, x, y + 3.0, 18.0, 14.0),
            Swatch::Diamond => diamond(sheet, "chart-1", x + 9.0, y + 10.0),
            Swatch::Sign(kind) => sign(sheet, *kind, x + 9.0, y + 10.0, 6.5),
        }
        sheet.texts("", (x + 26.0, y + 15.0), Anchor::Start, &fitted, text);
        x += wide + 16.0;
    }
    y + 28.0
}

/// The class of the line of a series, counted from 0.
pub(crate) fn line_class(series: usize) -> String {
    format!("chart-line-{}", crate::pattern::number(series))
}

/// A diamond around a place.
pub(crate) fn diamond(sheet: &mut Sheet, class: &str, x: f64, y: f64) {
    let n = crate::number::place;
    let data = format!("M{} {}l7 7l-7 7l-7-7z", n(x), n(y - 7.0));
    sheet.path(class, &data);
}

/// The sign of a kind: circle, square, triangle, diamond, each in its colour; then they begin again.
pub(crate) fn sign(sheet: &mut Sheet, kind: usize, x: f64, y: f64, radius: f64) {
    let n = crate::number::place;
    let class = format!("chart-{} chart-rim", crate::pattern::number(kind));
    match kind % 4 {
        0 => sheet.circle(&class, x, y, radius),
        1 => {
            let half = radius * 0.89;
            sheet.rect(&class, x - half, y - half, half * 2.0, half * 2.0);
        }
        2 => {
            let (high, wide) = (radius * 1.3, radius * 1.2);
            let data = format!(
                "M{} {}L{} {}L{} {}z",
                n(x),
                n(y - high),
                n(x + wide),
                n(y + radius * 0.8),
                n(x - wide),
                n(y + radius * 0.8)
            );
            sheet.path(&class, &data);
        }
        _ => {
            let far = radius * 1.3;
            let data = format!(
                "M{} {}L{} {}L{} {}L{} {}z",
                n(x),
                n(y - far),
                n(x + far),
                n(y),
                n(x),
                n(y + far),
                n(x - far),
                n(y)
            );
            sheet.path(&class, &data);
        }
    }
}

/// How high some lines of text are.
pub(crate) fn lines_height(lines: usize) -> f64 {
    index_f64(lines) * crate::sheet::LINE
}
