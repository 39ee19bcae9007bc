//! The shapes of bodies.

use serde_json::{Value, json};

pub(super) fn text_or_null() -> Value {
    json!({ "type": ["string", "null"] })
}

fn words(most: u32) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": most })
}

pub(super) fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn list_of(name: &str) -> Value {
    json!({ "type": "array", "items": refer(name) })
}

/// An object of which all members but those of `optional` are always there.
#[expect(
    clippy::needless_pass_by_value,
    reason = "callers write the properties out on the spot"
)]
pub(super) fn object(properties: Value, optional: &[&str]) -> Value {
    let needed: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(|members| members.keys())
        .filter(|name| !optional.contains(&name.as_str()))
        .collect();
    json!({
        "type": "object",
        "required": needed,
        "properties": properties,
        "additionalProperties": false,
    })
}

/// All shapes.
pub(super) fn schemas(types: &[&str]) -> Value {
    let mut all = json!({ "Any": { "type": "object" } });
    for part in [sent(types), given(), problems()] {
        if let (Value::Object(all), Value::Object(part)) = (&mut all, part) {
            all.extend(part);
        }
    }
    all
}

/// What is sent.
fn sent(types: &[&str]) -> Value {
    let mut edit = object(
        json!({
            "type": { "type": "string", "enum": types },
            "id": { "type": "string", "description": "Left out for a new record, which gets the next free id." },
            "base_version": { "type": "string", "minLength": 1, "maxLength": 60, "description": "The version that GET gave. Needed with data; with patch, what stands now if left out." },
            "data": { "type": "object", "description": "The whole record as you would have it, made of what GET gave." },
            "patch": { "type": "object", "description": "What is to change: objects are merged key by key; everything else, null and lists included, takes the place of what was there." },
        }),
        &["id", "base_version", "data", "patch"],
    );
    edit["oneOf"] = json!([{ "required": ["data"] }, { "required": ["patch"] }]);
    let verdict = json!({ "type": "string", "enum": ["accept", "accept_anyway", "reject"] });
    let mut decision = object(
        json!({
            "comment": { "type": "string", "maxLength": 10_000, "description": "Needed where something is rejected without a reason of its own." },
            "verdict": verdict,
            "decisions": { "type": "array", "minItems": 1, "maxItems": 2_000, "items": refer("ItemDecision") },
        }),
        &["comment", "verdict", "decisions"],
    );
    decision["oneOf"] = json!([{ "required": ["verdict"] }, { "required": ["decisions"] }]);
    json!({
        "Edit": edit,
        "Request": object(
            json!({
                "comment": words(10_000),
                "source": { "type": "string", "maxLength": 10_000, "description": "Where you have it from." },
                "supersedes": { "type": "string", "maxLength": 200, "description": "Your own open proposal that this stands in the place of." },
                "edits": { "type": "array", "minItems": 1, "maxItems": 100, "items": refer("Edit") },
            }),
            &["source", "supersedes"],
        ),
        "ItemDecision": object(
            json!({
                "item": { "type": "string", "minLength": 1, "maxLength": 1_000, "description": "The key of an item, or what keys begin with before a slash." },
                "verdict": verdict,
                "reason": { "type": "string", "maxLength": 10_000 },
            }),
            &["reason"],
        ),
        "Decision": decision,
        "Words": object(json!({ "words": words(10_000) }), &[]),
        "Reason": object(json!({ "reason": { "type": "string", "maxLength": 10_000 } }), &["reason"]),
    })
}

