//! The operator admits an agency: the first step on an empty installation.

use jiff::Timestamp;
use serde_json::json;
use shared::error::{Code, Coded};
use shared::ids::Slug;
use shared::text::allowed::clean_body;
use shared::text::names::clean_agency_name;

use crate::chance;
use crate::db::agencies::{self, Agency};
use crate::db::journal::{self, Entry};
use crate::db::{Conn, is_duplicate};

/// An agency as typed.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    pub slug: String,
    pub name_ar: String,
    pub name_en: String,
    pub about_ar: String,
    pub about_en: String,
}

/// Why no agency was created.
#[derive(Debug, thiserror::Error)]
pub enum CreateAgencyRefusal {
    #[error("the slug must be 1 to 80 of a-z, 0-9 and single hyphens")]
    SlugInvalid,
    #[error("an agency has this slug already")]
    SlugTaken,
    #[error("{field}: {why}")]
    Text { field: &'static str, why: String },
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for CreateAgencyRefusal {
    fn code(&self) -> Code {
        match self {
            Self::SlugInvalid => Code::SlugInvalid,
            Self::SlugTaken => Code::SlugTaken,
            Self::Text { .. } => Code::CharRefused,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Creates it and gives its id.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn create(conn: &mut Conn, now: Timestamp, sent: &Sent) -> Result<String, CreateAgencyRefusal> {
    let slug = Slug::parse(sent.slug.trim()).map_err(|_| CreateAgencyRefusal::SlugInvalid)?;
    let agency = Agency {
        id: chance::id(now),
        slug: slug.as_str().to_owned(),
        name_ar: name("name-ar", &sent.name_ar)?,
        name_en: name("name-en", &sent.name_en)?,
        about_ar: about("about-ar", &sent.about_ar)?,
        about_en: about("about-en", &sent.about_en)?,
        admitted_at: now.into(),
        second_person: false,
        closed_at: None,
        merged_into: None,
    };
    agencies::add(conn, &agency).map_err(|error| match is_duplicate(&error) {
        true => CreateAgencyRefusal::SlugTaken,
        false => error.into(),
    })?;
    let entry = Entry {
        kind: "agency.admitted",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({ "slug": agency.slug }),
        private: None,
    };
    journal::write(conn, now, &entry)?;
    Ok(agency.id)
}

pub(super) fn name(field: &'static str, typed: &str) -> Result<String, CreateAgencyRefusal> {
    clean_agency_name(typed).map_err(|why| CreateAgencyRefusal::Text {
        field,
        why: why.to_string(),
    })
}

fn about(field: &'static str, typed: &str) -> Result<String, CreateAgencyRefusal> {
    let text = clean_body(typed).map_err(|why| CreateAgencyRefusal::Text {
        field,
        why: why.to_string(),
    })?;
    match text.chars().count() {
        0..=MOST_ABOUT => Ok(text),
        _ => Err(CreateAgencyRefusal::Text {
            field,
            why: format!("more than {MOST_ABOUT} characters"),
        }),
    }
}

const MOST_ABOUT: usize = 2_000;
