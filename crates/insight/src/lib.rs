#![doc = include_str!("../README.md")]

mod compare;
mod duration;
mod exact;
mod figure;
mod group;
mod landscape;
mod project;
mod similar;
mod ties;

pub use compare::{Change, Changed, Compared, compare};
pub use figure::{Figure, Unit};
pub use group::{Group, Share};
pub use landscape::{Alongside, Landscape, landscape};
pub use similar::{Likeness, Reason, Similar, similar};
pub use ties::Tie;
