//! The operator gives an agency another name: its address, its topics and its figures stay.

use jiff::Timestamp;
use serde_json::json;
use shared::error::{Code, Coded};

use super::create::{CreateAgencyRefusal, name};
use crate::db::journal::{self, Entry};
use crate::db::{Conn, agencies};

/// Why an agency keeps its name.
#[derive(Debug, thiserror::Error)]
pub enum RenameAgencyRefusal {
    #[error("there is no agency {0}")]
    NotFound(String),
    #[error("it has these names already")]
    Same,
    #[error(transparent)]
    Name(#[from] CreateAgencyRefusal),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RenameAgencyRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotFound(_) => Code::NotFound,
            Self::Same => Code::NothingChanged,
            Self::Name(refusal) => refusal.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Gives it these names; one that was not typed stays. The names it had are kept with the day.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn rename(
    conn: &mut Conn,
    now: Timestamp,
    slug: &str,
    (ar, en): (Option<&str>, Option<&str>),
) -> Result<(), RenameAgencyRefusal> {
    let agency = agencies::by_slug(conn, slug)?;
    let agency = agency.ok_or_else(|| RenameAgencyRefusal::NotFound(slug.to_owned()))?;
    let ar = name("name-ar", ar.unwrap_or(&agency.name_ar))?;
    let en = name("name-en", en.unwrap_or(&agency.name_en))?;
    if (&ar, &en) == (&agency.name_ar, &agency.name_en) {
        return Err(RenameAgencyRefusal::Same);
    }
    agencies::rename(conn, &agency, (&ar, &en), now.into())?;
    let entry = Entry {
        kind: "agency.renamed",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({
            "slug": agency.slug,
            "before_ar": agency.name_ar,
            "before_en": agency.name_en,
            "after_ar": ar,
            "after_en": en,
        }),
        private: None,
    };
    Ok(journal::write(conn, now, &entry)?)
}
