//! No private byte leaves: whatever is not public, every address answers alike.
//!
//! Two installations differ only in what is not public; one more is changed only in that. Status,
//! headers and bodies of every address are compared. The addresses are made from the router's own
//! list, so that a new one cannot be left out.

mod addresses;
mod installation;

use std::time::Duration;

use crate::app::Answer;
use addresses::addresses;
pub(crate) use addresses::routes;
use installation::{Form, Installation, today};

/// What anybody sees of an answer.
fn seen(address: &str, answer: &Answer) -> String {
    let headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    format!(
        "{address} {}\n{}\n\n{}",
        answer.status,
        headers.join("\n"),
        String::from_utf8_lossy(&answer.body)
    )
}

/// All that can be seen of an installation, address by address.
async fn all(one: &Installation) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for address in addresses(one).await {
        let answer = one.get(&address).await;
        assert_ne!(answer.status, 500, "{address}");
        found.push((address.clone(), seen(&address, &answer)));
    }
    found
}

/// Fails with the first place where two installations answer differently.
fn same(a: &[(String, String)], b: &[(String, String)]) {
    let asked = |all: &[(String, String)]| -> Vec<String> {
        all.iter().map(|(address, _)| address.clone()).collect()
    };
    assert_eq!(asked(a), asked(b), "there are other addresses");
    let mut differing = Vec::new();
    for ((address, a), (_, b)) in a.iter().zip(b) {
        if a != b {
            let place = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| -> String {
                text.chars()
                    .skip(place.saturating_sub(120))
                    .take(240)
                    .collect()
            };
            differing.push(format!("{address}:\n{}\n is not\n{}", around(a), around(b)));
        }
    }
    assert!(
        differing.is_empty(),
        "{} answers differ, first:\n{}",
        differing.len(),
        differing[..differing.len().min(5)].join("\n\n")
    );
}

fn no_secret(all: &[(String, String)], secret: &str) {
    for (address, answer) in all {
        // A page says again what was searched for; the dictionary knows no record, but the word.
        if address.contains(secret) || address.starts_with("/data/dictionary/") {
            continue;
        }
        if let Some((before, after)) = answer.split_once(secret) {
            let before: String = before.chars().rev().take(120).collect();
            let before: String = before.chars().rev().collect();
            let after: String = after.chars().take(60).collect();
            panic!("{address}: a secret leaves: {before}»{secret}«{after}");
        }
    }
}

/// Two installations of the same second: times are shown, and they are no secret.
fn of_one_second(make: impl Fn() -> Installation) -> (Installation, Installation) {
    loop {
        let day = today();
        let (first, second) = (make(), make());
        std::thread::scope(|scope| {
            scope.spawn(|| first.import(Form::First));
            scope.spawn(|| second.import(Form::Second));
        });
        if today() == day && first.updated() == second.updated() {
            return (first, second);
        }
    }
}

async fn changes_nothing(make: impl Fn() -> Installation, fewest: usize, secret: &str) {
    let (first, second) = of_one_second(make);
    let (before, updated) = (all(&first).await, first.updated());
    assert!(before.len() > fewest, "{}", before.len());
    let trend = before.iter().find(|(of, _)| of == "/quality/trend.csv");
    let lines = trend.map_or(0, |(_, answer)| answer.matches(",that day,").count());
    assert!(lines > 1, "no figures are kept over time: {trend:?}");
    no_secret(&before, secret);
    same(&before, &all(&second).await);

    // Dates are to the second: what moved would be seen.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    first.import(Form::Second);
    assert_eq!(updated, first.updated());
    same(&before, &all(&first).await);
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    first.decide(Form::First);
    assert_eq!(updated, first.updated());
    same(&before, &all(&first).await);
}

#[tokio::test]
async fn what_is_private_in_random_records_changes_no_answer() {
    for seed in 1..=2 {
        changes_nothing(|| Installation::random(seed), 400, "secret").await;
    }
}

#[tokio::test]
async fn what_is_private_in_the_demo_changes_no_answer() {
    changes_nothing(Installation::demo, 900, "zzalpha").await;
}

#[tokio::test]
async fn what_is_public_does_change_answers() {
    let one = Installation::demo();
    one.import(Form::First);
    let before = all(&one).await;
    one.publish_a_new_name("project", "INDIGO-POJ-0198", "Another name");
    let after = all(&one).await;
    let changed: Vec<&str> = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a != b)
        .map(|((address, _), _)| address.as_str())
        .collect();
    for wanted in [
        "/projects?sort=changed",
        "/projects/INDIGO-POJ-0198",
        "/app/api1/project/INDIGO-POJ-0198",
        "/app/project_download",
        "/app/all_public_data.sqlite",
        "/data/indigo.jsonl",
    ] {
        assert!(changed.contains(&wanted), "{wanted} is not in {changed:?}");
    }
}

#[test]
fn the_routers_addresses_are_read() {
    let routes = routes();
    assert!(routes.len() > 20, "{routes:?}");
    for wanted in ["/", "/{list}/{id}", "/app/{type}/{id}/download_form"] {
        assert!(routes.iter().any(|route| route == wanted), "{wanted}");
    }
}
