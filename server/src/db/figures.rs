//! How many suggestions of a topic stand where: a derived row that follows the journal.

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::suggestion::PublicationState;

use super::Conn;
use super::schema::{suggestions, topic_figures};
use super::types::At;

/// The derived row as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = topic_figures)]
pub struct Figures {
    pub topic_id: String,
    pub published: i64,
    pub unanswered: i64,
    pub acknowledged: i64,
    pub adopted: i64,
    pub rejected: i64,
    pub hidden: i64,
    pub withdrawn: i64,
    pub merged: i64,
    pub lists: i64,
    pub computed_at: At,
}

/// Suggestions of a topic by publication and, while published, by answer.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset,
)]
#[diesel(table_name = topic_figures)]
pub struct Counts {
    pub published: i64,
    pub unanswered: i64,
    pub acknowledged: i64,
    pub adopted: i64,
    pub rejected: i64,
    pub hidden: i64,
    pub withdrawn: i64,
    pub merged: i64,
}

impl From<&Figures> for Counts {
    fn from(row: &Figures) -> Counts {
        Counts {
            published: row.published,
            unanswered: row.unanswered,
            acknowledged: row.acknowledged,
            adopted: row.adopted,
            rejected: row.rejected,
            hidden: row.hidden,
            withdrawn: row.withdrawn,
            merged: row.merged,
        }
    }
}

/// Counts the suggestions of a topic, in one pass over one index.
///
/// # Errors
/// The database's fault.
pub fn counts_of(conn: &mut Conn, topic_id: &str) -> QueryResult<Counts> {
    let groups = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .group_by((suggestions::publication, suggestions::answer_state))
        .select((
            suggestions::publication,
            suggestions::answer_state,
            count_star(),
        ))
        .load::<(String, String, i64)>(conn)?;
    Ok(add_up(&groups))
}

/// Adds up groups of (publication, answer state, how many). Rows that are not in public yet count
/// nowhere.
fn add_up(groups: &[(String, String, i64)]) -> Counts {
    let mut counts = Counts::default();
    for (publication, answer, many) in groups {
        match PublicationState::parse(publication) {
            Ok(PublicationState::Published) => {
                counts.published += many;
                match AnswerState::parse(answer).unwrap_or(AnswerState::None) {
                    AnswerState::None => counts.unanswered += many,
                    AnswerState::Acknowledged => counts.acknowledged += many,
                    AnswerState::Adopted => counts.adopted += many,
                    AnswerState::Rejected => counts.rejected += many,
                }
            }
            Ok(PublicationState::Hidden) => counts.hidden += many,
            Ok(PublicationState::Withdrawn) => counts.withdrawn += many,
            Ok(PublicationState::Merged) => counts.merged += many,
            Ok(PublicationState::Pending) | Err(_) => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_among_the_published_only() {
        let group =
            |publication: &str, answer: &str, many| (publication.into(), answer.into(), many);
        let counts = add_up(&[
            group("published", "none", 5),
            group("published", "acknowledged", 4),
            group("published", "adopted", 3),
            group("published", "rejected", 2),
            group("hidden", "none", 1),
            group("hidden", "adopted", 1),
            group("withdrawn", "none", 6),
            group("merged", "none", 7),
            group("pending", "none", 8),
            group("staged", "none", 9),
        ]);
        let wanted = Counts {
            published: 14,
            unanswered: 5,
            acknowledged: 4,
            adopted: 3,
            rejected: 2,
            hidden: 2,
            withdrawn: 6,
            merged: 7,
        };
        assert_eq!(counts, wanted);
    }
}
