//! Programs with tokens, and what they ask.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use indigo_model::{Scope, Secret};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::{app::Answer, staff::house::House};

/// All scopes.
pub(crate) const ALL: [Scope; 3] = Scope::ALL;

/// A program that asks with a token, or without.
pub(crate) struct Program {
    router: Router,
    pub(crate) token: Option<String>,
}

/// A program with a token of somebody who has an account.
pub(crate) async fn program(house: &House, email: &str, scopes: &[Scope]) -> Program {
    let browser = house.signed_in(email).await;
    let session = Secret::new(browser.cookie("indigo").unwrap());
    let person = house.registry.person_of_session(&session).unwrap().unwrap();
    let made = house
        .registry
        .create_token(&person, "a program", scopes, 7, "");
    Program {
        router: house.router.clone(),
        token: Some(made.unwrap().0.expose().to_owned()),
    }
}

impl Program {
    /// A program without a token.
    pub(crate) fn nobody(house: &House) -> Self {
        Self {
            router: house.router.clone(),
            token: None,
        }
    }

    /// A program with this token.
    pub(crate) fn with(router: &Router, token: Option<&str>) -> Self {
        Self {
            router: router.clone(),
            token: token.map(str::to_owned),
        }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[], Vec::new()).await
    }

    pub(crate) async fn post(&self, address: &str, body: &Value) -> Answer {
        self.post_with(address, &[], body).await
    }

    pub(crate) async fn post_with(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.ask(Method::POST, address, &all, body.to_string().into_bytes())
            .await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    /// Proposes and gives the name of the first proposal.
    pub(crate) async fn propose(&self, body: &Value) -> String {
        let answer = self.post("/api/v2/proposals", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let name = &json(&answer)["proposals"][0]["proposal"];
        name.as_str().unwrap().to_owned()
    }
}

pub(crate) fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&answer.body)))
}

/// What is wrong with a request: `code place`, in order.
pub(crate) fn findings(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let value = json(answer);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let place = ["pointer", "parameter", "header"].map(|name| text(&one[name]));
            format!("{} {}", text(&one["code"]), place.concat())
        })
        .collect()
}
