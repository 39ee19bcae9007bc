//! With whom an organisation works most: who has a part in the same records.

use indexmap::IndexMap;

use super::{ORGANISATION, Taken};
use crate::{
    facts::{Piece, Shown, text},
    frame::on_day,
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Special},
    },
    words::{counted, small_first},
};

/// The id of the section.
const ANCHOR: &str = "on-partners";
/// How many partners are shown.
const SHOWN: usize = 12;

/// What a party is called and the ids of those who are it.
type Party = (String, Vec<String>);

/// Another organisation and how often it has which part beside the one.
#[derive(Debug, PartialEq)]
struct Partner {
    id: String,
    /// Records that both take part in.
    together: usize,
    /// Part → in how many of them.
    parts: IndexMap<String, usize>,
}

/// The partners, most shared records first, from the parties of each record.
fn partners(own: &str, records: &[Vec<Party>]) -> Vec<Partner> {
    let mut found: IndexMap<&str, Partner> = IndexMap::new();
    for parties in records {
        let mut seen: Vec<&str> = Vec::new();
        for (part, ids) in parties {
            for id in ids.iter().filter(|id| *id != own) {
                let partner = found.entry(id).or_insert_with(|| Partner {
                    id: id.clone(),
                    together: 0,
                    parts: IndexMap::new(),
                });
                *partner.parts.entry(part.clone()).or_default() += 1;
                if !seen.contains(&id.as_str()) {
                    seen.push(id);
                    partner.together += 1;
                }
            }
        }
    }
    let mut found: Vec<Partner> = found.into_values().collect();
    found.sort_by(|one, other| {
        other
            .together
            .cmp(&one.together)
            .then_with(|| one.id.cmp(&other.id))
    });
    found
}

fn parties(page: &Page<'_>, taken: &Taken) -> Option<Vec<Party>> {
    let standard = page.reading.site.standard().get(&taken.record_type)?;
    let entry = page
        .reading
        .catalogue
        .entry(&taken.record_type, &taken.id)?;
    let specs = standard.profile.list.parties.iter();
    Some(
        specs
            .filter(|spec| spec.record_type == ORGANISATION)
            .filter_map(|spec| {
                let ids = entry.card.parties.get(&spec.name)?;
                Some((spec.name.replace('_', " "), ids.clone()))
            })
            .collect(),
    )
}

pub(super) fn special(page: &Page<'_>, taken: &[Taken]) -> Option<Special> {
    let records: Vec<Vec<Party>> = taken.iter().filter_map(|one| parties(page, one)).collect();
    // Who is not public counts as nobody.
    let public: Vec<(Partner, (String, String))> = partners(&page.record.id, &records)
        .into_iter()
        .filter_map(|partner| {
            let named = page.named(ORGANISATION, &partner.id)?;
            Some((partner, named))
        })
        .collect();
    let all = public.len();
    let rows: Vec<BlockRow> = public
        .into_iter()
        .take(SHOWN)
        .map(|(partner, (href, text))| {
            let parts: Vec<String> = partner
                .parts
                .iter()
                .map(|(part, times)| format!("{} in {times}", small_first(part)))
                .collect();
            BlockRow::plain(vec![
                Some(Shown::one(Piece::Link {
                    href: on_day(&href, page.reading.day),
                    text,
                })),
                Some(Shown::one(Piece::Number(
                    partner.together.to_string(),
                    None,
                ))),
                text::of(&parts.join(", ")),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| Special {
        anchor: ANCHOR,
        title: "Works most with".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::Table(BlockTable {
            anchor: format!("{ANCHOR}-table"),
            title: if all > rows.len() {
                format!(
                    "The first {} of {}",
                    rows.len(),
                    counted(all, "partner", "partners")
                )
            } else {
                counted(all, "partner", "partners")
            },
            intro: None,
            shut: false,
            columns: ["Organisation", "Records together", "As"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        })],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_counts_once_a_record_however_many_parts_it_has() {
        let of = |part: &str, ids: &[&str]| {
            (
                part.to_owned(),
                ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(),
            )
        };
        let found = partners(
            "o1",
            &[
                vec![of("payers", &["o1", "o2"]), of("investors", &["o2", "o3"])],
                vec![of("payers", &["o3"]), of("providers", &["o1"])],
                vec![of("payers", &["o3"])],
            ],
        );
        let told: Vec<(&str, usize)> = found
            .iter()
            .map(|partner| (partner.id.as_str(), partner.together))
            .collect();
        assert_eq!(told, [("o3", 3), ("o2", 1)]);
        assert_eq!(found[1].parts.get("investors"), Some(&1));
    }
}
