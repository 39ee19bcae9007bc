//! A disk that is full and a folder that cannot be written.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use crate::house::{BEFORE, House, organisation, over, run, verified};

/// A small file system of its own, gone when dropped.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one; `None` where that is not allowed.
    fn mount(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "indigo-test"])
            .arg(&at)
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("left out: a tmpfs cannot be mounted here");
            return None;
        }
        Some(Self(at))
    }

    fn remount(&self, option: &str) {
        let option = format!("remount,{option}");
        assert!(
            Command::new("mount")
                .args(["-o", &option])
                .arg(&self.0)
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn import(data: &Path, file: &Path) -> Command {
    let mut command = over(data, &["import"]);
    command.arg(file);
    command
}

#[test]
fn a_full_disk() {
    let house = House::empty();
    let Some(disk) = Disk::mount(house.path("disk")) else {
        return;
    };
    let data = disk.0.join("data");
    let base = house.records("base.jsonl", 1, BEFORE);
    run(import(&data, &base)).ends(0, &[]);
    let much = house.path("much.jsonl");
    let mut file = fs::File::create(&much).unwrap();
    for number in 1000..1200 {
        writeln!(
            file,
            "{}",
            organisation(number, &"Much to say. ".repeat(4000))
        )
        .unwrap();
    }
    drop(file);
    run(import(&data, &much)).ends(2, &["full"]);
    assert_eq!(verified(over(&data, &["verify", "--json"])), BEFORE);
    disk.remount("size=200m");
    run(import(&data, &much)).ends(0, &[]);
    assert_eq!(verified(over(&data, &["verify", "--json"])), BEFORE + 200);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let house = House::empty();
    let Some(disk) = Disk::mount(house.path("disk")) else {
        return;
    };
    let data = disk.0.join("data");
    let base = house.records("base.jsonl", 1, BEFORE);
    run(import(&data, &base)).ends(0, &[]);
    let more = house.records("more.jsonl", 1000, 5);
    disk.remount("ro");
    run(import(&data, &more)).ends(2, &["cannot be"]);
    run(import(&disk.0.join("new"), &more)).ends(2, &["cannot be"]);
    disk.remount("rw");
    assert_eq!(verified(over(&data, &["verify", "--json"])), BEFORE);
}

#[test]
fn a_data_folder_that_is_a_file() {
    let house = House::empty();
    let file = house.file("data", "not a folder");
    run(over(&file, &["verify"])).ends(2, &["data"]);
}
