//! The methods that the API takes: reading only.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{error::json, headers::open_to_all};

const ALLOW: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// `OPTIONS`: which methods there are, also for browsers that ask before they read.
pub(crate) async fn options() -> Response {
    let headers = [
        (header::ALLOW, ALLOW),
        (header::ACCESS_CONTROL_ALLOW_METHODS, ALLOW),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("Accept, Content-Type, If-None-Match"),
        ),
        (
            header::ACCESS_CONTROL_MAX_AGE,
            HeaderValue::from_static("86400"),
        ),
    ];
    let mut response = (StatusCode::OK, headers).into_response();
    open_to_all(response.headers_mut());
    response
}

/// Any method that is not for reading.
pub(crate) async fn not_allowed() -> Response {
    let body = serde_json::json!({
        "error": "The API is for reading: use GET, HEAD or OPTIONS.",
    });
    let mut response = json(body.to_string());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(header::ALLOW, ALLOW);
    open_to_all(response.headers_mut());
    response
}
