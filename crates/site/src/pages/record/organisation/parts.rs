//! The parts that an organisation has, with the money of each.

use indigo_model::{Value, pointer};
use indigo_registry::Mention;

use super::{Taken, hint};
use crate::{
    facts::{Piece, Shown, money, text},
    frame::{on_day, record_href},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Special},
        card_facts::{facet, newest_first, years},
        project,
        sums::{Sums, per_cent},
    },
    words::{count, small_first},
};

/// The id of the section.
const ANCHOR: &str = "on-parts";
/// The field that names who has a part.
const WHO: &str = "/organisation_id/value";

/// A list whose rows give an organisation a part, and the money that such a row promises.
struct Part {
    list: &'static str,
    money: Option<(&'static str, &'static str)>,
}

const PARTS: [Part; 4] = [
    Part {
        list: "/outcome_payment_commitments",
        money: Some(("/maximum_potential_outcome_payment", "Most that it pays")),
    },
    Part {
        list: "/investments",
        money: Some(("/investment_commitment", "Capital that it commits")),
    },
    Part {
        list: "/service_provisions",
        money: None,
    },
    Part {
        list: "/intermediary_services",
        money: None,
    },
];

/// Whether a mention gives an organisation one of these parts.
pub(super) fn is_part(mention: &Mention) -> bool {
    mention.field == WHO && PARTS.iter().any(|part| part.list == mention.list)
}

/// A part that the organisation has in records of a type.
pub(super) struct Role<'a> {
    /// "Invests in".
    pub(super) title: String,
    /// What one record of the type is called.
    pub(super) of_one: String,
    /// What several are called.
    pub(super) of_many: String,
    part: &'static Part,
    /// The records, each with what the organisation promises in it.
    pub(super) rows: Vec<(&'a Taken, Sums)>,
}

impl Role<'_> {
    /// "project" or "projects".
    pub(super) fn records(&self) -> &str {
        if self.rows.len() == 1 {
            &self.of_one
        } else {
            &self.of_many
        }
    }
}

/// The parts in the order of the standard's types and of who pays, invests, delivers, helps.
pub(super) fn parts<'a>(
    page: &Page<'_>,
    mentions: &[Mention],
    taken: &'a [Taken],
) -> Vec<Role<'a>> {
    let mut roles = Vec::new();
    for one in page.reading.site.standard().types() {
        for part in &PARTS {
            let is_named = |record: &&Taken| {
                mentions.iter().any(|mention| {
                    mention.record_type == one.id
                        && mention.id == record.id
                        && mention.list == part.list
                        && mention.field == WHO
                })
            };
            let rows: Vec<(&Taken, Sums)> = taken
                .iter()
                .filter(|record| record.record_type == one.id)
                .filter(is_named)
                .map(|record| (record, promised(&record.data, part, &page.record.id)))
                .collect();
            if rows.is_empty() {
                continue;
            }
            let title = one.profile.list.roles.get(part.list);
            roles.push(Role {
                title: title.map_or_else(
                    || format!("Named in {}", small_first(&one.profile.words.titles)),
                    String::clone,
                ),
                of_one: small_first(&one.profile.words.title),
                of_many: small_first(&one.profile.words.titles),
                part,
                rows,
            });
        }
    }
    roles
}

/// What the organisation promises in a record; rows that it shares with others count for nobody.
fn promised(data: &Value, part: &Part, id: &str) -> Sums {
    let mut sums = Sums::default();
    if let Some((at, _)) = part.money {
        for row in pointer::rows(data, part.list) {
            if pointer::text(row, WHO) == Some(id) {
                sums.add_at(row, at);
            }
        }
    }
    sums
}

pub(super) fn special(page: &Page<'_>, roles: &[Role<'_>]) -> Option<Special> {
    if roles.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for (place, role) in roles.iter().enumerate() {
        blocks.push(Block::Table(table(page, role, place)));
        if let Some(said) = together(role) {
            blocks.push(hint(&said));
        }
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Takes part in".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

/// What the records of a part promise together, and of how many it is known.
fn together(role: &Role<'_>) -> Option<String> {
    let (_, what) = role.part.money?;
    let mut sums = Sums::default();
    let mut known = 0;
    for (_, of_record) in &role.rows {
        sums.merge(of_record);
        known += usize::from(of_record.known > 0);
    }
    Some(format!(
        "{what}, all together: {} (known for {} of {} {}{}).",
        sums.exact()?.plain(),
        count(known),
        count(role.rows.len()),
        role.records(),
        if sums.by_least > 0 {
            "; the least of a range where no exact amount is known"
        } else {
            ""
        }
    ))
}

fn table(page: &Page<'_>, role: &Role<'_>, place: usize) -> BlockTable {
    let mut taken: Vec<&(&Taken, Sums)> = role.rows.iter().collect();
    taken.sort_by_cached_key(|(one, _)| {
        let entry = page.reading.catalogue.entry(&one.record_type, &one.id);
        entry.map(|entry| newest_first(&entry.card))
    });
    let rows = taken
        .into_iter()
        .filter_map(|(taken, sums)| line(page, taken, sums))
        .collect();
    let amount = role.part.money.map_or("Amount", |(_, what)| what);
    let mut table = BlockTable {
        anchor: format!("{ANCHOR}-{}", place + 1),
        title: format!(
            "{}: {} {}",
            role.title,
            count(role.rows.len()),
            role.records()
        ),
        intro: None,
        shut: false,
        columns: [
            "Name",
            amount,
            "Sector",
            "Country",
            "Years",
            "Stage",
            "Most that can be paid by all",
            "Paid so far by all",
            "Metrics at target",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
    };
    table.without_empty_columns();
    table
}

fn line(page: &Page<'_>, taken: &Taken, sums: &Sums) -> Option<BlockRow> {
    let one = page.reading.site.standard().get(&taken.record_type)?;
    let card = &page
        .reading
        .catalogue
        .entry(&taken.record_type, &taken.id)?
        .card;
    let value = |name: &str| card.values.get(name).map(String::as_str);
    let cap =
        value("cap").and_then(|cap| money::one(&Value::String(cap.to_owned()), value("currency")));
    let score = project::score(&taken.data);
    Some(BlockRow::plain(vec![
        Some(Shown::one(Piece::Link {
            href: on_day(&record_href(one, &taken.id), page.reading.day),
            text: card.name.clone(),
        })),
        sums.exact(),
        facet(page, one, card, "sector"),
        facet(page, one, card, "country"),
        years(card).and_then(|years| text::of(&years)),
        facet(page, one, card, "stage"),
        cap,
        paid(&taken.data, value("cap"), value("currency")),
        (score.compared > 0).then(|| {
            Shown::one(Piece::Text(format!(
                "{} of {}",
                score.reached, score.compared
            )))
        }),
    ]))
}

/// What was paid in a contract, and how much of the most that can be that is.
fn paid(data: &Value, cap: Option<&str>, currency: Option<&str>) -> Option<Shown> {
    let paid = project::paid(data);
    let mut shown = project::paid_or_unsaid(data)?;
    if let (Some((paid_in, amount)), Some(cap)) =
        (paid.only(), cap.and_then(|cap| cap.trim().parse().ok()))
        && currency.map(str::trim) == Some(paid_in)
        && let Some(share) = per_cent(amount, cap)
    {
        shown.pieces.push(Piece::Aside(share));
    }
    Some(shown)
}
