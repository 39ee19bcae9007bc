use std::sync::Arc;

use indexmap::IndexMap;
use indigo_publish::Card;
use indigo_registry::{Catalogue, Entry};
use indigo_standard::Standard;

use super::*;

fn entry(id: &str, name: &str, sector: &str, countries: &[&str], usd: Option<f64>) -> Entry {
    let mut card = Card {
        name: name.to_owned(),
        ..Card::default()
    };
    card.facets.insert("sector".into(), vec![sector.to_owned()]);
    let countries = countries.iter().map(|code| (*code).to_owned()).collect();
    card.facets.insert("country".into(), countries);
    if let Some(usd) = usd {
        card.numbers.insert("capital_usd".into(), usd);
    }
    Entry {
        id: id.to_owned(),
        updated: format!("2026-01-0{}T00:00:00Z", id.len()),
        card,
    }
}

fn index() -> (Standard, Arc<Index>) {
    let standard = Standard::builtin().unwrap();
    let entries = vec![
        entry("1", "Beta", "Health", &["GB"], Some(5.0)),
        entry("2", "Älpha", "Health", &["FR", "GB"], None),
        entry("3", "Gamma", "Education", &["FR"], Some(9.0)),
    ];
    let catalogue = Catalogue {
        position: 1,
        types: IndexMap::from([("project".to_owned(), entries)]),
    };
    let index = Shelf::default().index(&Arc::new(catalogue), &standard);
    (standard, index)
}

fn choose(values: [&[&str]; 2], words: Option<&str>, hits: &[usize], sort: &str) -> Chosen {
    let (_, index) = index();
    let owned = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect();
    index.of_type("project").unwrap().choose(&Choice {
        values: vec![owned(values[0]), owned(values[1])],
        words: words.map(str::to_owned),
        hits: Arc::new(hits.to_vec()),
        sort: sort.to_owned(),
        ..Choice::default()
    })
}

fn told(chosen: &Chosen, filter: usize) -> Vec<(String, usize, bool)> {
    chosen.offers[filter]
        .iter()
        .map(|offer| (offer.value.clone(), offer.count, offer.chosen))
        .collect()
}

#[test]
fn without_a_choice_everything_is_there_by_name() {
    let chosen = choose([&[], &[]], None, &[], "nonsense");
    assert_eq!(chosen.entries, [1, 0, 2]);
    assert_eq!(chosen.sort, "name");
    assert_eq!(
        told(&chosen, 0),
        [("Health".into(), 2, false), ("Education".into(), 1, false)]
    );
}

#[test]
fn counts_are_given_the_other_filters() {
    let chosen = choose([&["Health"], &["FR"]], None, &[], "id");
    assert_eq!(chosen.entries, [1]);
    // Sectors given France, countries given health.
    assert_eq!(
        told(&chosen, 0),
        [("Health".into(), 1, true), ("Education".into(), 1, false)],
        "what is common in all comes first"
    );
    assert_eq!(
        told(&chosen, 1),
        [("GB".into(), 2, false), ("FR".into(), 1, true)]
    );
}

#[test]
fn two_values_of_one_filter_widen_it() {
    let chosen = choose([&["Health", "Education"], &[]], None, &[], "capital_usd");
    assert_eq!(chosen.entries, [2, 0, 1]);
}

