//! Workbooks that come back from somebody who is signed in.
//!
//! Each is laid over the record as that person may see it, and as it was when the workbook was
//! made, as far as its stamp says. What comes of it is looked at before anything is proposed;
//! nothing is kept here.

mod basis;

use indigo_exchange::workbook::{self, Form, Laid};
use indigo_model::{
    ItemState, Object, Place, Problem, RecordKey, Severity, Status, Value, accept_items,
    change_items,
};
use indigo_standard::TypeStandard;

use self::basis::Basis;
use crate::{
    CheckFile, CheckLimits, CheckReport, CheckedFile, ItemView, Registry, RegistryError,
    accounts::Person,
    check::{LaidWorkbook, judge_laid, what_of_form},
    moderation::view_items,
};

/// Where workbooks were sent, and how they are meant.
#[derive(Debug, Clone, Copy)]
pub struct UploadTerms<'a> {
    /// The record on whose page they were sent; a workbook of another one is not taken there.
    pub key: Option<&'a RecordKey>,
    /// The open proposal of theirs that is to be replaced; `key` is its record.
    pub replaces: Option<&'a str>,
    /// What new blocks and rows are marked with where the workbook has no cell for their status.
    pub status: Status,
}

/// Workbooks that were read, with all that is to be seen before anything is proposed.
#[derive(Debug, Clone)]
pub struct Uploads {
    /// One for each file, in their order.
    pub workbooks: Vec<UploadedWorkbook>,
    /// What the files were taken for, and what is wrong, doubtful or missing in the records that
    /// they make. Other records are known to it as far as they are public.
    pub report: CheckReport,
}

/// A workbook and what it asks for.
#[derive(Debug, Clone)]
pub struct UploadedWorkbook {
    /// The name of its file.
    pub file: String,
    /// What it was taken for, in words.
    pub what: String,
    /// What is to be said of the workbook as a whole: of another record, of an earlier state.
    /// With an error among them there is nothing to propose.
    pub notes: Vec<Problem>,
    /// What it asks for; none when it cannot be read or is not taken.
    pub change: Option<UploadedChange>,
}

/// What a workbook asks for.
#[derive(Debug, Clone)]
pub struct UploadedChange {
    /// The record; its id is empty when it is to be a new one.
    pub key: RecordKey,
    /// The name that the record would then have.
    pub name: Option<String>,
    /// The version that the proposal is made on; 0 for a new record.
    pub base_version: i64,
    /// The record as the workbook would have it, made of what the person may see: for
    /// [`crate::Written::data`].
    pub data: Value,
    /// What differs, item by item, held against what the person sees of the record now. Empty when
    /// nothing does.
    pub items: Vec<ItemView>,
}

impl UploadedChange {
    /// Whether the record is to be a new one.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.base_version == 0
    }

    /// How many items meet a value that has changed since the workbook was made.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        let in_conflict = |item: &&ItemView| item.state == ItemState::Conflict;
        self.items.iter().filter(in_conflict).count()
    }
}

