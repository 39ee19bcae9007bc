//! Places as GeoJSON: a point for each public row, or record, that says where it is.
//!
//! A place is known by its fields, not by its type: two numbers beside each other that are called
//! latitude and longitude.

use std::io::Write;

use indigo_model::{Value, pointer};
use indigo_standard::{Field, TypeStandard, ValueType};
use serde_json::{Map, json};

use crate::ExchangeError;

/// Writes points, one record after the other, as one GeoJSON feature collection.
pub struct PlacesFile<W: Write> {
    out: W,
    is_first: bool,
    site_url: String,
}

impl<W: Write> PlacesFile<W> {
    /// Begins the file. Addresses of records begin with `site_url`, or are paths without it;
    /// `head` are further members of the collection, such as its licence.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn new(
        mut out: W,
        site_url: Option<&str>,
        head: &Map<String, Value>,
    ) -> Result<Self, ExchangeError> {
        out.write_all(b"{\"type\":\"FeatureCollection\"")
            .map_err(ExchangeError::Output)?;
        for (key, value) in head {
            write!(out, ",{}:{value}", Value::from(key.as_str())).map_err(ExchangeError::Output)?;
        }
        out.write_all(b",\"features\":[")
            .map_err(ExchangeError::Output)?;
        Ok(Self {
            out,
            is_first: true,
            site_url: site_url
                .unwrap_or_default()
                .trim_end_matches('/')
                .to_owned(),
        })
    }

    /// Adds the places of a record, given its public data.
    ///
    /// # Errors
    /// When the file does not take them.
    pub fn add(&mut self, one: &TypeStandard, id: &str, data: &Value) -> Result<(), ExchangeError> {
        if let Some(place) = Place::among(&one.fields)
            && let Some(point) = place.point(data)
        {
            self.point(one, id, data, None, point)?;
        }
        for list in &one.lists {
            let Some(place) = Place::among(&list.fields) else {
                continue;
            };
            let rows = pointer::at(data, &list.keys).and_then(Value::as_array);
            for row in rows.into_iter().flatten() {
                if let Some(point) = place.point(row) {
                    self.point(one, id, data, Some((row, &list.fields)), point)?;
                }
            }
        }
        Ok(())
    }

    fn point(
        &mut self,
        one: &TypeStandard,
        id: &str,
        data: &Value,
        row: Option<(&Value, &[Field])>,
        (lat, lng): (f64, f64),
    ) -> Result<(), ExchangeError> {
        let mut said = Map::new();
        said.insert("name".to_owned(), one.name_of(data).into());
        said.insert("id".to_owned(), id.into());
        said.insert("type".to_owned(), one.id.as_str().into());
        for name in ["sector", "stage"] {
            let filter = one.profile.list.filters.iter().find(|f| f.name == name);
            if let Some(at) = filter.and_then(|filter| filter.pointer.as_deref()) {
                said.insert(name.to_owned(), pointer::text(data, at).into());
            }
        }
        if let Some((row, fields)) = row {
            let named = |wanted: fn(&Field) -> bool| {
                let field = fields.iter().find(|field| wanted(field))?;
                pointer::at(row, &field.keys)?.as_str()
            };
            said.insert("place".to_owned(), named(is_name).into());
            let country = named(|field| field.leaf.is_country());
            said.insert("country".to_owned(), country.into());
        }
        let path = &one.profile.words.path;
        let href = format!("{}/{path}/{id}", self.site_url);
        said.insert("href".to_owned(), href.into());
        let feature = json!({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lng, lat]},
            "properties": said,
        });
        let gap = if self.is_first { "\n" } else { ",\n" };
        self.is_first = false;
        write!(self.out, "{gap}{feature}").map_err(ExchangeError::Output)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it does not take the end.
    pub fn finish(mut self) -> Result<W, ExchangeError> {
        self.out
            .write_all(b"\n]}\n")
            .and_then(|()| self.out.flush())
            .map_err(ExchangeError::Output)?;
        Ok(self.out)
    }
}

/// Whether a type says anywhere where something is.
#[must_use]
pub fn has_places(one: &TypeStandard) -> bool {
    Place::among(&one.fields).is_some()
        || one
            .lists
            .iter()
            .any(|list| Place::among(&list.fields).is_some())
}

/// The fields that say where something is.
struct Place<'f> {
    lat: &'f Field,
    lng: &'f Field,
}

impl<'f> Place<'f> {
    fn among(fields: &'f [Field]) -> Option<Self> {
        let named = |names: &[&str]| {
            fields.iter().find(|field| {
                let key = field.keys.iter().rev().find(|key| *key != "value");
                field.leaf.value_type == ValueType::Number
                    && key.is_some_and(|key| names.contains(&key.as_str()))
            })
        };
        Some(Self {
            lat: named(&["lat", "latitude"])?,
            lng: named(&["lng", "lon", "longitude"])?,
        })
    }

    /// Where it is; nothing when that is not said, or is nowhere on earth.
    fn point(&self, object: &Value) -> Option<(f64, f64)> {
        let number = |field: &Field, most: f64| {
            let number = pointer::at(object, &field.keys)?.as_f64()?;
            (number.abs() <= most).then_some(number)
        };
        Some((number(self.lat, 90.0)?, number(self.lng, 180.0)?))
    }
}

/// Whether a field is the name of the place that its row is about.
fn is_name(field: &Field) -> bool {
    let key = field.keys.iter().rev().find(|key| *key != "value");
    key.is_some_and(|key| key == "name" || key == "location_name")
}
