//! The headline figures as an image to share.
//!
//! SVG breaks no lines, so they are broken here, and large numbers are made small enough: a letter
//! is taken to be as wide as in the widest of the fonts that may be there.

use indigo_insight::{Compared, Landscape};

use super::{
    seen::Seen,
    shown::{day_in_words, headline, headline_changes},
};
use crate::site::Site;

/// Width in pixels, and the least height: as previews of links are shown.
const SIZE: (u32, u32) = (1200, 630);
/// What is left free at the sides.
const MARGIN: u32 = 60;
/// Figures beside each other.
const COLUMNS: usize = 3;
/// The width of a figure, and how far apart they begin.
const COLUMN: (u32, u32) = (340, 370);
/// How wide a letter is at most, in hundredths of its size.
const LETTER: u32 = 65;

const WHITE: &str = "#ffffff";
const PALE: &str = "#d9d4ff";

/// Text in the making, from the top down.
struct Sheet {
    texts: String,
    /// Where the next line's baseline is counted from.
    y: u32,
}

/// How a text looks.
#[derive(Clone, Copy)]
struct Look {
    size: u32,
    weight: &'static str,
    fill: &'static str,
}

const TITLE: Look = look(40, "700", WHITE);
const PART: Look = look(28, "700", WHITE);
const SAID: Look = look(24, "400", PALE);
const NAME: Look = look(20, "400", WHITE);
const ASIDE: Look = look(18, "400", PALE);

const fn look(size: u32, weight: &'static str, fill: &'static str) -> Look {
    Look { size, weight, fill }
}

/// An SVG file of its own, with its colours and a description; `address` is that of the page with
/// the same figures.
pub(super) fn image(site: &Site, seen: &Seen<'_>, address: &str) -> String {
    let title = "The landscape of outcomes contracts";
    let mut when = format!("On {}", seen.day_in_words());
    if let Some(before) = &seen.before {
        when.push_str(&format!(", compared with {}", day_in_words(&before.day)));
    }
    let mut told = vec![format!("{when}.")];
    let mut sheet = Sheet {
        texts: String::new(),
        y: 36,
    };
    let whole = SIZE.0 - 2 * MARGIN;
    sheet.lines(MARGIN, whole, TITLE, title);
    sheet.lines(MARGIN, whole, SAID, &when);
    if !seen.picked.is_all {
        sheet.lines(MARGIN, whole, SAID, &seen.picked.said);
        told.push(format!("{}.", seen.picked.said));
    }
    let compared = seen.before.as_ref().map(|before| &before.compared);
    sheet.figures(&seen.now, compared, &mut told);
    if let Some(about) = &seen.about {
        let name = site.countries.name(&about.code);
        sheet.y += 24;
        sheet.lines(MARGIN, whole, PART, name);
        told.push(format!("{name}:"));
        sheet.figures(&about.landscape, about.compared.as_ref(), &mut told);
    }
    sheet.y += 16;
    sheet.lines(
        MARGIN,
        whole,
        ASIDE,
        &format!("Source: public records of Indigo, {address}"),
    );
    let (width, height) = (SIZE.0, SIZE.1.max(sheet.y + 36));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"t d\" font-family=\"system-ui, 'Segoe UI', Roboto, Arial, sans-serif\"><title id=\"t\">{}</title><desc id=\"d\">{}</desc><rect width=\"{width}\" height=\"{height}\" fill=\"#39307f\"/>{}</svg>\n",
        escaped(&format!("{title} on {}", seen.day_in_words())),
        escaped(&told.join(" ")),
        sheet.texts
    )
}

impl Sheet {
    /// The headline figures in rows, each with what it rests on and how it changed.
    fn figures(
        &mut self,
        of_these: &Landscape,
        compared: Option<&Compared>,
        told: &mut Vec<String>,
    ) {
        let figures = headline(of_these);
        let mut changes = compared.map(headline_changes).unwrap_or_default();
        changes.resize(figures.len(), String::new());
        let cells: Vec<_> = figures.into_iter().zip(changes).collect();
        for row in cells.chunks(COLUMNS) {
            let top = self.y + 16;
            let mut bottom = top;
            for (place, ((title, value, rests), change)) in (0_u32..).zip(row) {
                let x = MARGIN + place * COLUMN.1;
                self.y = top;
                self.lines(x, COLUMN.0, fitting(value), value);
                self.lines(x, COLUMN.0, NAME, title);
                self.lines(x, COLUMN.0, ASIDE, rests);
                self.lines(x, COLUMN.0, ASIDE, change);
                bottom = bottom.max(self.y);
                let more = [rests, change].map(|part| match part.is_empty() {
                    true => String::new(),
                    false => format!("; {part}"),
                });
                told.push(format!("{title}: {value}{}.", more.concat()));
            }
            self.y = bottom;
        }
    }

    /// A text in as many lines as it needs.
    fn lines(&mut self, x: u32, width: u32, look: Look, text: &str) {
        let Look { size, weight, fill } = look;
        for line in broken(text, letters(width, size)) {
            self.y += size + size / 4;
            self.texts.push_str(&format!(
                "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>",
                self.y,
                escaped(&line)
            ));
        }
    }
}

/// How many letters of a size have room in a width.
fn letters(width: u32, size: u32) -> usize {
    usize::try_from((width * 100 / (size * LETTER)).max(1)).unwrap_or(1)
}

/// The look of a value: as large as it has room for in one line.
fn fitting(value: &str) -> Look {
    let count = value.chars().count();
    let size = (20..=46)
        .rev()
        .find(|size| letters(COLUMN.0, *size) >= count);
    look(size.unwrap_or(20), "700", WHITE)
}

/// A text in lines of at most so many letters, broken between words, and within a word that is
/// longer than a line.
fn broken(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + letters.len() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(letters.chunks(most).map(|part| part.iter().collect())),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control());
    let mut out = String::with_capacity(text.len());
    for letter in plain {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("a https://b.org c", 8), ["a", "https://", "b.org c"]);
        assert_eq!(broken("", 8), Vec::<String>::new());
        assert_eq!(fitting("319").size, 46);
        let long = fitting("US$867.5 million").size;
        assert!(16 * long * LETTER <= COLUMN.0 * 100, "{long}");
    }
}
