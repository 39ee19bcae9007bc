//! What is said about data that are given away: licence, publisher, citation, and the descriptions
//! that catalogues and tools read. All of it is text made from what it is given; nothing is read or
//! written here.

mod about;
mod citation;
mod codelists;
mod constraint;
mod data_dictionary;
mod datacite;
mod datapackage;
mod dcat;
mod readme;
mod terms;

pub use about::{About, DataFile};
pub use citation::{Citation, citation_cff};
pub(crate) use codelists::codelists;
pub use codelists::codelists_csv;
pub(crate) use constraint::ColumnSaid;
pub use data_dictionary::{dictionary_csv, dictionary_json};
pub use datacite::datacite_json;
pub use datapackage::datapackage_json;
pub use dcat::{DcatRelease, dcat_catalogue, media_type, schema_org};
pub use readme::{licence_text, readme};
pub use terms::{LICENCES, Licence, NO_LICENCE, Terms};
