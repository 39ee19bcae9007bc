//! What people ask for who look for something: searches with filters, suggestions,
//! and the API by fields.

use anyhow::{Context, Result, ensure};

use super::{
    REPEATS, Subject,
    load::{Case, Promise},
    median, paths,
    table::{Row, Table, Target},
    timed,
};
use crate::{http, server::Server};

/// What people search for, of several kinds: a problem, a place, a name, a role, a metric.
const WORDS: [&str; 24] = [
    "homelessness",
    "rough+sleepers",
    "children+in+care",
    "youth+employment",
    "mental+health",
    "refugees",
    "diabetes",
    "education+outcomes",
    "reoffending",
    "early+childhood",
    "accommodation+sustained",
    "school+attendance",
    "london",
    "netherlands",
    "new+south+wales",
    "colombia",
    "bridges",
    "optimus+foundation",
    "county+council",
    "life+chances",
    "prevention",
    "famil",
    "homelesness",
    "employement+suport",
];

/// The addresses of the stream of all projects.
const STREAM: &str = "/api/v2/records/project.jsonl";

/// The loads: what is asked for, and what is promised for it.
pub(super) fn cases(server: &Server, ids: &[String]) -> Result<Vec<Case>> {
    let search = Promise {
        p99_ms: Some(15.0),
        p99_ms_at_copies: Some(80.0),
        ..Promise::default()
    };
    let items = ids
        .iter()
        .map(|id| format!("/api/v2/records/project/{id}?view=public"))
        .collect();
    Ok(vec![
        Case::of(
            "a search with facets",
            searches(server)?,
            Promise {
                rate: Some(1500.0),
                ..search
            },
        ),
        Case::of("a search of everything", everything(), search),
        Case::of(
            "suggestions",
            begun(),
            Promise {
                p99_ms: Some(5.0),
                ..Promise::default()
            },
        ),
        Case::of(
            "any project by API v2",
            items,
            Promise {
                rate: Some(15e3),
                ..Promise::default()
            },
        ),
    ])
}

/// Lists of projects by words and filters: each word alone and with some choices of each filter.
fn searches(server: &Server) -> Result<Vec<String>> {
    let choices = paths::choices_of_projects(server)?;
    let mut many = Vec::new();
    for (at, word) in WORDS.iter().enumerate() {
        many.push(format!("/projects?q={word}"));
        // Another part of the choices for each word, so that all are asked for.
        let some = choices.iter().skip(at % 7).step_by(7);
        many.extend(some.map(|choice| format!("/projects?q={word}&{choice}")));
    }
    Ok(many)
}

fn everything() -> Vec<String> {
    WORDS
        .iter()
        .map(|word| format!("/search?q={word}"))
        .collect()
}

/// What stands in the box while somebody types each of the words, from the second letter on.
fn begun() -> Vec<String> {
    let mut many: Vec<String> = WORDS
        .iter()
        .flat_map(|word| (2..=word.len()).map(move |end| &word[..end]))
        .map(|begun| format!("/suggestions?q={begun}"))
        .collect();
    many.sort();
    many.dedup();
    many
}

/// How fast all projects are streamed, uncompressed.
pub(super) fn stream(server: &Server, subject: &Subject<'_>, table: &mut Table) -> Result<()> {
    let mut rates = Vec::new();
    for _ in 0..REPEATS {
        let (took, answer) = timed(|| http::get(server.port, STREAM, &[]))?;
        ensure!(answer.status == 200, "{STREAM} answered {}", answer.status);
        let bytes = u64::try_from(answer.body.len())?;
        let micros = u64::try_from(took.as_micros())?.max(1);
        rates.push(bytes * 1_000_000 / micros);
    }
    let target = (subject.copies == 1 || subject.copies == 100).then_some(Target::AtLeast(100e6));
    table.push(Row::bytes_per_second(
        "all projects as JSON Lines by API v2",
        median(&mut rates),
        target,
    ));
    Ok(())
}

/// What the largest page of a project weighs.
pub(super) fn heaviest_page(server: &Server, ids: &[String], table: &mut Table) -> Result<()> {
    let mut most = (0, "");
    for id in ids {
        let path = format!("/projects/{id}");
        let answer = http::get(server.port, &path, &["Accept-Encoding: gzip"])?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        most = most.max((u64::try_from(answer.body.len())?, id));
    }
    ensure!(most.0 > 0, "there is no project page");
    table.push(
        Row::size(
            &format!("the heaviest project page ({}), gzip", most.1),
            most.0,
        )
        .with_target(Target::AtMost(150e3)),
    );
    Ok(())
}

/// The id of the project with the longest body, whose page the first paint is measured on.
pub(super) fn largest_project(server: &Server, ids: &[String]) -> Result<String> {
    let mut largest = None;
    for id in ids {
        let answer = http::get(server.port, &format!("/app/api1/project/{id}"), &[])?;
        largest = largest.max(Some((answer.body.len(), id.clone())));
    }
    largest.map(|(_, id)| id).context("there is no project")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_grows_letter_by_letter() {
        let begun = begun();
        assert!(begun.contains(&"/suggestions?q=lo".to_owned()));
        assert!(begun.contains(&"/suggestions?q=london".to_owned()));
        assert!(begun.iter().all(|path| !path.ends_with('=')));
    }
}
