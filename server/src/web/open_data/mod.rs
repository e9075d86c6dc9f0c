//! Open data: the page about them, and the files.

mod body;
mod file;
mod page;

pub use file::{Places, get, head};
pub use page::show;
