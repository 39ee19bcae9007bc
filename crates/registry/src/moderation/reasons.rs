//! The reasons of single items that were rejected, and the record's name, for who proposed them.
//!
//! Neither tells a proposer anything of a record that they could not see.

use indigo_model::{Mode, items::value_at, pointer};
use indigo_store::ReadTx;

use super::{Asked, Tiding, base_of, label_of};
use crate::{Registry, RegistryError, fold, stored::Stored as _};

/// How much of a name is told.
const NAME_LETTERS: usize = 80;

impl Registry {
    /// Label and reason of each item that a tiding tells as rejected, where the reason is another
    /// than that of the whole decision.
    pub(super) fn own_reasons(
        &self,
        tx: &mut ReadTx<'_>,
        tiding: &Tiding,
    ) -> Result<Vec<(String, String)>, RegistryError> {
        let Some(edit) = (match &tiding.edit {
            Some(edit) if !tiding.rejected.is_empty() => tx.edit(edit)?,
            _ => None,
        }) else {
            return Ok(Vec::new());
        };
        let Some(sent) = &edit.data else {
            return Ok(Vec::new());
        };
        let sent = fold::parse(&edit.key, sent)?;
        let asked = match Asked::read(tx, &edit) {
            Ok(asked) => asked,
            Err(RegistryError::Merge { .. } | RegistryError::Use(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let one = self.type_of(&edit.key);
        let (_, base) = base_of(tx, &edit)?;
        let seen = one
            .and_then(|one| indigo_publish::public_record(one, true, &base))
            .unwrap_or_default();
        let mut told = Vec::new();
        for item in &asked.items {
            let reason = asked
                .decision(item)
                .and_then(|row| row.reason.as_deref())
                .map(str::trim)
                .unwrap_or_default();
            if reason.is_empty()
                || reason == tiding.reason.trim()
                || !tiding.rejected.contains(&item.key)
            {
                continue;
            }
            // A row that they did not see may go with a list that they sent.
            let is_theirs =
                value_at(&sent, &item.steps).is_some() || value_at(&seen, &item.steps).is_some();
            let label = if is_theirs {
                label_of(one, item)
            } else {
                "A change".to_owned()
            };
            told.push((label, reason.to_owned()));
        }
        Ok(told)
    }

    /// What a record is called in a tiding: its public name, or the one that was sent, with its id.
    pub(super) fn called(
        &self,
        tx: &mut ReadTx<'_>,
        tiding: &Tiding,
    ) -> Result<String, RegistryError> {
        let key = &tiding.key;
        let public = tx
            .publication(&key.record_type, &key.id)?
            .filter(|row| row.publication.is_public)
            .map(|row| row.card())
            .transpose()?
            .map(|card| card.name)
            .filter(|name| *name != key.id);
        let name = match public {
            Some(name) => Some(name),
            None => self.name_sent(tx, tiding)?,
        };
        Ok(match name {
            Some(name) => format!("{} ({})", in_a_line(&name, NAME_LETTERS), key.id),
            None => key.id.clone(),
        })
    }

    /// The name that a proposal holds, if its sender has written it: a whole record that stands in
    /// the place of another may hold what they could not see.
    fn name_sent(
        &self,
        tx: &mut ReadTx<'_>,
        tiding: &Tiding,
    ) -> Result<Option<String>, RegistryError> {
        let (Some(one), Some(edit)) = (self.type_of(&tiding.key), &tiding.edit) else {
            return Ok(None);
        };
        let Some(edit) = tx.edit(edit)? else {
            return Ok(None);
        };
        let Some(text) = &edit.data else {
            return Ok(None);
        };
        if edit.mode != Mode::Merge && base_of(tx, &edit)?.0 > 0 {
            return Ok(None);
        }
        let sent = fold::parse(&edit.key, text)?;
        let name = pointer::text(&sent, &one.profile.name_pointer);
        Ok(name
            .filter(|name| !name.trim().is_empty())
            .map(str::to_owned))
    }
}

/// A text on one line, so that nobody makes up lines of a mail; shortened to so many letters.
pub(super) fn in_a_line(text: &str, letters: usize) -> String {
    let mut line: String = text
        .trim()
        .chars()
        .take(letters)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.trim().chars().nth(letters).is_some() {
        line.push('…');
    }
    line
}
