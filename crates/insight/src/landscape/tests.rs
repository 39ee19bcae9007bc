use serde_json::json;

use super::*;
use crate::compare;

fn card(value: serde_json::Value) -> Card {
    serde_json::from_value(value).unwrap()
}

fn some() -> Vec<(String, Card)> {
    let cards = [
        json!({"name": "A", "facets": {"sector": ["Health"], "country": ["GB", "FR"], "start": ["2019"], "sdg": ["3, 8"]},
            "numbers": {"capital_exact_usd": 100.1, "capital_min_usd": 5.0, "users_actual": 10, "users_target": 99},
            "values": {"service_start": "2019-01", "end_planned": "2021-01", "sdg_secondary": "8,10,x,03"},
            "parties": {"payers": ["O-1", "O-2"], "providers": ["O-3"]}}),
        json!({"name": "B", "facets": {"sector": ["Health"], "country": ["GB"], "stage": ["Complete"]},
            "numbers": {"capital_min_usd": 500_000.2, "users_target": 20, "duration_planned_months": 12.0},
            "values": {"service_start": "2019", "end_actual": "2021-01"},
            "parties": {"investors": ["O-1"], "intermediaries": ["O-3", "O-1"]}}),
        json!({"name": "C", "values": {"service_start": "2020-05", "end_actual": "2020-05", "end_planned": "2020-07"}}),
    ];
    ["P-1", "P-2", "P-3"]
        .iter()
        .map(|id| (*id).to_owned())
        .zip(cards.map(card))
        .collect()
}

fn of(projects: &[(String, Card)]) -> Landscape {
    let projects: Vec<(&str, &Card)> = projects
        .iter()
        .map(|(id, card)| (id.as_str(), card))
        .collect();
    landscape(&projects, &[], &|id| id != "O-2")
}

fn value(one: &Landscape, key: &str) -> (Option<f64>, usize) {
    let figure = one.figure(key).unwrap();
    (figure.value, figure.n)
}

fn shares(one: &Landscape, key: &str) -> Vec<(String, usize)> {
    let group = one.group(key).unwrap();
    group
        .shares
        .iter()
        .map(|share| (share.key.clone(), share.projects))
        .collect()
}

#[test]
fn figures_follow_their_rules() {
    let one = of(&some());
    for (key, expected) in [
        ("projects", (Some(3.0), 3)),
        ("capital_sum", (Some(500_100.3), 2)),
        ("capital_median", (Some(250_050.15), 2)),
        ("capital_exact", (Some(1.0), 3)),
        ("capital_minimum", (Some(1.0), 3)),
        ("capital_none", (Some(1.0), 3)),
        ("users_sum", (Some(30.0), 2)),
        ("users_actual", (Some(1.0), 3)),
        ("users_target", (Some(1.0), 3)),
        ("users_none", (Some(1.0), 3)),
        ("duration_median", (Some(12.0), 3)),
        ("duration_stated_anticipated", (Some(1.0), 3)),
        ("duration_dates_anticipated", (Some(2.0), 3)),
        ("duration_none", (Some(0.0), 3)),
        ("countries", (Some(2.0), 2)),
    ] {
        assert_eq!(value(&one, key), expected, "{key}");
    }
    let named = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
        all.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect()
    };
    assert_eq!(shares(&one, "countries"), named(&[("GB", 2), ("FR", 1)]));
    assert_eq!(
        shares(&one, "sdg_goals"),
        named(&[("10", 1), ("3", 1), ("8", 1)])
    );
    assert_eq!(
        shares(&one, "capital_bands")[..2],
        named(&[("-500000", 1), ("500000-1000000", 1)])
    );
    assert_eq!(
        shares(&one, "payers"),
        named(&[("O-1", 1)]),
        "who is not known is nobody"
    );
    let ties: Vec<_> = one
        .ties
        .iter()
        .map(|tie| (tie.a.as_str(), tie.b.as_str(), tie.projects))
        .collect();
    assert_eq!(ties, [("O-1", "O-3", 2)]);
}

