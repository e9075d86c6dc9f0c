//! A manager changes an answer template. Answers that were given keep their words.

use jiff::Timestamp;
use shared::account::{Action, Person};
use shared::input::TemplateDraft;

use super::{TemplateRefusal, entry, gone_is_stale};
use crate::db::templates::{self, Text};
use crate::db::{Conn, journal};
use crate::usecases::desk::{self, Barred};

/// Changes the version `seen` of a template.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn change(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, id): (&str, &str),
    seen: i32,
    draft: &TemplateDraft,
) -> Result<(), TemplateRefusal> {
    let agency = desk::agency(conn, person, agency, Action::KeepTemplates)??;
    let template = templates::one(conn, &agency.id, id)?.ok_or(Barred::NotFound)?;
    if template.version != seen {
        return Err(TemplateRefusal::Stale);
    }
    let checked = draft.check()?;
    let text = Text {
        template_id: id,
        version: seen.saturating_add(1),
        kind: checked.kind,
        label: &checked.label,
        text_ar: &checked.text_ar,
        text_en: &checked.text_en,
        written_at: now.into(),
        written_by: &person.id,
    };
    templates::change(conn, &text).map_err(gone_is_stale)?;
    let entry = entry("agency.template_changed", &agency.id, &text);
    Ok(journal::write(conn, now, &entry)?)
}
