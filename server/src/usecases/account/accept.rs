//! Somebody comes with the link of an invitation and takes the role: with an account they have, or
//! with a new one.

use diesel::QueryResult;
use jiff::Timestamp;
use serde::Deserialize;
use shared::account::{Address, Person, Role, RoleKind, consent};
use shared::error::{Code, Coded};
use shared::input::{CheckedPerson, Errors, FieldError, RegisterDraft, code};
use shared::letter::TokenKind;

use super::Digest;
use super::enter::{Entering, enter};
use super::password::{self, PasswordRefused};
use crate::app::App;
use crate::chance;
use crate::db::accounts::{self, Kept, Registered};
use crate::db::invitations::{self, Invitation};
use crate::db::tokens::{self, Token};
use crate::db::{Conn, dialect, is_duplicate, people};
use crate::passwords::Busy;
use crate::usecases::people::PersonRefusal;
use crate::usecases::people::grant_role::give;
use crate::usecases::people::invite::written;

/// Why the role was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AcceptRefused {
    /// Used, run out, replaced, withdrawn, or who invited keeps the platform no more: one answer.
    #[error("the link can no longer be used")]
    Over,
    /// The address has an account, and somebody else is signed in, or nobody.
    #[error("only the account of the address accepts it")]
    OtherAccount,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Role(PersonRefusal),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AcceptRefused {
    fn code(&self) -> Code {
        match self {
            Self::Over => Code::Gone,
            Self::OtherAccount => Code::NotPermitted,
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::Role(refusal) => refusal.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for AcceptRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

impl From<PersonRefusal> for AcceptRefused {
    fn from(refused: PersonRefusal) -> Self {
        match refused {
            PersonRefusal::Database(fault) => Self::Database(fault),
            other => Self::Role(other),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Payload {
    invitation: String,
}

/// An invitation behind a good link, and the account that its address has.
#[derive(Debug, Clone)]
pub struct Invited {
    pub invitation: Invitation,
    pub role: Role,
    /// In Arabic and English, for a role at a desk.
    pub agency: Option<(String, String)>,
    pub account: Option<Kept>,
}

/// What a link is good for, without using it.
///
/// # Errors
/// The database's fault.
pub fn look(conn: &mut Conn, hash: &Digest, now: Timestamp) -> QueryResult<Option<Invited>> {
    match tokens::usable(conn, hash, TokenKind::Invite, now)? {
        Some(token) => behind(conn, &token),
        None => Ok(None),
    }
}

fn behind(conn: &mut Conn, token: &Token) -> QueryResult<Option<Invited>> {
    let payload: Payload = serde_json::from_str(&token.payload).unwrap_or_default();
    let Some(invitation) = invitations::open(conn, &payload.invitation)? else {
        return Ok(None);
    };
    // Who lost the right to invite has invited nobody.
    let by = people::by_id(conn, &invitation.invited_by)?;
    if !by.is_some_and(|by| by.is_steward() && !by.disabled) {
        return Ok(None);
    }
    let account = accounts::by_sign_in(conn, &invitation.sign_in)?;
    if account
        .as_ref()
        .is_some_and(|kept| kept.disabled_at.is_some())
    {
        return Ok(None);
    }
    let kind = RoleKind::parse(&invitation.role).ok();
    let role = kind.and_then(|kind| Role::stored(kind, invitation.agency_id.clone()));
    let agency = invitations::agency_of(conn, &invitation)?;
    Ok(role.map(|role| Invited {
        invitation,
        role,
        agency,
        account,
    }))
}

/// Takes the role with the account of the address, as whoever is signed in to it; the person signs
/// in anew, under the rules for staff.
///
/// # Errors
/// [`AcceptRefused`]; nothing is stored then.
pub async fn accept(app: &App, hash: Digest, person: Option<Person>) -> Result<(), AcceptRefused> {
    let now = app.now();
    app.db
        .write(move |conn| {
            let invited = taken(conn, &hash, now)?;
            let account = invited
                .account
                .as_ref()
                .ok_or(AcceptRefused::OtherAccount)?;
            let person = person
                .filter(|person| person.id == account.id)
                .ok_or(AcceptRefused::OtherAccount)?;
            grant(conn, &person.id, &invited, now)
        })
        .await
}

/// Takes the link and the invitation, each once.
fn taken(conn: &mut Conn, hash: &Digest, now: Timestamp) -> Result<Invited, AcceptRefused> {
    // Roles change one after the other: the one who invited may be losing theirs now.
    dialect::hold_person(conn, "stewards")?;
    let token = tokens::consume(conn, hash, TokenKind::Invite, now)?;
    let token = token.ok_or(AcceptRefused::Over)?;
    behind(conn, &token)?.ok_or(AcceptRefused::Over)
}

fn grant(
    conn: &mut Conn,
    id: &str,
    invited: &Invited,
    now: Timestamp,
) -> Result<(), AcceptRefused> {
    let invitation = &invited.invitation;
    let person = people::by_id(conn, id)?.ok_or(AcceptRefused::Over)?;
    let by = people::by_id(conn, &invitation.invited_by)?.ok_or(AcceptRefused::Over)?;
    // Given meanwhile: there is nothing left to take.
    if !person.roles.contains(&invited.role) {
        let reason = invitation.reason.clone();
        give(conn, &by, now, &person, (&invited.role, reason))?;
    }
    invitations::end(conn, &invitation.id, "accepted", Some(id), now).map_err(
        |fault| match fault {
            diesel::result::Error::NotFound => AcceptRefused::Over,
            other => other.into(),
        },
    )?;
    Ok(written(
        conn,
        now,
        "account.invitation_accepted",
        invitation,
        id,
    )?)
}

/// What is needed besides the form.
#[derive(Debug, Clone)]
pub struct Joining {
    pub hash: Digest,
    pub entering: Entering,
}

/// Makes an account for an address that has none, with the role, signed in at once. Gives until when
/// the session lives.
///
/// # Errors
/// [`AcceptRefused`]; the link stays good when the form was refused.
pub async fn join(
    app: &App,
    draft: RegisterDraft,
    joining: Joining,
) -> Result<Timestamp, AcceptRefused> {
    let (now, hash) = (app.now(), joining.hash);
    let found = app
        .db
        .read(move |conn| {
            let invited = look(conn, &hash, now)?;
            let names = accounts::names_taken(conn)?;
            Ok::<_, diesel::result::Error>(invited.map(|invited| (invited, names)))
        })
        .await?;
    let (invited, names) = found.ok_or(AcceptRefused::Over)?;
    if invited.account.is_some() {
        return Err(AcceptRefused::OtherAccount);
    }
    let person = checked(&draft, &names)?;
    let mut about = names;
    about.push(invited.invitation.address.clone());
    about.extend(person.name.clone());
    let digest = password::digest(app, "password", &person.password, about).await?;
    app.db
        .write(move |conn| in_transaction(conn, now, &person, &digest, &joining))
        .await
}

/// Staff have longer passwords than others, and a name that colleagues know them by.
fn checked(draft: &RegisterDraft, names: &[String]) -> Result<CheckedPerson, AcceptRefused> {
    let mut faults = Vec::new();
    let person = draft.check(names.iter().map(String::as_str));
    let person = person.map_err(|errors| faults.extend(errors.0));
    if faults.iter().all(|fault| fault.field != "password") {
        faults.extend(draft.password.check("password", true).err());
    }
    if draft.name.trim().is_empty() {
        faults.push(FieldError::new("name", code::TEXT_EMPTY));
    }
    match person {
        Ok(person) if faults.is_empty() => Ok(person),
        _ => Err(Errors(faults).into()),
    }
}

fn in_transaction(
    conn: &mut Conn,
    now: Timestamp,
    person: &CheckedPerson,
    digest: &str,
    joining: &Joining,
) -> Result<Timestamp, AcceptRefused> {
    let invited = taken(conn, &joining.hash, now)?;
    let invitation = &invited.invitation;
    let address = Address::parse(&invitation.address).map_err(|_| AcceptRefused::Over)?;
    let id = chance::id(now);
    let account = Registered {
        id: &id,
        sign_in: &address.canonical(),
        name: person.name.as_deref().unwrap_or_default(),
        show_name: person.show_name,
        password_hash: Some(digest),
        lang: &invitation.lang,
        created_at: now.into(),
        address: Some(&invitation.address),
        confirmed_at: Some(now.into()),
        consent: Some(consent::VERSION),
        consent_at: Some(now.into()),
    };
    accounts::register(conn, &account).map_err(|fault| match is_duplicate(&fault) {
        // Somebody registered with the address meanwhile.
        true => AcceptRefused::OtherAccount,
        false => fault.into(),
    })?;
    grant(conn, &id, &invited, now)?;
    Ok(enter(conn, &id, &joining.entering, now)?)
}
