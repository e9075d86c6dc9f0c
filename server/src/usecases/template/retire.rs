//! A manager takes an answer template out of use. Its words stay no reason by themselves.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};

use super::{TemplateRefusal, gone_is_stale};
use crate::db::journal::Entry;
use crate::db::{Conn, journal, templates};
use crate::usecases::desk::{self, Barred};

/// Retires the version `seen` of a template.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn retire(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, id): (&str, &str),
    seen: i32,
) -> Result<(), TemplateRefusal> {
    let agency = desk::agency(conn, person, agency, Action::KeepTemplates)??;
    let template = templates::one(conn, &agency.id, id)?.ok_or(Barred::NotFound)?;
    templates::retire(conn, id, seen, now.into()).map_err(gone_is_stale)?;
    let entry = Entry {
        kind: "agency.template_retired",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: id,
        facts: json!({ "kind": template.kind, "version": template.version }),
        private: Some(&person.id),
    };
    Ok(journal::write(conn, now, &entry)?)
}
