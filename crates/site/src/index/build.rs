//! Builds the index of a catalogue.

use std::{borrow::Cow, cmp::Ordering, collections::HashMap, sync::Arc};

use indexmap::IndexMap;
use indigo_registry::{Catalogue, Day, Entry};
use indigo_standard::{FilterSpec, ListSpec, Standard, TypeStandard};

use super::{Facet, Found, Index, Own, TypeIndex, values::Naming};
use crate::fold::fold;

impl Index {
    /// The index of a catalogue under a standard, on a day.
    pub(super) fn of(catalogue: Arc<Catalogue>, standard: &Standard, today: &Day) -> Self {
        let types = standard
            .types()
            .map(|one| {
                (
                    one.id.clone(),
                    TypeIndex::of(one, &catalogue, standard, today),
                )
            })
            .collect();
        Self {
            catalogue,
            found: Found::new(),
            types,
        }
    }
}

impl TypeIndex {
    fn of(one: &TypeStandard, catalogue: &Catalogue, standard: &Standard, today: &Day) -> Self {
        let (entries, spec) = (catalogue.entries(&one.id), &one.profile.list);
        let naming = Naming::of(one, catalogue, standard, today);
        let names: Vec<String> = entries
            .iter()
            .map(|entry| format!("{} {}", fold(&entry.card.name), fold(&entry.id)))
            .collect();
        let facets = spec
            .filters
            .iter()
            .map(|filter| Facet::of_entries(filter, spec, entries, catalogue, &naming))
            .collect();
        let named_in = naming
            .counts
            .iter()
            .map(|(name, counts)| {
                let of = |entry: &Entry| counts.get(&entry.id).copied().unwrap_or(0);
                (name.clone(), entries.iter().map(of).collect())
            })
            .collect();
        let mut index = Self {
            len: entries.len(),
            facets,
            orders: IndexMap::new(),
            own: own_amounts(entries, spec),
            named_in,
            names,
        };
        index.sort(entries, spec);
        index
    }

    fn sort(&mut self, entries: &[Entry], spec: &ListSpec) {
        let all: Vec<u32> = (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect();
        let at = |place: u32| &entries[place as usize];
        let mut orders = IndexMap::new();
        // Stable sorting: what is the same stays in the order of ids.
        let mut add = |name: &str, compare: &dyn Fn(u32, u32) -> Ordering| {
            let mut order = all.clone();
            order.sort_by(|a, b| compare(*a, *b));
            orders.insert(name.to_owned(), order);
        };
        add("name", &|a, b| {
            self.names[a as usize].cmp(&self.names[b as usize])
        });
        add("id", &|a, b| a.cmp(&b));
        if let Some(date) = &spec.date {
            let date = |place: u32| at(place).card.values.get(date).map(String::as_str);
            add("newest", &|a, b| {
                missing_last(date(a), date(b), |a, b| b.cmp(a))
            });
            add("oldest", &|a, b| missing_last(date(a), date(b), Ord::cmp));
        }
        for column in spec.numbers.iter().filter(|column| column.sorts) {
            let number = |place: u32| at(place).card.numbers.get(&column.name);
            let own = self.own.get(&column.name);
            // Known in another currency alone comes before not known at all.
            let unknown = |place: u32| own.is_none_or(|own| own[place as usize].is_none());
            add(&column.name, &|a, b| {
                missing_last(number(a), number(b), |a, b| b.total_cmp(a)).then_with(|| {
                    match (number(a), number(b)) {
                        (None, None) => unknown(a).cmp(&unknown(b)),
                        _ => Ordering::Equal,
                    }
                })
            });
        }
        for (name, counts) in &self.named_in {
            add(name, &|a, b| counts[b as usize].cmp(&counts[a as usize]));
        }
        add("changed", &|a, b| at(b).updated.cmp(&at(a).updated));
        self.orders = orders;
    }
}

fn own_amounts(entries: &[Entry], spec: &ListSpec) -> IndexMap<String, Vec<Option<Own>>> {
    let columns = spec
        .numbers
        .iter()
        .filter_map(|column| Some((column, column.own.as_ref()?)));
    columns
        .map(|(column, names)| {
            let amounts = entries.iter().map(|entry| {
                let value = |name: &str| entry.card.values.get(name).map(|text| text.trim());
                Some(Own {
                    amount: value(&names.amount)?.parse().ok()?,
                    currency: value(&names.currency)?.to_owned(),
                })
            });
            (column.name.clone(), amounts.collect())
        })
        .collect()
}

fn missing_last<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

impl Facet {
    fn of_entries(
        filter: &FilterSpec,
        spec: &ListSpec,
        entries: &[Entry],
        catalogue: &Catalogue,
        naming: &Naming,
    ) -> Self {
        let mut facet = Self::default();
        let mut known: HashMap<Cow<'_, str>, u32> = HashMap::new();
        facet.starts.push(0);
        for entry in entries {
            for value in naming.values(filter, spec, entry, catalogue) {
                let number = match known.get(&value) {
                    Some(number) => *number,
                    None => {
                        let number = u32::try_from(facet.values.len()).unwrap_or(u32::MAX);
                        facet.values.push(value.to_string());
                        facet.totals.push(0);
                        known.insert(value, number);
                        number
                    }
                };
                facet.totals[number as usize] += 1;
                facet.held.push(number);
            }
            facet
                .starts
                .push(u32::try_from(facet.held.len()).unwrap_or(u32::MAX));
        }
        drop(known);
        let party = filter.party.as_ref();
        if let Some(party) = spec.parties.iter().find(|one| Some(&one.name) == party) {
            let name = |id: &String| {
                let entry = catalogue.entry(&party.record_type, id);
                entry.map_or_else(|| id.clone(), |entry| entry.card.name.clone())
            };
            facet.labels = facet.values.iter().map(name).collect();
            facet.folded = facet.labels.iter().map(|label| fold(label)).collect();
        }
        facet
    }
}
