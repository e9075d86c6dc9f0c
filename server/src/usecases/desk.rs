//! What every use-case of the desk starts with: the thing it is about, if it is this person's
//! agency's, and whether the person may.

use diesel::QueryResult;
use shared::account::{Action, Person, Refusal, Subject, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;

use crate::db::Conn;
use crate::db::agencies::{self, Agency};
use crate::db::desk::{self, Case, Team};
use crate::db::saved_views::SavedView;
use crate::db::topics::Topic;

/// Why nothing was even looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Barred {
    /// Not there, or of an agency whose desk this person does not sit at: nobody learns which.
    #[error("there is no such thing at this desk")]
    NotFound,
    #[error(transparent)]
    Refused(Refusal),
}

impl Coded for Barred {
    fn code(&self) -> Code {
        match self {
            Barred::NotFound => Code::NotFound,
            Barred::Refused(refusal) => refusal.code(),
        }
    }
}

fn may(person: &Person, action: Action, subject: Subject<'_>) -> Result<(), Barred> {
    can(Some(person), action, subject).map_err(|refusal| match refusal {
        Refusal::OtherAgency | Refusal::NotPermitted => Barred::NotFound,
        other => Barred::Refused(other),
    })
}

/// The agency with an address name.
///
/// # Errors
/// The database's fault.
pub fn agency(
    conn: &mut Conn,
    person: &Person,
    slug: &str,
    action: Action,
) -> QueryResult<Result<Agency, Barred>> {
    let Some(agency) = agencies::by_slug(conn, slug)? else {
        return Ok(Err(Barred::NotFound));
    };
    let allowed = may(person, action, Subject::Agency { agency: &agency.id });
    Ok(allowed.map(|()| agency))
}

/// An agency, who works at its desk, and the views of its queue that the person keeps.
pub type AtDesk = (Agency, Team, Vec<SavedView>);

/// The agency with an address name, the id and name of everybody who works at its desk, and what
/// the person keeps of its queue.
///
/// # Errors
/// The database's fault.
pub fn agency_team_and_views(
    conn: &mut Conn,
    person: &Person,
    slug: &str,
    action: Action,
) -> QueryResult<Result<AtDesk, Barred>> {
    let Some(found) = desk::agency_team_and_views(conn, slug, &person.id)? else {
        return Ok(Err(Barred::NotFound));
    };
    let agency = &found.0.id;
    Ok(may(person, action, Subject::Agency { agency }).map(|()| found))
}

/// A topic of the agency.
///
/// # Errors
/// The database's fault.
pub fn topic(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    slug: &str,
    action: Action,
) -> QueryResult<Result<(Topic, Agency), Barred>> {
    let Some(found) = desk::topic(conn, agency, slug)? else {
        return Ok(Err(Barred::NotFound));
    };
    let allowed = may(
        person,
        action,
        Subject::Agency {
            agency: &found.1.id,
        },
    );
    Ok(allowed.map(|()| found))
}

/// A suggestion in a topic of the agency. One that an import has not made visible is not there.
///
/// # Errors
/// The database's fault.
pub fn case(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    reference: Reference,
    action: Action,
) -> QueryResult<Result<Case, Barred>> {
    let found = desk::case(conn, agency, reference)?;
    let Some(case) = found.filter(|case| case.suggestion.publication().is_some()) else {
        return Ok(Err(Barred::NotFound));
    };
    let subject = Subject::Suggestion {
        agency: &case.agency.id,
        author: case.suggestion.author_id.as_deref(),
    };
    Ok(may(person, action, subject).map(|()| case))
}
