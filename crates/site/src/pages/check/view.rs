//! A report as the page shows it: findings by question and by check, changes by record.

use indexmap::IndexMap;
use indigo_model::Place;
use indigo_registry::{
    Aspect, AspectCount, CheckChange, CheckFinding, CheckReport, CheckedFile, CheckedRecord,
    FindingSeverity as Severity,
};

use crate::{
    frame::record_href,
    site::Site,
    words::{count, counted},
};

/// Places of one check that are shown.
const PLACES: usize = 12;
/// Records whose changes are shown.
const RECORDS: usize = 40;
/// Changes of one record that are shown.
const CHANGES: usize = 60;

/// A file and what it is.
pub(super) struct FileLine {
    pub(super) name: String,
    pub(super) what: String,
}

impl FileLine {
    pub(super) fn of(file: &CheckedFile) -> Self {
        Self {
            name: file.name.clone(),
            what: file.what.clone(),
        }
    }
}

/// One of the three questions with what was found.
pub(crate) struct AspectView {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) question: &'static str,
    pub(crate) counts: String,
    pub(crate) groups: Vec<GroupView>,
}

/// The findings of one check.
pub(crate) struct GroupView {
    pub(crate) severity: &'static str,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) places: Vec<PlaceView>,
    pub(crate) more: Option<String>,
}

/// One finding.
pub(crate) struct PlaceView {
    pub(crate) place: String,
    pub(crate) in_file: bool,
    pub(crate) message: String,
    pub(crate) mend: String,
}

/// A record with what would change.
pub(super) struct RecordView {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) said: String,
    pub(super) is_new: bool,
    pub(super) changes: Vec<ChangeView>,
    pub(super) more: Option<String>,
}

/// A value that would change.
pub(super) struct ChangeView {
    pub(super) title: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) place: String,
}

/// What came of it, in a sentence.
pub(crate) fn verdict(report: &CheckReport) -> String {
    let sum = |of: &dyn Fn(&AspectCount) -> usize| report.counts.iter().map(of).sum::<usize>();
    let errors = sum(&|count| count.errors);
    let warnings = sum(&|count| count.warnings);
    let hints = sum(&|count| count.hints);
    if errors + warnings + hints == 0 {
        return "Nothing was found that is wrong, doubtful or missing.".to_owned();
    }
    format!(
        "{}, {} and {}.",
        crate::words::capital_first(&counted(errors, "error", "errors")),
        counted(warnings, "warning", "warnings"),
        counted(hints, "hint", "hints")
    )
}

/// The three questions.
pub(crate) fn aspects(report: &CheckReport) -> Vec<AspectView> {
    let words = [
        (
            Aspect::Valid,
            "valid",
            "Valid",
            "Can it be read, and is it written as the standard asks?",
        ),
        (
            Aspect::Accurate,
            "accurate",
            "Accurate",
            "Does it agree with itself and with what is known?",
        ),
        (
            Aspect::Useful,
            "useful",
            "Useful",
            "Does it say enough to be of use?",
        ),
    ];
    words
        .into_iter()
        .map(|(aspect, id, title, question)| {
            let of = report.counts.iter().find(|count| count.aspect == aspect);
            let counts = match of {
                Some(of) if of.errors + of.warnings + of.hints > 0 => format!(
                    "{}, {}, {}",
                    counted(of.errors, "error", "errors"),
                    counted(of.warnings, "warning", "warnings"),
                    counted(of.hints, "hint", "hints")
                ),
                _ => "nothing found".to_owned(),
            };
            AspectView {
                id,
                title,
                question,
                counts,
                groups: groups(report, aspect),
            }
        })
        .collect()
}

fn groups(report: &CheckReport, aspect: Aspect) -> Vec<GroupView> {
    let mut by_check: IndexMap<(&str, Severity), Vec<&CheckFinding>> = IndexMap::new();
    for finding in report
        .findings
        .iter()
        .filter(|finding| finding.aspect == aspect)
    {
        let of_check = by_check
            .entry((&finding.code, finding.severity))
            .or_default();
        of_check.push(finding);
    }
    let several = report.files.len() > 1;
    by_check
        .into_iter()
        .map(|((_, severity), findings)| GroupView {
            severity: match severity {
                Severity::Error => "Error",
                Severity::Warning => "Warning",
                Severity::Hint => "Hint",
            },
            title: findings
                .first()
                .map_or_else(String::new, |first| first.title.clone()),
            count: count(findings.len()),
            places: findings
                .iter()
                .take(PLACES)
                .map(|finding| PlaceView {
                    place: place_words(&finding.place, several),
                    in_file: finding.place.file.is_some(),
                    message: finding.message.clone(),
                    mend: finding.mend.clone(),
                })
                .collect(),
            more: more(findings.len(), PLACES, "place", "places"),
        })
        .collect()
}

