//! An address that is put together parameter by parameter.

use crate::url::encode;

/// An address with its parameters.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    path: String,
    /// The parameters, encoded.
    query: String,
    /// The parameters as they are.
    pub(super) pairs: Vec<(String, String)>,
}

impl Link {
    /// An address without parameters.
    pub(super) fn to(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a parameter.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(&encode(name));
        self.query.push('=');
        self.query.push_str(&encode(value));
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    /// Adds the parameters of another.
    pub(super) fn append(&mut self, other: &Self) {
        if !self.query.is_empty() && !other.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(&other.query);
    }

    /// The whole address.
    pub(super) fn text(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }
}
