//! Writes lines of the audit log.

use indigo_store::{AccountRow, NewAudit, StoreError, WriteTx};

use super::By;

/// Notes what somebody did to an account.
pub(super) fn done_by(
    tx: &mut WriteTx<'_>,
    now: &str,
    by: By<'_>,
    action: &str,
    account_row: Option<i64>,
    detail: &str,
) -> Result<(), StoreError> {
    tx.put_audit(&NewAudit {
        at: now,
        actor_row: by.row(),
        actor: &by.actor(),
        action,
        account_row,
        detail,
        address: by.address(),
    })
}

/// Notes what the holder of an account did to it.
pub(super) fn done_to_own(
    tx: &mut WriteTx<'_>,
    now: &str,
    account: &AccountRow,
    action: &str,
    detail: &str,
    address: &str,
) -> Result<(), StoreError> {
    tx.put_audit(&NewAudit {
        at: now,
        actor_row: Some(account.row_id),
        actor: &format!("user:{}", account.public_id),
        action,
        account_row: Some(account.row_id),
        detail,
        address,
    })
}

/// Notes what somebody did who did not show who they are.
pub(super) fn done_by_anybody(
    tx: &mut WriteTx<'_>,
    now: &str,
    action: &str,
    account_row: Option<i64>,
    detail: &str,
    address: &str,
) -> Result<(), StoreError> {
    tx.put_audit(&NewAudit {
        at: now,
        actor_row: None,
        actor: "anybody",
        action,
        account_row,
        detail,
        address,
    })
}
