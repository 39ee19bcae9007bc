//! Facts of the world that checks compare with, carried in the crate's `data` folder.

mod country_boxes;
mod exchange_rates;
mod org_id_lists;
mod sdg;

pub use country_boxes::{CountryBox, country_boxes, lies_in};
pub use exchange_rates::units_per_usd;
pub use org_id_lists::is_org_id_list;
pub use sdg::is_sdg_target;

/// The lines of a table after its header, split at commas (the tables hold no quotes).
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.split(',').collect())
}
