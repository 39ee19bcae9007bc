//! Reading by program, without a token: what is public, by fields, in pages and as a stream.

mod described;
mod examples;
mod facets;
mod filters;
mod hostile;
mod items;
mod kept;
mod library;
mod pages;
mod past;
mod streams;
