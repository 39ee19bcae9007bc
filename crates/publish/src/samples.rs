//! Other records and a made-up record type for the tests of this crate.

use std::{collections::HashMap, path::Path, sync::Arc};

use indigo_model::Value;
use indigo_standard::{Standard, TypeStandard};
use serde_json::json;

use crate::{Others, Projection, filtered, project};

/// The standard with a type of its own that uses every rule.
pub(crate) fn standard() -> Standard {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/standard");
    Standard::load_dir(&folder).unwrap()
}

/// The made-up type.
pub(crate) fn route(standard: &Standard) -> &TypeStandard {
    standard.get("walking_route").unwrap()
}

/// What the public sees of a route with these keys besides the status, before joins.
pub(crate) fn seen(data: Value) -> Value {
    filtered(route(&standard()), true, &public(data))
        .unwrap()
        .unwrap()
}

/// The route with these keys, public.
pub(crate) fn public(mut data: Value) -> Value {
    data["status"] = json!("PUBLIC");
    data
}

/// All that is derived of a public route with these keys.
pub(crate) fn projected(data: Value) -> Projection {
    let sandboxes = ["alpha".to_owned(), "beta".to_owned()];
    let data = public(data);
    project(
        route(&standard()),
        "W-1",
        true,
        &data,
        &sandboxes,
        &Known::new(),
    )
    .unwrap()
}

/// Two public organisations and one that is not; a public and a private fund.
pub(crate) struct Known(HashMap<(&'static str, &'static str), Option<Arc<Value>>>);

impl Known {
    pub(crate) fn new() -> Self {
        let public = |data| Some(Arc::new(data));
        Self(HashMap::from([
            (
                ("organisation", "O-1"),
                public(
                    json!({"name": {"value": "One"}, "contact": {"email": {"value": "a@b", "status": null}}}),
                ),
            ),
            (("organisation", "O-2"), public(json!({"name": null}))),
            (("organisation", "O-3"), None),
            (("fund", "F-1"), public(json!({"name": {"value": "Purse"}}))),
            (("fund", "F-2"), None),
            (
                ("walking_route", "W-2"),
                public(json!({"name": {"value": "Two"}})),
            ),
        ]))
    }
}

impl Others for Known {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        let (_, data) = self.0.iter().find(|(key, _)| **key == (record_type, id))?;
        data.clone()
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.0.keys().any(|key| *key == (record_type, id))
    }
}