#[test]
fn amounts_are_sorted_in_their_own_currency_where_it_is_one() {
    let project = |id: &str, country: &str, usd: Option<f64>, own: Option<(&str, &str)>| {
        let mut one = entry(id, id, "Health", &[country], None);
        one.card
            .numbers
            .extend(usd.map(|usd| ("cap_usd".to_owned(), usd)));
        if let Some((amount, currency)) = own {
            let values = [("cap", amount), ("currency", currency)];
            one.card
                .values
                .extend(values.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        one
    };
    let entries = vec![
        project("1", "GB", Some(9.0), Some(("7", "GBP"))),
        project("2", "GB", None, Some(("22", "GBP "))),
        project("3", "GB", None, None),
        project("4", "FR", Some(20.0), Some(("18", "EUR"))),
    ];
    let catalogue = Catalogue {
        position: 1,
        types: IndexMap::from([("project".to_owned(), entries)]),
    };
    let index = Shelf::default().index(&Arc::new(catalogue), &Standard::builtin().unwrap());
    let by_cap = |country: &[&str]| {
        let country = country.iter().map(|code| (*code).to_owned()).collect();
        let choice = Choice {
            values: vec![Vec::new(), country],
            sort: "cap_usd".to_owned(),
            ..Choice::default()
        };
        index.of_type("project").unwrap().choose(&choice).entries
    };
    assert_eq!(by_cap(&["GB"]), [1, 0, 2], "all in pounds");
    assert_eq!(
        by_cap(&[]),
        [3, 0, 1, 2],
        "dollars, then other currencies, then nothing"
    );
}

#[test]
fn an_unknown_value_leaves_nothing() {
    let chosen = choose([&["Nothing such"], &[]], None, &[], "name");
    assert!(chosen.entries.is_empty());
    assert_eq!(told(&chosen, 0).len(), 2);
}

#[test]
fn parties_are_named_found_and_counted() {
    let mut project = entry("1", "A", "Health", &["GB"], None);
    let ids = ["o1", "o2", "gone"].map(str::to_owned).to_vec();
    project.card.parties.insert("payers".into(), ids);
    let mut other = entry("2", "B", "Health", &["GB"], None);
    other
        .card
        .parties
        .insert("payers".into(), vec!["o2".into()]);
    let organisation = |id: &str, name: &str| entry(id, name, "", &[], None);
    let catalogue = Catalogue {
        position: 1,
        types: IndexMap::from([
            ("project".to_owned(), vec![project, other]),
            (
                "organisation".to_owned(),
                vec![
                    organisation("o1", "Ärea One"),
                    organisation("o2", "Borough"),
                ],
            ),
        ]),
    };
    let standard = Standard::builtin().unwrap();
    let index = Shelf::default().index(&Arc::new(catalogue), &standard);
    let place = |of: &str, name: &str| {
        let filters = &standard.get(of).unwrap().profile.list.filters;
        filters
            .iter()
            .position(|filter| filter.name == name)
            .unwrap()
    };
    let payer = place("project", "payer");
    let ask = |find: Option<&str>| {
        let mut finds = vec![None; payer + 1];
        finds[payer] = find.map(str::to_owned);
        let choice = Choice {
            finds,
            ..Choice::default()
        };
        told(&index.of_type("project").unwrap().choose(&choice), payer)
    };
    let all = [("o2".into(), 2, false), ("o1".into(), 1, false)];
    assert_eq!(ask(None), all, "who is not public is nobody");
    assert_eq!(ask(Some("area")), [("o1".into(), 1, false)]);
    let organisations = index.of_type("organisation").unwrap();
    assert_eq!(organisations.named_in["contracts"], [1, 2]);
    let choice = Choice {
        sort: "contracts".into(),
        ..Choice::default()
    };
    let chosen = organisations.choose(&choice);
    assert_eq!(chosen.entries, [1, 0]);
    let role = place("organisation", "role");
    assert_eq!(told(&chosen, role), [("Outcome payer".into(), 2, false)]);
}

#[test]
fn words_find_names_and_full_text() {
    assert_eq!(choose([&[], &[]], Some("alpha"), &[], "").entries, [1]);
    let chosen = choose([&[], &[]], Some("a"), &[2], "");
    assert_eq!(chosen.entries, [2, 1, 0]);
    assert_eq!(chosen.sort, "best");
    assert_eq!(choose([&[], &[]], Some("zzz"), &[0, 99], "").entries, [0]);
}

#[test]
fn the_index_is_kept_for_its_catalogue() {
    let standard = Standard::builtin().unwrap();
    let shelf = Shelf::default();
    let catalogue = Arc::new(Catalogue::default());
    let first = shelf.index(&catalogue, &standard);
    assert!(Arc::ptr_eq(&first, &shelf.index(&catalogue, &standard)));
    assert!(!Arc::ptr_eq(
        &first,
        &shelf.index(&Arc::default(), &standard)
    ));
}
