//! Drafts, and corrections by people without an account, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use indigo_model::RecordKey;
use indigo_registry::{
    CorrectionLimits, Origin, QueueFilter, Reader, RegistryError, Suggestion, Verdict,
};
use serde_json::json;
use support::{
    both,
    proposals::{ADA, MAX, decide, intact, project, start},
};

fn suggestion(place: &str, value: &str) -> Suggestion {
    Suggestion {
        key: project(),
        place: place.to_owned(),
        value: value.to_owned(),
        source: "the council's minutes".to_owned(),
        email: "Bo@example.org".to_owned(),
        address: "192.0.2.7".to_owned(),
    }
}

#[test]
fn drafts_are_kept_by_person_and_record_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let position = registry.position().unwrap();
        registry
            .save_draft(
                ADA,
                &project(),
                None,
                &json!({"name": {"value": "x"}}),
                &indigo_registry::DraftAbout::default(),
            )
            .unwrap();
        registry
            .save_draft(
                ADA,
                &project(),
                Some(1),
                &json!({"name": {"value": "y"}}),
                &indigo_registry::DraftAbout::default(),
            )
            .unwrap();
        let new = RecordKey::new("fund", "INDIGO-FUND-0009");
        registry
            .save_draft(
                ADA,
                &new,
                None,
                &json!({}),
                &indigo_registry::DraftAbout::default(),
            )
            .unwrap();
        assert_eq!(
            registry.position().unwrap(),
            position,
            "{name}: nothing rendered is made anew"
        );
        let drafts = registry.drafts(ADA).unwrap();
        assert_eq!(drafts.len(), 2, "{name}");
        let draft = registry.draft(ADA, &project()).unwrap().unwrap();
        assert_eq!(
            (draft.base_version, draft.data["name"]["value"].as_str()),
            (1, Some("y"))
        );
        assert_eq!(registry.drafts(MAX).unwrap(), []);
        assert!(registry.delete_draft(ADA, &new).unwrap());
        assert!(!registry.delete_draft(ADA, &new).unwrap());
        assert!(
            registry
                .save_draft(
                    ADA,
                    &RecordKey::new("nothing", "1"),
                    None,
                    &json!({}),
                    &indigo_registry::DraftAbout::default()
                )
                .is_err()
        );
    }
}

#[test]
fn a_correction_becomes_a_proposal_when_confirmed_on_both_databases() {
    for (name, one) in both() {
        start(&one);
        let registry = &one.registry;
        let limits = CorrectionLimits {
            per_address_hourly: 3,
            per_email_daily: 2,
        };
        let taken = registry
            .suggest_correction(&suggestion("/investments/0/notes", "right"), limits)
            .unwrap();
        assert_eq!(taken.label, "Investments: i1: Notes", "{name}");
        assert_eq!(
            registry.queue(&QueueFilter::default(), 9, 0).unwrap().total,
            0
        );
        let done = registry.confirm_correction(&taken.token).unwrap();
        assert_eq!(
            registry.confirm_correction(&taken.token).unwrap(),
            done,
            "{name}: twice is once"
        );
        let view = registry.proposal(&done.edit).unwrap().unwrap();
        assert_eq!(view.summary.origin, Origin::Correction);
        assert_eq!(
            view.items.len(),
            1,
            "{name}: rows that nobody sees stay out of it"
        );
        assert_eq!(view.items[0].key, "/investments/[i1]/notes");
        let actor = format!("correction:{}", done.correction);
        assert_eq!(view.summary.proposer, actor);
        assert_eq!(
            registry.correction_email(&actor).unwrap().as_deref(),
            Some("Bo@example.org")
        );
        decide(registry, &done.edit, &[("", Verdict::Accept)]);
        assert_eq!(
            registry.tidings_due(9).unwrap()[0].recipient,
            actor,
            "{name}"
        );

        // What is private, what is not there, and what is no value get one answer.
        let mut elsewhere = suggestion("/name/value", "x");
        elsewhere.key = RecordKey::new("project", "INDIGO-POJ-9999");
        let answers: Vec<String> = [
            "/notes/value",
            "/notes/nothing",
            "/investments/1/notes",
            "/investments/[i2]/notes",
            "/investments/0/id",
            "/name",
            "/status",
            "/stage_development/status",
            "name",
        ]
        .into_iter()
        .map(|place| suggestion(place, "x"))
        .chain([elsewhere])
        .map(|one| {
            registry
                .suggest_correction(&one, limits)
                .unwrap_err()
                .to_string()
        })
        .collect();
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{name}: {answers:?}"
        );

        let wrong = Suggestion {
            email: "nobody".to_owned(),
            ..suggestion("/name/value", "x")
        };
        assert!(registry.suggest_correction(&wrong, limits).is_err());
        assert!(
            registry
                .suggest_correction(&suggestion("/name/value", "Homes first"), limits)
                .is_err()
        );
        let second = registry
            .suggest_correction(&suggestion("/name/value", "Homes"), limits)
            .unwrap();
        let email = registry.suggest_correction(&suggestion("/name/value", "Homes"), limits);
        assert!(
            matches!(email, Err(RegistryError::TooMany("tomorrow"))),
            "{name}"
        );
        let mut other = suggestion("/name/value", "Homes");
        other.email = "else@example.org".to_owned();
        registry.suggest_correction(&other, limits).unwrap();
        let address = registry.suggest_correction(&other, limits);
        assert!(
            matches!(address, Err(RegistryError::TooMany("in an hour"))),
            "{name}"
        );
        assert!(matches!(
            registry.confirm_correction("guess"),
            Err(RegistryError::LinkNotValid)
        ));

        // What is private by now cannot be confirmed.
        registry.set_status(MAX, "", &project(), "PRIVATE").unwrap();
        assert!(
            matches!(
                registry.confirm_correction(&second.token),
                Err(RegistryError::NotPublic)
            ),
            "{name}"
        );
        assert_eq!(registry.forget_unconfirmed_corrections().unwrap(), 0);
        intact(registry, name);
    }
}
