//! Each address with what it takes and gives.

use serde_json::{Map, Value, json};

/// The answers that something went wrong, by status.
const WRONG: [(&str, &str); 12] = [
    ("400", "unreadable"),
    ("401", "unauthorized"),
    ("403", "forbidden"),
    ("404", "not_found"),
    ("408", "too_slow"),
    ("409", "conflict"),
    ("412", "no_such_version"),
    ("413", "too_large"),
    ("415", "not_json"),
    ("422", "unfit"),
    ("429", "too_many"),
    ("500", "broken"),
];

/// What every request with a body can be answered.
const OF_BODIES: [&str; 4] = ["400", "408", "413", "415"];

/// An operation in the making.
pub(super) struct Operation(pub(super) Value);

impl Operation {
    fn new(id: &str, summary: &str) -> Self {
        let found = json!({ "operationId": id, "summary": summary, "responses": {} });
        Self(found).wrong(&["401", "422", "429", "500"])
    }

    /// Something that is read by everybody; a token may come along.
    pub(super) fn read(id: &str, summary: &str) -> Self {
        let found = json!({ "operationId": id, "summary": summary, "responses": {} });
        let mut found = Self(found).wrong(&["401", "404", "429", "500"]).open();
        found.0["responses"]["400"] = json!({ "$ref": "#/components/responses/misasked" });
        found
    }

    /// What it needs, in words.
    pub(super) fn needs(mut self, words: &str) -> Self {
        self.0["description"] = json!(words);
        self
    }

    pub(super) fn open(mut self) -> Self {
        // A token may come along.
        self.0["security"] = json!([{}, { "token": [] }]);
        self
    }

    pub(super) fn takes(mut self, parameters: &[&str]) -> Self {
        let parameters: Vec<Value> = parameters
            .iter()
            .map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }))
            .collect();
        self.0["parameters"] = json!(parameters);
        self
    }

    fn body(mut self, schema: &str, is_needed: bool) -> Self {
        self.0["requestBody"] = json!({
            "required": is_needed,
            "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } },
        });
        self.wrong(&OF_BODIES)
    }

    pub(super) fn gives(
        mut self,
        status: &str,
        description: &str,
        schema: &str,
        headers: &[&str],
    ) -> Self {
        let headers: Map<String, Value> = headers
            .iter()
            .map(|name| {
                (
                    (*name).to_owned(),
                    json!({ "$ref": format!("#/components/headers/{name}") }),
                )
            })
            .collect();
        let mut response = json!({ "description": description });
        if !schema.is_empty() {
            let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
            response["content"] = json!({ "application/json": { "schema": schema } });
        }
        if !headers.is_empty() {
            response["headers"] = Value::Object(headers);
        }
        self.0["responses"][status] = response;
        self
    }

    pub(super) fn wrong(mut self, statuses: &[&str]) -> Self {
        for (status, name) in WRONG {
            if statuses.contains(&status) {
                self.0["responses"][status] =
                    json!({ "$ref": format!("#/components/responses/{name}") });
            }
        }
        self
    }
}

/// All addresses.
pub(super) fn paths() -> Value {
    json!({
        "/api/v2/openapi.json": { "get": description().0 },
        "/api/v2/me": { "get": me().0 },
        "/api/v2/records/{type}/{id}": { "get": record().0 },
        "/api/v2/proposals": { "get": list().0, "post": create().0 },
        "/api/v2/proposals/{name}": { "get": show().0 },
        "/api/v2/proposals/{name}/comments": { "post": comment().0 },
        "/api/v2/proposals/{name}/withdraw": { "post": withdraw().0 },
        "/api/v2/proposals/{name}/decision": { "post": decide().0 },
        "/api/v2/proposals/{name}/ask-for-changes": { "post": ask().0 },
    })
}

fn description() -> Operation {
    Operation::new("describe", "This description")
        .open()
        .wrong(&["404"])
        .gives("200", "The description.", "Any", &[])
        .gives("304", "You have it.", "", &[])
}

