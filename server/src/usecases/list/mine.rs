//! An order that was made on an old copy of a list, as far as it can still be saved.

use shared::account::Person;
use shared::ids::Reference;

use super::may_list;
use crate::db::Conn;
use crate::db::lists::{self, Entry, Stored};

/// An order, parted into what can still stand on a list and what cannot.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    pub possible: Vec<Entry>,
    pub left_out: Vec<Entry>,
}

/// Looks up an order of references. What stands on the stored list may stay on it, whatever became
/// of it; what is new must be countable. A reference that is no suggestion of the topic is left
/// away, and so is one that is repeated. At most one statement.
///
/// # Errors
/// The database's fault.
pub fn as_possible(
    conn: &mut Conn,
    topic_id: &str,
    person: &Person,
    stored: &Stored,
    order: &[Reference],
) -> diesel::QueryResult<Mine> {
    let on_list = |one: &str| stored.entries.iter().find(|entry| entry.reference == one);
    let elsewhere: Vec<Reference> = order
        .iter()
        .copied()
        .filter(|one| on_list(&one.to_string()).is_none())
        .collect();
    let found = lists::entries_of(conn, topic_id, &elsewhere)?;
    let mut mine = Mine::default();
    for one in order {
        let one = one.to_string();
        let seen = mine.possible.iter().chain(&mine.left_out);
        if seen.into_iter().any(|entry| entry.reference == one) {
            continue;
        }
        if let Some(entry) = on_list(&one) {
            mine.possible.push(entry.clone());
        } else if let Some((entry, author)) = found.iter().find(|(e, _)| e.reference == one) {
            let own = author.as_deref() == Some(person.id.as_str());
            match may_list(entry.publication, own) {
                true => mine.possible.push(entry.clone()),
                false => mine.left_out.push(entry.clone()),
            }
        }
    }
    Ok(mine)
}
