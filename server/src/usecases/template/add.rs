//! A manager adds an answer template.

use jiff::Timestamp;
use shared::account::{Action, Person};
use shared::input::TemplateDraft;
use shared::template::MOST_TEMPLATES;

use super::{TemplateRefusal, entry};
use crate::chance;
use crate::db::templates::{self, Text};
use crate::db::{Conn, journal};
use crate::usecases::desk;

/// Adds it.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn add(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    draft: &TemplateDraft,
) -> Result<(), TemplateRefusal> {
    let agency = desk::agency(conn, person, agency, Action::KeepTemplates)??;
    let checked = draft.check()?;
    if templates::in_use(conn, &agency.id)?.len() >= MOST_TEMPLATES {
        return Err(TemplateRefusal::TooMany);
    }
    let id = chance::id(now);
    let text = Text {
        template_id: &id,
        version: 1,
        kind: checked.kind,
        label: &checked.label,
        text_ar: &checked.text_ar,
        text_en: &checked.text_en,
        written_at: now.into(),
        written_by: &person.id,
    };
    templates::add(conn, &agency.id, &text)?;
    let entry = entry("agency.template_added", &agency.id, &text);
    Ok(journal::write(conn, now, &entry)?)
}