impl Registry {
    /// Reads workbooks that somebody sent, and says what each would change of what they may see.
    ///
    /// What is wrong with a file is in the answer. Nothing is kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn read_uploads(
        &self,
        person: &Person,
        files: &[CheckFile],
        terms: UploadTerms<'_>,
        limits: &CheckLimits,
    ) -> Result<Uploads, RegistryError> {
        let mut noticed = Vec::new();
        let mut read = Vec::new();
        for file in files {
            let one = self.read_upload(person, file, terms, limits, &mut noticed)?;
            read.push((file.name(), one));
        }
        let files = read.iter().map(|(name, one)| CheckedFile {
            name: (*name).to_owned(),
            what: one.what.clone(),
        });
        let laid: Vec<LaidWorkbook<'_>> = read
            .iter()
            .filter_map(|(_, one)| {
                let of = one.of.as_ref()?;
                Some(LaidWorkbook {
                    one: of.one,
                    key: of.key.clone(),
                    base: of.basis.base.as_ref(),
                    laid: &of.laid,
                    view: of.view,
                })
            })
            .collect();
        let standard = &self.standard;
        let mut report = judge_laid(standard, self, files.collect(), noticed, &laid, limits)?;
        report.values_checked = read.iter().all(|(_, one)| one.of.is_some());
        drop(laid);
        let workbooks = read
            .into_iter()
            .map(|(name, one)| UploadedWorkbook {
                file: name.to_owned(),
                what: one.what,
                notes: one.notes,
                change: one.of.map(Of::change),
            })
            .collect();
        Ok(Uploads { workbooks, report })
    }

    fn read_upload(
        &self,
        person: &Person,
        file: &CheckFile,
        terms: UploadTerms<'_>,
        limits: &CheckLimits,
        noticed: &mut Vec<Problem>,
    ) -> Result<Read<'_>, RegistryError> {
        if !file.is_workbook() {
            return Ok(Read::refused(
                "No workbook".to_owned(),
                Problem::error(
                    "not_a_workbook",
                    "The file is no workbook, and only workbooks are taken here. Save it as an Excel workbook (.xlsx) with the sheets of ours or of an official form; tables and JSON can be checked, and go to an administrator.",
                    place_of(file),
                ),
            ));
        }
        let reading = workbook::read(&self.standard, file.name(), file.bytes(), &limits.files);
        let known = |form: Form| Some((self.standard.get(&form.record_type)?, form));
        let Some((one, form)) = reading.form.and_then(known) else {
            return Ok(Read {
                what: "A workbook that cannot be read".to_owned(),
                notes: reading.problems,
                of: None,
            });
        };
        // What is about the workbook as a whole stands with it, not among the findings.
        let of_whole = |problem: &Problem| problem.place.sheet.is_none();
        let (whole, inside): (Vec<_>, Vec<_>) = reading.problems.into_iter().partition(of_whole);
        noticed.extend(inside);
        let what = what_of_form(one, &form);
        let key = match (terms.key, &form.record_id) {
            (Some(key), _) => key.clone(),
            (None, Some(id)) => RecordKey::new(&*one.id, &**id),
            (None, None) => RecordKey::new(&*one.id, ""),
        };
        let mut notes = match terms.key {
            Some(key) => form.against(key, None),
            None => Vec::new(),
        };
        let is_new = match terms.replaces {
            Some(_) => self
                .record_state(&key)?
                .is_some_and(|state| state.version == 0),
            None => key.id.is_empty(),
        };
        if is_new {
            // A workbook of a record that is only proposed has no id.
            notes.retain(|note| note.code != "workbook_names_no_record");
        }
        if has_error(&notes) {
            return Ok(Read {
                what,
                notes,
                of: None,
            });
        }
        let basis = match is_new {
            true => Ok(Basis::of_new()),
            false => self.basis(person, &form, &key, &place_of(file))?,
        };
        let basis = match basis {
            Ok(basis) => basis,
            Err(problem) => return Ok(Read::refused(what, problem)),
        };
        notes.extend(basis.notes.iter().cloned());
        notes.extend(whole);
        let laid = form.lay_over(one, basis.base.as_ref(), terms.status);
        Ok(Read {
            what,
            notes,
            of: Some(Of {
                one,
                key,
                view: form.view,
                basis,
                laid,
            }),
        })
    }
}

/// A file that was read.
struct Read<'a> {
    what: String,
    notes: Vec<Problem>,
    of: Option<Of<'a>>,
}

/// A workbook with what it was laid over.
struct Of<'a> {
    one: &'a TypeStandard,
    key: RecordKey,
    view: workbook::View,
    basis: Basis,
    laid: Laid,
}

impl Read<'_> {
    fn refused(what: String, problem: Problem) -> Self {
        Self {
            what,
            notes: vec![problem],
            of: None,
        }
    }
}

impl Of<'_> {
    fn change(self) -> UploadedChange {
        let basis = self.basis;
        let base = basis.base.unwrap_or_else(nothing);
        let items = change_items(&base, &self.laid.data);
        let now = basis.now.unwrap_or_else(nothing);
        let data = if basis.is_on_base {
            self.laid.data
        } else {
            accept_items(&now, &self.laid.data, &items)
        };
        UploadedChange {
            name: self.one.name_of(&data).map(str::to_owned),
            items: view_items(Some(self.one), &items, &now),
            base_version: basis.version,
            key: self.key,
            data,
        }
    }
}

fn has_error(notes: &[Problem]) -> bool {
    notes.iter().any(|note| note.severity == Severity::Error)
}

fn place_of(file: &CheckFile) -> Place {
    Place {
        file: Some(file.name().to_owned()),
        ..Place::default()
    }
}

fn nothing() -> Value {
    Value::Object(Object::new())
}

/// The version that the stamp of a workbook names.
fn stamped_version(form: &Form) -> Option<i64> {
    form.record_version
        .and_then(|version| i64::try_from(version).ok())
}