/// The records, and how many more there are.
pub(super) fn records(site: &Site, report: &CheckReport) -> (Vec<RecordView>, Option<String>) {
    let changed = |record: &&CheckedRecord| record.change_count > 0 || report.records.len() == 1;
    let all: Vec<&CheckedRecord> = report.records.iter().filter(changed).collect();
    let several = report.files.len() > 1;
    let views = (1..)
        .zip(all.iter().take(RECORDS))
        .map(|(number, record)| record_view(site, number, record, several))
        .collect();
    let unchanged = report.records.len() - all.len();
    let mut said = Vec::new();
    if all.len() > RECORDS {
        said.push(format!(
            "{} more with changes",
            counted(all.len() - RECORDS, "record", "records")
        ));
    }
    if unchanged > 0 {
        said.push(format!(
            "{} in which nothing would change",
            counted(unchanged, "record", "records")
        ));
    }
    if report.records_left_out > 0 {
        said.push(format!(
            "{} that were not looked at, because the files hold more than is checked here",
            counted(report.records_left_out, "record", "records")
        ));
    }
    let more = (!said.is_empty()).then(|| format!("And {}.", crate::words::and(&said)));
    (views, more)
}

fn record_view(site: &Site, number: usize, record: &CheckedRecord, several: bool) -> RecordView {
    let one = site.standard().get(&record.key.record_type);
    let type_title = one.map_or(record.key.record_type.as_str(), |one| {
        &one.profile.words.title
    });
    let id = record.key.id.as_str();
    let name = record.name.as_deref().unwrap_or("without a name");
    let title = if id.is_empty() {
        format!("New {}: {name}", crate::words::small_first(type_title))
    } else {
        format!("{id}: {name}")
    };
    let values = |number| counted(number, "value", "values");
    let said = match (record.is_published, record.change_count) {
        (true, 0) => "Nothing would change: the file says what is published.".to_owned(),
        (true, changes) => format!("{} would change.", values(changes)),
        (false, changes) => format!(
            "Not published here. The file says {} of it.",
            values(changes)
        ),
    };
    RecordView {
        number,
        href: one
            .filter(|_| record.is_published)
            .map(|one| record_href(one, id)),
        title,
        said,
        is_new: !record.is_published,
        changes: record
            .changes
            .iter()
            .take(CHANGES)
            .map(|change| change_view(change, several))
            .collect(),
        more: more(record.change_count, CHANGES, "value", "values"),
    }
}

fn change_view(change: &CheckChange, several: bool) -> ChangeView {
    ChangeView {
        title: change.title.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
        place: match change.place.file {
            Some(_) => place_words(&change.place, several),
            None => "not in the file".to_owned(),
        },
    }
}

fn more(all: usize, shown: usize, one: &str, many: &str) -> Option<String> {
    (all > shown).then(|| format!("And {} more.", counted(all - shown, one, many)))
}

/// `sheet “Overview”, cell C5`; the file's name where there are several.
fn place_words(place: &Place, several: bool) -> String {
    let mut parts = Vec::new();
    let inside = place
        .file
        .as_deref()
        .filter(|file| several || file.contains('/'));
    parts.extend(inside.map(str::to_owned));
    parts.extend(place.sheet.as_ref().map(|sheet| format!("sheet “{sheet}”")));
    parts.extend(place.cell.as_ref().map(|cell| format!("cell {cell}")));
    parts.extend(place.row.map(|row| format!("row {row}")));
    parts.extend(
        place
            .column
            .as_ref()
            .map(|column| format!("column “{column}”")),
    );
    if place.cell.is_none() && place.column.is_none() {
        parts.extend(place.record.clone().filter(|id| !id.is_empty()));
        parts.extend(place.pointer.clone().filter(|pointer| !pointer.is_empty()));
    }
    if parts.is_empty() {
        return match &place.file {
            Some(file) => file.clone(),
            None => "the record as a whole".to_owned(),
        };
    }
    parts.join(", ")
}
