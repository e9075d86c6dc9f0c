//! Saving a whole list in a new order.

use shared::account::Person;
use shared::ids::{Reference, SuggestionId};
use shared::priority_list::{Entry, ListRefusal, PriorityList, Version};

use super::{ListRefused, done_before, entry_of, hold, must_be_open};
use crate::app::App;
use crate::db::{Conn, idempotency, lists, suggestions};

/// A list as a client sends it.
#[derive(Debug, Clone)]
pub struct Save {
    pub slug: String,
    /// The version that was edited; 0 before the first save.
    pub version: Version,
    /// References, the first priority first.
    pub entries: Vec<String>,
    /// The same save sent twice with one key happens once.
    pub key: String,
}

/// The list as it is stored now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub version: u32,
    pub entries: Vec<String>,
}

/// Saves a list. What stands on the stored list may stay on it, even if it is hidden by now; what
/// is new must be counted.
///
/// # Errors
/// [`ListRefused`].
pub async fn save_list(app: &App, person: Person, save: Save) -> Result<Saved, ListRefused> {
    let inner = app.clone();
    app.db
        .write(move |conn| in_transaction(conn, &inner, &person, &save))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    app: &App,
    person: &Person,
    save: &Save,
) -> Result<Saved, ListRefused> {
    let held = hold(conn, app, person, &save.slug)?;
    let body = format!(
        "{} {} {}",
        save.slug,
        save.version.number(),
        save.entries.join(" ")
    );
    if let Some(result) = done_before(conn, person, &save.key, "list.save", &body)? {
        let version = result.parse().unwrap_or_default();
        return Ok(Saved {
            version,
            entries: canonical(&save.entries),
        });
    }
    must_be_open(app, &held)?;
    held.stored.version().after_edit_of(save.version)?;
    let list = checked(conn, person, &held, &save.entries)?;
    let version = if list == held.stored.list() && held.stored.id.is_some() {
        held.stored.version()
    } else {
        lists::save(
            conn,
            &held.topic.id,
            &person.id,
            &held.stored,
            &list,
            held.now,
        )?
    };
    let result = version.number().to_string();
    idempotency::keep(
        conn,
        &person.id,
        &save.key,
        "list.save",
        body.as_bytes(),
        &result,
        held.now,
    )?;
    Ok(Saved {
        version: version.number(),
        entries: canonical(&save.entries),
    })
}

fn checked(
    conn: &mut Conn,
    person: &Person,
    held: &super::Held,
    entries: &[String],
) -> Result<PriorityList, ListRefused> {
    if entries.len() > held.max() {
        // Nothing is looked up for a list of a million entries.
        return Err(ListRefused::List(vec![ListRefusal::TooLong {
            max: held.max(),
        }]));
    }
    let references: Vec<Reference> = entries
        .iter()
        .filter_map(|entry| Reference::parse(entry).ok())
        .collect();
    let found = suggestions::listable(conn, &held.topic.id, &references)?;
    let ids = (1_u64..).zip(entries).map(|(place, entry)| {
        let reference = Reference::parse(entry).ok();
        let known = reference.map(|reference| reference.to_string());
        let known = known.and_then(|known| found.iter().find(|one| one.reference == known));
        match known.and_then(|one| SuggestionId::parse(&one.id).ok()) {
            Some(id) => Some(id),
            None => stand_in(reference, place),
        }
    });
    let ids: Vec<SuggestionId> = ids.collect::<Option<_>>().ok_or(ListRefused::NotFound)?;
    let stored = held.stored.list();
    let facts = |id: &SuggestionId| {
        if stored.place_of(id).is_some() {
            return Entry::Counted;
        }
        let one = found.iter().find(|one| one.id == id.as_str());
        one.map_or(Entry::Foreign, |one| entry_of(one, person))
    };
    PriorityList::check(ids, held.max(), facts).map_err(ListRefused::List)
}

/// An id for what is no suggestion of this topic, the same for the same reference: it is refused
/// as foreign, and told when it is repeated.
fn stand_in(reference: Option<Reference>, place: u64) -> Option<SuggestionId> {
    let (group, number) = reference.map_or((1, place), |one| (0, u64::from(one.bits())));
    SuggestionId::parse(&format!("00000000-0000-0000-{group:04x}-{number:012x}")).ok()
}

/// References as they are written.
fn canonical(entries: &[String]) -> Vec<String> {
    let written = |entry: &String| Reference::parse(entry).map(|one| one.to_string());
    entries
        .iter()
        .map(|entry| written(entry).unwrap_or_else(|_| entry.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_suggestion_has_an_id_of_its_own() {
        let known = Reference::parse("S-7K3Q-92").ok();
        assert_eq!(stand_in(known, 1), stand_in(known, 5));
        assert_ne!(stand_in(None, 1), stand_in(None, 2));
        assert!(stand_in(None, 16).is_some());
        assert_eq!(canonical(&["s7k3q92".to_owned()]), ["S-7K3Q-92"]);
    }
}
