//! What people without an account suggest beside a public value.
//!
//! Nothing can be learned here: only values that everybody sees can be named, and every other
//! place gets the same answer, whether something private stands there or nothing. What somebody
//! suggests is kept apart until the link in the mail to them is followed; then it is a proposal.

use indigo_model::{
    Object, RecordKey, Status, Value,
    changes::{row_id, same},
    items::{Leaf, RowToken, Step, leaves, parts_of},
};
use indigo_standard::{TypeStandard, ValueType};
use indigo_store::{CorrectionRow, Digest, NewCorrection, ReadTx, RecordRow, WriteTx};
use serde::Serialize;

use crate::{
    Origin, Proposal, Registry, RegistryError, Submission, clock, fold, moderation::smallest_edit,
};

/// How long a mailed link is good for, in hours.
const LINK_HOURS: i64 = 7 * 24;

/// What somebody suggests.
#[derive(Debug, Clone, Default)]
pub struct Suggestion {
    /// The record.
    pub key: RecordKey,
    /// The place of the public value: `/sources/[source1]/url/value`, or a JSON pointer into the
    /// public data (`/sources/0/url/value`).
    pub place: String,
    /// The value that would be right.
    pub value: String,
    /// Where the sender has it from.
    pub source: String,
    /// Where to write to.
    pub email: String,
    /// The network address that it came from; only a keyed digest is kept.
    pub address: String,
}

/// How many suggestions are taken from one sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionLimits {
    /// From one network address in an hour.
    pub per_address_hourly: i64,
    /// From one e-mail address in a day.
    pub per_email_daily: i64,
}

impl Default for CorrectionLimits {
    fn default() -> Self {
        Self {
            per_address_hourly: 20,
            per_email_daily: 10,
        }
    }
}

/// What a taken suggestion gives: the link to mail, and nothing for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionReceipt {
    /// Public name of the correction.
    pub correction: String,
    /// What the mailed link holds. It is to go to the e-mail address and nowhere else; only its
    /// digest is kept.
    pub token: String,
    /// What the value is called, for the mail.
    pub label: String,
    /// How long the link is good for, in hours.
    pub valid_hours: i64,
}

/// A value that everybody sees and can suggest another for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicValue {
    /// Its place, as [`Suggestion::place`] takes it.
    pub place: String,
    /// What it is called.
    pub label: String,
    /// The pointer of the list that it is in.
    pub list: Option<String>,
    /// The value.
    pub value: Value,
}

/// A confirmed correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Public name of the correction.
    pub correction: String,
    /// The record.
    pub key: RecordKey,
    /// The proposal that it became.
    pub edit: String,
}

impl Registry {
    /// Takes a suggestion, to be confirmed by the link that is mailed to the sender.
    ///
    /// # Errors
    /// [`RegistryError::NotPublic`] for every place that the public does not see a value at,
    /// [`RegistryError::TooMany`], or that a text is missing, too long, or no number where one is
    /// wanted.
    pub fn suggest_correction(
        &self,
        suggestion: &Suggestion,
        limits: CorrectionLimits,
    ) -> Result<CorrectionReceipt, RegistryError> {
        let email = checked(suggestion)?;
        self.store
            .write_aside(|tx| self.take_suggestion(tx, suggestion, &email, limits))
    }

    /// As [`Registry::suggest_correction`], and puts the mail with the link in the queue.
    ///
    /// # Errors
    /// As [`Registry::suggest_correction`].
    pub fn suggest_by_mail(
        &self,
        suggestion: &Suggestion,
        limits: CorrectionLimits,
    ) -> Result<(), RegistryError> {
        let email = checked(suggestion)?;
        self.store.write_aside(|tx| {
            // The token of the receipt is forgotten here: the secret of the link is made when the
            // mail is sent, so that no queue holds it.
            let taken = self.take_suggestion(tx, suggestion, &email, limits)?;
            let record = &suggestion.key.id;
            self.queue_correction(tx, &email, &taken.correction, &taken.label, record)
        })
    }

