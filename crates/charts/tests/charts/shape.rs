//! The form of the markup: names, roles, ids, classes, sizes of text.

use std::collections::BTreeSet;

use indigo_charts::{
    Bar, Bars, Caption, Histogram, Lines, Parties, Party, PartyGroup, Point, Role, STYLE, Series,
};

use crate::made_up;
use crate::read::{Element, elements};

#[test]
fn every_plot_is_well_formed_named_and_described() {
    for drawing in made_up::all() {
        let all = elements(&drawing.svg);
        elements(&drawing.file());
        let mut ids = BTreeSet::new();
        for element in &all {
            let id = element.get("id");
            assert!(id.is_empty() || ids.insert(id.to_owned()), "twice {id}");
        }
        for plot in all.iter().filter(|element| element.name == "svg") {
            if plot.get("aria-hidden") == "true" {
                continue;
            }
            assert!(ids.contains(plot.get("aria-labelledby")), "{plot:?}");
            assert!(ids.contains(plot.get("aria-describedby")), "{plot:?}");
            assert!(["img", "group"].contains(&plot.get("role")), "{plot:?}");
        }
        if drawing.is_empty() {
            assert!(drawing.svg.starts_with("<p"), "{}", drawing.svg);
        }
    }
}

#[test]
fn a_plot_with_links_is_no_picture_and_each_link_has_a_name() {
    let mut links = 0;
    for drawing in made_up::all() {
        let all = elements(&drawing.svg);
        let has_links = all.iter().any(|element| element.name == "a");
        for link in all.iter().filter(|element| element.name == "a") {
            assert!(!link.get("href").is_empty(), "{link:?}");
            links += 1;
        }
        // Right behind each link stands its name; with no text inside it is also its label.
        for rest in drawing.svg.split("<a href=").skip(1) {
            let (link, _) = rest.split_once("</a>").expect("an end");
            let (tag, inside) = link.split_once('>').expect("a tag");
            assert!(inside.starts_with("<title>") && !inside.starts_with("<title></title>"));
            assert_ne!(
                inside.contains("<text"),
                tag.contains(" aria-label=\""),
                "{link}"
            );
        }
        let is_picture = all.iter().any(|element| element.get("role") == "img");
        assert!(!(has_links && is_picture), "{}", drawing.caption.id);
    }
    assert!(links > 100, "{links}");
}

#[test]
fn every_class_has_a_rule() {
    for drawing in made_up::all() {
        for element in elements(&drawing.svg) {
            for class in element.get("class").split_whitespace() {
                let has_rule = ["chart-wide", "chart-places"].contains(&class)
                    || STYLE.contains(&format!(".{class} "))
                    || STYLE.contains(&format!(".{class},"));
                assert!(has_rule, "no rule for {class}");
            }
            for forbidden in ["style", "fill-opacity", "onload", "onclick"] {
                assert!(!element.attributes.contains_key(forbidden), "{element:?}");
            }
            let fill = element.get("fill");
            assert!(fill.is_empty() || fill.starts_with("url(#"), "{element:?}");
        }
    }
}

/// The widest place in which the narrow drawing is shown, from the style sheet.
fn turning_point() -> f64 {
    let (_, rest) = STYLE
        .split_once("@container (max-width: ")
        .expect("as written");
    rest.split_once("px")
        .expect("as written")
        .0
        .parse()
        .expect("as written")
}

#[test]
fn no_text_is_shown_under_twelve_pixels() {
    // 288 px are left of a phone of 320 px, and the wide drawing begins where the narrow one ends.
    let least = |plot: &Element| {
        let width: f64 = plot
            .get("viewBox")
            .split(' ')
            .nth(2)
            .expect("as written")
            .parse()
            .expect("as written");
        let shown = if plot.get("class").contains("narrow") {
            288.0
        } else {
            turning_point()
        };
        plot.number("font-size") * shown / width
    };
    for drawing in made_up::all() {
        let all = elements(&drawing.svg);
        for plot in all.iter().filter(|element| element.name == "svg") {
            if plot.get("class").contains("chart-map") {
                continue;
            }
            assert!(least(plot) >= 12.0, "{} in {plot:?}", least(plot));
        }
        let map_has_text = drawing.svg.contains("chart-map")
            && drawing
                .svg
                .split_once("</svg>")
                .expect("as written")
                .0
                .contains("<text");
        assert!(
            !map_has_text,
            "a map is shown at every width: no text in it"
        );
    }
    let marks = STYLE
        .split_once("/* Place on the page */")
        .expect("as written")
        .0;
    for rule in marks.split("font-size:").skip(1) {
        let size: f64 = rule
            .split_once("px")
            .expect("as written")
            .0
            .trim()
            .parse()
            .expect("as written");
        assert!(size >= 14.0, "{size}");
    }
}

