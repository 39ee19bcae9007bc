//! From files to a report.

use std::{collections::HashMap, fs, sync::Arc};

use indigo_exchange::{
    Content, ExchangeError, Incoming, Source,
    workbook::{self, Form, Reading},
};
use indigo_model::{PartialDate, Place, Problem, RecordKey, Status, Value};
use indigo_quality::{Checks, DataSet, Outline, Subject, View};
use indigo_standard::{Standard, TypeStandard};

use super::{
    CheckFile, CheckFinding, CheckLimits, CheckReport, CheckedFile, CheckedRecord, PublishedWorld,
    already::Already,
    base::base_of,
    difference::changes,
    finding::is_said,
    kind::{what_of, what_of_form},
    places::Places,
};
use crate::{Catalogue, ReadError, Reader, clock};

/// Work in progress.
pub(super) struct Run<'a> {
    standard: &'a Standard,
    published: Option<(&'a dyn Reader, Arc<Catalogue>)>,
    pub(super) world: PublishedWorld<'a>,
    checks: Checks,
    today: PartialDate,
    limits: &'a CheckLimits,
    pub(super) report: CheckReport,
    data_set: DataSet,
    /// The records as they are published, as far as files were laid over them.
    published_set: DataSet,
    /// Where the names of the records stand.
    named_at: HashMap<RecordKey, Place>,
}

pub(super) fn run(
    standard: &Arc<Standard>,
    published: Option<&dyn Reader>,
    files: &[CheckFile],
    limits: &CheckLimits,
) -> Result<CheckReport, ReadError> {
    let mut run = Run::new(standard, published, limits)?;
    let (workbooks, others): (Vec<&CheckFile>, Vec<&CheckFile>) =
        files.iter().partition(|file| file.is_workbook());

    // What came along is known before anything is judged.
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut forms = Vec::new();
    for file in workbooks {
        let read = workbook::read(standard, file.name(), file.bytes(), &limits.files);
        run.know(&read);
        forms.push((file.name().to_owned(), read));
    }
    let source = run.source(standard, &others, folder.path())?;
    if let Some(source) = &source {
        run.packed(standard, source, &mut forms)?;
    }
    if let Some(source) = &source {
        source.keys().for_each(|key| run.world.add(&key));
    }

    for (file, read) in forms {
        match read.form {
            Some(form) => run.form(&file, &form, read.problems)?,
            None => {
                run.problems(read.problems, &[]);
                run.report.values_checked = false;
                run.report.files.push(CheckedFile {
                    name: file,
                    what: "A workbook that cannot be read".to_owned(),
                });
            }
        }
    }
    if let Some(source) = source {
        source
            .for_each(&mut |incoming| run.incoming(&incoming).map_err(ExchangeError::records))
            .map_err(|error| ReadError::Check(error.to_string()))?;
    }
    run.compare();
    run.report.sort();
    Ok(run.report)
}

/// The day that counts as today.
pub(crate) fn today() -> Result<PartialDate, ReadError> {
    let now = clock::now();
    let day = now.get(..10).and_then(PartialDate::parse);
    day.ok_or_else(|| ReadError::Check(format!("the clock says {now}")))
}

fn failed(error: impl std::fmt::Display) -> ReadError {
    ReadError::Check(error.to_string())
}

impl<'a> Run<'a> {
    pub(super) fn new(
        standard: &'a Standard,
        published: Option<&'a dyn Reader>,
        limits: &'a CheckLimits,
    ) -> Result<Self, ReadError> {
        let published = match published {
            Some(reader) => Some((reader, reader.catalogue()?)),
            None => None,
        };
        Ok(Self {
            standard,
            world: PublishedWorld::new(published.clone()),
            checks: Checks::all(),
            today: today()?,
            limits,
            report: CheckReport {
                values_checked: true,
                compared: published.is_some(),
                ..CheckReport::default()
            },
            published,
            data_set: DataSet::default(),
            published_set: DataSet::default(),
            named_at: HashMap::new(),
        })
    }
}

