//! `GET /about`: what Indigo is, what the words mean, and how missing things look.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    answer::{self, Built},
    frame::Frame,
    request::Asked,
    site::{App, Site},
};

#[derive(Template)]
#[template(path = "about.html")]
struct View<'a> {
    frame: Frame<'a>,
    terms: &'static [(&'static str, &'static str)],
}

/// The words of the field, in our own.
const TERMS: [(&str, &str); 23] = [
    (
        "Outcome",
        "The change in a person or a place that a service is for: a tenancy kept for a year, not the number of meetings.",
    ),
    (
        "Outcomes contract",
        "A contract that pays, wholly or partly, when agreed outcomes are shown.",
    ),
    (
        "Impact bond",
        "An outcomes contract in which somebody else puts in money at the start and gets it back only as far as outcomes are reached.",
    ),
    (
        "Outcome payer",
        "Whoever pays for the outcomes reached, most often a public body or a donor. Also called commissioner or funder.",
    ),
    (
        "Service provider",
        "The organisation that does the work with people.",
    ),
    (
        "Investor",
        "Whoever puts in money at the start and bears part of the risk that outcomes are not reached.",
    ),
    (
        "Intermediary",
        "An organisation that helps to design the contract, to raise the money or to manage the work.",
    ),
    (
        "Outcomes fund",
        "Money set aside to pay for the outcomes of several contracts.",
    ),
    (
        "Capital committed",
        "What investors promised at the start, without income that is used again later. Where only a range is known, the least is counted.",
    ),
    (
        "Most that can be paid",
        "The highest sum that payers can owe under the contract, however many outcomes are reached. Also called the cap.",
    ),
    (
        "Outcome metric",
        "What is measured to decide about a payment.",
    ),
    (
        "Target",
        "The level at which a metric counts as reached, or the number of people expected to reach it. Each metric has a unit of its own.",
    ),
    (
        "Price",
        "What is paid for one outcome, or for one person who reaches it.",
    ),
    (
        "Rate card",
        "A list of outcomes with the highest price for each, offered to many contracts.",
    ),
    (
        "Result",
        "What was counted for a metric in a period: interim while the contract runs, final when all is counted.",
    ),
    (
        "Validation",
        "How it is checked that an outcome was reached: by records, by a before-and-after comparison, by a comparison group.",
    ),
    (
        "Payment plan",
        "An agreed timetable of payments. A later plan repeats what was paid before, so plans are never added up.",
    ),
    (
        "Planned and actual payments",
        "What was expected to be paid, and what was paid.",
    ),
    ("Baseline", "How things stood before the service began."),
    ("Deadweight", "Outcomes that would have come about anyway."),
    (
        "Stage",
        "How far a contract has come: contracted (signed, and the service has not begun), implementation (the service is running), service delivery complete (the service has ended, and results are still being counted), complete (all is counted and settled).",
    ),
    (
        "Pipeline deal",
        "A contract that is being designed, before anything is signed.",
    ),
    (
        "SDG",
        "One of the seventeen goals of sustainable development of the United Nations, used here to sort contracts by aim.",
    ),
];

pub(crate) async fn get(State(site): State<App>, asked: Asked) -> Response {
    answer::from(site, asked, build).await
}

fn build(site: &Site, asked: &Asked) -> Built {
    let view = View {
        frame: Frame::new(
            site,
            asked,
            "About Indigo",
            "What Indigo is, what its words mean, how zero, not known and not public differ, and how the data may be used.",
        ),
        terms: &TERMS,
    };
    answer::page(&view)
}
