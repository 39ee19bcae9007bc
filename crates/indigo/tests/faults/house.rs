//! A data folder of its own for each test, and the program over it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Records that stand in a folder before something goes wrong.
pub(crate) const BEFORE: u64 = 20;

/// A temporary folder with a data folder in it.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) data: PathBuf,
}

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) text: String,
}

impl House {
    /// An empty one.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        Self { folder, data }
    }

    /// One with records.
    pub(crate) fn settled() -> Self {
        let house = Self::empty();
        house.settle();
        house
    }

    /// Imports the first records.
    pub(crate) fn settle(&self) {
        let base = self.records("base.jsonl", 1, BEFORE);
        run(self.import(&base)).ends(0, &[]);
    }

    /// A path beside the data folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the data folder.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// JSON Lines of organisations with the numbers from `first` on.
    pub(crate) fn records(&self, name: &str, first: u64, count: u64) -> PathBuf {
        let path = self.path(name);
        let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
        for number in first..first + count {
            writeln!(
                file,
                "{}",
                organisation(number, "A place where something happens.")
            )
            .unwrap();
        }
        file.flush().unwrap();
        path
    }

    /// The program over this data folder.
    pub(crate) fn indigo(&self, words: &[&str]) -> Command {
        over(&self.data, words)
    }

    /// An import.
    pub(crate) fn import(&self, path: &Path) -> Command {
        let mut command = self.indigo(&["import"]);
        command.arg(path);
        command
    }

    /// Imports a file and holds how that ended against what is expected, then checks that nothing
    /// is broken and nothing came in.
    pub(crate) fn refuses(&self, path: &Path, code: i32, words: &[&str]) {
        run(self.import(path)).ends(code, words);
        assert_eq!(self.verified(), BEFORE, "nothing may have come in");
    }

    /// Checks that the database is whole; how many records it holds.
    pub(crate) fn verified(&self) -> u64 {
        verified(self.indigo(&["verify", "--json"]))
    }
}

/// The program over a data folder.
pub(crate) fn over(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_indigo"));
    command.arg("--data").arg(data).args(words);
    for name in [
        "INDIGO_DATA",
        "INDIGO_DATABASE",
        "INDIGO_STANDARD",
        "INDIGO_LOG",
    ] {
        command.env_remove(name);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs `verify --json`, which has to find nothing; how many records there are.
pub(crate) fn verified(command: Command) -> u64 {
    let said = run(command);
    assert_eq!(said.code, Some(0), "verify: {}", said.text);
    let answer: Value = serde_json::from_str(said.text.trim()).unwrap();
    answer["records"].as_u64().unwrap()
}

/// A line of a record.
pub(crate) fn organisation(number: u64, description: &str) -> String {
    json!({
        "type": "organisation",
        "id": format!("INDIGO-ORG-{number:06}"),
        "exists": true,
        "data": {
            "status": "PUBLIC",
            "name": { "value": format!("Organisation {number}") },
            "description": { "value": description },
        },
    })
    .to_string()
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Said {
    Said::from(command.output().unwrap())
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Self {
            code: output.status.code(),
            text,
        }
    }
}

impl Said {
    /// Whether it ended so, with a sentence that has these words and is no accident.
    #[track_caller]
    pub(crate) fn ends(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "said: {}", self.text);
        for word in words {
            assert!(
                self.text.contains(word),
                "does not say \"{word}\": {}",
                self.text
            );
        }
        for accident in ["panicked", "RUST_BACKTRACE", "stack overflow"] {
            assert!(!self.text.contains(accident), "said: {}", self.text);
        }
        if code != 0 {
            assert!(
                !self.text.trim().is_empty(),
                "ended with {code} without a word"
            );
        }
    }
}
