//! Reads what a count is made from.

use diesel::QueryResult;
use shared::suggestion::PublicationState;
use shared::tally::{Field, Lists, Suggestion};

use crate::db::counted as store;
use crate::db::{Conn, fault};

/// The suggestions of a topic, and its lists as they are stored, with `places` places at most.
/// Beside the visible lists those of an import whose id is `staged`.
///
/// # Errors
/// The database's fault, which merges in a loop are too.
pub(super) fn read(
    conn: &mut Conn,
    (topic_id, staged): (&str, Option<&str>),
    places: usize,
) -> QueryResult<(Field, Lists)> {
    let suggestions = store::fates(conn, topic_id)?.into_iter().map(|one| {
        let state = PublicationState::parse(&one.publication);
        Ok(Suggestion {
            state: state.map_err(|error| fault(error.to_string()))?,
            id: one.id,
            reference: one.reference,
            merged_into: one.merged_into,
            text: None,
        })
    });
    let field = Field::new(suggestions.collect::<QueryResult<_>>()?)
        .map_err(|error| fault(error.to_string()))?;
    let mut lists = field.no_lists(places);
    let (mut current, mut list) = (String::new(), Vec::new());
    let mut refused = None;
    store::each_entry(conn, topic_id, staged, |list_id, suggestion_id| {
        if list_id != current {
            refused = refused.or(lists.push(&list).err());
            list.clear();
            current = list_id;
        }
        // One posted since the suggestions were read is counted by the next edition.
        list.extend(field.index_of(&suggestion_id));
    })?;
    match refused.or(lists.push(&list).err()) {
        Some(refused) => Err(fault(refused.to_string())),
        None => Ok((field, lists)),
    }
}
