//! Suggesting records of a type that look the same, each with the reasons.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indigo_model::{RecordKey, Value, pointer};
use indigo_standard::TypeStandard;
use serde::Serialize;

use super::fold_name::{host, likeness, without_legal_forms, words};
use crate::{Registry, RegistryError, clock, fold, look_back::record_of};

/// A key that more records than this share says nothing (a platform's site, a placeholder).
const SHARED_BY_MANY: usize = 8;

/// A word in more names than this is too common to compare all of them by it.
const COMMON_WORD: usize = 60;

/// How alike names have to be to be told, in hundredths.
const ALIKE: u32 = 80;

/// Records read at a time.
const PAGE: i64 = 500;

/// Why two records look the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason", content = "shared")]
pub enum DuplicateReason {
    /// They have the same identifier from outside.
    ExternalId(String),
    /// Their names are the same but for case, accents and punctuation.
    Name(String),
    /// Their names are the same without legal forms.
    NameWithoutLegalForm(String),
    /// Their names are the same words in another order.
    Words(String),
    /// Their names are nearly the same; how much, in hundredths.
    SimilarName(u32),
    /// Their sites are on the same host.
    Website(String),
}

impl DuplicateReason {
    /// How sure the reason alone makes, in hundredths.
    fn weight(&self) -> u32 {
        match self {
            Self::ExternalId(_) => 90,
            Self::Name(_) => 80,
            Self::NameWithoutLegalForm(_) => 72,
            Self::Words(_) => 60,
            Self::SimilarName(likeness) => likeness.saturating_sub(45),
            Self::Website(_) => 45,
        }
    }
}

/// Two records that look the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// One, with its name.
    pub first: (RecordKey, String),
    /// The other, with its name.
    pub second: (RecordKey, String),
    /// How sure, from 0 to 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<DuplicateReason>,
}

/// What a record is compared by.
struct Print {
    row: i64,
    key: RecordKey,
    name: String,
    names: Vec<Vec<String>>,
    external_ids: Vec<String>,
    hosts: Vec<String>,
}

impl Registry {
    /// Pairs of existing records of a type that look the same, surest first; without those of
    /// which somebody has said that they are not ([`Registry::not_duplicates`]).
    ///
    /// # Errors
    /// When there is no such type, or the database does not answer.
    pub fn duplicates(
        &self,
        record_type: &str,
        least_score: u32,
        limit: usize,
    ) -> Result<Vec<Duplicate>, RegistryError> {
        let one = self
            .standard
            .get(record_type)
            .ok_or_else(|| RegistryError::UnknownType(record_type.to_owned()))?;
        let (prints, dismissed) = self.store.read(|tx| {
            let mut prints = Vec::new();
            let mut after = String::new();
            loop {
                let page = tx.records_of_type(record_type, &after, PAGE)?;
                let Some(last) = page.last() else { break };
                after.clone_from(&last.key.id);
                for record in page.into_iter().filter(|record| record.exists) {
                    let data = fold::parse(&record.key, &record.data)?;
                    prints.push(print_of(one, record.row_id, record.key, &data));
                }
            }
            let dismissed: HashSet<(i64, i64)> = tx.not_duplicates()?.into_iter().collect();
            Ok::<_, RegistryError>((prints, dismissed))
        })?;
        let mut found: Vec<Duplicate> = pairs(&prints)
            .into_iter()
            .filter_map(|((a, b), reasons)| {
                let (first, second) = (&prints[a], &prints[b]);
                let pair = (first.row.min(second.row), first.row.max(second.row));
                let score = score(&reasons);
                (score >= least_score && !dismissed.contains(&pair)).then(|| Duplicate {
                    first: (first.key.clone(), first.name.clone()),
                    second: (second.key.clone(), second.name.clone()),
                    score,
                    reasons: reasons.into_iter().collect(),
                })
            })
            .collect();
        found.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| (&a.first.0, &a.second.0).cmp(&(&b.first.0, &b.second.0)))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// Keeps that two records are not the same, so that they are not suggested again.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn not_duplicates(
        &self,
        actor: &str,
        first: &RecordKey,
        second: &RecordKey,
    ) -> Result<(), RegistryError> {
        self.store.write_aside(|tx| {
            let pair = (record_of(tx, first)?.row_id, record_of(tx, second)?.row_id);
            Ok(tx.put_not_duplicate(pair, actor, &clock::now())?)
        })
    }
}

