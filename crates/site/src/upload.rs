//! What a form with files sends (`multipart/form-data`), read from a body that is whole in memory.

use bytes::Bytes;

/// The most parts of a form; more are an attack or a mistake.
const MOST_PARTS: usize = 40;
/// The most bytes of the headers of a part.
const MOST_HEADER_BYTES: usize = 8 * 1024;
/// The longest boundary that the format allows.
const LONGEST_BOUNDARY: usize = 70;

/// A field or a file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The field's name.
    pub(crate) name: String,
    /// The name of the file, when it is one.
    pub(crate) file_name: Option<String>,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// A body that is no form, or half of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// The parts of a body; `content_type` is the header of the request.
pub(crate) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, Malformed> {
    let boundary = boundary(content_type).ok_or(Malformed)?;
    let delimiter = format!("--{boundary}").into_bytes();
    let between = [b"\r\n", delimiter.as_slice()].concat();
    let mut at = if body.starts_with(&delimiter) {
        delimiter.len()
    } else {
        find(body, &between).ok_or(Malformed)? + between.len()
    };
    let mut parts = Vec::new();
    loop {
        let rest = &body[at..];
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        if parts.len() >= MOST_PARTS {
            return Err(Malformed);
        }
        // Blanks may follow a boundary.
        let line = find(&rest[..rest.len().min(MOST_HEADER_BYTES)], b"\r\n").ok_or(Malformed)?;
        if !rest[..line].iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            return Err(Malformed);
        }
        let head = at + line + 2;
        let rest = &body[head..];
        let window = &rest[..rest.len().min(MOST_HEADER_BYTES)];
        let end = find(window, b"\r\n\r\n").ok_or(Malformed)?;
        let content = head + end + 4;
        // The content may be empty, and then its line end is that of the headers.
        let length = find(&body[content - 2..], &between).ok_or(Malformed)?;
        let until = (content - 2 + length).max(content);
        if let Some((name, file_name)) = disposition(&body[head..head + end]) {
            parts.push(Part {
                name,
                file_name,
                bytes: body.slice(content..until),
            });
        }
        at = content - 2 + length + between.len();
    }
}

fn find(body: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    while let Some(next) = body.get(at..)?.iter().position(|byte| *byte == first) {
        at += next;
        if body[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn boundary(content_type: &str) -> Option<String> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let found = parameters(rest)
        .into_iter()
        .find(|(name, _)| name == "boundary")
        .map(|(_, value)| value)?;
    ((1..=LONGEST_BOUNDARY).contains(&found.len()) && found.is_ascii()).then_some(found)
}

/// Name and file name of a part.
fn disposition(head: &[u8]) -> Option<(String, Option<String>)> {
    let head = String::from_utf8_lossy(head);
    let line = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let (_, rest) = line.split_once(';')?;
    let all = parameters(rest);
    let of = |wanted: &str| {
        all.iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.clone())
    };
    Some((of("name")?, of("filename")))
}

/// `a=b; c="d; e"`; names in small letters.
fn parameters(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([' ', ';', '\t']).to_ascii_lowercase();
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted_value(quoted),
            None => {
                let end = after.find(';').unwrap_or(after.len());
                (after[..end].trim().to_owned(), &after[end..])
            }
        };
        found.push((name, value));
        rest = left;
    }
    found
}

/// The value up to the closing quote, as browsers (`%22`) and other programs (`\"`) write quotes.
fn quoted_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value.replace("%22", "\""), &text[at + 1..]),
            '\\' if matches!(text[at + 1..].chars().next(), Some('"' | '\\')) => {
                value.extend(letters.next().map(|(_, letter)| letter));
            }
            _ => value.push(letter),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Vec<Part>, Malformed> {
        parts(
            "multipart/form-data; boundary=xyz",
            &Bytes::from(body.to_owned()),
        )
    }

    #[test]
    fn fields_and_files_are_read() {
        let found = read(
            "--xyz\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\n\r\n\
             --xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a; \\\"b\\\".csv\"\r\nContent-Type: text/csv\r\n\r\nID\r\n--xy\r\n\r\n--xyz--\r\n",
        )
        .unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].name.as_str(), &found[0].bytes[..]),
            ("format", &b""[..])
        );
        assert_eq!(found[1].file_name.as_deref(), Some("a; \"b\".csv"));
        assert_eq!(&found[1].bytes[..], b"ID\r\n--xy\r\n");
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for body in [
            "",
            "--xyz",
            "--xyz\r\n",
            "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            "nothing of the kind",
            "--xyzw\r\n\r\n\r\n--xyz--",
        ] {
            assert_eq!(read(body), Err(Malformed), "{body}");
        }
        let body = Bytes::from_static(b"--x--");
        for kind in [
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=",
        ] {
            assert_eq!(parts(kind, &body), Err(Malformed), "{kind}");
        }
        let many = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n".repeat(50);
        assert_eq!(read(&(many + "--xyz--")), Err(Malformed));
        assert_eq!(read("--xyz--"), Ok(Vec::new()));
    }
}
