//! One change of a list: add, one up, one down, to a place, off.

use shared::account::Person;
use shared::ids::{Reference, SuggestionId};
use shared::priority_list::{Added, Entry, ListRefusal, PriorityList, Version};

use super::{Held, ListRefused, done_before, entry_of, hold, must_be_open};
use crate::app::App;
use crate::db::{Conn, idempotency, lists, suggestions};

/// What to do with a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Add,
    Up,
    Down,
    Move,
    Remove,
}

impl Op {
    /// Reads the word of the form.
    pub fn parse(word: &str) -> Option<Op> {
        [Op::Add, Op::Up, Op::Down, Op::Move, Op::Remove]
            .into_iter()
            .find(|op| op.as_str() == word)
    }

    /// The word of the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Op::Add => "add",
            Op::Up => "up",
            Op::Down => "down",
            Op::Move => "move",
            Op::Remove => "remove",
        }
    }
}

/// A change as asked for.
#[derive(Debug, Clone)]
pub struct Change {
    pub slug: String,
    pub op: Op,
    pub suggestion: Reference,
    /// From 1; for `Move`, and for `Add` where it is not to stand last.
    pub place: Option<usize>,
    /// The version that the person saw. `Add` takes any: it adds to whatever the list is.
    pub version: Option<Version>,
    /// The same change sent twice with one key happens once; empty for none.
    pub key: String,
}

/// Where the suggestion stands now and stood before, from 1; `None` when it is off the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    pub place: Option<usize>,
    pub before: Option<usize>,
}

impl Changed {
    /// Both places as they are kept under the key of a change; 0 for off the list.
    fn kept(self) -> String {
        let [place, before] = [self.place, self.before].map(Option::unwrap_or_default);
        format!("{place} {before}")
    }

    fn of_kept(kept: &str) -> Changed {
        let mut places = kept
            .split(' ')
            .map(|place| place.parse().ok().filter(|place| *place > 0));
        Changed {
            place: places.next().flatten(),
            before: places.next().flatten(),
        }
    }
}

/// Changes a list.
///
/// # Errors
/// [`ListRefused`]; [`ListRefused::Stale`] when the list is not as the person saw it.
pub async fn change_list(
    app: &App,
    person: Person,
    change: Change,
) -> Result<Changed, ListRefused> {
    let inner = app.clone();
    app.db
        .write(move |conn| in_transaction(conn, &inner, &person, &change))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    app: &App,
    person: &Person,
    change: &Change,
) -> Result<Changed, ListRefused> {
    let held = hold(conn, app, person, &change.slug)?;
    let body = body_of(change);
    if !change.key.is_empty()
        && let Some(result) = done_before(conn, person, &change.key, "list.change", &body)?
    {
        return Ok(Changed::of_kept(&result));
    }
    must_be_open(app, &held)?;
    if change.op != Op::Add {
        held.stored
            .version()
            .after_edit_of(change.version.unwrap_or(Version::NONE))?;
    }
    let reference = change.suggestion.to_string();
    let mut entries = held.stored.entries.iter();
    let before = entries.position(|entry| entry.reference == reference);
    let (list, place) = changed(conn, person, &held, change)?;
    let changed = Changed {
        place,
        before: before.map(|before| before + 1),
    };
    if list != held.stored.list() {
        lists::save(
            conn,
            &held.topic.id,
            &person.id,
            &held.stored,
            &list,
            held.now,
        )?;
    }
    if !change.key.is_empty() {
        let result = changed.kept();
        let body = body.as_bytes();
        idempotency::keep(
            conn,
            &person.id,
            &change.key,
            "list.change",
            body,
            &result,
            held.now,
        )?;
    }
    Ok(changed)
}

fn changed(
    conn: &mut Conn,
    person: &Person,
    held: &Held,
    change: &Change,
) -> Result<(PriorityList, Option<usize>), ListRefused> {
    let mut list = held.stored.list();
    let place = match change.op {
        Op::Add => Some(add(conn, person, held, change, &mut list)?),
        op => {
            let reference = change.suggestion.to_string();
            let listed = held
                .stored
                .entries
                .iter()
                .find(|entry| entry.reference == reference);
            let id = listed.and_then(|entry| SuggestionId::parse(&entry.id).ok());
            match (op, id) {
                (Op::Remove, Some(id)) => {
                    list.remove(&id);
                    None
                }
                // Off the list is where it was to be.
                (Op::Remove, None) => None,
                (Op::Up, Some(id)) => list.move_up(&id),
                (Op::Down, Some(id)) => list.move_down(&id),
                (_, Some(id)) => list.move_to(&id, change.place.unwrap_or(1)),
                (_, None) => return Err(ListRefused::NotFound),
            }
        }
    };
    Ok((list, place))
}

