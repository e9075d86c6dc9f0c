//! Somebody at a desk keeps a filter of its queue under a name.

use jiff::Timestamp;
use shared::account::{Action, Person};
use shared::error::Code;
use shared::input::SavedViewDraft;

use super::{MOST, SavedViewRefusal};
use crate::chance;
use crate::db::saved_views::{self, SavedView};
use crate::db::{Conn, dialect};
use crate::usecases::desk;

/// Keeps `query`, a filter as in the address of the queue.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn keep(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    draft: &SavedViewDraft,
    query: String,
) -> Result<(), SavedViewRefusal> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    let name = draft.check()?;
    dialect::hold_person(conn, &person.id)?;
    if saved_views::count(conn, &person.id, &agency.id)? >= MOST {
        return Err(SavedViewRefusal::of_name(Code::ViewLimit));
    }
    let view = SavedView {
        id: chance::id(now),
        account_id: person.id.clone(),
        agency_id: agency.id,
        name,
        query,
        saved_at: now.into(),
    };
    Ok(saved_views::add(conn, &view)?)
}
