//! How high rows are: as their texts need it.
//!
//! Some programs work heights out when they open a file, and some take what is written. So heights
//! are written; but as worked out, not as chosen by somebody, so that rows grow with what is typed.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Worksheet, XlsxError};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The height of a line of the usual letters, and the most that a row may have.
const LINE_POINTS: f64 = 15.0;
const MOST_POINTS: f64 = 405.0;
/// Rows of values are not made higher than this many lines: a long text is read in its cell.
const MOST_LINES_OF_VALUES: usize = 12;

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The usual letters.
    Usual,
    /// Bold.
    Bold,
    /// The small letters of help and examples.
    Small,
}

/// A row whose cells are counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Height {
    points: f64,
}

impl Height {
    /// A row of one line.
    pub(super) fn new() -> Self {
        Self {
            points: LINE_POINTS,
        }
    }

    /// Makes room for a text in a column of a width.
    pub(super) fn holds(&mut self, text: &str, width: u32, hand: Hand) {
        let (letters, line) = match hand {
            Hand::Usual => (f64::from(width), LINE_POINTS),
            Hand::Bold => (f64::from(width) * 0.9, LINE_POINTS),
            Hand::Small => (f64::from(width) * 1.15, 12.5),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "both are small"
        )]
        let points = lines(text, letters as usize) as f64 * line;
        self.points = self.points.max(points.min(MOST_POINTS));
    }

    /// Makes room for a value that was filled in, as far as that is reasonable.
    pub(super) fn holds_value(&mut self, text: &str, width: u32) {
        let most = MOST_LINES_OF_VALUES;
        #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
        let points = lines(text, width as usize).min(most) as f64 * LINE_POINTS;
        self.points = self.points.max(points);
    }

    /// Gives a row this height, when it is more than one line.
    pub(super) fn give(self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        if self.points > LINE_POINTS {
            sheet.set_row_height(row, self.points)?;
        }
        Ok(())
    }
}

/// How many lines a text takes when so many letters fit into one, broken between words.
fn lines(text: &str, letters: usize) -> usize {
    let most = letters.max(1);
    let of_line = |line: &str| {
        let (mut count, mut at) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            let with_blank = if at == 0 { length } else { at + 1 + length };
            if with_blank <= most {
                at = with_blank;
                continue;
            }
            // A word that is longer than a line is broken in itself.
            count += usize::from(at > 0) + length.saturating_sub(1) / most;
            at = length.saturating_sub(1) % most + 1;
        }
        count
    };
    text.split('\n').map(of_line).sum::<usize>().max(1)
}

/// The workbook with heights that programs may work out anew.
pub(super) fn loosened(workbook: Vec<u8>) -> Result<Vec<u8>, XlsxError> {
    const CHOSEN: &str = " customHeight=\"1\"";
    let broken = |error: &dyn std::fmt::Display| XlsxError::ParameterError(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(|error| broken(&error))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = entry.name().map_err(|error| broken(&error))?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            drop(entry);
            let raw = archive
                .by_index_raw(index)
                .map_err(|error| broken(&error))?;
            writer.raw_copy_file(raw).map_err(|error| broken(&error))?;
            continue;
        }
        let mut xml = String::new();
        entry
            .read_to_string(&mut xml)
            .map_err(|error| broken(&error))?;
        writer
            .start_file(name, options)
            .map_err(|error| broken(&error))?;
        writer
            .write_all(xml.replace(CHOSEN, "").as_bytes())
            .map_err(|error| broken(&error))?;
    }
    let out = writer.finish().map_err(|error| broken(&error))?;
    Ok(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        for (text, letters, expected) in [
            ("", 10, 1),
            ("one two", 10, 1),
            ("one two three", 10, 2),
            ("one\ntwo", 10, 2),
            ("abcdefghijklmnopqrstuvwxyz", 10, 3),
            ("a abcdefghijklmnopqrst", 10, 3),
            ("ten letter s", 10, 2),
        ] {
            assert_eq!(lines(text, letters), expected, "{text}");
        }
    }
}
