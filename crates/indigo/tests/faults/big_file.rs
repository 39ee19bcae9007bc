//! A CSV file larger than anybody's: memory stays bounded, and it is all or nothing.

use std::{
    env, fs,
    io::{BufWriter, Write},
    time::Duration,
};

use crate::house::{BEFORE, House, Said};

/// Size of the file unless `INDIGO_TEST_BIG_MB` says otherwise.
const MEGABYTES: usize = 100;

/// Memory for everything beside the content of the file.
const ROOM: u64 = 700 << 20;

#[test]
fn a_large_csv() {
    let megabytes = env::var("INDIGO_TEST_BIG_MB")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(MEGABYTES);
    let house = House::settled();
    let path = house.path("organisations.csv");
    let mut file = BufWriter::new(fs::File::create(&path).unwrap());
    writeln!(file, "ID,Name,Description").unwrap();
    // A hundred kilobytes a row: its size is what is tested, not the number of records.
    let text = "Words about what it does. ".repeat(4000);
    let rows = (megabytes << 20) / text.len();
    for number in 0..rows {
        writeln!(
            file,
            "INDIGO-ORG-{:06},Organisation {number},{text}",
            1000 + number
        )
        .unwrap();
    }
    file.flush().unwrap();
    let bytes = fs::metadata(&path).unwrap().len();

    let mut child = house.import(&path).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(high_water(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    let said = Said::from(child.wait_with_output().unwrap());
    eprintln!("{} MB of CSV: peak {} MB", bytes >> 20, peak >> 20);
    let expected = if said.code == Some(0) {
        BEFORE + rows as u64
    } else {
        BEFORE
    };
    if said.code != Some(0) {
        said.ends(1, &["Nothing was imported"]);
    }
    assert!(
        peak < ROOM + 2 * bytes,
        "{} MB of memory for a file of {} MB",
        peak >> 20,
        bytes >> 20
    );
    assert_eq!(house.verified(), expected);
}

fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes << 10)
}
