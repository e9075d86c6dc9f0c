//! Whether an answer met the point, as pages show it.

use crate::satisfaction::{Verdict, Verdicts};

/// What is said of the final answer that stands, and what the reader may say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Satisfaction {
    /// The number of that answer.
    pub answer: i32,
    /// None while fewer than five have said so.
    pub shown: Option<Verdicts>,
    pub reader: Saying,
}

/// What the reader may say, or has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// Not asked.
    Not,
    May,
    Said(Verdict),
}
