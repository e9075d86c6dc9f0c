//! What the draft of an outcome report is composed from: the answers given.

use jiff::civil::Date;

use super::text::Bilingual;
use super::topic::Figures;

/// The answers of a topic, those on more lists first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composed {
    pub figures: Figures,
    pub adopted: Vec<AdoptedLine>,
    pub rejected: Vec<RejectedLine>,
}

/// An adopted suggestion and what the agency committed itself to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedLine {
    pub reference: String,
    pub title: String,
    pub what: String,
    pub until: Date,
}

/// A rejected suggestion and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedLine {
    pub reference: String,
    pub title: String,
    /// In each language as the agency gave it, or in the one in which it did.
    pub reason: Bilingual,
}
