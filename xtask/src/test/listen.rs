//! Reads along with `cargo test`: counts, and keeps what passing tests printed out of the log.

use super::parts::{Count, Part, Tally};

/// What was heard.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) tally: Tally,
    /// Lines of tests that say what they left out, and why; each once.
    pub(crate) left_out: Vec<String>,
    /// What went wrong beside failing tests.
    pub(crate) complaints: Vec<String>,
}

/// The state of reading along.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    heard: Heard,
    /// Source file of the test program that runs now.
    target: String,
    /// Inside the section of what passing tests printed.
    in_successes: bool,
    /// Inside the section of what failing tests printed.
    in_failures: bool,
    /// A test program has begun and not closed with its result.
    running: bool,
}

impl Listener {
    /// Takes a line; whether it belongs in the log.
    pub(crate) fn hear(&mut self, line: &str) -> bool {
        if let Some(target) = program_begun(line) {
            self.interrupted();
            target.clone_into(&mut self.target);
            (self.in_successes, self.in_failures, self.running) = (false, false, true);
        } else if line.starts_with("test result: ") {
            (self.in_successes, self.in_failures, self.running) = (false, false, false);
        } else if line == "failures:" {
            (self.in_successes, self.in_failures) = (false, true);
        } else if line == "successes:" {
            self.in_successes = true;
        } else if line.starts_with("left out: ") {
            if !self.heard.left_out.iter().any(|known| known == line) {
                self.heard.left_out.push(line.to_owned());
            }
        } else if !self.in_successes && !self.in_failures {
            self.count(line);
        }
        !self.in_successes
    }

    fn count(&mut self, line: &str) {
        let Some((name, outcome)) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.rsplit_once(" ... "))
        else {
            return;
        };
        let mut count = Count::default();
        match outcome.split(',').next() {
            Some("ok") => count.passed = 1,
            Some("FAILED") => count.failed = 1,
            Some("ignored") => count.ignored = 1,
            _ => return,
        }
        self.heard.tally.add(Part::of(&self.target, name), count);
    }

    /// A program that stopped without a result crashed: its tests were not counted.
    fn interrupted(&mut self) {
        if self.running {
            self.heard
                .complaints
                .push(format!("{} ended before its tests did", self.target));
        }
    }

    /// Ends; `succeeded` is what cargo said.
    pub(crate) fn finish(mut self, succeeded: bool) -> Heard {
        self.interrupted();
        let heard = &mut self.heard;
        if !succeeded && heard.tally.total().failed == 0 && heard.complaints.is_empty() {
            heard
                .complaints
                .push("cargo test failed before or beside the tests".to_owned());
        }
        self.heard
    }
}

/// The source file of a test program that begins with this line.
fn program_begun(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if line.starts_with("Doc-tests ") {
        return Some(line);
    }
    let (target, _) = line.strip_prefix("Running ")?.split_once(" (")?;
    Some(target.strip_prefix("unittests ").unwrap_or(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "   Compiling indigo v0.1.0
     Running unittests src/lib.rs (target/debug/deps/indigo_model-0f)

running 2 tests
test merge::tests::null_is_kept ... ok
test merge::tests::slow ... ignored, takes long

successes:

---- merge::tests::null_is_kept stdout ----
test not a test ... ok
left out: the shared data folder is not beside the project

successes:
    merge::tests::null_is_kept

test result: ok. 1 passed; 0 failed; 1 ignored
     Running tests/faults/main.rs (target/debug/deps/faults-0f)
test disk_full ... FAILED

failures:

---- disk_full stdout ----
test said ... ok

failures:
    disk_full

test result: FAILED. 0 passed; 1 failed
     Running tests/golden.rs (target/debug/deps/golden-0f)
test api ... ok";

    #[test]
    fn a_log_is_counted_and_thinned() {
        let mut listener = Listener::default();
        let shown: Vec<&str> = LOG.lines().filter(|line| listener.hear(line)).collect();
        assert!(
            shown.contains(&"test said ... ok"),
            "what failing tests said is shown"
        );
        assert!(
            !shown.contains(&"test not a test ... ok"),
            "what passing tests said is not"
        );
        let heard = listener.finish(false);
        let total = heard.tally.total();
        assert_eq!((total.passed, total.failed, total.ignored), (2, 1, 1));
        assert_eq!(
            heard.left_out,
            ["left out: the shared data folder is not beside the project"]
        );
        assert_eq!(
            heard.complaints,
            ["tests/golden.rs ended before its tests did"]
        );
    }

    #[test]
    fn a_build_that_fails_is_a_complaint() {
        let mut listener = Listener::default();
        listener.hear("error[E0425]: cannot find value");
        assert_eq!(listener.finish(false).complaints.len(), 1);
    }
}