impl Run<'_> {
    /// Takes in that the record of a workbook is among the files.
    fn know(&mut self, read: &Reading) {
        if let Some(form) = &read.form
            && let Some(id) = &form.record_id
        {
            self.world.add(&RecordKey::new(&*form.record_type, &**id));
        }
    }

    /// Reads the workbooks that archives hold, until they unpack to more than an archive may.
    fn packed(
        &mut self,
        standard: &Standard,
        source: &Source,
        forms: &mut Vec<(String, Reading)>,
    ) -> Result<(), ReadError> {
        let mut left = self.limits.files.archive_bytes;
        let mut passed_over = 0_usize;
        let mut first = None;
        source
            .for_each_workbook::<ExchangeError>(|name, bytes| {
                let file = CheckFile::inside(name, bytes);
                let size = workbook::declared_bytes(file.bytes());
                if passed_over > 0 || size > left {
                    passed_over += 1;
                    first.get_or_insert_with(|| file.name().to_owned());
                    return Ok(());
                }
                left -= size;
                let read = workbook::read(standard, file.name(), file.bytes(), &self.limits.files);
                self.know(&read);
                forms.push((file.name().to_owned(), read));
                Ok(())
            })
            .map_err(|error| ReadError::Check(error.to_string()))?;
        if passed_over > 0 {
            self.report.values_checked = false;
            let place = Place {
                file: first,
                ..Place::default()
            };
            let problem = Problem::error(
                "archive_too_large",
                format!(
                    "The workbooks in the archive unpack to more than is taken, so {passed_over} of them, from this one on, were not read. Send them in parts."
                ),
                place,
            );
            self.problems(vec![problem], &[]);
        }
        Ok(())
    }

    /// Opens what is no workbook; none when there is nothing to read in it.
    fn source(
        &mut self,
        standard: &Arc<Standard>,
        files: &[&CheckFile],
        folder: &std::path::Path,
    ) -> Result<Option<Source>, ReadError> {
        if files.is_empty() {
            return Ok(None);
        }
        let mut paths = Vec::new();
        for (number, file) in files.iter().enumerate() {
            // Two files may have the same name.
            let own = folder.join(number.to_string());
            fs::create_dir(&own).map_err(failed)?;
            let path = own.join(file.base_name());
            fs::write(&path, file.bytes()).map_err(failed)?;
            paths.push(path);
        }
        let source = Source::open_to_check(standard, &paths, &self.limits.files)
            .map_err(|error| ReadError::Check(without_folder(&error.to_string(), folder)))?;
        let has_errors = source
            .problems()
            .iter()
            .any(|problem| problem.severity == indigo_model::Severity::Error);
        let mut problems = source.problems().to_vec();
        for problem in &mut problems {
            // People know their files, not where these lie while they are checked.
            for own in (0..files.len()).map(|number| folder.join(number.to_string())) {
                if let Some(file) = &mut problem.place.file {
                    *file = file.replace(&format!("{}/", own.display()), "");
                }
            }
        }
        self.problems(problems, &[]);
        for info in source.files() {
            let what = what_of(self.standard, info);
            self.report.files.push(CheckedFile {
                name: info.name.clone(),
                what,
            });
        }
        if source.files().is_empty() && !source.has_workbooks() {
            let names = files.iter().map(|file| CheckedFile {
                name: file.name().to_owned(),
                what: "Nothing that can be read".to_owned(),
            });
            self.report.files.extend(names);
        }
        if has_errors {
            self.report.values_checked = false;
            return Ok(None);
        }
        Ok(Some(source))
    }

    /// Takes problems that no finding says.
    pub(super) fn problems(&mut self, problems: Vec<Problem>, said: &[CheckFinding]) {
        for problem in problems {
            if !is_said(&problem, said) {
                self.report.add(CheckFinding::of_problem(problem));
            }
        }
    }

    /// What is published of a record, as files are laid over it.
    fn base(&self, one: &TypeStandard, id: &str) -> Result<Option<Value>, ReadError> {
        let Some((reader, _)) = self.published.as_ref().filter(|_| !id.is_empty()) else {
            return Ok(None);
        };
        let record = reader.record(&one.id, id)?;
        Ok(record.map(|record| base_of(one, &record)))
    }

    fn form(&mut self, file: &str, form: &Form, noticed: Vec<Problem>) -> Result<(), ReadError> {
        let Some(one) = self.standard.get(&form.record_type) else {
            self.problems(noticed, &[]);
            return Ok(());
        };
        self.report.files.push(CheckedFile {
            name: file.to_owned(),
            what: what_of_form(one, form),
        });
        if self.report.records.len() >= self.limits.records {
            self.report.records_left_out += 1;
            self.problems(noticed, &[]);
            return Ok(());
        }
        let id = form.record_id.clone().unwrap_or_default();
        let base = self.base(one, &id)?;
        if !id.is_empty() && base.is_none() && self.report.compared {
            let place = Place {
                file: Some(file.to_owned()),
                record: Some(id.clone()),
                ..Place::default()
            };
            self.report.add(CheckFinding::of_problem(Problem::note(
                "record_not_published",
                format!("There is no public record {id} here. It is checked as a new one."),
                place,
            )));
        }
        let laid = form.lay_over(one, base.as_ref(), Status::Public);
        let view = match form.view {
            workbook::View::Full => View::Whole,
            workbook::View::Public => View::Public,
        };
        let key = RecordKey::new(&*one.id, &*id);
        // A cell that a check finds wrong was noticed by the reader before; once is enough.
        let problems = noticed.into_iter().chain(laid.problems.clone()).collect();
        self.judge(
            one,
            key,
            base.as_ref(),
            &laid.data,
            view,
            &Places::Workbook(&laid),
            problems,
        );
        Ok(())
    }

    fn incoming(&mut self, incoming: &Incoming) -> Result<(), ReadError> {
        let Some(one) = self.standard.get(&incoming.key.record_type) else {
            return Ok(());
        };
        if self.report.records.len() >= self.limits.records {
            self.report.records_left_out += 1;
            return Ok(());
        }
        let key = incoming.key.clone();
        let base = self.base(one, &key.id)?;
        let mut problems = incoming.problems.clone();
        match &incoming.content {
            Content::Whole(_) if !incoming.exists => {}
            Content::Whole(data) => {
                let places = Places::Whole(incoming);
                self.judge(
                    one,
                    key,
                    base.as_ref(),
                    data,
                    View::Whole,
                    &places,
                    problems,
                );
            }
            Content::Table(table) => {
                let applied = indigo_exchange::apply(one, base.as_ref(), table, Status::Public);
                problems.extend(applied.problems.iter().cloned());
                let places = Places::Table {
                    incoming,
                    applied: &applied,
                };
                let (base, data) = (base.as_ref(), &applied.data);
                self.judge(one, key, base, data, View::Public, &places, problems);
            }
        }
        Ok(())
    }

    /// Looks at a record as it would then be.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is another part of one record"
    )]
    pub(super) fn judge(
        &mut self,
        one: &TypeStandard,
        key: RecordKey,
        base: Option<&Value>,
        data: &Value,
        view: View,
        places: &Places<'_>,
        problems: Vec<Problem>,
    ) {
        let subject = Subject::new(one, &key.id, data, &self.world, self.today, view);
        let found: Vec<CheckFinding> = self
            .checks
            .findings(&subject)
            .into_iter()
            .map(|finding| {
                let place = places.place_of(one, &key.id, &finding.pointer);
                CheckFinding::of_quality(finding, place)
            })
            .collect();
        self.problems(problems, &found);
        let mut already = Already::default();
        if let Some(base) = base {
            if found.iter().any(|finding| finding.place.file.is_none()) {
                let subject = Subject::new(one, &key.id, base, &self.world, self.today, view);
                let there = self.checks.findings(&subject);
                there
                    .into_iter()
                    .for_each(|finding| already.add(&key.id, finding));
            }
            self.published_set.add(one, &key.id, base);
        }
        for finding in found {
            if already.takes(&key.id, &finding) {
                self.report.add_already(finding);
            } else {
                self.report.add(finding);
            }
        }
        self.data_set.add(one, &key.id, data);
        let named_at = places.place_of(one, &key.id, &one.profile.name_pointer);
        self.named_at.insert(key.clone(), named_at);
        let nothing = Value::Object(indigo_model::Object::new());
        let (changes, change_count) = changes(one, &key.id, base.unwrap_or(&nothing), data, places);
        self.report.records.push(CheckedRecord {
            name: one.name_of(data).map(str::to_owned),
            is_published: base.is_some(),
            changes,
            change_count,
            key,
        });
    }

    /// Compares the records with each other and with the names of the published ones.
    pub(super) fn compare(&mut self) {
        if let Some((_, catalogue)) = &self.published {
            for (record_type, entries) in &catalogue.types {
                let is_here = self
                    .named_at
                    .keys()
                    .any(|key| key.record_type == *record_type);
                for entry in entries.iter().filter(|_| is_here) {
                    let key = RecordKey::new(&**record_type, &*entry.id);
                    if !self.named_at.contains_key(&key) {
                        let outline = outline(key, &entry.card.name);
                        self.published_set.add_outline(outline.clone());
                        self.data_set.add_outline(outline);
                    }
                }
            }
        }
        let mut already = Already::default();
        for (key, finding) in self.published_set.findings(&self.checks) {
            already.add(&key.to_string(), finding);
        }
        for (key, finding) in self.data_set.findings(&self.checks) {
            let Some(named_at) = self.named_at.get(&key) else {
                continue;
            };
            let place = Place {
                pointer: Some(finding.pointer.clone()),
                ..named_at.clone()
            };
            let finding = CheckFinding::of_quality(finding, place);
            if already.takes(&key.to_string(), &finding) {
                self.report.add_already(finding);
            } else {
                self.report.add(finding);
            }
        }
    }
}

/// What the catalogue tells of a record.
fn outline(key: RecordKey, name: &str) -> Outline {
    Outline {
        name: Some(name.to_owned()).filter(|name| *name != key.id),
        key,
        other_names: Vec::new(),
        website: None,
        identifiers: Vec::new(),
        ocids: Vec::new(),
    }
}

/// A message without the folder for temporary files, which is nobody's business.
fn without_folder(message: &str, folder: &std::path::Path) -> String {
    message.replace(&*folder.to_string_lossy(), "…")
}
