//! Decisions about single items: what they brought is what they accepted, and every edit stands as
//! it was last decided.

use std::collections::{BTreeMap, HashMap};

use indigo_model::{accept_items, change_items, changes::same, merge};
use indigo_store::{ItemDecisionRow, ReadTx, RecordRow};

use super::Verification;
use crate::{
    RegistryError, fold,
    moderation::{after_of, base_of},
};

/// Checks the item decisions of one event: their digests, and that the edit which they brought is
/// the accepted items put into the record as it stood.
pub(super) fn check_items(
    tx: &mut ReadTx<'_>,
    decided: &[ItemDecisionRow],
    found: &mut Verification,
) -> Result<(), RegistryError> {
    let mut brought: BTreeMap<(i64, i64), Vec<&ItemDecisionRow>> = BTreeMap::new();
    for row in decided {
        if !row.is_intact() {
            found.differs(
                format!("edit {}", row.edit_public_id),
                "the item or reason of a decision is not what its digest says",
            );
        }
        if let Some(result) = row.result_row {
            brought.entry((row.edit_row, result)).or_default().push(row);
        }
    }
    for ((edit_row, result_row), rows) in brought {
        let (Some(edit), Some(result)) = (tx.edit_by_row(edit_row)?, tx.edit_by_row(result_row)?)
        else {
            continue;
        };
        let keys: Option<Vec<&str>> = rows.iter().map(|row| row.key.as_deref()).collect();
        // What was purged cannot be refolded.
        let (Some(keys), Some(text), true) = (keys, &result.data, edit.data.is_some()) else {
            continue;
        };
        let (_, base) = base_of(tx, &edit)?;
        let after = after_of(&edit, &base)?;
        let (_, stood) = base_of(tx, &result)?;
        let items = change_items(&base, &after);
        let chosen: Vec<_> = items
            .iter()
            .filter(|item| keys.contains(&item.key.as_str()))
            .collect();
        let wanted = accept_items(&stood, &after, chosen.iter().copied());
        let made = merge::apply(result.mode, &stood, &fold::parse(&result.key, text)?);
        if chosen.len() != keys.len() || !made.is_ok_and(|made| same(&made, &wanted)) {
            found.differs(
                &result.key,
                format!(
                    "edit {} is not what was accepted of edit {}",
                    result.public_id, edit.public_id
                ),
            );
        }
    }
    Ok(())
}

/// Checks that the edits of a record, and its proposals, stand as they were last decided.
pub(super) fn check_states(
    tx: &mut ReadTx<'_>,
    record: &RecordRow,
    found: &mut Verification,
) -> Result<(), RegistryError> {
    let last: HashMap<String, &'static str> = tx
        .decisions_on(record.row_id)?
        .into_iter()
        .map(|(_, edit, kind)| (edit, kind.state()))
        .collect();
    for (edit, state) in tx.edit_states_of(record.row_id)? {
        let wanted = last.get(&edit).copied().unwrap_or("pending");
        if state != wanted {
            found.differs(
                &record.key,
                format!("edit {edit} is kept as {state}, but the ledger says {wanted}"),
            );
        }
    }
    for proposal in tx.proposals_of(record.row_id)? {
        let wanted = last.get(&proposal.public_id).copied();
        if proposal.is_open == wanted.is_some()
            || wanted.is_some_and(|wanted| wanted != proposal.state)
        {
            found.differs(
                &record.key,
                format!(
                    "proposal {} is kept as {}, but the ledger says {}",
                    proposal.public_id,
                    proposal.state,
                    wanted.unwrap_or("open")
                ),
            );
        }
    }
    Ok(())
}
