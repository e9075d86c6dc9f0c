//! A manager moves the closing day of an open topic, in public.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError, code, parse_date};
use shared::text::allowed::clean_body;
use shared::text::letters::letters;
use shared::topic::{self, ExtendRefusal};

use super::close::entry;
use crate::chance;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::topics_write::{self, ExtensionRow};
use crate::db::{Conn, journal};
use crate::usecases::desk::{self, Barred};

/// An extension as typed.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    pub closes: String,
    pub reason_ar: String,
    pub reason_en: String,
}

/// Why the closing day stayed.
#[derive(Debug, thiserror::Error)]
pub enum ExtendTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    State(ExtendRefusal),
    /// Someone else changed it since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ExtendTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::TopicNotExtended,
            Self::State(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Extends the topic to a later day. No due date moves: each hangs on the closing day announced
/// when its suggestion was published.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn extend(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    (agency, slug): (&str, &str),
    typed: &Typed,
) -> Result<(), ExtendTopicRefusal> {
    let (found, _) = desk::topic(conn, person, agency, slug, Action::ExtendTopic)??;
    hold_topic(conn, &found.id, Hold::Alone)?;
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::ExtendTopic)??;
    let checked = check(typed);
    let mut faults = checked
        .as_ref()
        .err()
        .map(|errors| errors.0.clone())
        .unwrap_or_default();
    let to = parse_date(&typed.closes);
    let moved = match (topic.days(), to) {
        (Some(days), Some(to)) => match topic::extend(topic.state(), days, to, today) {
            Ok(moved) => Some(moved),
            Err(refusal @ (ExtendRefusal::NotLater { .. } | ExtendRefusal::TooLong { .. })) => {
                faults.push(FieldError::new("closes", refusal.code().as_str()));
                None
            }
            Err(refusal) => return Err(ExtendTopicRefusal::State(refusal)),
        },
        _ => None,
    };
    let (Some(moved), Ok((reason_ar, reason_en))) = (moved, checked) else {
        faults.sort_by_key(|fault| fault.field != "closes");
        return Err(Errors(faults).into());
    };
    let row = ExtensionRow {
        id: chance::id(now),
        topic_id: topic.id.clone(),
        closes_before: moved.from.to_string(),
        closes_after: moved.to.to_string(),
        reason_ar,
        reason_en,
        extended_at: now.into(),
    };
    topics_write::extend(conn, &topic, &row).map_err(|error| match error {
        diesel::result::Error::NotFound => ExtendTopicRefusal::Stale,
        other => other.into(),
    })?;
    let facts = json!({ "slug": topic.slug, "from": row.closes_before, "to": row.closes_after });
    Ok(journal::write(
        conn,
        now,
        &entry("topic.extended", &topic, &agency.id, facts),
    )?)
}

/// Letters that a public reason for extending has at least.
pub const REASON_LETTERS: usize = 10;
const MOST: usize = 1_000;

/// The reason in (Arabic, English).
fn check(typed: &Typed) -> Result<(String, String), Errors> {
    let mut faults = Vec::new();
    if parse_date(&typed.closes).is_none() {
        faults.push(FieldError::new("closes", code::DATE_INVALID));
    }
    let mut reason = |field, typed: &str| {
        let text = clean_body(typed).unwrap_or_default();
        let fault = match (
            clean_body(typed).is_err(),
            letters(&text),
            text.chars().count(),
        ) {
            (true, ..) => Some(code::CHAR_REFUSED),
            (_, 0, _) => Some(code::TEXT_EMPTY),
            (_, few, _) if few < REASON_LETTERS => Some(code::TEXT_TOO_SHORT),
            (.., many) if many > MOST => Some(code::TEXT_TOO_LONG),
            _ => None,
        };
        faults.extend(fault.map(|fault| FieldError {
            field,
            code: fault,
            max: u32::try_from(MOST).ok(),
            min: u32::try_from(REASON_LETTERS).ok(),
        }));
        text
    };
    let reasons = (
        reason("reason_ar", &typed.reason_ar),
        reason("reason_en", &typed.reason_en),
    );
    if faults.is_empty() {
        Ok(reasons)
    } else {
        Err(Errors(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_says_why_in_both_languages() {
        let typed = |closes: &str, ar: &str, en: &str| Typed {
            closes: closes.to_owned(),
            reason_ar: ar.to_owned(),
            reason_en: en.to_owned(),
        };
        let (ar, en) = ("مُدّت المدة بسبب الإجازة", "Extended over the holidays");
        assert!(check(&typed("2026-12-01", ar, en)).is_ok());
        for (typed, wanted) in [
            (typed("", ar, en), "closes date_invalid"),
            (typed("2026-12-01", "", en), "reason_ar text_empty"),
            (typed("2026-12-01", ar, "short"), "reason_en text_too_short"),
            (
                typed("2026-12-01", ar, "a\u{202E}bc"),
                "reason_en char_refused",
            ),
        ] {
            let Errors(faults) = check(&typed).expect_err(wanted);
            let names: Vec<_> = faults
                .iter()
                .map(|f| format!("{} {}", f.field, f.code))
                .collect();
            assert_eq!(names, [wanted]);
        }
    }
}