#[test]
fn texts_stay_on_the_sheet() {
    for drawing in made_up::all() {
        let mut size = (0.0, 0.0);
        for element in elements(&drawing.svg) {
            if element.name == "svg" {
                let numbers: Vec<f64> = element
                    .get("viewBox")
                    .split(' ')
                    .map(|number| number.parse().expect("as written"))
                    .collect();
                size = (numbers[2], numbers[3]);
            }
            if element.name == "text" && !element.get("x").is_empty() {
                let (x, y) = (element.number("x"), element.number("y"));
                let name = &drawing.caption.id;
                assert!(x >= -1.0 && x <= size.0 + 1.0, "{name}: {element:?}");
                assert!(
                    y >= 0.0 && y <= size.1 + 2.0,
                    "{name}: {element:?} of {size:?}"
                );
            }
        }
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    for (one, other) in made_up::all().into_iter().zip(made_up::all()) {
        assert_eq!(one.svg, other.svg);
        assert_eq!(one.file(), other.file());
        assert_eq!(one.table, other.table);
    }
}

#[test]
fn a_file_stands_alone() {
    for drawing in made_up::all() {
        let file = drawing.file();
        assert!(!file.contains("<a ") && !file.contains("var("), "{file}");
        let all = elements(&file);
        let texts: Vec<&str> = all.iter().map(|element| element.text.as_str()).collect();
        let title: String = texts.join(" ");
        assert!(title.contains(&drawing.caption.title));
    }
}

#[test]
fn pages_stay_light() {
    for drawing in made_up::all() {
        let most = if drawing.caption.id == "world" {
            110_000
        } else {
            60_000
        };
        assert!(
            drawing.svg.len() < most,
            "{}: {}",
            drawing.caption.id,
            drawing.svg.len()
        );
    }
}

#[test]
fn long_labels_are_shortened_and_told_in_full() {
    let label = "A name that goes on and on ".repeat(20);
    let drawing = Bars {
        caption: Caption::new("x", "x"),
        bars: vec![Bar::new(label.trim(), 1.0)],
        ..Bars::default()
    }
    .draw();
    let all = elements(&drawing.svg);
    let titles: Vec<&Element> = all
        .iter()
        .filter(|element| element.name == "title")
        .collect();
    assert!(
        titles
            .iter()
            .any(|title| title.text.starts_with(label.trim()))
    );
    let texts = all.iter().filter(|element| element.name == "text");
    assert!(texts.clone().any(|text| text.text.ends_with('…')));
    assert!(texts.clone().all(|text| text.text.len() < 60));
}

#[test]
fn the_world_fits_on_its_sheet() {
    let drawing = made_up::all()
        .into_iter()
        .find(|drawing| drawing.caption.id == "world");
    let all = elements(&drawing.expect("a world").svg);
    let scale: f64 = all
        .iter()
        .find_map(|element| {
            element
                .get("transform")
                .strip_prefix("scale(")?
                .strip_suffix(')')
        })
        .expect("a scale")
        .parse()
        .expect("a number");
    let begins: Vec<f64> = all
        .iter()
        .flat_map(|element| {
            element
                .get("d")
                .split('M')
                .skip(1)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .map(|ring| {
            ring.split(' ')
                .next()
                .unwrap_or("")
                .parse::<f64>()
                .expect("a number")
                * scale
        })
        .collect();
    let most = begins.iter().copied().fold(0.0, f64::max);
    assert!(most > 690.0 && most <= 720.0, "{most}");
}

#[test]
fn lines_have_a_key_in_wide_and_narrow_and_the_table_has_more() {
    let series = |label: &str| Series {
        label: label.to_owned(),
        points: vec![
            Point::default(),
            Point {
                x: 1.0,
                y: 1.0,
                ..Point::default()
            },
        ],
    };
    let drawing = Lines {
        caption: Caption::new("x", "x"),
        series: vec![series("Paid"), series("First plan")],
        in_table: vec![series("Second plan")],
        ..Lines::default()
    }
    .draw();
    let all = elements(&drawing.svg);
    let swatches = all
        .iter()
        .filter(|element| element.name == "line" && element.get("class") == "chart-line-2");
    assert_eq!(swatches.count(), 2);
    assert!(!drawing.svg.contains("Second plan"));
    assert_eq!(drawing.table.columns.len(), 4);
}

#[test]
fn many_parties_are_cut_short_and_long_strong_names_wrap_early() {
    let name = "Department for Culture, Media and Sport (DCMS)";
    let parties = (0..24).map(|number| Party {
        name: format!("{name} {number}"),
        ..Party::default()
    });
    let drawing = Parties {
        caption: Caption::new("x", "x"),
        centre: "Ambition".to_owned(),
        groups: vec![PartyGroup {
            role: Role::Pays,
            label: "Pays".to_owned(),
            parties: parties.collect(),
        }],
    }
    .draw();
    assert_eq!(drawing.table.rows.len(), 24);
    let all = elements(&drawing.svg);
    assert!(all.iter().any(|element| element.text == "and 13 others"));
    // Strong letters of DejaVu Sans are two thirds of their size wide on average; 306 is the room.
    for element in &all {
        if element.get("class") == "chart-strong" {
            assert!(element.text.chars().count() <= 33, "{}", element.text);
        }
    }
}

#[test]
fn a_column_that_is_no_year_stands_apart_and_is_named() {
    let years = (1990..2026).map(|year| Bar::new(year.to_string(), 3.0));
    let drawing = Histogram {
        caption: Caption::new("x", "x"),
        bins: years.chain([Bar::new("Not known", 5.0)]).collect(),
        ..Histogram::default()
    }
    .draw();
    let all = elements(&drawing.svg);
    let named = all
        .iter()
        .filter(|element| element.name == "text" && element.text == "Not known");
    assert_eq!(named.count(), 2);
    let grey = all
        .iter()
        .filter(|element| element.name == "rect" && element.get("fill").ends_with("-p7)"));
    assert_eq!(grey.count(), 2);
}
