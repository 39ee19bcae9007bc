#![doc = include_str!("../README.md")]

mod answer;
mod api;
mod assets;
mod cache;
mod changed;
mod config;
mod downloads;
mod edge;
mod error;
mod facts;
mod figure;
mod fill;
mod fold;
mod frame;
mod headers;
mod index;
mod layout;
mod meant;
mod old_addresses;
mod pages;
mod position;
mod quality;
mod request;
mod routes;
mod serve;
mod site;
mod staff;
mod table;
mod turn;
mod upload;
mod url;
mod words;
mod workbooks;

pub use api::v2::{ApiNeeds, ApiRoute, api_routes, openapi_document};
pub use config::SiteConfig;
pub use routes::{router, router_with_registry};
pub use serve::serve;
pub use staff::{
    routes::staff_routes,
    table::{Needs, StaffRoute},
};
