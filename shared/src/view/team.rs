//! The people of a desk, for its managers alone.

use super::desk::DeskHead;
use super::text::Bilingual;
use crate::input::{AppointDraft, FieldError};
use crate::topic::TopicState;

/// `GET /{lang}/desk/{agency}/team`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPage {
    pub head: DeskHead,
    /// By name.
    pub members: Vec<Member>,
    /// Drafts, open and closed topics.
    pub topics: Vec<TeamTopic>,
    pub draft: AppointDraft,
    pub errors: Vec<FieldError>,
    pub done: Option<TeamDone>,
    /// Someone else assigned the topic meanwhile.
    pub stale: bool,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamDone {
    Appointed,
    Removed,
    Assigned,
    Release,
}

/// A person of the desk with load and speed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account's id.
    pub id: String,
    pub name: String,
    pub sign_in: String,
    pub moderates: bool,
    pub manages: bool,
    /// Debts on the topics that the person is responsible for.
    pub open: i64,
    /// In the last 30 days.
    pub acknowledged: Pace,
    /// In the last 30 days.
    pub decided: Pace,
}

/// How many suggestions were answered, and how long the one in the middle had waited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    pub count: i64,
    /// Working days since publication; none where nothing was answered.
    pub median: Option<i64>,
}

/// A topic and who is responsible for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamTopic {
    pub slug: String,
    pub title: Bilingual,
    pub state: TopicState,
    /// What is owed in it.
    pub open: i64,
    /// The account's id; empty for nobody.
    pub responsible: String,
}

/// `GET /{lang}/desk/{agency}/team/{account}/remove`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveModeratorPage {
    pub head: DeskHead,
    pub id: String,
    pub name: String,
    pub sign_in: String,
    /// Stays at the desk as its manager.
    pub manages: bool,
    /// The topics that nobody will be responsible for.
    pub topics: Vec<Bilingual>,
}