/// What is given.
fn given() -> Value {
    let summary = json!({
        "proposal": { "type": "string" },
        "href": { "type": "string" },
        "type": { "type": "string" },
        "id": { "type": "string" },
        "name": text_or_null(),
        "state": { "type": "string", "enum": ["open", "changes_asked", "approved", "partly_approved", "rejected", "withdrawn", "superseded", "purged"] },
        "is_open": { "type": "boolean" },
        "is_own": { "type": "boolean" },
        "is_whole": { "type": "boolean", "description": "Whether you see the record whole; then there is more." },
        "created": { "type": "string" },
        "proposer": { "type": "string" },
        "comment": { "type": "string" },
        "source": { "type": "string" },
        "origin": { "type": "string", "enum": ["form", "workbook", "api", "correction", "import"] },
        "assigned_to": text_or_null(),
        "supersedes": text_or_null(),
        "exists": { "type": "boolean" },
        "item_count": { "type": "integer" },
        "undecided": { "type": "integer" },
        "conflicts": { "type": "integer" },
    });
    let of_whole = ["exists", "item_count", "undecided", "conflicts"];
    let mut whole = summary.clone();
    whole["items"] = list_of("ProposalItem");
    whole["comments"] = list_of("Comment");
    whole["superseded_by"] = text_or_null();
    whole["base_version"] = json!({ "type": "string" });
    whole["version"] = json!({ "type": "string" });
    whole["fault"] = json!({ "type": "string", "description": "Why the items cannot be shown." });
    let more = [of_whole.as_slice(), &["base_version", "version", "fault"]].concat();
    let kind = json!({ "type": "string", "enum": ["value", "new_row", "removed_row", "changed_row", "order"] });
    json!({
        "Me": object(
            json!({
                "name": { "type": "string" },
                "email": { "type": "string" },
                "role": { "type": "string" },
                "grants": { "type": "array", "items": { "type": "string" } },
                "token": { "type": ["object", "null"] },
                "may": { "type": "object", "additionalProperties": { "type": "boolean" } },
                "requests_per_minute": { "type": "integer" },
            }),
            &[],
        ),
        "Record": object(
            json!({
                "type": { "type": "string" },
                "id": { "type": "string" },
                "version": { "type": "string", "description": "Send it back as base_version." },
                "exists": { "type": "boolean", "description": "False when it was withdrawn." },
                "is_whole": { "type": "boolean", "description": "Whether this is all of it, or what everybody sees." },
                "data": { "type": "object" },
            }),
            &[],
        ),
        "Item": object(
            json!({
                "key": { "type": "string" },
                "kind": kind,
                "label": { "type": "string" },
                "before": { "description": "In the version that the edit is made on." },
                "after": {},
                "now": { "description": "What stands there now, as far as you may see it." },
                "standing": { "type": "string", "description": "How it stands against that: conflict when it was changed there meanwhile." },
            }),
            &[],
        ),
        "ProposalItem": object(
            json!({
                "key": { "type": "string" },
                "kind": kind,
                "label": { "type": "string" },
                "before": {},
                "after": {},
                "now": {},
                "standing": { "type": "string" },
                "decided": { "type": ["object", "null"] },
            }),
            &[],
        ),
        "CheckFinding": object(
            json!({
                "severity": { "type": "string", "enum": ["hint", "warning", "error"] },
                "aspect": { "type": "string", "enum": ["valid", "accurate", "useful"] },
                "code": { "type": "string", "description": "As docs/CHECKS.md has it." },
                "pointer": { "type": "string", "description": "JSON pointer into the record." },
                "message": { "type": "string" },
                "mend": { "type": "string" },
                "is_new": { "type": "boolean", "description": "Whether the record did not have it before." },
            }),
            &[],
        ),
        "ProposedEdit": object(
            json!({
                "proposal": { "type": ["string", "null"], "description": "Null when nothing would change, and in a dry run." },
                "href": text_or_null(),
                "type": { "type": "string" },
                "id": { "type": ["string", "null"], "description": "Null for a new record in a dry run." },
                "items": list_of("Item"),
                "findings": list_of("CheckFinding"),
            }),
            &[],
        ),
        "Proposed": object(
            json!({ "proposals": list_of("ProposedEdit"), "dry_run": { "type": "boolean" } }),
            &[],
        ),
        "ProposalSummary": object(summary, &of_whole),
        "ProposalList": object(
            json!({
                "proposals": list_of("ProposalSummary"),
                "total": { "type": "integer" },
                "next": text_or_null(),
            }),
            &[],
        ),
        "Proposal": object(whole, &more),
        "Comment": object(
            json!({
                "created": { "type": "string" },
                "by": { "type": "string" },
                "asks_for_changes": { "type": "boolean" },
                "words": { "type": "string" },
            }),
            &[],
        ),
        "Said": object(json!({ "proposal": { "type": "string" }, "words": { "type": "string" } }), &[]),
        "State": object(json!({ "proposal": { "type": "string" }, "state": { "type": "string" } }), &[]),
        "Outcome": object(
            json!({
                "proposal": { "type": "string" },
                "accepted": { "type": "array", "items": { "type": "string" } },
                "rejected": { "type": "array", "items": { "type": "string" } },
                "conflicts": { "type": "array", "items": { "type": "string" }, "description": "Items that were to be accepted and stay open, as the record has changed there since." },
                "undecided": { "type": "integer" },
                "state": { "type": "string" },
                "version": { "type": "string" },
            }),
            &["version"],
        ),
    })
}

/// What says why something was not done (RFC 9457).
fn problems() -> Value {
    let problem = json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
        },
    });
    let mut unfit = problem.clone();
    unfit["properties"]["findings"] = list_of("Finding");
    unfit["required"] = json!(["type", "title", "status", "detail", "findings"]);
    json!({
        "Problem": problem,
        "UnfitProblem": unfit,
        "Finding": object(
            json!({
                "severity": { "type": "string", "const": "error" },
                "code": { "type": "string" },
                "pointer": { "type": "string", "description": "JSON pointer into what was sent." },
                "parameter": { "type": "string" },
                "header": { "type": "string" },
                "message": { "type": "string" },
                "meant": { "type": "array", "items": { "type": "string" }, "description": "Names that there are, in place of one that there is not." },
            }),
            &["pointer", "parameter", "header", "meant"],
        ),
    })
}
