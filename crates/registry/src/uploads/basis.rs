//! What a workbook is laid over: the record as somebody may see it, as it was when the workbook
//! was made.
//!
//! Who sees a record whole has what the version of the stamp held, and their proposal is made on
//! that version; so whatever has changed since is met three ways. Who sees only what is public has
//! what was public then and is public now, as in the public history, and their proposal is made on
//! the record as it stands. A stamp can be forged: nothing can be learned with it that the public
//! history does not tell.

use indigo_exchange::workbook::Form;
use indigo_model::{ItemKind, Place, Problem, RecordKey, Value, accept_items, change_items};

use super::stamped_version;
use crate::{Registry, RegistryError, Seen, accounts::Person};

/// What a workbook is laid over, and what its proposal is made on.
pub(super) struct Basis {
    /// What it is laid over; none for a new record.
    pub(super) base: Option<Value>,
    /// What the person sees now, when that may be something else.
    pub(super) now: Option<Value>,
    /// The version that the proposal is made on.
    pub(super) version: i64,
    /// Whether the base is that version, or something earlier.
    pub(super) is_on_base: bool,
    /// What is to be said about it.
    pub(super) notes: Vec<Problem>,
}

impl Registry {
    /// The basis of a workbook of a record, or why it is not taken.
    pub(super) fn basis(
        &self,
        person: &Person,
        form: &Form,
        key: &RecordKey,
        place: &Place,
    ) -> Result<Result<Basis, Problem>, RegistryError> {
        let seen = match self.seen_by(person, key, None) {
            Ok(Some(seen)) => seen,
            Ok(None) => return Ok(Err(not_here(key, place))),
            Err(error @ RegistryError::Purged { .. }) => {
                return Ok(Err(
                    match person.may(indigo_model::Action::SeePrivate, Some(key)) {
                        true => Problem::error("record_purged", format!("{error}."), place.clone()),
                        false => not_here(key, place),
                    },
                ));
            }
            Err(error) => return Err(error),
        };
        if seen.version == 0 {
            return Ok(Ok(Basis::of_new()));
        }
        let mut basis = Basis {
            base: Some(seen.data.clone()),
            now: Some(seen.data.clone()),
            version: seen.version,
            is_on_base: true,
            notes: Vec::new(),
        };
        if !seen.exists {
            basis.notes.push(Problem::warning(
                "record_withdrawn",
                format!("{} is withdrawn. What is proposed shows nowhere before the record is brought back.", key.id),
                place.clone(),
            ));
        }
        let then = match stamped_version(form) {
            Some(version) => Some(version),
            None => self.version_as_of(key, form.record_as_of.as_deref())?,
        };
        if let Some(then) = then {
            self.go_back(person, form, &seen, then, place, &mut basis)?;
        }
        Ok(Ok(basis))
    }

    /// Puts the version that a workbook was made from under it, when that is an earlier one.
    fn go_back(
        &self,
        person: &Person,
        form: &Form,
        seen: &Seen,
        then: i64,
        place: &Place,
        basis: &mut Basis,
    ) -> Result<(), RegistryError> {
        let key = &seen.key;
        if seen.is_whole && form.record_version.is_some() {
            let now = u64::try_from(seen.version).ok();
            let of_version = form.against(key, now).into_iter();
            basis.notes.extend(of_version.filter(|note| {
                matches!(
                    note.code.as_str(),
                    "workbook_of_older_version" | "workbook_of_newer_version"
                )
            }));
        }
        if then >= seen.version {
            return Ok(());
        }
        let former = match self.seen_by(person, key, Some(then)) {
            Ok(Some(former)) => former.data,
            // Nothing of it is theirs to see, or it is there no more.
            Ok(None) | Err(RegistryError::Use(_) | RegistryError::UnknownRecord(_)) => {
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let former = match seen.is_whole {
            true => former,
            false => still_seen(&seen.data, &former),
        };
        let is_other = !change_items(&former, &seen.data).is_empty();
        if !is_other {
            return Ok(());
        }
        basis.base = Some(former);
        if seen.is_whole {
            basis.version = then;
        } else {
            basis.is_on_base = false;
        }
        if basis
            .notes
            .iter()
            .all(|note| note.code != "workbook_of_older_version")
        {
            basis.notes.push(Problem::warning(
                "workbook_of_older_version",
                "The workbook was made before the record was last changed. Only what was changed in the workbook counts as a change; what has changed in the record since stays, unless both changed the same.",
                place.clone(),
            ));
        }
        Ok(())
    }

    /// The version of a record that stood when what everybody sees of it had last changed at
    /// `moment`.
    fn version_as_of(
        &self,
        key: &RecordKey,
        moment: Option<&str>,
    ) -> Result<Option<i64>, RegistryError> {
        let Some(moment) = moment else {
            return Ok(None);
        };
        let versions = self.versions(key)?;
        let then = versions
            .into_iter()
            .rfind(|version| version.created.as_str() <= moment);
        Ok(then.map(|version| version.version))
    }
}

impl Basis {
    pub(super) fn of_new() -> Self {
        Self {
            base: None,
            now: None,
            version: 0,
            is_on_base: true,
            notes: Vec::new(),
        }
    }
}

/// What was seen earlier, as far as the same places can be seen now.
fn still_seen(now: &Value, former: &Value) -> Value {
    let back = change_items(now, former);
    let theirs = back
        .iter()
        .filter(|item| item.before.is_some() && item.kind != ItemKind::Order);
    accept_items(now, former, theirs)
}

fn not_here(key: &RecordKey, place: &Place) -> Problem {
    Problem::error(
        "record_not_here",
        format!(
            "There is no record {} here that you may see, so nothing can be proposed for it. Take a workbook of the record from here; for a new record, take a blank one, whose id is empty.",
            key.id
        ),
        place.clone(),
    )
}