#[test]
fn nothing_known_is_no_figure() {
    let one = of(&[]);
    assert_eq!(value(&one, "capital_sum"), (None, 0));
    assert_eq!(value(&one, "users_median"), (None, 0));
    assert_eq!(value(&one, "duration_mean"), (None, 0));
    assert!(
        one.groups
            .iter()
            .all(|group| group.n == 0 && group.not_known == 0)
    );
}

#[test]
fn a_project_without_anything_changes_no_sum() {
    let mut projects = some();
    let before = of(&projects);
    projects.push(("P-4".to_owned(), card(json!({"name": "D"}))));
    let after = of(&projects);
    for key in [
        "capital_sum",
        "capital_median",
        "users_sum",
        "users_median",
        "duration_median",
        "duration_mean",
    ] {
        assert_eq!(value(&before, key), value(&after, key), "{key}");
    }
    for (before, after) in before.groups.iter().zip(&after.groups) {
        assert_eq!(before.shares, after.shares);
        assert_eq!(after.not_known, before.not_known + 1);
    }
    let compared = compare(&before, &after);
    assert_eq!(compared.new, ["P-4"]);
    assert_eq!(compared.gone, Vec::<String>::new());
    let change = compared
        .figures
        .iter()
        .find(|change| change.key == "projects")
        .unwrap();
    assert_eq!(change.difference, Some(1.0));
}

#[test]
fn counts_and_what_is_not_known_add_up() {
    let one = of(&some());
    for group in &one.groups {
        assert_eq!(group.n + group.not_known, group.of, "{}", group.key);
        let sum: usize = group.shares.iter().map(|share| share.projects).sum();
        if group.each_once {
            assert_eq!(sum + group.not_known, group.of, "{}", group.key);
        } else {
            assert!(sum >= group.n, "{}", group.key);
        }
    }
    let parts = ["capital_exact", "capital_minimum", "capital_none"];
    let sum: f64 = parts.iter().filter_map(|key| value(&one, key).0).sum();
    assert_eq!(sum, 3.0);
}

#[test]
fn the_order_of_projects_does_not_matter() {
    let mut projects = some();
    let one = of(&projects);
    projects.reverse();
    let mut other = of(&projects);
    other.ids.reverse();
    assert_eq!(one, other);
}

#[test]
fn a_comparison_names_the_projects_whose_amounts_changed() {
    let before = some();
    let mut after = some();
    // An exact amount became the minimum of a range, a number of people became known, and one of
    // another project is counted now; a project that is new is no change of one that was there.
    after[0].1.numbers.shift_remove("capital_exact_usd");
    after[1].1.numbers.insert("users_actual".into(), 80.0);
    after[2].1.numbers.insert("users_target".into(), 7.0);
    after.push((
        "P-4".to_owned(),
        card(json!({"name": "D", "numbers": {"users_actual": 5.0}})),
    ));
    let compared = compare(&of(&before), &of(&after));
    let said: Vec<(&str, &str, Option<f64>, Option<f64>)> = compared
        .changed
        .iter()
        .map(|one| (one.key.as_str(), one.id.as_str(), one.before, one.after))
        .collect();
    assert_eq!(
        said,
        [
            ("capital_sum", "P-1", Some(100.1), Some(5.0)),
            ("users_sum", "P-2", Some(20.0), Some(80.0)),
            ("users_sum", "P-3", None, Some(7.0)),
        ]
    );
    assert_eq!(compared.changed[0].adds(), -95.1);
    // With what is new and gone, the changes come to the difference of the figure.
    let difference = compared.figures.iter().find(|one| one.key == "users_sum");
    assert_eq!(difference.unwrap().difference, Some(60.0 + 7.0 + 5.0));
    assert!(compare(&of(&before), &of(&before)).changed.is_empty());
}
