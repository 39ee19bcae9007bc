//! The history of a record names the people behind each version.

use indigo_model::{Mode, RecordKey, Role, Secret};
use indigo_registry::{
    ItemChoice, Origin, Proposal, Submission, Verdict,
    accounts::{By, NewAccount},
};

use super::{installation::Installation, signed_in};

#[test]
fn a_history_names_who_proposed_and_who_decided() {
    let place = Installation::with_records();
    let registry = signed_in::registry(&place);
    let key = RecordKey::new("fund", "INDIGO-FUND-0002");
    let account = |email: &str, name: &str, role: Role| {
        let new = NewAccount {
            email,
            name,
            role,
            grants: &[],
        };
        let password = Secret::new("correct horse battery");
        registry
            .create_account(By::CommandLine, &new, &password)
            .unwrap()
            .actor()
    };
    let ada = account("ada@example.org", "Ada Example", Role::Contributor);
    let max = account("max@example.org", "Max Example", Role::Moderator);
    let submission = Submission {
        actor: ada,
        comment: "as the report says".to_owned(),
        source: "https://example.org/report".to_owned(),
        origin: Origin::Api,
        supersedes: None,
        edits: vec![Proposal {
            key: key.clone(),
            mode: Mode::Merge,
            base_version: None,
            data: serde_json::json!({"name": {"value": "A"}, "status": "PRIVATE"}),
        }],
    };
    // Once approved as a whole, once by an item of it.
    for (selector, reason) in [("", "right"), ("/name/value", "the name only")] {
        let mut submission = submission.clone();
        submission.edits[0].data["name"]["value"] = reason.into();
        submission.edits[0].data["status"] = format!("PRIVATE{}", reason.len()).into();
        let edit = registry.submit(&submission).unwrap().remove(0);
        let choice = ItemChoice::new(selector, Verdict::Accept);
        registry
            .decide_items(&max, reason, &edit, &[choice])
            .unwrap();
        place.run(&["history", &key.id]).ended(
            0,
            &[
                &format!("by Max Example ({max}): {reason}"),
                "by Ada Example (user:",
                "): as the report says",
                "Source: https://example.org/report",
                &format!("Proposal: {edit}"),
            ],
        );
        let said = place.run(&["--json", "history", &key.id]);
        let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let version = answer["versions"].as_array().unwrap().last().unwrap();
        assert_eq!(version["actor_name"], "Max Example");
        assert_eq!(version["proposal"]["edit"], edit);
        assert_eq!(version["proposal"]["proposer_name"], "Ada Example");
        assert_eq!(version["proposal"]["comment"], "as the report says");
        assert_eq!(version["proposal"]["source"], "https://example.org/report");
        assert_eq!(answer["versions"][0]["proposal"], serde_json::Value::Null);
    }
}
