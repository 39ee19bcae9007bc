//! Reading what was drawn.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

/// An element with its attributes and the text directly inside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    /// The name of what it stands in.
    pub(crate) parent: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        self.get(name).parse().expect("a number")
    }
}

/// All elements of some markup, which has to be well-formed.
pub(crate) fn elements(markup: &str) -> Vec<Element> {
    let whole = format!("<all>{markup}</all>");
    let mut reader = Reader::from_str(&whole);
    reader.config_mut().check_end_names = true;
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Start(tag) => {
                let element = element(&tag, &all, &open);
                open.push(all.len());
                all.push(element);
            }
            Event::Empty(tag) => {
                let element = element(&tag, &all, &open);
                all.push(element);
            }
            Event::End(_) => {
                open.pop().expect("something is open");
            }
            Event::Text(text) => {
                let text: &str = &text;
                if let Some(&at) = open.last() {
                    all[at].text.push_str(text);
                }
            }
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let known = ["amp", "lt", "gt", "quot", "#39"];
                assert!(known.contains(&name), "an entity that is not known: {name}");
                let letter = ["&", "<", ">", "\"", "'"]
                    [known.iter().position(|k| *k == name).expect("as written")];
                if let Some(&at) = open.last() {
                    all[at].text.push_str(letter);
                }
            }
            other => panic!("not expected: {other:?}"),
        }
    }
    assert!(open.is_empty(), "never ended");
    all
}

fn element(tag: &quick_xml::events::BytesStart<'_>, all: &[Element], open: &[usize]) -> Element {
    let attributes = tag
        .attributes()
        .map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.value.to_string();
            assert!(!value.contains('<'), "not escaped: {value}");
            (attribute.key.as_ref().to_string(), value)
        })
        .collect();
    Element {
        name: tag.name().as_ref().to_string(),
        attributes,
        text: String::new(),
        parent: open
            .last()
            .map_or(String::new(), |&at| all[at].name.clone()),
    }
}

/// The numbers in a text, without separators of thousands.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut number = String::new();
    let letters: Vec<char> = text.chars().chain([' ']).collect();
    for (at, &letter) in letters.iter().enumerate() {
        let is_inside = matches!(letter, ',' | '.')
            && !number.is_empty()
            && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() || is_inside && letter == '.' {
            number.push(letter);
        } else if !is_inside && !number.is_empty() {
            found.push(std::mem::take(&mut number));
        }
    }
    found
}
