//! Rows of a CSV file, one at a time, each with its number.
//!
//! The usual CSV readers forgive what people must be told of (a quote that is never closed, text
//! after a closing quote) and take a cell of any size; this one says so and stops at a limit.

use std::io::{self, BufRead, BufReader, Read, Seek};

/// How much is read at a time. Small, because child tables are read by jumping.
const BUFFER: usize = 16 << 10;

/// A row as read.
#[derive(Debug, Default)]
pub(crate) struct Row {
    text: String,
    ends: Vec<usize>,
    /// Its number as a spreadsheet shows it: counted from 1, empty lines too.
    pub(crate) number: u64,
    /// Where the row starts, in bytes from the start of the file.
    pub(crate) offset: u64,
}

impl Row {
    /// How many cells the row has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; nothing where there is none.
    pub(crate) fn cell(&self, index: usize) -> &str {
        let start = match index {
            0 => 0,
            _ => self.ends.get(index - 1).copied().unwrap_or_default(),
        };
        self.ends
            .get(index)
            .map_or("", |&end| &self.text[start..end])
    }

    /// The cells in order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// Whether all cells are empty: such a row says nothing and is passed over.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// What is wrong with the form of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowFault {
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// The file starts like UTF-16.
    Utf16,
    /// A character of code 0.
    Nul,
    /// Text after a closing quote, in this cell.
    QuoteInside(usize),
    /// A quote that the end of the file does not close, in this cell.
    QuoteOpen(usize),
    /// More bytes than the limit.
    TooLong,
}

impl RowFault {
    /// Whether nothing after the row can be read.
    pub(crate) fn is_last(self) -> bool {
        matches!(self, Self::Utf16 | Self::QuoteOpen(_) | Self::TooLong)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Reads the rows of a file.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    input: BufReader<R>,
    limit: usize,
    offset: u64,
    number: u64,
    /// The last row ended with CR: a LF that follows belongs to it.
    after_cr: bool,
    started: bool,
    bytes: Vec<u8>,
    row: Row,
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(input: R, limit: usize) -> Self {
        Self {
            input: BufReader::with_capacity(BUFFER, input),
            limit,
            offset: 0,
            number: 1,
            after_cr: false,
            started: false,
            bytes: Vec::new(),
            row: Row::default(),
        }
    }

    /// The row read last.
    pub(crate) fn row(&self) -> &Row {
        &self.row
    }

    /// Reads the next row that is not an empty line; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Result<(), RowFault>>> {
        if !self.started {
            self.started = true;
            if self.byte_order_mark()? {
                return Ok(Some(Err(RowFault::Utf16)));
            }
        }
        loop {
            self.skip_lf()?;
            self.row.number = self.number;
            self.row.offset = self.offset;
            let Some(fault) = self.read_row()? else {
                return Ok(None);
            };
            // An empty line is no row.
            if fault.is_some() || self.row.ends.len() > 1 || !self.row.text.is_empty() {
                return Ok(Some(fault.map_or(Ok(()), Err)));
            }
        }
    }

    /// Passes over the mark of UTF-8; true when there is one of UTF-16.
    fn byte_order_mark(&mut self) -> io::Result<bool> {
        let start = self.input.fill_buf()?;
        if start.starts_with(b"\xef\xbb\xbf") {
            self.input.consume(3);
            self.offset = 3;
        } else if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            self.row.number = 1;
            return Ok(true);
        }
        Ok(false)
    }

    fn skip_lf(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.after_cr) && self.input.fill_buf()?.first() == Some(&b'\n') {
            self.input.consume(1);
            self.offset += 1;
        }
        Ok(())
    }

    /// Reads to the end of the row; the outer `None` means that there is no row any more.
    fn read_row(&mut self) -> io::Result<Option<Option<RowFault>>> {
        self.bytes.clear();
        self.row.ends.clear();
        let mut state = State::CellStart;
        let mut fault = None;
        let mut any = false;
        'row: loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                if !any {
                    return Ok(None);
                }
                if state == State::Quoted {
                    fault = Some(RowFault::QuoteOpen(self.row.ends.len()));
                }
                self.row.ends.push(self.bytes.len());
                break;
            }
            any = true;
            let mut at = 0;
            while at < buffer.len() {
                // What needs no decision is copied at once.
                let rest = &buffer[at..];
                let run = match state {
                    State::Plain => rest
                        .iter()
                        .position(|byte| matches!(byte, b',' | b'\r' | b'\n')),
                    State::Quoted => rest.iter().position(|byte| *byte == b'"'),
                    _ => Some(0),
                }
                .unwrap_or(rest.len());
                self.bytes.extend_from_slice(&rest[..run]);
                if self.bytes.len() > self.limit {
                    self.row.text.clear();
                    self.row.ends.clear();
                    return Ok(Some(Some(RowFault::TooLong)));
                }
                at += run;
                let Some(&byte) = buffer.get(at) else { break };
                at += 1;
                match (state, byte) {
                    (State::CellStart, b'"') => state = State::Quoted,
                    (State::Quoted, b'"') => {
                        state = State::QuoteInQuoted;
                    }
                    (State::Quoted, _) => {
                        self.bytes.push(byte);
                    }
                    (State::QuoteInQuoted, b'"') => {
                        self.bytes.push(b'"');
                        state = State::Quoted;
                    }
                    (_, b',') => {
                        self.row.ends.push(self.bytes.len());
                        state = State::CellStart;
                    }
                    (_, b'\r' | b'\n') => {
                        self.row.ends.push(self.bytes.len());
                        self.after_cr = byte == b'\r';
                        self.number += 1;
                        self.input.consume(at);
                        self.offset += at as u64;
                        break 'row;
                    }
                    (State::QuoteInQuoted, _) => {
                        // Taken for a quote inside the text, which keeps the rows after it right.
                        fault.get_or_insert(RowFault::QuoteInside(self.row.ends.len()));
                        self.bytes.extend([b'"', byte]);
                        state = State::Quoted;
                    }
                    (State::CellStart | State::Plain, _) => {
                        self.bytes.push(byte);
                        state = State::Plain;
                    }
                }
            }
            self.input.consume(at);
            self.offset += at as u64;
        }
        let text_fault = self.take_text();
        Ok(Some(fault.or(text_fault)))
    }

    /// Makes text of the bytes; the row is empty when they are none.
    fn take_text(&mut self) -> Option<RowFault> {
        let mut text = std::mem::take(&mut self.row.text).into_bytes();
        text.clear();
        text.extend_from_slice(&self.bytes);
        let has_nul = text.contains(&0);
        match String::from_utf8(text) {
            // A cell may end inside a character of two bytes only when these are no text.
            Ok(text) if self.row.ends.iter().all(|&end| text.is_char_boundary(end)) => {
                self.row.text = text;
                has_nul.then_some(RowFault::Nul)
            }
            _ => {
                self.row.ends.clear();
                Some(RowFault::NotUtf8)
            }
        }
    }
}

impl<R: Read + Seek> Rows<R> {
    /// Goes to a row that was read before, by its offset and number.
    pub(crate) fn seek_to(&mut self, offset: u64, number: u64) -> io::Result<()> {
        let step = i64::try_from(offset).unwrap_or(i64::MAX)
            - i64::try_from(self.offset).unwrap_or(i64::MAX);
        if step != 0 {
            self.input.seek_relative(step)?;
        }
        self.offset = offset;
        self.number = number;
        self.after_cr = false;
        self.started = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