fn me() -> Operation {
    Operation::new("me", "Who the token is of, and what it may")
        .needs("Needs a token, whatever it is for.")
        .wrong(&["404"])
        .gives("200", "The owner and the token.", "Me", &[])
}

fn record() -> Operation {
    let mut found = Operation::new(
        "record",
        "A record: as everybody sees it, or as you may write it",
    )
    .needs("With view=public: as everybody sees it, with the names of what it refers to, as in lists; the other parameters belong to this. Without: as you may see it, with its version, for who means to propose a change; without a token, or without the scope read-private, that is what everybody sees.")
    .open()
    .takes(&[
        "type",
        "id",
        "view",
        "fields",
        "include",
        "as_of",
        "if_none_match",
    ])
    .wrong(&["404"])
    .gives("200", "The record.", "Record", &["ETag"])
    .gives("304", "You have it.", "", &["ETag"]);
    found.0["responses"]["200"]["content"]["application/json"]["schema"] = json!({
        "anyOf": [
            { "$ref": "#/components/schemas/Record" },
            { "$ref": "#/components/schemas/PublicRecord" },
        ],
    });
    found.0["responses"]["400"] = json!({ "$ref": "#/components/responses/misasked" });
    found
}

fn list() -> Operation {
    Operation::new("list_proposals", "Your proposals, or all that you may see, oldest first")
        .needs("Needs the scope read-private or propose; for those of others read-private, and a data steward's, moderator's or administrator's role.")
        .takes(&["whose", "state", "of_type", "of_id", "limit", "offset"])
        .wrong(&["403", "404"])
        .gives("200", "A page of proposals.", "ProposalList", &[])
}

fn create() -> Operation {
    Operation::new("propose", "Propose one or several edits")
        .needs("Needs the scope propose.")
        .takes(&["dry_run", "idempotency_key", "if_match"])
        .body("Request", true)
        .wrong(&["403", "404", "409", "412"])
        .gives(
            "200",
            "A dry run, or a request that would change nothing: nothing was proposed.",
            "Proposed",
            &[],
        )
        .gives(
            "201",
            "The proposals.",
            "Proposed",
            &["Location", "Idempotency-Replayed"],
        )
}

fn show() -> Operation {
    Operation::new("show_proposal", "A proposal with its items and comments")
        .needs("Needs the scope read-private or propose; for those of others read-private, and a data steward's, moderator's or administrator's role.")
        .takes(&["name"])
        .wrong(&["403", "404"])
        .gives("200", "The proposal.", "Proposal", &[])
}

fn comment() -> Operation {
    Operation::new("comment", "Say something about a proposal")
        .needs("Needs the scope propose for your own, decide for those of others.")
        .takes(&["name"])
        .body("Words", true)
        .wrong(&["403", "404", "409"])
        .gives("201", "It was said.", "Said", &["Location"])
}

fn withdraw() -> Operation {
    Operation::new("withdraw", "Take a proposal back")
        .needs("Needs the scope propose for your own, decide for those of others.")
        .takes(&["name"])
        .body("Reason", false)
        .wrong(&["403", "404", "409"])
        .gives("200", "It was taken back.", "State", &[])
}

fn decide() -> Operation {
    Operation::new("decide", "Accept and reject items, or all that is left")
        .needs("Needs the scope decide, and a moderator's or administrator's role.")
        .takes(&["name"])
        .body("Decision", true)
        .wrong(&["403", "404", "409"])
        .gives("200", "What came of it.", "Outcome", &[])
}

fn ask() -> Operation {
    Operation::new("ask_for_changes", "Send a proposal back to its proposer")
        .needs("Needs the scope decide, and a moderator's or administrator's role.")
        .takes(&["name"])
        .body("Words", true)
        .wrong(&["403", "404", "409"])
        .gives("200", "The proposer is told.", "State", &[])
}
