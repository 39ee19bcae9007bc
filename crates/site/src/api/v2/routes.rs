//! Every address of the API.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, any},
};
use indexmap::IndexMap;
use indigo_model::Action;

use super::{
    ApiNeeds, ApiRoute,
    answer::{closed, readable},
    fault::ApiFault,
    guard::{Gate, guard},
    me, openapi, proposals, read, record,
    table::{Entry, get, post},
};
use crate::{request::Asked, site::App};

/// Room for a proposal: whole records, several of them.
pub(super) const PROPOSAL_BYTES: usize = 2 * 1024 * 1024;

const PROPOSE: ApiNeeds = ApiNeeds::ToOneOf(&[Action::Propose]);
const SEE: ApiNeeds = ApiNeeds::ToOneOf(&[Action::SeeOwnProposals, Action::SeeProposals]);
const COMMENT: ApiNeeds = ApiNeeds::ToOneOf(&[Action::CommentOwn, Action::Comment]);
const WITHDRAW: ApiNeeds = ApiNeeds::ToOneOf(&[Action::WithdrawOwn, Action::WithdrawOthers]);
const DECIDE: ApiNeeds = ApiNeeds::ToOneOf(&[Action::Decide]);

/// Paths that pages of other sites may read without a token.
const OPEN: [&str; 10] = [
    "/api/v2/landscape",
    "/api/v2/releases",
    "/api/v2/openapi.json",
    "/api/v2/records/{type}",
    "/api/v2/records/{type}.jsonl",
    "/api/v2/records/{type}/{id}",
    "/api/v2/search",
    "/api/v2/suggestions",
    "/api/v2/types",
    "/api/v2/types/{type}",
];

fn table() -> Vec<Entry> {
    vec![
        get("/api/v2/openapi.json", ApiNeeds::Nothing, openapi::get),
        get("/api/v2/records/{type}", ApiNeeds::Nothing, read::list),
        get(
            "/api/v2/records/{type}.jsonl",
            ApiNeeds::Nothing,
            read::list,
        ),
        get("/api/v2/landscape", ApiNeeds::Nothing, read::landscape),
        get("/api/v2/releases", ApiNeeds::Nothing, read::releases),
        get("/api/v2/search", ApiNeeds::Nothing, read::search),
        get("/api/v2/suggestions", ApiNeeds::Nothing, read::suggestions),
        get("/api/v2/types", ApiNeeds::Nothing, read::types),
        get("/api/v2/types/{type}", ApiNeeds::Nothing, read::types),
        get("/api/v2/me", ApiNeeds::Token, me::get),
        get(
            "/api/v2/records/{type}/{id}",
            ApiNeeds::Nothing,
            record::get,
        ),
        get("/api/v2/proposals", SEE, proposals::list),
        post("/api/v2/proposals", PROPOSE, proposals::create).with_room(PROPOSAL_BYTES),
        get("/api/v2/proposals/{name}", SEE, proposals::show),
        post(
            "/api/v2/proposals/{name}/comments",
            COMMENT,
            proposals::comment,
        ),
        post(
            "/api/v2/proposals/{name}/withdraw",
            WITHDRAW,
            proposals::withdraw,
        ),
        post(
            "/api/v2/proposals/{name}/decision",
            DECIDE,
            proposals::decide,
        ),
        post(
            "/api/v2/proposals/{name}/ask-for-changes",
            DECIDE,
            proposals::ask,
        ),
    ]
}

/// All routes of the API, with what each needs.
#[must_use]
pub fn api_routes() -> Vec<ApiRoute> {
    table().into_iter().map(|entry| entry.route).collect()
}

/// The routes, each behind the guard.
pub(crate) fn routes(site: &App) -> Router<App> {
    let mut paths: IndexMap<&'static str, (MethodRouter<App>, Vec<Method>)> = IndexMap::new();
    for entry in table() {
        let gate = Gate {
            site: Arc::clone(site),
            needs: entry.route.needs,
            limit_bytes: entry.limit_bytes,
        };
        let handler = entry
            .handler
            .route_layer(middleware::from_fn_with_state(gate, guard));
        let (router, methods) = paths.entry(entry.route.path).or_default();
        *router = std::mem::take(router).merge(handler);
        methods.push(entry.route.method);
    }
    let nowhere = any(nowhere);
    let mut router = Router::new()
        .route("/api/v2", nowhere.clone())
        .route("/api/v2/", nowhere.clone())
        .route("/api/v2/{*rest}", nowhere);
    // The router takes no name with an ending: the handler of the list tells the two apart.
    paths.shift_remove("/api/v2/records/{type}.jsonl");
    for (path, (handler, methods)) in paths {
        let allow = allowed(&methods);
        let refused = allow.clone();
        let handler = handler
            .options(move || options(path, allow))
            .fallback(move || not_allowed(refused));
        router = router.route(path, handler);
    }
    router
}

fn allowed(methods: &[Method]) -> HeaderValue {
    let mut words = Vec::new();
    for method in methods {
        words.push(method.as_str());
        if *method == Method::GET {
            words.push("HEAD");
        }
    }
    words.push("OPTIONS");
    HeaderValue::from_str(&words.join(", ")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}

/// Which methods there are. A browser that asks for a page of another site learns that it may read
/// what is open, and that it may not send a token.
async fn options(path: &'static str, allow: HeaderValue) -> Response {
    let mut response = (StatusCode::NO_CONTENT, [(header::ALLOW, allow)]).into_response();
    if OPEN.contains(&path) {
        let headers = response.headers_mut();
        readable(headers);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, HEAD, OPTIONS"),
        );
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("Accept, Content-Type, If-None-Match"),
        );
        headers.insert(
            header::ACCESS_CONTROL_MAX_AGE,
            HeaderValue::from_static("86400"),
        );
    }
    response
}

async fn not_allowed(allow: HeaderValue) -> Response {
    let mut response = closed(ApiFault::method_not_allowed(&allow).answer(None));
    response.headers_mut().insert(header::ALLOW, allow);
    response
}

async fn nowhere(State(_): State<App>, asked: Asked) -> Response {
    closed(ApiFault::NotFound("There is nothing at this address.".to_owned()).answer(Some(&asked)))
}
