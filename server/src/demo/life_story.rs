//! What staff and readers did in the demonstration besides answering, as it is told in
//! `demo/life.json`: names are keys of people, topics and suggestions.

use serde::Deserialize;

/// Everything besides suggestions, answers and lists.
#[derive(Debug, Clone, Deserialize)]
pub struct Life {
    pub promises: Vec<Promise>,
    pub links: Vec<Link>,
    pub corrections: Vec<Correction>,
    pub responsible: Vec<Responsible>,
    pub assigned: Vec<Assigned>,
    pub read: Vec<Read>,
    pub questions: Vec<Question>,
    pub reports: Vec<Report>,
    pub objections: Vec<Objection>,
    pub ratings: Vec<Ratings>,
    pub templates: Vec<Template>,
    pub second_person: Vec<SecondPerson>,
    pub releases: Vec<Release>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Promise {
    pub agency: String,
    pub by: String,
    pub offset_days: i64,
    pub acknowledge_days: String,
    pub decide_days: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Link {
    pub topic: String,
    pub by: String,
    pub offset_days: i64,
    pub kind: String,
    pub title_ar: String,
    pub title_en: String,
    pub address: String,
}

/// What was added to a description after the topic had opened.
#[derive(Debug, Clone, Deserialize)]
pub struct Correction {
    pub topic: String,
    pub by: String,
    pub offset_days: i64,
    pub add_ar: String,
    pub add_en: String,
    pub reason_ar: String,
    pub reason_en: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Responsible {
    pub topic: String,
    pub by: String,
    pub person: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Assigned {
    pub suggestion: String,
    pub by: String,
    pub person: String,
}

/// Somebody opened one that has no answer. Working days, here and below, count from posting.
#[derive(Debug, Clone, Deserialize)]
pub struct Read {
    pub suggestion: String,
    pub by: String,
    pub working_days: u32,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    pub suggestion: String,
    pub by: String,
    pub working_days: u32,
    pub text: String,
    pub reply: Option<Reply>,
    /// The working day on which it was taken back.
    pub withdrawn: Option<u32>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Reply {
    pub working_days: u32,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Report {
    pub suggestion: String,
    pub working_days: u32,
    pub by: Vec<Reporter>,
    pub kept: Option<KeptAs>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Reporter {
    pub person: String,
    pub reason: u8,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct KeptAs {
    pub by: String,
    pub working_days: u32,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Objection {
    pub suggestion: String,
    /// Of one that came back: how it was hidden. The others are told hidden with their topic.
    pub hidden: Option<HiddenBefore>,
    pub working_days: u32,
    pub text: String,
    pub decided: Option<Decided>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct HiddenBefore {
    pub by: String,
    pub working_days: u32,
    pub reason: u8,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Decided {
    pub by: String,
    pub working_days: u32,
    pub outcome: String,
    pub reason: String,
}

/// How many of those who listed it said what of the answer that stands.
#[derive(Debug, Clone, Deserialize)]
pub struct Ratings {
    pub suggestion: String,
    pub yes: usize,
    pub partly: usize,
    pub no: usize,
}

/// A ready text of an agency.
#[derive(Debug, Clone, Deserialize)]
pub struct Template {
    pub agency: String,
    pub by: String,
    pub offset_days: i64,
    pub kind: String,
    pub label: String,
    pub text_ar: String,
    pub text_en: String,
}

/// An agency whose decisions a second person releases.
#[derive(Debug, Clone, Deserialize)]
pub struct SecondPerson {
    pub agency: String,
    pub by: String,
    pub offset_days: i64,
}

/// A decision that waits for that second person.
#[derive(Debug, Clone, Deserialize)]
pub struct Release {
    pub suggestion: String,
    pub by: String,
    pub offset_days: i64,
    pub kind: String,
    pub reason: String,
    #[serde(default)]
    pub commitment_what: String,
    /// Until when, from today.
    pub commitment_offset_days: Option<i64>,
}
