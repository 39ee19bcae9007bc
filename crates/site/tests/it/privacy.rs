//! How secrets are chosen, shared with the tests of the rules and of the registry.

#[path = "../../../publish/tests/privacy/choices.rs"]
pub(crate) mod choices;
#[path = "../../../registry/tests/privacy/hidden.rs"]
pub(crate) mod hidden;
#[path = "../../../publish/tests/privacy/ids.rs"]
pub(crate) mod ids;
#[path = "../../../publish/tests/privacy/pair.rs"]
#[expect(
    dead_code,
    reason = "what is shown is looked at in the tests of the rules"
)]
pub(crate) mod pair;
#[path = "../../../publish/tests/privacy/secret.rs"]
pub(crate) mod secret;
#[path = "../../../publish/tests/privacy/status.rs"]
#[expect(
    dead_code,
    reason = "sandboxes are looked at in the tests of the rules"
)]
pub(crate) mod status;
