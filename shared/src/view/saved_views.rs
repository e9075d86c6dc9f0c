//! The views of a queue that its reader keeps.

use super::desk::{DeskHead, QueueFilter};
use super::text::UserText;
use crate::input::FieldError;

/// A kept view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub id: String,
    pub name: UserText,
    pub filter: QueueFilter,
    /// How many suggestions it holds; none where the page does not know without asking more.
    pub count: Option<i64>,
    /// Whether everything it asks for is still there: a topic may have ended, a colleague left.
    pub whole: bool,
}

/// `GET /{lang}/desk/{agency}/views`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedViewsPage {
    pub head: DeskHead,
    pub views: Vec<SavedView>,
    /// What is to be kept; the whole queue when nothing was chosen.
    pub filter: QueueFilter,
    /// The title of the filter's topic and the name of its colleague, to be read.
    pub chosen: Chosen,
    /// The name of a new view, as typed.
    pub name: String,
    pub errors: Vec<FieldError>,
    /// A name that was refused, by the id of its view, with what is wrong.
    pub renaming: Option<(String, String, Vec<FieldError>)>,
    pub done: Option<SavedViewDone>,
}

/// What of a filter has a name of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    pub topic: Option<super::text::Bilingual>,
    pub person: Option<String>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedViewDone {
    Kept,
    Renamed,
    Removed,
}

/// `GET /{lang}/desk/{agency}/views/{view}/remove`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveViewPage {
    pub head: DeskHead,
    pub id: String,
    pub name: UserText,
}
