//! Puts the table together: each part of the staff side has one of its own.

use std::sync::Arc;

use axum::{Router, middleware};

use super::{
    account, admin, door, edit,
    guard::{self, Gate},
    moderate, proposals, records,
    table::{Entry, StaffRoute},
    upload,
};
use crate::site::App;

/// All routes for people with an account. Further parts add their table here.
fn table() -> Vec<Entry> {
    let mut table = door::table();
    table.extend(account::table());
    table.extend(admin::table());
    table.extend(proposals::table());
    table.extend(moderate::table());
    table.extend(records::table());
    table.extend(edit::table());
    table.extend(upload::table());
    table
}

/// All routes for people with an account, with what each needs.
#[must_use]
pub fn staff_routes() -> Vec<StaffRoute> {
    table().into_iter().map(|entry| entry.route).collect()
}

/// The routes, each behind the guard.
pub(crate) fn routes(site: &App) -> Router<App> {
    table().into_iter().fold(Router::new(), |router, entry| {
        let gate = Gate {
            site: Arc::clone(site),
            path: entry.route.path,
            needs: entry.route.needs,
            limit_bytes: entry.limit_bytes,
        };
        router.route(
            entry.route.path,
            entry
                .handler
                .route_layer(middleware::from_fn_with_state(gate, guard::guard)),
        )
    })
}
