//! The rows of the tables about quality.

use indigo_registry::{Checks, FieldFill, Grade, QualityReport, TypeFigures};

use crate::{
    frame::{dictionary_href, record_href},
    site::Site,
    words::{capital_first, count},
};

/// Records out of date that are shown.
const STALE: usize = 100;

/// The grades of a type.
pub(super) struct GradeRow<'a> {
    pub(super) titles: &'a str,
    pub(super) records: String,
    /// Good, usable, needs work: number and per cent.
    pub(super) cells: Vec<(String, usize)>,
}

/// The share of filled fields of a type at a priority.
pub(super) struct ShareRow<'a> {
    pub(super) titles: &'a str,
    pub(super) priority: String,
    pub(super) per_cent: usize,
    pub(super) filled: String,
    pub(super) asked: String,
}

/// What a check finds.
pub(super) struct CheckRow {
    pub(super) title: String,
    pub(super) code: String,
    pub(super) severity: String,
    pub(super) aspect: String,
    pub(super) records: String,
    pub(super) findings: String,
    pub(super) rule: String,
}

/// A record that is out of date.
pub(super) struct StaleRow {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) message: String,
}

/// The fields of a type.
pub(super) struct TypeFields<'a> {
    pub(super) id: &'a str,
    pub(super) titles: &'a str,
    pub(super) dictionary: String,
    pub(super) rows: Vec<FieldRow>,
}

/// How often a field is filled.
pub(super) struct FieldRow {
    pub(super) title: String,
    pub(super) priority: String,
    pub(super) per_cent: usize,
    pub(super) filled: String,
    pub(super) of: String,
    pub(super) in_rows: bool,
}

fn types<'a>(
    site: &'a Site,
    report: &'a QualityReport,
) -> impl Iterator<Item = (&'a indigo_standard::TypeStandard, &'a TypeFigures)> {
    site.standard()
        .types()
        .filter_map(|one| Some((one, report.figures.types.get(&one.id)?)))
}

pub(super) fn grades<'a>(site: &'a Site, report: &'a QualityReport) -> Vec<GradeRow<'a>> {
    let row = |(one, figures): (&'a indigo_standard::TypeStandard, &TypeFigures)| GradeRow {
        titles: &one.profile.words.titles,
        records: count(figures.records),
        cells: [Grade::Good, Grade::Usable, Grade::NeedsWork]
            .iter()
            .map(|grade| {
                let number = figures.grades.get(grade).copied().unwrap_or(0);
                let per_cent = (number * 100).checked_div(figures.records).unwrap_or(0);
                (count(number), per_cent)
            })
            .collect(),
    };
    types(site, report).map(row).collect()
}

pub(super) fn shares<'a>(site: &'a Site, report: &'a QualityReport) -> Vec<ShareRow<'a>> {
    let mut rows = Vec::new();
    for (one, figures) in types(site, report) {
        let mut shares = figures.shares.clone();
        shares.sort_by_key(|share| share.priority.unwrap_or(u8::MAX));
        for share in shares {
            rows.push(ShareRow {
                titles: &one.profile.words.titles,
                priority: match share.priority {
                    Some(priority) => priority.to_string(),
                    None => "none given".to_owned(),
                },
                per_cent: share.per_cent(),
                filled: count(share.filled),
                asked: count(share.asked),
            });
        }
    }
    rows
}

pub(super) fn checks(report: &QualityReport) -> Vec<CheckRow> {
    let figures = &report.figures;
    let mut found: Vec<_> = Checks::all()
        .chosen()
        .filter_map(|check| {
            let records = *figures.records.get(check.code)?;
            let findings = figures.findings.get(check.code).copied().unwrap_or(0);
            Some((check, records, findings))
        })
        .collect();
    found.sort_by_key(|(check, records, _)| std::cmp::Reverse((check.severity, *records)));
    found
        .into_iter()
        .map(|(check, records, findings)| CheckRow {
            title: check.title.to_owned(),
            code: check.code.to_owned(),
            severity: capital_first(check.severity.word()),
            aspect: capital_first(check.aspect.word()),
            records: count(records),
            findings: count(findings),
            rule: check.why.to_owned(),
        })
        .collect()
}

pub(super) fn stale(site: &Site, report: &QualityReport) -> Vec<StaleRow> {
    report
        .figures
        .stale
        .iter()
        .take(STALE)
        .filter_map(|stale| {
            let one = site.standard().get(&stale.key.record_type)?;
            Some(StaleRow {
                href: record_href(one, &stale.key.id),
                name: stale.name.clone().unwrap_or_else(|| stale.key.id.clone()),
                id: stale.key.id.clone(),
                message: stale.message.clone(),
            })
        })
        .collect()
}

pub(super) fn fields<'a>(site: &'a Site, report: &'a QualityReport) -> Vec<TypeFields<'a>> {
    types(site, report)
        .map(|(one, figures)| TypeFields {
            id: &one.id,
            titles: &one.profile.words.titles,
            dictionary: dictionary_href(one),
            rows: figures.fields.iter().map(field).collect(),
        })
        .collect()
}

fn field(fill: &FieldFill) -> FieldRow {
    FieldRow {
        title: fill.title.replace(" - (Value)", ""),
        priority: fill
            .priority
            .map(|priority| priority.to_string())
            .unwrap_or_default(),
        per_cent: fill.per_cent(),
        filled: count(fill.filled),
        of: count(fill.of),
        in_rows: fill.pointer.contains("/*"),
    }
}
