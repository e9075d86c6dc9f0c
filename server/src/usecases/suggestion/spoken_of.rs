//! What those who are not of the agency start with: the suggestion they speak of, and its topic.

use diesel::QueryResult;
use shared::account::Subject;
use shared::ids::Reference;
use shared::suggestion::PublicationState;

use crate::db::suggestions::{self, Suggestion};
use crate::db::topics::{self, Topic};
use crate::db::{Conn, journal};

/// A suggestion that was or is in public, and its topic.
#[derive(Debug, Clone)]
pub struct SpokenOf {
    pub suggestion: Suggestion,
    pub topic: Topic,
    pub publication: PublicationState,
}

impl SpokenOf {
    /// The suggestion with a reference. None for one that an import has not made visible.
    ///
    /// # Errors
    /// The database's fault.
    pub fn find(conn: &mut Conn, reference: Reference) -> QueryResult<Option<SpokenOf>> {
        let Some(suggestion) = suggestions::by_reference(conn, reference)? else {
            return Ok(None);
        };
        let Some(publication) = suggestion.publication() else {
            return Ok(None);
        };
        let topic = topics::by_id(conn, &suggestion.topic_id)?;
        Ok(topic.map(|topic| SpokenOf {
            suggestion,
            topic,
            publication,
        }))
    }

    /// What permission is asked about.
    pub fn subject(&self) -> Subject<'_> {
        Subject::Suggestion {
            agency: &self.topic.agency_id,
            author: self.suggestion.author_id.as_deref(),
        }
    }

    /// Whether a person wrote it.
    pub fn is_by(&self, account_id: &str) -> bool {
        self.suggestion.author_id.as_deref() == Some(account_id)
    }

    /// A row of the journal about it.
    pub fn entry<'a>(
        &'a self,
        kind: &'static str,
        subject_id: &'a str,
        facts: serde_json::Value,
        private: &'a str,
    ) -> journal::Entry<'a> {
        journal::Entry {
            kind,
            agency_id: Some(&self.topic.agency_id),
            topic_id: Some(&self.topic.id),
            subject_id,
            facts,
            private: Some(private),
        }
    }
}
