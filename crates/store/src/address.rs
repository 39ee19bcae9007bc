//! Where the database is.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// An SQLite file or a PostgreSQL server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The file.
    Sqlite(PathBuf),
    /// The URL, `postgres://…`.
    Postgres(String),
}

impl Address {
    /// The database of a data folder: the URL when one is given, else `indigo.sqlite` in it.
    #[must_use]
    pub fn new(url: Option<&str>, data: &Path) -> Self {
        match url {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::Postgres(url.to_owned())
            }
            Some(path) => Self::Sqlite(path.trim_start_matches("sqlite://").into()),
            None => Self::Sqlite(data.join("indigo.sqlite")),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            // The password is nobody's business, whether it stands before the host or behind it.
            Self::Postgres(url) => {
                let (front, rest) = url
                    .find("://")
                    .map_or(("", url.as_str()), |at| url.split_at(at + 3));
                // A password may hold a slash, an at or a question mark that was not escaped: all
                // up to the last at is left out, then what follows a question mark.
                let (who, place) = rest
                    .rsplit_once('@')
                    .map_or(("", rest), |(_, place)| ("…@", place));
                let (place, more) = place
                    .split_once('?')
                    .map_or((place, ""), |(place, _)| (place, "?…"));
                write!(f, "{front}{who}{place}{more}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credentials_of_an_address_are_shown() {
        for (url, shown) in [
            (
                "postgres://eve:s3/c?r@t@db:5432/indigo",
                "postgres://…@db:5432/indigo",
            ),
            (
                "postgresql://db/indigo?user=eve&password=s3cret",
                "postgresql://db/indigo?…",
            ),
            (
                "postgres://eve:s3cret@db/indigo?sslmode=disable",
                "postgres://…@db/indigo?…",
            ),
            ("postgres://db/indigo", "postgres://db/indigo"),
        ] {
            assert_eq!(Address::Postgres(url.to_owned()).to_string(), shown);
        }
    }
}
