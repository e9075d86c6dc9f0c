//! Somebody at a desk gives an own view another name.

use shared::account::{Action, Person};
use shared::input::SavedViewDraft;

use super::SavedViewRefusal;
use crate::db::{Conn, saved_views};
use crate::usecases::desk;

/// Renames the view with an id.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn rename(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    id: &str,
    draft: &SavedViewDraft,
) -> Result<(), SavedViewRefusal> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    let name = draft.check()?;
    let of = (person.id.as_str(), agency.id.as_str());
    Ok(saved_views::rename(conn, id, of, &name)?)
}
