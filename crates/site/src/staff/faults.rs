//! What is wrong with a form: the summary at the top, and the words beside each field.

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The `id` of the field, for the link of the summary; empty when it is about none.
    pub(crate) field: String,
    /// What is wrong and what to do, as a sentence.
    pub(crate) text: String,
}

/// All that is wrong with a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// One fault.
    pub(crate) fn one(field: &str, text: impl Into<String>) -> Self {
        let mut faults = Self::default();
        faults.add(field, text);
        faults
    }

    /// Adds a fault of a field; its first letter becomes a capital and it ends with a stop.
    pub(crate) fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(Fault {
            field: field.to_owned(),
            text: sentence(&text.into()),
        });
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    /// What is wrong with a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.text.as_str())
    }
}

/// A message of a library as a sentence for people.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let mut whole: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    if !whole.ends_with(['.', '?', '!']) {
        whole.push('.');
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_sentences() {
        assert_eq!(
            sentence("the code is wrong. Wait"),
            "The code is wrong. Wait."
        );
        assert_eq!(sentence("Ähm?"), "Ähm?");
        let faults = Faults::one("email", "it is not an address");
        assert_eq!(faults.of("email"), Some("It is not an address."));
        assert_eq!(faults.of("name"), None);
    }
}
