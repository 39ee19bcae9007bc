//! What is drawn is what stands in the table.

use std::collections::BTreeSet;

use indigo_charts::{
    Bar, Bars, Caption, Drawing, Flow, Histogram, Part, Sankey, StackedBar, StackedBars,
};

use crate::made_up;
use crate::read::{Element, elements, numbers};

fn table_numbers(drawing: &Drawing) -> BTreeSet<String> {
    let cells = drawing.table.rows.iter().flat_map(|row| &row.cells);
    let heads = drawing.table.columns.iter().map(String::as_str);
    cells
        .flat_map(|cell| numbers(&cell.text))
        .chain(heads.flat_map(numbers))
        .collect()
}

#[test]
fn every_number_of_a_mark_stands_in_the_table() {
    let mut looked_at = 0;
    for drawing in made_up::all() {
        let known = table_numbers(&drawing);
        let own = numbers(&format!(
            "{} {}",
            drawing.caption.title, drawing.caption.description
        ));
        for title in elements(&drawing.svg) {
            // "2 places" counts rows.
            if title.name != "title" || title.text.contains(" places: ") || title.parent == "svg" {
                continue;
            }
            for number in numbers(&title.text) {
                let is_known = known.contains(&number) || own.contains(&number);
                assert!(is_known, "{}: {} in {title:?}", drawing.caption.id, number);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 500, "{looked_at}");
}

#[test]
fn every_number_written_in_a_chart_without_axis_stands_in_the_table() {
    for drawing in made_up::all() {
        let id = drawing.caption.id.as_str();
        if ![
            "sectors", "stages", "progress", "matrix", "flows", "parties", "starts",
        ]
        .contains(&id)
        {
            continue;
        }
        let known = table_numbers(&drawing);
        for text in elements(&drawing.svg) {
            if text.name != "text" || text.get("class").contains("chart-soft") {
                continue;
            }
            for number in numbers(&text.text) {
                assert!(known.contains(&number), "{id}: {number} in {text:?}");
            }
        }
    }
}

/// The elements of the wide drawing.
fn wide(drawing: &Drawing) -> Vec<Element> {
    let (wide, _) = drawing.svg.split_once("</svg>").expect("as written");
    elements(&format!("{wide}</svg>"))
}

fn in_proportion(lengths: &[f64], values: &[f64]) {
    assert_eq!(lengths.len(), values.len());
    let unit = lengths.iter().sum::<f64>() / values.iter().sum::<f64>();
    for (length, value) in lengths.iter().zip(values) {
        assert!(
            (length - value * unit).abs() < 1.2,
            "{length} for {value} at {unit}"
        );
    }
}

#[test]
fn lengths_are_in_proportion_and_the_table_has_the_sum() {
    let values = [160.0, 40.0, 7.0, 0.0];
    let bars: Vec<Bar> = values.iter().map(|value| Bar::new("x", *value)).collect();
    let drawing = Bars {
        bars: bars.clone(),
        ..Bars::default()
    }
    .draw();
    let rects = |drawing: &Drawing, side: &str| -> Vec<f64> {
        wide(drawing)
            .iter()
            .filter(|element| element.name == "rect" && element.get("class") == "chart-1")
            .map(|element| element.number(side))
            .collect()
    };
    in_proportion(&rects(&drawing, "width"), &values);
    assert_eq!(drawing.table.sum(1), 207.0);
    let drawing = Histogram {
        bins: bars,
        ..Histogram::default()
    }
    .draw();
    in_proportion(&rects(&drawing, "height"), &values);
    assert_eq!(drawing.table.sum(1), 207.0);
}

#[test]
fn parts_of_bars_add_up() {
    let values = [[10.0, 20.0, 30.0], [5.0, 5.0, 50.0]];
    let drawing = StackedBars {
        series: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
        bars: values
            .iter()
            .map(|parts| StackedBar {
                label: "x".to_owned(),
                parts: parts.iter().map(|value| Part::new(*value)).collect(),
            })
            .collect(),
        ..StackedBars::default()
    }
    .draw();
    let parts = (1..4).map(|column| drawing.table.sum(column)).sum::<f64>();
    assert_eq!(drawing.table.sum(4), 120.0);
    assert_eq!(parts, 120.0);
    let lengths: Vec<f64> = wide(&drawing)
        .iter()
        .filter(|element| element.name == "rect" && element.parent == "g")
        .map(|element| element.number("width") + 1.0)
        .collect();
    in_proportion(&lengths, &values.concat());
}

#[test]
fn bands_are_as_thick_as_their_amounts_and_circles_stay_out() {
    let flow = |from: &str, to: &str, value| Flow {
        from: from.to_owned(),
        to: to.to_owned(),
        value,
        ..Flow::default()
    };
    let drawing = Sankey {
        flows: vec![
            flow("a", "b", 3.0),
            flow("b", "c", 2.0),
            flow("c", "a", 9.0),
            flow("b", "b", 9.0),
            flow("b", "d", 1.0),
        ],
        ..Sankey::default()
    }
    .draw();
    assert_eq!(drawing.table.rows.len(), 5);
    let all = wide(&drawing);
    let bands: Vec<&Element> = all
        .iter()
        .filter(|element| element.get("class").starts_with("chart-flow"))
        .collect();
    assert_eq!(bands.len(), 3, "neither circle is drawn");
    let heights: Vec<f64> = all
        .iter()
        .filter(|element| element.name == "rect")
        .map(|element| element.number("height"))
        .collect();
    in_proportion(&heights, &[3.0, 3.0, 2.0, 1.0]);
}

#[test]
fn csv_has_exact_numbers_and_no_formulas() {
    let drawing = Bars {
        caption: Caption::new("x", "x"),
        label: "Name, short".to_owned(),
        measure: "=SUM(A1)".to_owned(),
        bars: vec![
            Bar::new("a \"b\"", 1_234_567.25).shown("£1.2 million"),
            Bar::new("-2+3", f64::NAN),
        ],
    }
    .draw();
    assert_eq!(
        drawing.table.csv(),
        "\"Name, short\",'=SUM(A1)\r\n\"a \"\"b\"\"\",1234567.25\r\n'-2+3,not known\r\n"
    );
}