fn add(
    conn: &mut Conn,
    person: &Person,
    held: &Held,
    change: &Change,
    list: &mut PriorityList,
) -> Result<usize, ListRefused> {
    let refused = |refusal| ListRefused::List(vec![refusal]);
    let place = change
        .place
        .unwrap_or(list.len() + 1)
        .clamp(1, held.max().max(1));
    let found = suggestions::listable(conn, &held.topic.id, &[change.suggestion])?.pop();
    let Some(found) = found else {
        return Err(refused(ListRefusal::Foreign { place }));
    };
    let id = SuggestionId::parse(&found.id).map_err(|_| ListRefused::NotFound)?;
    if list.place_of(&id).is_none() && entry_of(&found, person) != Entry::Counted {
        return Err(refused(ListRefusal::NotCounted { place }));
    }
    match list.add(id, change.place, held.max()).map_err(refused)? {
        Added::At(place) | Added::Already(place) => Ok(place),
    }
}

/// The order that a change would make of an order of references; as it is when it cannot be made.
pub fn preview(order: &[Reference], change: &Change) -> Vec<Reference> {
    let mut order = order.to_vec();
    let Some(before) = order.iter().position(|one| *one == change.suggestion) else {
        return order;
    };
    let moved = order.remove(before);
    let to = match change.op {
        Op::Add => before,
        Op::Up => before.saturating_sub(1),
        Op::Down => before + 1,
        Op::Move => change.place.unwrap_or(1).saturating_sub(1),
        Op::Remove => return order,
    };
    order.insert(to.min(order.len()), moved);
    order
}

/// What makes two changes the same one. The version of an `Add` does not matter.
fn body_of(change: &Change) -> String {
    let version = change
        .version
        .filter(|_| change.op != Op::Add)
        .map(Version::number);
    let (op, suggestion) = (change.op.as_str(), change.suggestion);
    format!(
        "{} {op} {suggestion} {:?} {version:?}",
        change.slug, change.place
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_form_are_read_back() {
        for op in [Op::Add, Op::Up, Op::Down, Op::Move, Op::Remove] {
            assert_eq!(Op::parse(op.as_str()), Some(op));
        }
        assert_eq!(Op::parse(""), None);
    }

    #[test]
    fn places_are_kept_and_read_back() {
        for (place, before) in [(Some(3), Some(1)), (None, Some(2)), (Some(1), None)] {
            let changed = Changed { place, before };
            assert_eq!(Changed::of_kept(&changed.kept()), changed);
        }
        let older = Changed::of_kept("3");
        assert_eq!((older.place, older.before), (Some(3), None));
    }

    #[test]
    fn a_change_is_made_of_the_order_that_was_seen() {
        let order: Vec<Reference> = (1..=3).map(Reference::from_bits).collect();
        let [a, b, c] = [order[0], order[1], order[2]];
        let wanted = [
            (Op::Up, b, None, vec![b, a, c]),
            (Op::Down, c, None, vec![a, b, c]),
            (Op::Down, a, None, vec![b, a, c]),
            (Op::Move, c, Some(1), vec![c, a, b]),
            (Op::Remove, b, None, vec![a, c]),
            (Op::Up, Reference::from_bits(9), None, vec![a, b, c]),
        ];
        for (op, suggestion, place, wanted) in wanted {
            let change = Change {
                slug: "t".to_owned(),
                op,
                suggestion,
                place,
                version: None,
                key: String::new(),
            };
            assert_eq!(preview(&order, &change), wanted, "{op:?}");
        }
    }

    #[test]
    fn the_version_of_an_addition_does_not_matter() {
        let change = |op, version| {
            let suggestion = Reference::from_bits(7);
            let key = String::new();
            let version = Some(Version::new(version));
            body_of(&Change {
                slug: "t".to_owned(),
                op,
                suggestion,
                place: None,
                version,
                key,
            })
        };
        assert_eq!(change(Op::Add, 1), change(Op::Add, 2));
        assert_ne!(change(Op::Up, 1), change(Op::Up, 2));
    }
}
