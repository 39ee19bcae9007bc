//! How wide a text will be, and how it is broken or shortened to fit.
//!
//! The font is whatever the reader's system has, so widths are estimates on the safe side.

/// A text made to fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fitted {
    /// The lines to draw.
    pub(crate) lines: Vec<String>,
    /// Whether something of the text was left out.
    pub(crate) is_shortened: bool,
}

/// Fonts with wide letters are taken into account.
const SAFE: f64 = 1.12;

/// How much wider strong letters are.
pub(crate) const STRONG: f64 = 1.15;

/// The estimated width of a text at a font size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * SAFE * size
}

fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.27,
        'f' | 't' | 'r' | 'I' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' => 0.35,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.87,
        'A'..='Z' | '&' | '…' => 0.69,
        '\0'..='\u{24f}' => 0.57,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{3ffff}' => 1.05,
        _ => 0.66,
    }
}

/// Breaks a text into at most `most` lines no wider than `room`, shortening the last if it must.
pub(crate) fn fit(text: &str, room: f64, most: usize, size: f64) -> Fitted {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let longer = if lines[last].is_empty() {
            word.to_owned()
        } else {
            format!("{} {word}", lines[last])
        };
        if width(&longer, size) <= room {
            lines[last] = longer;
            continue;
        }
        if !lines[last].is_empty() {
            lines.push(String::new());
        }
        let mut rest = word.to_owned();
        while width(&rest, size) > room && lines.len() <= most {
            let (head, tail) = broken(&rest, room, size);
            let last = lines.len() - 1;
            lines[last] = head;
            lines.push(String::new());
            rest = tail;
        }
        let last = lines.len() - 1;
        lines[last] = rest;
    }
    let most = most.max(1);
    let is_shortened = lines.len() > most;
    if is_shortened {
        let after = lines[most].clone();
        lines.truncate(most);
        let last = format!("{} {after}", lines[most - 1]);
        lines[most - 1] = cut_off(&last, room, size);
    }
    Fitted {
        lines,
        is_shortened,
    }
}

/// A word broken with a hyphen where it reaches the edge.
fn broken(word: &str, room: f64, size: f64) -> (String, String) {
    let mut head = String::new();
    for (at, character) in word.char_indices() {
        head.push(character);
        if width(&head, size) + width("-", size) > room && at > 0 {
            head.pop();
            return (format!("{head}-"), word[at..].to_owned());
        }
    }
    (head, String::new())
}

/// The beginning of a text that fits, with an ellipsis.
pub(crate) fn cut(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    cut_off(text, room, size)
}

fn cut_off(text: &str, room: f64, size: f64) -> String {
    let mut kept = String::new();
    let mut used = advance('…') * SAFE * size;
    for character in text.chars() {
        used += advance(character) * SAFE * size;
        if used > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}
