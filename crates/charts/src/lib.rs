#![doc = include_str!("../README.md")]

mod bars;
mod caption;
mod choropleth;
mod classes;
mod drawing;
mod href;
mod lettering;
mod number;
mod pattern;
mod projection;
mod shapes;
mod sheet;
mod style;
mod table;

pub use bars::{Bar, Bars};
pub use caption::Caption;
pub use choropleth::{Choropleth, Country};
pub use drawing::Drawing;
pub use shapes::country_middle;
pub use style::{STYLE, palette};
pub use table::{Cell, Row, Table};
