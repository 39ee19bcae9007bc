//! Archives made to do harm.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::installation::Installation;

const TABLE: &[u8] = b"ID,Name\r\nINDIGO-ORG-0001,Somebody\r\n";

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let place = Installation::with_records();
    let before = place.records();
    let file = place.beside("bomb.zip");
    // A gigabyte of nothing, a thousandth of that packed.
    let mut zip = ZipWriter::new(File::create(&file).unwrap());
    zip.start_file("organisations.csv", deflated()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap();
    assert!(fs::metadata(&file).unwrap().len() < 4 << 20);

    let said = place.import(&file);
    said.ended(1, &["archive_too_compressed", "nothing was imported"]);
    assert!(
        said.peak_bytes < 200 << 20,
        "{} bytes of memory",
        said.peak_bytes
    );
    assert_eq!(place.records(), before);
    place.assert_intact();
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused() {
    let place = Installation::with_records();
    let before = place.records();
    for (at, name) in [
        "../escaped.csv",
        "a/../../escaped.csv",
        "/tmp/escaped.csv",
        "..\\escaped.csv",
        "C:\\escaped.csv",
    ]
    .into_iter()
    .enumerate()
    {
        let file = place.beside(&format!("names-{at}.zip"));
        write_zip(&file, &[("organisations.csv", TABLE), (name, TABLE)]);
        place
            .import(&file)
            .ended(1, &["archive_entry_unsafe", "nothing was imported"]);
        assert!(!place.beside("escaped.csv").exists());
        assert!(!Path::new("/tmp/escaped.csv").exists());
    }
    assert_eq!(place.records(), before);
    place.assert_intact();
}

#[test]
fn an_archive_that_is_damaged_or_none() {
    let place = Installation::with_records();
    let before = place.records();
    let whole = place.beside("whole.zip");
    write_zip(&whole, &[("organisations.csv", &TABLE.repeat(100))]);
    let bytes = fs::read(&whole).unwrap();
    let mut flipped = bytes.clone();
    flipped[50] ^= 0xff;
    let cut = bytes[..bytes.len() / 2].to_vec();
    for (name, bytes) in [
        ("cut", cut),
        ("flipped", flipped),
        ("text", TABLE.to_vec()),
        ("empty", Vec::new()),
    ] {
        let file = place.beside(&format!("{name}.zip"));
        fs::write(&file, bytes).unwrap();
        place.import(&file).ended(1, &["nothing was imported"]);
    }
    assert_eq!(place.records(), before);
    place.assert_intact();
}

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn write_zip(file: &Path, entries: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(File::create(file).unwrap());
    for (name, bytes) in entries {
        zip.start_file(*name, deflated()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}
