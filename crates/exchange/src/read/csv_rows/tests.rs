use std::io::Cursor;

use proptest::prelude::*;

use super::*;

/// Every row as `number: cell|cell`, or its fault.
fn read(bytes: &[u8]) -> Vec<String> {
    let mut rows = Rows::new(Cursor::new(bytes), 100);
    let mut told = Vec::new();
    while let Some(result) = rows.next().unwrap() {
        let cells: Vec<_> = rows.row().cells().collect();
        let cells = format!("{}: {}", rows.row().number, cells.join("|"));
        match result {
            Ok(()) => told.push(cells),
            Err(fault) => {
                told.push(format!("{cells} {fault:?}"));
                if fault.is_last() {
                    break;
                }
            }
        }
    }
    told
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    assert_eq!(
        read(b"\xef\xbb\xbfa,b\r\n1,\"x\r\ny\nz\"\r\n\r\n\"q\"\"q\",\n,\rlast,"),
        ["1: a|b", "2: 1|x\r\ny\nz", "4: q\"q|", "5: |", "6: last|"]
    );
    assert_eq!(read(b""), [""; 0]);
    assert_eq!(read(b"\n\r\n"), [""; 0]);
    assert_eq!(
        read("é\u{a0},5\" pipe\n".as_bytes()),
        ["1: é\u{a0}|5\" pipe"]
    );
}

#[test]
fn faults_of_form() {
    assert_eq!(
        read(b"a,b\n1,caf\xe9\n2,ok\n"),
        ["1: a|b", "2:  NotUtf8", "3: 2|ok"]
    );
    // A character torn apart by a comma is not text, although the bytes together are.
    assert_eq!(read(b"\xc3,\xa9\n"), ["1:  NotUtf8"]);
    assert_eq!(read(b"\xff\xfea\0"), ["1:  Utf16"]);
    assert_eq!(read(b"a\0b,c\nd,e\n"), ["1: a\0b|c Nul", "2: d|e"]);
    assert_eq!(
        read(b"\"say \"no\" twice\",x\ny,z\n"),
        ["1: say \"no\" twice|x QuoteInside(0)", "2: y|z"]
    );
    assert_eq!(
        read(b"a,b\n1,\"open\n2,c\n"),
        ["1: a|b", "2: 1|open\n2,c\n QuoteOpen(1)"]
    );
    let long = "x".repeat(101);
    assert_eq!(
        read(format!("a\n{long}\n").as_bytes()),
        ["1: a", "2:  TooLong"]
    );
}

#[test]
fn goes_back_to_a_row() {
    let text = "h\r\none,\"1\n2\"\r\ntwo,3\r\n";
    let mut rows = Rows::new(Cursor::new(text), 100);
    let mut places = Vec::new();
    while let Some(result) = rows.next().unwrap() {
        result.unwrap();
        places.push((
            rows.row().offset,
            rows.row().number,
            rows.row().cell(0).to_owned(),
        ));
    }
    for (offset, number, first) in places.iter().rev() {
        rows.seek_to(*offset, *number).unwrap();
        rows.next().unwrap().unwrap().unwrap();
        assert_eq!(
            (rows.row().cell(0), rows.row().number),
            (first.as_str(), *number)
        );
    }
}

proptest! {
    /// Whatever a CSV writer writes is read back, and is what the csv crate reads.
    #[test]
    fn reads_what_is_written(
        rows in prop::collection::vec(prop::collection::vec("[a\",\r\n é]{0,5}", 2..5), 0..6),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut reader = Rows::new(Cursor::new(&bytes), 1000);
        let mut found = Vec::new();
        while let Some(result) = reader.next().unwrap() {
            result.unwrap();
            found.push(reader.row().cells().map(str::to_owned).collect::<Vec<_>>());
        }
        prop_assert_eq!(found, rows);
    }

    /// No bytes at all make it panic or lose count of its place.
    #[test]
    fn survives_anything(bytes in prop::collection::vec(prop::sample::select(b"a\",\r\n\0\xe9\xc3\xa9".to_vec()), 0..60)) {
        read(&bytes);
    }
}
