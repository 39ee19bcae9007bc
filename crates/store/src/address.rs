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
            // The password of the URL is nobody's business.
            Self::Postgres(url) => match (url.find("://"), url.rfind('@')) {
                (Some(start), Some(at)) => write!(f, "{}…{}", &url[..start + 3], &url[at..]),
                _ => f.write_str(url),
            },
        }
    }
}
