//! The operator closes an agency, merges it into another, or opens it again. Nothing that was written
//! is written anew: its topics keep its name, its desk answers what it owes, and what was late stays
//! late. Only new topics are refused, and after a merge its figures are added up with its successor's.

use jiff::Timestamp;
use serde_json::{Value, json};
use shared::error::{Code, Coded};

use crate::db::Conn;
use crate::db::agencies::{self, Agency};
use crate::db::journal::{self, Entry};

/// Why an agency stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum EndAgencyRefusal {
    #[error("there is no agency {0}")]
    NotFound(String),
    #[error("{0} is closed already")]
    Closed(String),
    #[error("{0} was merged into another already; open it again first")]
    Merged(String),
    #[error("{0} is not closed")]
    NotClosed(String),
    #[error("an agency is not merged into itself")]
    Itself,
    #[error(
        "{many} of its topics are open or wait for their opening day; close it after them, or merge it into another"
    )]
    TopicsOpen { many: i64 },
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for EndAgencyRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotFound(_) => Code::NotFound,
            Self::Closed(_) | Self::Merged(_) => Code::AgencyClosed,
            Self::NotClosed(_) => Code::AgencyNotClosed,
            Self::Itself => Code::ChoiceUnknown,
            Self::TopicsOpen { .. } => Code::AgencyTopicsOpen,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Closes an agency that has no open topic. What it owes it still owes.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn close(conn: &mut Conn, now: Timestamp, slug: &str) -> Result<(), EndAgencyRefusal> {
    let agency = find(conn, slug)?;
    if agency.closed_at.is_some() {
        return Err(EndAgencyRefusal::Closed(agency.slug));
    }
    let many = agencies::open_topics(conn, &agency.id)?;
    if many > 0 {
        return Err(EndAgencyRefusal::TopicsOpen { many });
    }
    agencies::set_end(conn, &agency.id, Some(now.into()), None)?;
    let facts = json!({ "slug": agency.slug });
    Ok(write(conn, now, "agency.closed", &agency, facts)?)
}

/// Merges an agency into another: closes it, and adds its figures to the other's. Those that were
/// merged into it before go with it. Its open topics run on under its desk.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn merge(
    conn: &mut Conn,
    now: Timestamp,
    slug: &str,
    into: &str,
) -> Result<(), EndAgencyRefusal> {
    let agency = find(conn, slug)?;
    let into = find(conn, into)?;
    if agency.id == into.id {
        return Err(EndAgencyRefusal::Itself);
    }
    if agency.merged_into.is_some() {
        return Err(EndAgencyRefusal::Merged(agency.slug));
    }
    if into.closed_at.is_some() {
        return Err(EndAgencyRefusal::Closed(into.slug));
    }
    let before = agencies::kin(conn, &agency)?;
    for one in before.iter().chain([&agency]) {
        let closed_at = one.closed_at.unwrap_or(now.into());
        agencies::set_end(conn, &one.id, Some(closed_at), Some(&into.id))?;
        let facts = json!({ "slug": one.slug, "into": into.slug });
        write(conn, now, "agency.merged", one, facts)?;
    }
    Ok(())
}

/// Opens a closed or merged agency again: it has its own figures as if it had never ended. Those that
/// went with it into its successor stay there.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn reopen(conn: &mut Conn, now: Timestamp, slug: &str) -> Result<(), EndAgencyRefusal> {
    let agency = find(conn, slug)?;
    if agency.closed_at.is_none() {
        return Err(EndAgencyRefusal::NotClosed(agency.slug));
    }
    agencies::set_end(conn, &agency.id, None, None)?;
    let facts = json!({ "slug": agency.slug });
    Ok(write(conn, now, "agency.reopened", &agency, facts)?)
}

fn find(conn: &mut Conn, slug: &str) -> Result<Agency, EndAgencyRefusal> {
    let found = agencies::by_slug(conn, slug)?;
    found.ok_or_else(|| EndAgencyRefusal::NotFound(slug.to_owned()))
}

fn write(
    conn: &mut Conn,
    now: Timestamp,
    kind: &'static str,
    agency: &Agency,
    facts: Value,
) -> diesel::QueryResult<()> {
    let entry = Entry {
        kind,
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts,
        private: None,
    };
    journal::write(conn, now, &entry)
}
