//! From where somebody comes: the network address and what the browser calls itself.

use std::{convert::Infallible, net::SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, header, request::Parts},
};
use indigo_registry::accounts::Visitor;

use crate::site::App;

/// Where a proxy says for whom it asks.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// From where a request comes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    /// The network address; empty when it is not known.
    pub(crate) address: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
}

impl Visit {
    /// The same for the registry.
    pub(crate) fn visitor(&self) -> Visitor<'_> {
        Visitor {
            address: &self.address,
            agent: &self.agent,
        }
    }

    /// From where a request with these headers and notes of the server comes.
    pub(crate) fn of(extensions: &Extensions, headers: &HeaderMap, behind_proxy: bool) -> Self {
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip().to_canonical().to_string());
        let forwarded = behind_proxy.then(|| forwarded(headers)).flatten();
        Self {
            address: forwarded.or(peer).unwrap_or_default(),
            agent: headers
                .get(header::USER_AGENT)
                .and_then(|agent| agent.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
        }
    }
}

/// The last address that was added: by our own proxy. Those before it can be made up.
fn forwarded(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all(FORWARDED_FOR).iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?.trim();
    let address: std::net::IpAddr = last.parse().ok()?;
    Some(address.to_canonical().to_string())
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &App) -> Result<Self, Infallible> {
        Ok(Self::of(
            &parts.extensions,
            &parts.headers,
            site.config.behind_proxy,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_address_counts() {
        for (value, expected) in [
            ("203.0.113.9, 192.0.2.7", Some("192.0.2.7")),
            ("192.0.2.7", Some("192.0.2.7")),
            ("::ffff:192.0.2.7", Some("192.0.2.7")),
            ("made up", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_FOR, value.parse().unwrap());
            assert_eq!(forwarded(&headers).as_deref(), expected, "{value}");
        }
    }
}
