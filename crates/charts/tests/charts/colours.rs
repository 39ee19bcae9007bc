//! Colours are seen, in light and in dark.

use indigo_charts::palette;

/// Paper and ink of the page, in light and in dark.
const PAGES: [(bool, &str, &str); 2] =
    [(false, "#ffffff", "#1c1a26"), (true, "#15141c", "#eceaf4")];

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value =
            f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("as written")) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn colour(is_dark: bool, name: &str) -> String {
    let found = palette(is_dark).into_iter().find(|(own, _)| own == name);
    found.unwrap_or_else(|| panic!("no colour {name}")).1
}

#[test]
fn shapes_stand_out_from_the_page() {
    for (is_dark, paper, _) in PAGES {
        for name in (1..=7)
            .map(|number| format!("chart-{number}"))
            .chain((1..=5).map(|number| format!("chart-s{number}")))
        {
            let ratio = contrast(&colour(is_dark, &name), paper);
            assert!(ratio >= 3.0, "{name}, dark {is_dark}: {ratio}");
        }
    }
}

#[test]
fn words_are_read_on_every_tint() {
    for (is_dark, _, ink) in PAGES {
        for number in 0..=5 {
            let ratio = contrast(&colour(is_dark, &format!("chart-t{number}")), ink);
            assert!(ratio >= 4.5, "t{number}, dark {is_dark}: {ratio}");
        }
        let ratio = contrast(&colour(is_dark, "chart-land"), ink);
        assert!(ratio >= 4.5, "land, dark {is_dark}: {ratio}");
    }
}

#[test]
fn numbers_in_circles_are_read() {
    for (is_dark, paper, _) in PAGES {
        let ratio = contrast(&colour(is_dark, "chart-1"), paper);
        assert!(ratio >= 4.5, "dark {is_dark}: {ratio}");
    }
}

#[test]
fn classes_go_from_little_to_much_in_steps_that_are_seen() {
    for (is_dark, paper, _) in PAGES {
        for kind in ["s", "t"] {
            let first = if kind == "s" { 1 } else { 0 };
            let ratios: Vec<f64> = (first..=5)
                .map(|number| contrast(&colour(is_dark, &format!("chart-{kind}{number}")), paper))
                .collect();
            let least = if kind == "s" { 1.3 } else { 1.1 };
            for pair in ratios.windows(2) {
                assert!(
                    pair[1] / pair[0] >= least,
                    "{kind}, dark {is_dark}: {ratios:?}"
                );
            }
        }
    }
}

#[test]
fn land_without_an_amount_is_told_from_the_least() {
    for (is_dark, _, _) in PAGES {
        let ratio = contrast(&colour(is_dark, "chart-land"), &colour(is_dark, "chart-s1"));
        assert!(ratio >= 2.0, "dark {is_dark}: {ratio}");
    }
}
