//! How tables and columns are named.

use std::collections::HashSet;

/// A pointer with dots; the `value` that nearly every field ends with goes without saying.
pub(super) fn dotted(pointer: &str) -> String {
    let path = pointer.trim_start_matches('/');
    path.strip_suffix("/value")
        .unwrap_or(path)
        .replace('/', ".")
}

/// A pointer or a name with dots as a name that SQL takes without quotes.
pub(super) fn underscored(name: &str) -> String {
    let plain: String = name
        .trim_start_matches('/')
        .chars()
        .map(|letter| match letter {
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '_',
        })
        .collect();
    match plain.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("n{plain}"),
        false => plain,
    }
}

/// Names that were given out; capitals do not tell them apart.
#[derive(Default)]
pub(super) struct Taken(HashSet<String>);

impl Taken {
    /// The name wished for, or it with a number when it was given out before.
    pub(super) fn add(&mut self, wished: &str) -> String {
        let mut name = wished.to_owned();
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = format!("{wished}_{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_field_goes_without_saying() {
        assert_eq!(dotted("/name/value"), "name");
        assert_eq!(dotted("/lat_lng/lat/value"), "lat_lng.lat");
        assert_eq!(dotted("/value"), "value");
        assert_eq!(dotted("/source_ids"), "source_ids");
        assert_eq!(underscored("/org-ids/secondary"), "org_ids_secondary");
        assert_eq!(underscored("360giving"), "n360giving");
    }

    #[test]
    fn no_name_is_given_out_twice() {
        let mut names = Taken::default();
        assert_eq!(names.add("id"), "id");
        assert_eq!(names.add("ID"), "ID_2");
    }
}
