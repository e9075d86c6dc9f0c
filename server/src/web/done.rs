//! `?done=`: what was just done, said once above the page that follows.

use serde::Deserialize;

/// The query of a page that follows a change; without it the page says nothing of one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DoneQuery {
    pub done: String,
}
