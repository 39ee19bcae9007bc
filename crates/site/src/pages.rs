//! The pages, one a file: what is asked, a view struct, and how it is built.

pub(crate) mod about;
pub(crate) mod api;
pub(crate) mod broken;
pub(crate) mod check;
pub(crate) mod codelists;
pub(crate) mod confirm_correction;
pub(crate) mod data;
pub(crate) mod dictionary;
pub(crate) mod feed;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod landscape;
pub(crate) mod list;
pub(crate) mod moved;
pub(crate) mod not_found;
pub(crate) mod quality;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod releases;
pub(crate) mod robots;
pub(crate) mod search;
pub(crate) mod sitemap;
pub(crate) mod suggest;
pub(crate) mod suggestions;
pub(crate) mod too_many;
pub(crate) mod unclear;
