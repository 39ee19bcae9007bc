//! How much of a file that somebody sent is taken before it is refused.

/// Limits that keep memory and disk small whatever is sent; the defaults leave room for 100 times
/// the records that INDIGO has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most entries of an archive.
    pub archive_entries: usize,
    /// The most bytes that an archive may hold unpacked.
    pub archive_bytes: u64,
    /// How many times larger than the archive its content may be. Archives of less than 64 MiB of
    /// content are not measured by this.
    pub archive_ratio: u64,
    /// The most bytes that a workbook may hold unpacked.
    pub workbook_bytes: u64,
    /// The most bytes of one CSV row (and so of one cell).
    pub row_bytes: usize,
    /// The most bytes of one record as JSON.
    pub json_bytes: usize,
    /// How many problems of one kind in one file are listed one by one.
    pub problems_listed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            archive_entries: 250_000,
            archive_bytes: 8 << 30,
            archive_ratio: 200,
            workbook_bytes: 128 << 20,
            row_bytes: 16 << 20,
            json_bytes: 64 << 20,
            problems_listed: 100,
        }
    }
}

/// A size as people say it.
pub(crate) fn in_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match UNITS.iter().find(|(size, _)| bytes >= *size) {
        Some((size, unit)) if bytes.is_multiple_of(*size) => format!("{} {unit}", bytes / size),
        Some((size, unit)) => {
            let tenths = bytes * 10 / size;
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_in_words() {
        assert_eq!(in_words(12), "12 bytes");
        assert_eq!(in_words(16 << 20), "16 MiB");
        assert_eq!(in_words(1_600_000), "1.5 MiB");
    }
}
