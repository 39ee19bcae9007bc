//! What holds of every chart.

mod colours;
mod hostile;
mod numbers;
mod read;
mod shape;

#[path = "../../examples/gallery/made_up.rs"]
mod made_up;