    fn take_suggestion(
        &self,
        tx: &mut WriteTx<'_>,
        suggestion: &Suggestion,
        email: &str,
        limits: CorrectionLimits,
    ) -> Result<CorrectionReceipt, RegistryError> {
        let key = tx.secret("correction_key")?;
        let keyed =
            |what: &str, text: &str| Digest::default().part(&key).part(what).part(text).hex();
        let address_digest = keyed("address", &suggestion.address);
        let email_digest = keyed("email", &email.to_lowercase());
        let (by_address, by_email) = tx.corrections_since(
            &address_digest,
            &clock::hours_ago(1),
            &email_digest,
            &clock::hours_ago(24),
        )?;
        if by_address >= limits.per_address_hourly {
            return Err(RegistryError::TooMany("in an hour"));
        }
        if by_email >= limits.per_email_daily {
            return Err(RegistryError::TooMany("tomorrow"));
        }
        let (one, _, public) = self.public_now(tx, &suggestion.key)?;
        let steps = steps_of(&public, &suggestion.place).ok_or(RegistryError::NotPublic)?;
        let leaf = named(&public, &steps).ok_or(RegistryError::NotPublic)?;
        let value = typed(one, &steps, suggestion.value.trim())?;
        if same(&value, leaf.value) {
            return Err(RegistryError::Use(
                "that is the value that stands there now".to_owned(),
            ));
        }
        let (token, public_id) = (indigo_store::random_token(), indigo_store::random_name());
        tx.add_correction(&NewCorrection {
            public_id: &public_id,
            key: &suggestion.key,
            place: &leaf.key,
            value: &value.to_string(),
            source: suggestion.source.trim(),
            email,
            token_digest: &indigo_store::data_digest(&token),
            email_digest: &email_digest,
            address_digest: &address_digest,
            created: &clock::now(),
        })?;
        Ok(CorrectionReceipt {
            correction: public_id,
            token,
            label: crate::moderation::label_at(Some(one), &steps),
            valid_hours: LINK_HOURS,
        })
    }

    /// Makes a proposal of a suggestion whose link was followed. Following it again gives the same.
    ///
    /// # Errors
    /// [`RegistryError::LinkNotValid`] when the link is wrong or too old, and
    /// [`RegistryError::NotPublic`] when the value is not public any more.
    pub fn confirm_correction(&self, token: &str) -> Result<Correction, RegistryError> {
        self.store.write(|tx| {
            let mut row = tx.correction_by_token(&indigo_store::data_digest(token))?;
            if row.is_none()
                && let Some(name) = self.correction_of_link(tx, token)?
            {
                row = tx.correction(&name)?;
            }
            let row = row.ok_or(RegistryError::LinkNotValid)?;
            if let Some(edit) = &row.edit {
                return Ok(Correction {
                    correction: row.public_id,
                    key: row.key,
                    edit: edit.clone(),
                });
            }
            if row.created < clock::hours_ago(LINK_HOURS) {
                return Err(RegistryError::LinkNotValid);
            }
            let edit = self.propose_correction(tx, &row)?;
            Ok(Correction {
                correction: row.public_id,
                key: row.key,
                edit,
            })
        })
    }

    fn propose_correction(
        &self,
        tx: &mut WriteTx<'_>,
        row: &CorrectionRow,
    ) -> Result<String, RegistryError> {
        let (one, record, public) = self.public_now(tx, &row.key)?;
        let leaf = leaves(&public)
            .into_iter()
            .find(|leaf| leaf.key == row.place)
            .ok_or(RegistryError::NotPublic)?;
        let now = fold::parse(&row.key, &record.data)?;
        let mut after = now.clone();
        let value = fold::parse(&row.key, &row.value)?;
        if !put(one, &mut after, &leaf.steps, value) {
            return Err(RegistryError::NotPublic);
        }
        let (mode, data) = smallest_edit(record.version, &now, &after);
        let submission = Submission {
            // Who it is stands beside the ledger, which forgets nothing.
            actor: format!("correction:{}", row.public_id),
            comment: String::new(),
            source: row.source.clone(),
            origin: Origin::Correction,
            supersedes: None,
            edits: vec![Proposal {
                key: row.key.clone(),
                mode,
                base_version: Some(record.version),
                data,
            }],
        };
        let name = self
            .submit_in(tx, &submission)?
            .into_iter()
            .next()
            .unwrap_or_default();
        if let Some(edit) = tx.edit(&name)? {
            tx.set_correction_confirmed(row.row_id, edit.row_id, &clock::now())?;
        }
        Ok(name)
    }

    /// The e-mail address of whom a tiding names as `correction:…`; `None` when it was erased.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn correction_email(&self, actor: &str) -> Result<Option<String>, RegistryError> {
        let Some(name) = actor.strip_prefix("correction:") else {
            return Ok(None);
        };
        let row = self.store.read(|tx| tx.correction(name))?;
        Ok(row.map(|row| row.email).filter(|email| !email.is_empty()))
    }

    /// Deletes suggestions that nobody confirmed in time; gives how many. To be called now and then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn forget_unconfirmed_corrections(&self) -> Result<u64, RegistryError> {
        let before = clock::hours_ago(LINK_HOURS);
        Ok(self
            .store
            .write_aside(|tx| tx.delete_corrections_before(&before))?)
    }

    /// Every public value of a record that another can be suggested for, in the order of the
    /// record; empty when the record is not public, or there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn public_values(&self, key: &RecordKey) -> Result<Vec<PublicValue>, RegistryError> {
        let found = self.store.read(|tx| self.public_now(tx, key));
        let (one, _, public) = match found {
            Ok(found) => found,
            Err(RegistryError::NotPublic) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        Ok(leaves(&public)
            .into_iter()
            .filter(|leaf| is_correctable(&leaf.steps))
            .map(|leaf| PublicValue {
                label: crate::moderation::label_at(Some(one), &leaf.steps),
                list: parts_of(&leaf.steps).0,
                value: leaf.value.clone(),
                place: leaf.key,
            })
            .collect())
    }

    /// A record with what everybody sees of it, before anything is joined.
    fn public_now(
        &self,
        tx: &mut ReadTx<'_>,
        key: &RecordKey,
    ) -> Result<(&TypeStandard, RecordRow, Value), RegistryError> {
        let one = self.type_of(key).ok_or(RegistryError::NotPublic)?;
        let record = tx.record(key)?.ok_or(RegistryError::NotPublic)?;
        let data = fold::parse(key, &record.data)?;
        let public = indigo_publish::filtered(one, record.exists, &data)
            .ok()
            .flatten()
            .ok_or(RegistryError::NotPublic)?;
        Ok((one, record, public))
    }
}

