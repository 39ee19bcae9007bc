//! Which styles show a number as a date or a time: spreadsheets keep dates as numbers.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::{Fault, package::Package, xml};

/// How a style shows numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Number,
    /// A date with its day.
    Date,
    /// A date of which only the month or the year is shown.
    Month,
    Time,
}

/// How each style shows numbers, by its place.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Shows>);

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, part: Option<&str>) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let Some(part) = part else {
            return Ok(styles);
        };
        let Some(reader) = package.part(part)? else {
            return Ok(styles);
        };
        let mut xml = xml::Xml::new(part, reader);
        let mut formats: HashMap<u32, Shows> = HashMap::new();
        let mut in_cell_styles = false;
        while let Some(event) = xml.next()? {
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    let number = |name| xml::attribute(element, name)?.parse::<u32>().ok();
                    match element.local_name().into_inner() {
                        "numFmt" => {
                            let code = xml::attribute(element, "formatCode");
                            if let (Some(id), Some(code)) = (number("numFmtId"), code) {
                                formats.insert(id, of_code(&code));
                            }
                        }
                        "cellXfs" => in_cell_styles = matches!(event, Event::Start(_)),
                        "xf" if in_cell_styles => {
                            let id = number("numFmtId").unwrap_or_default();
                            let known = formats.get(&id).copied();
                            styles.0.push(known.unwrap_or_else(|| built_in(id)));
                        }
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().into_inner() == "cellXfs" => {
                    in_cell_styles = false;
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    pub(super) fn shows(&self, style: usize) -> Shows {
        self.0.get(style).copied().unwrap_or(Shows::Number)
    }
}

/// The formats that every program knows by number.
fn built_in(id: u32) -> Shows {
    match id {
        17 => Shows::Month,
        14..=16 | 22 | 27..=31 | 34..=36 | 50..=58 => Shows::Date,
        18..=21 | 32 | 33 | 45..=47 => Shows::Time,
        _ => Shows::Number,
    }
}

/// What a format code such as `dd/mm/yyyy` shows: by its letters outside quotes and brackets, in
/// its first section.
fn of_code(code: &str) -> Shows {
    let (mut day, mut year, mut month, mut hour_or_second) = (false, false, false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != ']')
                    .collect();
                let elapsed = inside.to_ascii_lowercase();
                hour_or_second |= !elapsed.is_empty()
                    && elapsed
                        .chars()
                        .all(|letter| matches!(letter, 'h' | 'm' | 's'));
            }
            ';' => break,
            'd' => day = true,
            'y' => year = true,
            'm' => month = true,
            'h' | 's' => hour_or_second = true,
            'g' if letters.as_str().to_ascii_lowercase().starts_with("eneral") => {
                letters.nth("eneral".len() - 1);
            }
            _ => {}
        }
    }
    if day {
        Shows::Date
    } else if year || (month && !hour_or_second) {
        Shows::Month
    } else if hour_or_second {
        Shows::Time
    } else {
        Shows::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_format_codes_show() {
        for (code, shows) in [
            ("General", Shows::Number),
            ("0.00", Shows::Number),
            ("#,##0\\ \"days\"", Shows::Number),
            ("[Red]-#,##0.00;[Blue]yyyy", Shows::Number),
            ("dd/mm/yyyy", Shows::Date),
            ("[$-409]mmm\\-yy;@", Shows::Month),
            ("YYYY\\-MM\\-DD", Shows::Date),
            ("mmmm", Shows::Month),
            ("yyyy-mm-dd hh:mm", Shows::Date),
            ("hh:mm:ss", Shows::Time),
            ("[h]:mm", Shows::Time),
            ("mm:ss", Shows::Time),
        ] {
            assert_eq!(of_code(code), shows, "{code}");
        }
    }
}
