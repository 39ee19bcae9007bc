//! The export as it is, or many copies of it that refer to each other consistently.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};

/// How far apart the numbers of two copies are; the largest real one has four digits.
const SHIFT: u64 = 10_000;

/// Writes the files of the export `copies` times into one folder; how many bytes that makes.
///
/// Copy 0 keeps its ids. In copy k each id, wherever it stands in a file, has k × 10,000 added to
/// its number, so that references inside the copy hold.
pub(super) fn write(export: &Path, folder: &Path, copies: u32) -> Result<u64> {
    fs::create_dir_all(folder)?;
    let mut sum = 0;
    let listing = export.join("listings/original_pipeline.csv");
    let listing = listing.exists().then_some(Ok(listing));
    let files = fs::read_dir(export)?.map(|entry| entry.map(|entry| entry.path()));
    for path in files.chain(listing) {
        let path = path?;
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let name = path.file_name().context("a file without a name")?;
        let mut out = BufWriter::new(File::create(folder.join(name))?);
        copy(&text, copies, &mut out)?;
        out.flush()?;
        sum += out.get_ref().metadata()?.len();
    }
    Ok(sum)
}

fn copy(text: &str, copies: u32, out: &mut impl Write) -> Result<()> {
    // No header of the export has a line end inside.
    let (header, rows) = text.split_once('\n').unwrap_or((text, ""));
    writeln!(out, "{header}")?;
    let line_end = if header.ends_with('\r') { "\r\n" } else { "\n" };
    let rows = rows.trim_end_matches(['\r', '\n']);
    if rows.is_empty() {
        return Ok(());
    }
    let pieces = pieces(rows);
    for copy in 0..u64::from(copies) {
        for (text, number) in &pieces {
            out.write_all(text.as_bytes())?;
            if let Some((number, width)) = number {
                let shifted = number + copy * SHIFT;
                write!(out, "{shifted:0width$}")?;
            }
        }
        out.write_all(line_end.as_bytes())?;
    }
    Ok(())
}

/// A stretch of text and the number of the id that follows it, with its width.
type Piece<'a> = (&'a str, Option<(u64, usize)>);

/// Cuts the text before the number of each id.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("INDIGO-") {
        let Some(number) = number_of_id(&text[at..]).map(|offset| at + offset) else {
            continue;
        };
        let rest = &text[number..];
        let width = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let Ok(value) = rest[..width].parse() else {
            continue;
        };
        pieces.push((&text[start..number], Some((value, width))));
        start = number + width;
    }
    pieces.push((&text[start..], None));
    pieces
}

/// Where the number begins in a text that starts with an id such as `INDIGO-POJ-0198`.
fn number_of_id(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("INDIGO-")?;
    let (letters, rest) = rest.split_once('-')?;
    let is_type = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase());
    (is_type && rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| "INDIGO--".len() + letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_shift_every_id() {
        let text = "Project ID,Note\r\nINDIGO-POJ-0198,\"see INDIGO-ORG-0001,INDIGO-ORG-0002\"\r\n";
        let mut out = Vec::new();
        copy(text, 2, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "Project ID,Note\r\nINDIGO-POJ-0198,\"see INDIGO-ORG-0001,INDIGO-ORG-0002\"\r\n\
             INDIGO-POJ-10198,\"see INDIGO-ORG-10001,INDIGO-ORG-10002\"\r\n"
        );
    }

    #[test]
    fn other_words_stay() {
        let mut out = Vec::new();
        copy("ID\nINDIGO-Initiative INDIGO-X INDIGO-POJ-x\n", 2, &mut out).unwrap();
        let line = "INDIGO-Initiative INDIGO-X INDIGO-POJ-x\n";
        assert_eq!(String::from_utf8(out).unwrap(), format!("ID\n{line}{line}"));
    }
}
