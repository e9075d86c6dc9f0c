//! The files. Names that stand in several (`agency`, `topic`, `suggestion`) mean the same in each.
//!
//! A row is in a file if the public page of what it is about shows it. Tables are joined by `CROSS
//! JOIN` in the order in which they are to be read: SQLite keeps that order, so that the first
//! table's index gives the order of the file.

mod answered;
mod calendar;
mod scored;
mod suggested;

pub use answered::{ANSWERS, COMMITMENT_UPDATES, COMMITMENTS, DUE_DATES};
pub use calendar::{HOLIDAYS, WEEKENDS};
pub use scored::SCORECARDS;
pub use suggested::{AGENCIES, SUGGESTIONS, TOPICS};

use super::column::{Column, sign};

const AGENCY: Column = sign("agency", "g.slug");
const TOPIC: Column = sign("topic", "t.slug");
const SUGGESTION: Column = sign("suggestion", "s.reference");
