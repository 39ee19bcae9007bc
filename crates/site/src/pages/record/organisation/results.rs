//! The results of contracts that an organisation takes part in, stated with care: they are the
//! contracts' results, and nobody's alone.

use super::{Taken, hint};
use crate::{
    pages::record::{
        block::{Block, Special},
        project,
    },
    words::{count, counted},
};

/// The id of the section.
const ANCHOR: &str = "on-results";

/// What the results of several contracts come to.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    contracts: usize,
    with_results: usize,
    compared: usize,
    reached: usize,
    by_final: usize,
}

fn tally(taken: &[Taken]) -> Tally {
    let mut tally = Tally::default();
    for one in taken {
        let score = project::score(&one.data);
        tally.contracts += usize::from(score.metrics > 0);
        tally.with_results += usize::from(score.results > 0);
        tally.compared += score.compared;
        tally.reached += score.reached;
        tally.by_final += score.by_final;
    }
    tally
}

pub(super) fn special(taken: &[Taken]) -> Option<Special> {
    let tally = tally(taken);
    if tally.contracts == 0 {
        return None;
    }
    let mut said = format!(
        "Of {} that it takes part in and whose metrics are known, {} a result.",
        counted(tally.contracts, "contract", "contracts"),
        match tally.with_results {
            0 => "none has".to_owned(),
            1 => "1 has".to_owned(),
            many => format!("{} have", count(many)),
        }
    );
    if tally.compared > 0 {
        said.push_str(&format!(
            " {} of them {} a number for both target and result; {} of these {} at or above the target ({} by a final result).",
            counted(tally.compared, "metric", "metrics"),
            if tally.compared == 1 { "has" } else { "have" },
            count(tally.reached),
            if tally.reached == 1 { "is" } else { "are" },
            count(tally.by_final)
        ));
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Results of what it takes part in".to_owned(),
        marks: Default::default(),
        blocks: vec![
            Block::Words(said),
            hint(
                "These are results of whole contracts, with all who take part in them. They do not say what this organisation did, and metrics with different targets do not compare.",
            ),
        ],
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn results_are_counted_over_contracts_and_said_with_care() {
        let taken = |data| Taken {
            record_type: "project".into(),
            id: "p".into(),
            data,
        };
        let both = taken(json!({
            "outcome_metrics": [{"id": "m", "outcome_metric_target": {"value": "10"}}],
            "results": [{"outcome_metric_id": {"value": "m"}, "outcomes_achieved": {"value": "12"}}]}));
        let neither = taken(json!({"outcome_metrics": [{"id": "m"}]}));
        let all = [both, neither];
        assert_eq!(
            tally(&all),
            Tally {
                contracts: 2,
                with_results: 1,
                compared: 1,
                reached: 1,
                by_final: 0
            }
        );
        assert!(special(&all).is_some());
        assert!(special(&[taken(json!({}))]).is_none());
    }
}
