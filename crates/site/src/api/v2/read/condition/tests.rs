//! Conditions, value by value.

use super::*;

fn passes(kind: Kind, cells: &[Cell], operator: Operator, value: &str) -> bool {
    Test::read(kind, operator, value).unwrap().passes(cells)
}

fn date(text: &str) -> Cell {
    Cell::Date(Days::parse(text).unwrap())
}

#[test]
fn partial_dates_compare_by_their_first_day_and_are_equal_within() {
    use Operator::{Eq, Gt, Gte, Lt, Lte, Ne};
    for (stored, operator, asked, expected) in [
        ("2019", Lte, "2019-06", true),
        ("2019", Gte, "2019-06", false),
        ("2019", Gte, "2019", true),
        ("2019-06-03", Lte, "2019", true),
        ("2019-06-03", Gt, "2019", false),
        ("2020", Gt, "2019", true),
        ("2019-06-03", Eq, "2019", true),
        ("2019-06-03", Eq, "2019-06", true),
        ("2019", Eq, "2019-06", false),
        ("2019", Eq, "2019-01", false),
        ("2018-12-31", Lt, "2019", true),
        ("2019-01-01", Lt, "2019", false),
        ("2019-06-03", Ne, "2019", false),
        ("2018", Ne, "2019", true),
    ] {
        assert_eq!(
            passes(Kind::Date, &[date(stored)], operator, asked),
            expected,
            "{stored} {operator:?} {asked}"
        );
    }
}

#[test]
fn numbers_compare_as_numbers_and_only_with_numbers() {
    let cells = [Cell::Number(9.0), Cell::Text("about 100".into())];
    assert!(passes(Kind::Number, &cells, Operator::Lt, "10"));
    assert!(!passes(Kind::Number, &cells, Operator::Gt, "10"));
    assert!(passes(Kind::Number, &cells, Operator::Eq, "9.00"));
    assert!(passes(
        Kind::Number,
        &[Cell::Number(-0.0)],
        Operator::Eq,
        "0"
    ));
    for odd in ["ten", "NaN", "inf", "1,000", "", "0x10"] {
        assert!(
            Test::read(Kind::Number, Operator::Eq, odd).is_err(),
            "{odd}"
        );
    }
}

#[test]
fn not_equal_asks_for_a_value() {
    let text = |text: &str| Cell::Text(text.into());
    assert!(!passes(Kind::Text, &[], Operator::Ne, "a"));
    assert!(passes(Kind::Text, &[text("b")], Operator::Ne, "a"));
    assert!(!passes(
        Kind::Text,
        &[text("b"), text("a")],
        Operator::Ne,
        "A"
    ));
    assert!(passes(Kind::Text, &[text("cafe")], Operator::Eq, " CAFÉ"));
    assert!(passes(Kind::Text, &[text("b")], Operator::In, "a,B"));
    assert!(passes(Kind::Text, &[], Operator::Exists, "false"));
}
