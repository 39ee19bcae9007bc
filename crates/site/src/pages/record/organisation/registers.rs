//! An organisation's identifiers in registers, each linked to the register.
//!
//! An identifier such as `GB-COH-11379025` begins with the code of a register as org-id.guide has
//! it. For some registers the page of one organisation has an address that can be told from its
//! number; for the others there is the address of the register.

use indigo_model::{Value, pointer};

use crate::{
    facts::{Piece, Shown},
    pages::record::{
        Page,
        block::{Block, Special},
    },
    url::encode,
};

/// The id of the section.
const ANCHOR: &str = "on-registers";

/// Registers by code: name, and address with `{}` where the number goes. From the registers' own
/// sites and the list of org-id.guide.
const REGISTERS: &str = include_str!("registers.csv");

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Register {
    code: &'static str,
    name: &'static str,
    address: &'static str,
}

/// The register that an identifier is of, and the number in it.
fn register_of(identifier: &str) -> Option<(Register, &str)> {
    REGISTERS
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.splitn(3, ';');
            let register = Register {
                code: cells.next()?,
                name: cells.next()?,
                address: cells.next()?,
            };
            let number = identifier.strip_prefix(register.code)?.strip_prefix('-')?;
            (!number.is_empty()).then_some((register, number))
        })
        // `US-EIN` and a longer code that begins like it.
        .max_by_key(|(register, _)| register.code.len())
}

/// An identifier as a link to its register, or as it stands.
fn shown(identifier: &str) -> Shown {
    let identifier = identifier.trim();
    match register_of(identifier) {
        Some((register, number)) => {
            let of_one = register.address.contains("{}");
            let mut pieces = vec![Piece::Away {
                href: register.address.replace("{}", &encode(number)),
                text: identifier.to_owned(),
            }];
            pieces.push(Piece::Aside(if of_one {
                register.name.to_owned()
            } else {
                format!("{}: search there for {number}", register.name)
            }));
            Shown::of(pieces)
        }
        None => Shown::one(Piece::Text(identifier.to_owned())),
    }
}

pub(super) fn special(page: &Page<'_>) -> Option<Special> {
    let mut identifiers: Vec<&str> = Vec::new();
    let primary = pointer::text(page.data, "/org-ids/primary/value")
        .or_else(|| pointer::get(page.data, "/org-ids/primary").and_then(Value::as_str));
    identifiers.extend(primary);
    for row in pointer::rows(page.data, "/org-ids/secondary") {
        let id = pointer::text(row, "/organisation_id/value")
            .or_else(|| pointer::text(row, "/organisation_id"));
        if let Some(id) = id.filter(|id| !identifiers.contains(id)) {
            identifiers.push(id);
        }
    }
    // An id of this data set is in no register.
    identifiers.retain(|id| *id != page.record.id);
    (!identifiers.is_empty()).then(|| Special {
        anchor: ANCHOR,
        title: "In registers".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::List(identifiers.into_iter().map(shown).collect())],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::web_address;

    #[test]
    fn identifiers_lead_to_their_registers() {
        let href = |id: &str| match shown(id).pieces.into_iter().next() {
            Some(Piece::Away { href, .. }) => Some(href),
            _ => None,
        };
        assert_eq!(
            href(" GB-COH-11379025 ").as_deref(),
            Some("https://find-and-update.company-information.service.gov.uk/company/11379025")
        );
        assert_eq!(
            href("GB-CHC-1044940/?x").as_deref(),
            Some(
                "https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/1044940%2F%3Fx"
            )
        );
        assert!(href("GB-COH-").is_none());
        assert!(href("INDIGO-ORG-0001").is_none());
        assert!(href("XX-YY-1").is_none());
    }

    #[test]
    fn every_register_has_a_code_a_name_and_an_address_once() {
        let mut codes = Vec::new();
        for line in REGISTERS.lines().skip(1) {
            let cells: Vec<&str> = line.split(';').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(
                !cells[1].is_empty() && web_address(&cells[2].replace("{}", "1")).is_some(),
                "{line}"
            );
            assert!(!codes.contains(&cells[0]), "{line}");
            codes.push(cells[0]);
        }
        assert!(codes.len() > 20);
    }
}
