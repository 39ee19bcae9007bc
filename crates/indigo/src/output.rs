//! What is said to the person or the machine that called.

use std::{
    io::{ErrorKind, IsTerminal, Write},
    process::ExitCode,
    time::Duration,
};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// All is well.
    Well,
    /// Problems were found.
    WithProblems,
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Well => Self::SUCCESS,
            Done::WithProblems => Self::from(1),
        }
    }
}

/// Where answers go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether answers are JSON.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// A line for people; nothing for machines.
    pub(crate) fn line(self, text: impl AsRef<str>) {
        if !self.json {
            // Who listens to the first lines only is not to be told of it.
            let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
        }
    }

    /// The answer for machines; nothing for people.
    pub(crate) fn answer<T: Serialize>(self, value: &T) -> anyhow::Result<()> {
        if self.json {
            let text = serde_json::to_string_pretty(value)?;
            match writeln!(std::io::stdout(), "{text}") {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    return Err(error).context("the answer cannot be written");
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A failure.
    pub(crate) fn failure(self, error: &anyhow::Error) {
        self.refusal(&sentence(error));
    }

    /// A failure in words.
    pub(crate) fn refusal(self, said: &str) {
        let line = if self.json {
            serde_json::json!({ "error": said }).to_string()
        } else {
            format!("error: {said}")
        };
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// A progress bar on a terminal; nothing elsewhere.
    pub(crate) fn progress(self) -> ProgressBar {
        if self.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg:22} {wide_bar} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(0).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

/// An error and its causes, but for those that the sentence before ends with anyway.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

/// A number with thousands separators.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
