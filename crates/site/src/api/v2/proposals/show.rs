//! `GET /api/v2/proposals/{name}`: a proposal with its items and what was said about it.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        answer::{self, Done},
        call::{Call, Caller},
        parameters::Parameters,
    },
    sight::named,
    view,
};
use crate::{request::Asked, site::App};

pub(in super::super) async fn get(
    State(site): State<App>,
    asked: Asked,
    caller: Caller,
) -> Response {
    answer::from(site, asked, caller, show).await
}

fn show(call: &Call<'_>) -> Done {
    Parameters::of(call.asked, &[]).finish()?;
    let (proposal, sight) = named(call, &[])?;
    let value = view::whole(call, &proposal, sight)?;
    Ok(answer::body(StatusCode::OK, &value))
}
