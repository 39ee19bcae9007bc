//! A data folder and the program over it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Past this a command is taken to hang.
const PATIENCE: Duration = Duration::from_secs(300);

/// An installation of its own for one test.
pub(crate) struct Installation {
    /// Holds the data folder and whatever the test puts beside it.
    pub(crate) folder: TempDir,
    /// Given to the program as `--database`.
    pub(crate) database: Option<String>,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    /// The most memory that it had at a time.
    pub(crate) peak_bytes: u64,
}

impl Said {
    /// Asserts how it ended, and that it said so in words.
    #[track_caller]
    pub(crate) fn ended(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, Some(status), "{self:#?}");
        let said = format!("{}\n{}", self.out, self.err);
        for word in words {
            assert!(
                said.to_lowercase().contains(&word.to_lowercase()),
                "\"{word}\" is not in: {self:#?}"
            );
        }
        assert!(!said.contains("panicked"), "{self:#?}");
    }
}

/// A folder of the demo set: a few records, of one type.
pub(crate) fn demo(types: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../demo/records")
        .join(types);
    assert!(folder.is_dir(), "{} is not there", folder.display());
    folder
}

impl Installation {
    /// An empty one.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    /// One with the funds of the demo set, so that there is something to lose.
    pub(crate) fn with_records() -> Self {
        let installation = Self::empty();
        installation.import(&demo("fund")).ended(0, &["10 new"]);
        installation
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path for a file of the test.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, to be run over this installation.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_indigo"));
        command.arg("--data").arg(self.data());
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command.args(arguments).stdin(Stdio::null());
        for name in [
            "INDIGO_DATA",
            "INDIGO_DATABASE",
            "INDIGO_STANDARD",
            "INDIGO_LOG",
            "INDIGO_SANDBOX_PASSWORD",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let out = tempfile::NamedTempFile::new().unwrap();
        let err = tempfile::NamedTempFile::new().unwrap();
        let mut command = self.command(arguments);
        command
            .stdout(out.reopen().unwrap())
            .stderr(err.reopen().unwrap());
        let (status, peak_bytes) = wait(command.spawn().unwrap());
        let read = |file: &Path| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
        Said {
            status,
            out: read(out.path()),
            err: read(err.path()),
            peak_bytes,
        }
    }

    pub(crate) fn import(&self, path: &Path) -> Said {
        self.run(&["import", path.to_str().unwrap()])
    }

    /// Asserts that the ledger, the records and what is published agree.
    #[track_caller]
    pub(crate) fn assert_intact(&self) {
        self.run(&["verify"]).ended(0, &["as the ledger says"]);
    }

    /// Every record whole, private parts included, as bytes to compare.
    #[track_caller]
    pub(crate) fn records(&self) -> Records {
        let out = tempfile::tempdir_in(self.folder.path()).unwrap();
        let folder = out.path().join("export");
        let path = folder.to_str().unwrap();
        self.run(&["export", path, "--format", "jsonl", "--all"])
            .ended(0, &[]);
        let read = |entry: io::Result<fs::DirEntry>| {
            let path = entry.unwrap().path();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&path).unwrap(),
            )
        };
        Records(fs::read_dir(&folder).unwrap().map(read).collect())
    }

    /// Another one with the same database file.
    pub(crate) fn copied(&self) -> Self {
        let copy = Self::empty();
        copy_folder(&self.data(), &copy.data());
        copy
    }
}

/// What an export holds, by file name.
#[derive(PartialEq, Eq)]
pub(crate) struct Records(BTreeMap<String, Vec<u8>>);

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A failed comparison should not print megabytes.
        f.debug_map()
            .entries(self.0.iter().map(|(name, bytes)| (name, bytes.len())))
            .finish()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn wait(mut child: Child) -> (Option<i32>, u64) {
    let begun = Instant::now();
    let mut peak = 0;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code(), peak);
        }
        peak = peak_bytes(child.id()).unwrap_or(0).max(peak);
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!(
                "the program did not end within {} seconds",
                PATIENCE.as_secs()
            );
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn peak_bytes(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
