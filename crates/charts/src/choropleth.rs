//! A map of the world with countries coloured by an amount.

use std::collections::BTreeMap;

use crate::classes::Classes;
use crate::projection::{STEPS, World, world_outlines};
use crate::sheet::{Anchor, LINE, Sheet, WIDE};
use crate::{Caption, Cell, Drawing, Row, Table, shapes};

/// A country and its amount.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, in capitals: `GB`; `XK` for Kosovo.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The amount.
    pub value: f64,
    /// The amount as people read it; the number itself if empty.
    pub shown: String,
    /// The address of the records behind it.
    pub href: Option<String>,
}

/// Countries of the world, coloured from little to much; areas are in true proportion.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choropleth {
    /// The words around it.
    pub caption: Caption,
    /// What is measured: `Projects`.
    pub measure: String,
    /// The countries that have an amount; in the table the largest comes first.
    pub countries: Vec<Country>,
}

impl Choropleth {
    /// Draws the map.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut sorted: Vec<&Country> = self.countries.iter().collect();
        sorted.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.name.cmp(&b.name)));
        let mut table = Table::new(&["Country", &self.measure]);
        for country in &sorted {
            table.rows.push(Row::linked(
                vec![
                    Cell::text(&country.name),
                    Cell::shown(country.value, &country.shown),
                ],
                country.href.as_ref(),
            ));
        }
        let classes = Classes::new(sorted.iter().map(|country| country.value));
        if classes.key().is_empty() {
            return Drawing::nothing(&self.caption, table);
        }
        let slug = self.caption.slug();
        let map = self.map(&slug, &sorted, &classes);
        let (mut wide, mut narrow) = (Sheet::wide(&slug), Sheet::narrow(&slug));
        self.key(&mut wide, &classes);
        self.key(&mut narrow, &classes);
        Drawing::with_key(&self.caption, table, map, (wide, &narrow))
    }

    fn map(&self, slug: &str, sorted: &[&Country], classes: &Classes) -> Sheet {
        let world = World::new(WIDE);
        let mut sheet = Sheet::new(format!("{slug}-m"), WIDE, false);
        sheet.height = world.height;
        let outlines = world_outlines();
        let mut drawn = BTreeMap::new();
        for country in sorted {
            if let Some(colour) = classes.colour(country.value) {
                drawn
                    .entry(country.code.as_str())
                    .or_insert((*country, colour));
            }
        }
        let shrink = 1.0 / STEPS;
        let rest: String = outlines
            .iter()
            .filter(|(code, _)| !drawn.contains_key(*code))
            .map(|(_, outline)| outline.as_str())
            .collect();
        sheet.body.push_str(&format!(
            "<g class=\"chart-places\"><g transform=\"scale({shrink})\">"
        ));
        sheet.path("chart-land", &rest);
        let mut dots = Vec::new();
        for shape in shapes::all() {
            let Some((country, colour)) = drawn.get(shape.code) else {
                continue;
            };
            if shape.is_small {
                dots.push((shape, *country, *colour));
                continue;
            }
            let outline = outlines.get(shape.code).map_or("", String::as_str);
            let mark = sheet.open_mark(country.href.as_ref(), &said(country));
            sheet.path(&format!("chart-s{colour}"), outline);
            sheet.close_mark(mark);
        }
        sheet.body.push_str("</g>");
        for (shape, country, colour) in dots {
            let (x, y) = world.place(shape.middle.0, shape.middle.1);
            let mark = sheet.open_mark(country.href.as_ref(), &said(country));
            sheet.circle(&format!("chart-s{colour}"), x, y, 4.5);
            sheet.close_mark(mark);
        }
        sheet.body.push_str("</g>");
        sheet
    }

    fn key(&self, sheet: &mut Sheet, classes: &Classes) {
        let mut entries: Vec<(String, String)> = classes
            .key()
            .into_iter()
            .map(|(colour, text)| (format!("chart-s{colour}"), text))
            .collect();
        entries.push(("chart-land".to_owned(), "none known".to_owned()));
        let measure = Sheet::fit(&self.measure, sheet.width, 2);
        sheet.texts(
            "chart-strong",
            (0.0, 14.0),
            Anchor::Start,
            &measure,
            &self.measure,
        );
        let mut y = LINE * crate::sheet::index_f64(measure.lines.len()) + 4.0;
        let mut x = 0.0;
        for (class, text) in entries {
            let wide = 24.0 + Sheet::measure(&text) + 14.0;
            if x > 0.0 && x + wide > sheet.width + 14.0 {
                x = 0.0;
                y += 22.0;
            }
            sheet.rect(&class, x, y + 2.0, 18.0, 14.0);
            sheet.text("", x + 24.0, y + 14.0, Anchor::Start, &text);
            x += wide;
        }
        sheet.height = y + 22.0;
    }
}

fn said(country: &Country) -> String {
    format!(
        "{}: {}",
        country.name,
        Cell::shown(country.value, &country.shown).text
    )
}
