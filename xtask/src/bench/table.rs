//! Figures beside what was promised, as Markdown.

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use anyhow::{Context, Result};

/// What was promised, in the unit of the row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    AtMost(f64),
    AtLeast(f64),
}

/// What a figure counts.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Seconds,
    Milliseconds,
    Bytes,
    BytesPerSecond,
    PerSecond,
}

/// A figure.
#[derive(Debug)]
pub(super) struct Row {
    what: String,
    value: f64,
    unit: Unit,
    target: Option<Target>,
}

/// The figures, in order.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<Row>);

impl Row {
    fn new(what: &str, value: f64, unit: Unit, target: Option<Target>) -> Self {
        Self {
            what: what.to_owned(),
            value,
            unit,
            target,
        }
    }

    pub(super) fn seconds(what: &str, took: Duration, target: Option<Target>) -> Self {
        Self::new(what, took.as_secs_f64(), Unit::Seconds, target)
    }

    pub(super) fn milliseconds(what: &str, value: f64, target: Option<Target>) -> Self {
        Self::new(what, value, Unit::Milliseconds, target)
    }

    pub(super) fn per_second(what: &str, value: f64, target: Option<Target>) -> Self {
        Self::new(what, value, Unit::PerSecond, target)
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(super) fn memory(what: &str, bytes: u64, target: Option<Target>) -> Self {
        Self::new(what, bytes as f64, Unit::Bytes, target)
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(super) fn bytes_per_second(what: &str, rate: u64, target: Option<Target>) -> Self {
        Self::new(what, rate as f64, Unit::BytesPerSecond, target)
    }

    pub(super) fn size(what: &str, bytes: u64) -> Self {
        Self::memory(what, bytes, None)
    }

    pub(super) fn with_target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    fn is_met(&self) -> Option<bool> {
        Some(match self.target? {
            Target::AtMost(limit) => self.value <= limit,
            Target::AtLeast(limit) => self.value >= limit,
        })
    }
}

impl Table {
    pub(super) fn push(&mut self, row: Row) {
        println!("{}: {}", row.what, text(row.value, row.unit));
        self.0.push(row);
    }
}

/// The table with what it was measured on, and how many promises are kept.
pub(super) fn page(machine: &[String], command: &str, table: &Table) -> String {
    let mut page = String::new();
    for line in machine {
        page.push_str(line);
        page.push('\n');
    }
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "Command: `{command}`.\n\n| what | promised | measured | |\n|---|---|---|---|\n"
    );
    for row in &table.0 {
        let promised = match row.target {
            None => String::new(),
            Some(Target::AtMost(limit)) => format!("at most {}", text(limit, row.unit)),
            Some(Target::AtLeast(limit)) => format!("at least {}", text(limit, row.unit)),
        };
        let met = match row.is_met() {
            None => "",
            Some(true) => "kept",
            Some(false) => "**not kept**",
        };
        let _ = writeln!(
            page,
            "| {} | {promised} | {} | {met} |",
            row.what,
            text(row.value, row.unit)
        );
    }
    let promised = table.0.iter().filter_map(Row::is_met);
    let kept = promised.clone().filter(|met| *met).count();
    let _ = writeln!(page, "\n{kept} of {} promises are kept.", promised.count());
    page
}

/// What a new page of figures says around them.
const AROUND: &str = "# Speed and size

What `cargo xtask bench --write` measured last, at the size of the real export and at a hundred copies of it.
A release build, its load and its files share the two cores of one machine.

## At the size of the real export

<!-- bench:begin -->
<!-- bench:end -->

## At a hundred copies

<!-- bench-copies:begin -->
<!-- bench-copies:end -->
";

/// Puts the page between its marks, making the file when there is none.
pub(super) fn replace(file: &Path, copies: u32, page: &str) -> Result<()> {
    let text = if file.exists() {
        fs::read_to_string(file).with_context(|| file.display().to_string())?
    } else {
        AROUND.to_owned()
    };
    let name = if copies == 1 { "bench" } else { "bench-copies" };
    let (begin, end) = (
        format!("<!-- {name}:begin -->\n"),
        format!("<!-- {name}:end -->"),
    );
    let (before, rest) = text
        .split_once(&begin)
        .with_context(|| format!("{} has no line {begin}", file.display()))?;
    let (_, after) = rest
        .split_once(&end)
        .with_context(|| format!("{} has no line {end}", file.display()))?;
    fs::write(file, format!("{before}{begin}{page}{end}{after}"))?;
    Ok(())
}

fn text(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds if value < 0.1 => format!("{:.0} ms", value * 1000.0),
        Unit::Seconds => format!("{value:.2} s"),
        Unit::Milliseconds => format!("{value:.1} ms"),
        Unit::PerSecond => format!("{}/s", thousands(value)),
        Unit::Bytes => size(value),
        Unit::BytesPerSecond => format!("{}/s", size(value)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn size_text(bytes: u64) -> String {
    size(bytes as f64)
}

fn size(bytes: f64) -> String {
    match bytes {
        _ if bytes >= 1e9 => format!("{:.2} GB", bytes / 1e9),
        _ if bytes >= 1e6 => format!("{:.1} MB", bytes / 1e6),
        _ => format!("{:.1} kB", bytes / 1e3),
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_is_kept() {
        let mut table = Table::default();
        table.push(Row::seconds(
            "import",
            Duration::from_millis(2500),
            Some(Target::AtMost(3.0)),
        ));
        table.push(Row::per_second(
            "one project",
            19_999.0,
            Some(Target::AtLeast(20_000.0)),
        ));
        let page = page(
            &["Machine: 2 cores.".to_owned()],
            "cargo xtask bench",
            &table,
        );
        assert!(page.contains("| import | at most 3.00 s | 2.50 s | kept |"));
        assert!(page.contains("| one project | at least 20,000/s | 19,999/s | **not kept** |"));
        assert!(page.ends_with("\n1 of 2 promises are kept.\n"));
    }

    #[test]
    fn a_block_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.md");
        replace(&file, 1, "new\n").unwrap();
        replace(&file, 1, "newer\n").unwrap();
        replace(&file, 100, "many\n").unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("<!-- bench:begin -->\nnewer\n<!-- bench:end -->\n"));
        assert!(text.contains("<!-- bench-copies:begin -->\nmany\n<!-- bench-copies:end -->\n"));
        fs::write(&file, "no marks").unwrap();
        assert!(replace(&file, 1, "").is_err());
    }
}
