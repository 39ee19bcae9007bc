//! What a template remembers of its calculations, which is no longer true once cells are filled.

use std::collections::HashMap;

use quick_xml::{Reader, events::Event};

use crate::workbook::{Fault, recognise::Opened, xml::checked};

/// Takes the order of calculation out, and has programs calculate anew when there are formulas.
/// Gives the place of the part that is to be left out.
pub(super) fn forget(
    opened: &mut Opened<'_>,
    new: &mut HashMap<usize, Vec<u8>>,
) -> Result<Option<usize>, Fault> {
    let chain = opened.package.index("xl/calcChain.xml");
    if chain.is_some() {
        for part in ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
            change(opened, new, part, |element, name| {
                let names_it = matches!(name, "Override" | "Relationship");
                (names_it && element.contains("calcChain")).then(String::new)
            })?;
        }
    }
    let has_formulas = new
        .values()
        .any(|xml| [&b"<f>"[..], b"<f "].iter().any(|start| has(xml, start)));
    if chain.is_some() || has_formulas {
        let workbook = opened.parts.workbook.clone();
        change(opened, new, &workbook, |element, name| {
            let open = (name == "calcPr" && !element.contains("fullCalcOnLoad"))
                .then(|| element.find(char::is_whitespace))
                .flatten()?;
            let (start, rest) = element.split_at(open);
            Some(format!("{start} fullCalcOnLoad=\"1\"{rest}"))
        })?;
    }
    Ok(chain)
}

/// Puts something else in the place of the elements for which `instead` gives it.
fn change(
    opened: &mut Opened<'_>,
    new: &mut HashMap<usize, Vec<u8>>,
    part: &str,
    instead: impl Fn(&str, &str) -> Option<String>,
) -> Result<(), Fault> {
    let (Some(index), Some(xml)) = (opened.package.index(part), opened.package.bytes(part)?) else {
        return Ok(());
    };
    let text = String::from_utf8(xml).map_err(|error| Fault::damaged(part, error))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let (mut out, mut copied) = (String::with_capacity(text.len()), 0);
    let position =
        |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = position(&reader);
        let event = reader
            .read_event()
            .map_err(|error| Fault::damaged(part, error))?;
        let Some(event) = checked(part, event)? else {
            break;
        };
        let end = position(&reader);
        if let (Event::Empty(element), Some(whole)) = (&event, text.get(start..end))
            && let Some(instead) = instead(whole, element.local_name().into_inner())
        {
            out.push_str(&text[copied..start]);
            out.push_str(&instead);
            copied = end;
        }
    }
    out.push_str(&text[copied..]);
    new.insert(index, out.into_bytes());
    Ok(())
}

fn has(xml: &[u8], wanted: &[u8]) -> bool {
    xml.windows(wanted.len()).any(|part| part == wanted)
}
