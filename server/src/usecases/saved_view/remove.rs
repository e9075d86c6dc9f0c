//! Somebody at a desk removes an own view; what it showed stays in the queue.

use shared::account::{Action, Person};

use super::SavedViewRefusal;
use crate::db::{Conn, saved_views};
use crate::usecases::desk;

/// Removes the view with an id.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn remove(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    id: &str,
) -> Result<(), SavedViewRefusal> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    Ok(saved_views::remove(conn, id, (&person.id, &agency.id))?)
}
