//! Values that a field may take, with what each means.

use indexmap::IndexMap;

/// A closed list of values for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codelist {
    /// File name when the list is a file of its own, such as `countries.csv`.
    pub file: Option<String>,
    /// Value → what it means or is called (empty when nothing is said), in order.
    pub values: IndexMap<String, String>,
}

impl Codelist {
    /// Reads a codelist file: the first column holds the values; `Title` or `Description`, when
    /// there, says what each means.
    ///
    /// # Errors
    /// The csv reader's own, when the text is not CSV.
    pub fn read_csv(file: &str, text: &str) -> Result<Self, csv::Error> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = reader.headers()?.clone();
        let meaning = headers
            .iter()
            .position(|header| header == "Title")
            .or_else(|| headers.iter().position(|header| header == "Description"));
        let mut values = IndexMap::new();
        for row in reader.records() {
            let row = row?;
            if let Some(value) = row.get(0).filter(|value| !value.is_empty()) {
                let said = meaning
                    .and_then(|column| row.get(column))
                    .unwrap_or_default();
                values.insert(value.to_owned(), said.trim().to_owned());
            }
        }
        Ok(Self {
            file: Some(file.to_owned()),
            values,
        })
    }

    /// Whether `value` is in the list, exactly.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        self.values.contains_key(value)
    }

    /// What a value is called, when the list says so.
    #[must_use]
    pub fn meaning(&self, value: &str) -> Option<&str> {
        self.values
            .get(value)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }
}