fn print_of(one: &TypeStandard, row: i64, key: RecordKey, data: &Value) -> Print {
    let text = |place: &str| pointer::text(data, place).map(str::to_owned);
    let name = text(&one.profile.name_pointer);
    let mut names: Vec<Vec<String>> = name
        .iter()
        .cloned()
        .chain(text("/trading_name/value"))
        .chain(text("/translated_official_name/english/value"))
        .map(|name| words(&name))
        .filter(|words| !words.is_empty())
        .collect();
    names.dedup();
    let plain = |id: &str| id.trim().to_uppercase().replace(' ', "");
    let mut external_ids: Vec<String> = text("/org-ids/primary/value")
        .iter()
        .map(|id| plain(id))
        .collect();
    external_ids.extend(
        pointer::rows(data, "/org-ids/secondary")
            .filter_map(|row| pointer::text(row, "/organisation_id/value"))
            .map(plain),
    );
    Print {
        row,
        name: name.unwrap_or_else(|| key.id.clone()),
        key,
        names,
        external_ids,
        hosts: text("/website/value")
            .iter()
            .filter_map(|site| host(site))
            .collect(),
    }
}

type Pairs = BTreeMap<(usize, usize), BTreeSet<DuplicateReason>>;

fn pairs(prints: &[Print]) -> Pairs {
    let mut found = Pairs::new();
    let mut by = |keys: &dyn Fn(&Print) -> Vec<String>,
                  reason: &dyn Fn(&str) -> DuplicateReason| {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, print) in prints.iter().enumerate() {
            let keys: BTreeSet<String> = keys(print)
                .into_iter()
                .filter(|key| !key.is_empty())
                .collect();
            for key in keys {
                groups.entry(key).or_default().push(at);
            }
        }
        for (key, group) in groups {
            if group.len() > SHARED_BY_MANY {
                continue;
            }
            for (place, &a) in group.iter().enumerate() {
                for &b in &group[place + 1..] {
                    found.entry((a, b)).or_default().insert(reason(&key));
                }
            }
        }
    };
    let joined = |print: &Print, made: &dyn Fn(&[String]) -> Vec<String>| {
        print
            .names
            .iter()
            .map(|words| made(words).join(" "))
            .collect::<Vec<_>>()
    };
    by(&|print| print.external_ids.clone(), &|key| {
        DuplicateReason::ExternalId(key.to_owned())
    });
    by(&|print| joined(print, &<[String]>::to_vec), &|key| {
        DuplicateReason::Name(key.to_owned())
    });
    by(&|print| joined(print, &without_legal_forms), &|key| {
        DuplicateReason::NameWithoutLegalForm(key.to_owned())
    });
    let sorted = |words: &[String]| {
        let mut words = without_legal_forms(words);
        words.sort();
        words
    };
    by(&|print| joined(print, &sorted), &|key| {
        DuplicateReason::Words(key.to_owned())
    });
    by(&|print| print.hosts.clone(), &|key| {
        DuplicateReason::Website(key.to_owned())
    });
    similar(prints, &mut found);
    for reasons in found.values_mut() {
        only_strongest_name(reasons);
    }
    found
}

/// Names that share a word that is not common, and are nearly the same.
fn similar(prints: &[Print], found: &mut Pairs) {
    let folded: Vec<Vec<String>> = prints
        .iter()
        .map(|print| {
            let mut names: Vec<String> = print
                .names
                .iter()
                .map(|words| without_legal_forms(words).join(" "))
                .collect();
            names.sort();
            names.dedup();
            names
        })
        .collect();
    let mut by_word: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (at, names) in folded.iter().enumerate() {
        for word in names.iter().flat_map(|name| name.split(' ')) {
            by_word.entry(word).or_default().insert(at);
        }
    }
    let mut compared = HashSet::new();
    for group in by_word.values().filter(|group| group.len() <= COMMON_WORD) {
        for &a in group {
            for &b in group.range(a + 1..) {
                if !compared.insert((a, b)) {
                    continue;
                }
                let best = folded[a]
                    .iter()
                    .flat_map(|a| folded[b].iter().map(move |b| likeness(a, b)))
                    .max()
                    .unwrap_or_default();
                if best >= ALIKE {
                    found
                        .entry((a, b))
                        .or_default()
                        .insert(DuplicateReason::SimilarName(best));
                }
            }
        }
    }
}

/// Names that are the same are also alike; only the strongest of these reasons counts.
fn only_strongest_name(reasons: &mut BTreeSet<DuplicateReason>) {
    let is_name = |reason: &DuplicateReason| {
        !matches!(
            reason,
            DuplicateReason::ExternalId(_) | DuplicateReason::Website(_)
        )
    };
    let strongest = reasons
        .iter()
        .filter(|reason| is_name(reason))
        .max_by_key(|reason| reason.weight())
        .cloned();
    reasons.retain(|reason| !is_name(reason) || Some(reason) == strongest.as_ref());
}

/// Reasons that do not hang together make surer: what each leaves doubtful is multiplied.
fn score(reasons: &BTreeSet<DuplicateReason>) -> u32 {
    let doubt = reasons.iter().fold(10_000_u32, |doubt, reason| {
        doubt * (100 - reason.weight().min(99)) / 100
    });
    (10_000 - doubt) / 100
}
