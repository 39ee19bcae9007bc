//! The texts that cells share.

use quick_xml::events::Event;

use super::{Fault, package::Package, text::decoded, xml};

/// Shared texts in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    all: String,
    ends: Vec<usize>,
}

impl SharedStrings {
    /// Reads the part; none when there is none.
    pub(super) fn read(package: &mut Package<'_>, part: Option<&str>) -> Result<Self, Fault> {
        let mut strings = Self::default();
        let Some(part) = part else {
            return Ok(strings);
        };
        let Some(reader) = package.part(part)? else {
            return Ok(strings);
        };
        let mut xml = xml::Xml::new(part, reader);
        let mut one = String::new();
        let (mut in_text, mut phonetic) = (false, false);
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(element) => match element.local_name().into_inner() {
                    "si" => one.clear(),
                    "t" => in_text = !phonetic,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().into_inner() {
                    "si" => strings.push(std::mem::take(&mut one)),
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    _ => {}
                },
                Event::Empty(element) if element.local_name().into_inner() == "si" => {
                    strings.push(String::new());
                }
                Event::Text(text) if in_text => xml::push_text(&mut one, &text),
                Event::CData(text) if in_text => one.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if in_text => {
                    xml::push_reference(&mut one, part, &reference)?;
                }
                _ => {}
            }
        }
        Ok(strings)
    }

    fn push(&mut self, text: String) {
        self.all.push_str(&decoded(text));
        self.ends.push(self.all.len());
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.all[start..end])
    }
}
