//! The ready texts of an agency: kept by its managers, chosen at the desk, and never a reason by
//! themselves.

pub mod add;
pub mod change;
pub mod filled;
pub mod retire;

use serde_json::json;
use shared::error::{Code, Coded};
use shared::input::Errors;

use super::desk::Barred;
use super::suggestion::answer::digest;
use crate::db::journal::Entry;
use crate::db::templates::Text;

/// Why a template stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum TemplateRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("the agency has as many as it may")]
    TooMany,
    /// Somebody else changed or retired it since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for TemplateRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::PlaceholderUnknown,
            Self::TooMany => Code::TooManyTemplates,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

fn gone_is_stale(error: diesel::result::Error) -> TemplateRefusal {
    match error {
        diesel::result::Error::NotFound => TemplateRefusal::Stale,
        other => other.into(),
    }
}

/// What the journal says of a template's text: its digest, for it is the agency's own.
fn entry<'a>(kind: &'static str, agency_id: &'a str, text: &Text<'a>) -> Entry<'a> {
    Entry {
        kind,
        agency_id: Some(agency_id),
        topic_id: None,
        subject_id: text.template_id,
        facts: json!({
            "kind": text.kind,
            "version": text.version,
            "digest": digest(&[text.text_ar, text.text_en]),
        }),
        private: Some(text.written_by),
    }
}
