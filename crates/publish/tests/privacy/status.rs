//! What people write into a status, and who may see the thing then.

use serde_json::{Map, Value, json};

use super::choices::Choices;

/// For whom a record is made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Eyes {
    Public,
    Sandbox(&'static str),
}

/// How a thing that is seen says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// Marked PUBLIC.
    Public,
    /// Marked for the sandbox that looks.
    Sandbox,
    /// Not marked at all.
    Nothing,
}

impl Said {
    /// A way to be seen; saying nothing is one only where `unmarked` is.
    pub(crate) fn choose(choices: &mut Choices, eyes: Eyes, unmarked: bool) -> Self {
        let mut ways = vec![Self::Public];
        if unmarked {
            ways.push(Self::Nothing);
        }
        if matches!(eyes, Eyes::Sandbox(_)) {
            ways.push(Self::Sandbox);
        }
        choices.pick(&ways)
    }

    /// A word for it; `None` is no status at all.
    pub(crate) fn word(self, choices: &mut Choices) -> Option<Value> {
        choices.pick(&match self {
            Self::Public => vec![
                Some(json!("PUBLIC")),
                Some(json!("Public")),
                Some(json!(" public\n")),
            ],
            Self::Sandbox => vec![Some(json!("SANDBOX")), Some(json!(" sandbox"))],
            Self::Nothing => vec![None, Some(json!(null)), Some(json!("")), Some(json!("  "))],
        })
    }

    /// What stands in `sandboxes` beside it.
    pub(crate) fn sandboxes(self, choices: &mut Choices, eyes: Eyes) -> Value {
        let own = match eyes {
            Eyes::Sandbox(id) if self == Self::Sandbox => id,
            _ => "secret-sandbox",
        };
        choices.pick(&[
            json!(own),
            json!(format!("{own}, secret-other")),
            json!(format!(" secret-other ,, {own} ")),
        ])
    }
}

/// Marks an object so that nobody who looks sees it.
pub(crate) fn hide(
    choices: &mut Choices,
    eyes: Eyes,
    unmarked: bool,
    object: &mut Map<String, Value>,
) {
    let mut words = vec![
        json!("PRIVATE"),
        json!("DISPUTED"),
        json!("SANDBOX"),
        json!(" private "),
        json!("PUBLIK"),
        json!("secret"),
        json!(true),
        json!(7),
        json!(["PUBLIC"]),
        json!({"value": "PUBLIC"}),
    ];
    if !unmarked {
        words.extend([json!(null), json!(""), json!(" ")]);
    }
    object.insert("status".to_owned(), choices.pick(&words));
    if !unmarked && choices.chance(1, 5) {
        object.shift_remove("status");
    }
    let mut sandboxes = vec![json!("secret-other"), json!(null), json!(["alpha"])];
    if matches!(eyes, Eyes::Public) {
        sandboxes.push(json!("alpha, beta"));
    }
    object.insert("sandboxes".to_owned(), choices.pick(&sandboxes));
}
