//! Killed without warning while a moderator's decision is under way.

use std::{
    thread,
    time::{Duration, Instant},
};

use indigo_model::{Mode, RecordKey, Role};
use indigo_registry::{Origin, Proposal, Reader, Registry, Submission};
use serde_json::json;

use super::{
    chance::Chance,
    installation::Installation,
    serving::Server,
    signed_in::{Session, registry},
};

/// How often it is killed.
const KILLS: usize = 20;

/// Who proposes; has no account, so that nobody is written to.
const ADA: &str = "user:ada";

fn propose(registry: &Registry, key: &RecordKey, name: &str) -> String {
    let submission = Submission {
        actor: ADA.to_owned(),
        origin: Origin::Form,
        edits: vec![Proposal {
            key: key.clone(),
            mode: Mode::Merge,
            base_version: None,
            data: json!({"name": {"value": name}}),
        }],
        ..Submission::default()
    };
    registry.submit(&submission).unwrap().remove(0)
}

#[test]
fn killed_at_random_moments_of_a_decision() {
    let place = Installation::with_records();
    let beside = registry(&place);
    let max = Session::of(&beside, "max@example.org", Role::Moderator);
    let (id, _) = beside.ids("fund").unwrap().remove(0);
    let key = RecordKey::new("fund", &id);
    let page = format!("/app/api1/fund/{id}");

    // How long a decision takes when nobody is killed.
    let edit = propose(&beside, &key, "Name at first");
    let server = Server::start(&place);
    let begun = Instant::now();
    let decided = max.post(
        server.door(),
        &format!("/proposals/{edit}/decide"),
        "all=accept",
    );
    let span = begun.elapsed().mul_f64(1.2) + Duration::from_millis(2);
    assert_eq!(decided.map(|(status, _)| status), Some(303));
    assert!(server.get(&page).unwrap().1.contains("Name at first"));
    drop(server);

    let mut chance = Chance::new();
    let (mut nothing, mut all) = (0, 0);
    let mut stands = "Name at first".to_owned();
    for round in 0..KILLS {
        let wanted = format!("Name number {round}");
        let edit = propose(&beside, &key, &wanted);
        let before = beside.versions(&key).unwrap().len();
        let told_before = beside.tidings_for(ADA, false, 999).unwrap().len();
        let server = Server::start(&place);
        let door = server.door();
        let said = thread::scope(|scope| {
            let decision =
                scope.spawn(|| max.post(door, &format!("/proposals/{edit}/decide"), "all=accept"));
            thread::sleep(chance.within(span));
            // SIGKILL.
            drop(server);
            decision.join().unwrap()
        });

        place.assert_intact();
        let server = Server::start(&place);
        let proposal = beside.proposal(&edit).unwrap().unwrap().summary;
        let versions = beside.versions(&key).unwrap();
        let told = beside.tidings_for(ADA, false, 999).unwrap().len();
        if proposal.is_open {
            nothing += 1;
            assert_eq!((proposal.state.as_str(), proposal.undecided), ("open", 1));
            assert_eq!((versions.len(), told), (before, told_before), "{edit}");
            assert!(said.is_none(), "it was told that it is done: {said:?}");
        } else {
            all += 1;
            stands = wanted;
            assert_eq!(proposal.state, "approved");
            assert_eq!(
                (versions.len(), told),
                (before + 1, told_before + 1),
                "{edit}"
            );
            assert_eq!(versions[before].actor, max.actor);
        }
        let name = beside.data_of(&key).unwrap().unwrap()["name"]["value"].clone();
        assert_eq!(name, json!(stands));
        let (status, shown) = server.get(&page).unwrap();
        assert!(
            status == 200 && shown.contains(&format!("\"{stands}\"")),
            "{shown}"
        );
        if proposal.is_open {
            // It can still be decided.
            let again = max.post(
                server.door(),
                &format!("/proposals/{edit}/decide"),
                "all=reject&comment=no",
            );
            assert_eq!(again.map(|(status, _)| status), Some(303));
        }
    }
    eprintln!("{KILLS} kills within {span:?}: {nothing} times nothing, {all} times all of it");
    assert!(
        nothing > 0,
        "no kill came before the end; the moments are wrong"
    );
    place.assert_intact();
}