/// Checks the texts of a suggestion; gives the e-mail address.
fn checked(suggestion: &Suggestion) -> Result<String, RegistryError> {
    let wrong = |text: &str| Err(RegistryError::Use(text.to_owned()));
    let email = suggestion.email.trim();
    let (name, host) = email.split_once('@').unwrap_or_default();
    if name.is_empty()
        || !host.contains('.')
        || email.len() > 254
        || email.contains(|letter: char| letter.is_whitespace() || letter.is_control())
        || host.contains('@')
    {
        return wrong("the e-mail address does not look like one (ada@example.org)");
    }
    if suggestion.value.trim().is_empty() {
        return wrong("say what the right value is");
    }
    if suggestion.source.trim().is_empty() {
        return wrong("say where the right value can be found, so that it can be checked");
    }
    if suggestion.value.len() > 10_000 || suggestion.source.len() > 2_000 {
        return wrong("the value or the source is too long: 10,000 and 2,000 letters are taken");
    }
    Ok(email.to_owned())
}

/// The steps of a place in public data: written with ids of rows, or with their numbers.
fn steps_of(public: &Value, place: &str) -> Option<Vec<Step>> {
    if let Some(leaf) = leaves(public).into_iter().find(|leaf| leaf.key == place) {
        return Some(leaf.steps);
    }
    let mut steps = Vec::new();
    let mut at = public;
    for part in place.strip_prefix('/')?.split('/') {
        let part = part.replace("~1", "/").replace("~0", "~");
        match at {
            Value::Object(object) => {
                at = object.get(&part)?;
                steps.push(Step::Key(part));
            }
            Value::Array(rows) => {
                at = rows.get(part.parse::<usize>().ok()?)?;
                steps.push(Step::Row(RowToken::Id(row_id(at)?.to_owned())));
            }
            _ => return None,
        }
    }
    Some(steps)
}

/// The value at a place that can be corrected.
fn named<'a>(public: &'a Value, steps: &[Step]) -> Option<Leaf<'a>> {
    let leaf = leaves(public)
        .into_iter()
        .find(|leaf| leaf.steps == steps)?;
    is_correctable(steps).then_some(leaf)
}

fn is_correctable(steps: &[Step]) -> bool {
    let all = steps.iter().all(|step| match step {
        Step::Key(key) => !["status", "sandboxes", "source_ids"].contains(&key.as_str()),
        Step::Row(token) => matches!(token, RowToken::Id(_)),
    });
    // The id of a row is its name.
    let is_row_id = matches!(steps, [.., Step::Row(_), Step::Key(key)] if key == "id");
    all && !is_row_id
}

/// The value as the standard wants it there.
fn typed(one: &TypeStandard, steps: &[Step], text: &str) -> Result<Value, RegistryError> {
    let (list, _, field) = parts_of(steps);
    let known = match &list {
        Some(list) => one.list(list).and_then(|list| list.field(&field)),
        None => one.field(&field),
    };
    if known.is_some_and(|field| field.leaf.value_type == ValueType::Number) {
        return match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Ok(Value::Number(number)),
            _ => Err(RegistryError::Use(format!(
                "a number is wanted here, such as 1200.5, not \"{text}\""
            ))),
        };
    }
    Ok(text.into())
}

/// Sets a value in a record, among the rows that the public sees.
fn put(one: &TypeStandard, record: &mut Value, steps: &[Step], value: Value) -> bool {
    let mut at = record;
    for (depth, step) in steps.iter().enumerate() {
        at = match (step, at) {
            (Step::Key(key), Value::Object(object)) => {
                object.entry(key.clone()).or_insert(Value::Null)
            }
            (Step::Row(RowToken::Id(id)), Value::Array(rows)) => {
                let (list, ..) = parts_of(&steps[..=depth]);
                let by_status = list
                    .and_then(|list| one.list(&list))
                    .is_none_or(|list| list.has_status);
                let public = |row: &Value| {
                    let object: Option<&Object> = row.as_object();
                    !by_status || object.is_some_and(|row| Status::of(row) == Status::Public)
                };
                match rows
                    .iter_mut()
                    .find(|row| row_id(row) == Some(id) && public(row))
                {
                    Some(row) => row,
                    None => return false,
                }
            }
            _ => return false,
        };
    }
    *at = value;
    true
}
