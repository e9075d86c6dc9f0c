//! A steward invites somebody by e-mail address to a role of staff.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, RoleKind, Subject, can};
use shared::error::Code;
use shared::input::{Errors, FieldError, InviteDraft, code};
use shared::lang::Lang;
use shared::letter::{SENT_MOST, SENT_WITHIN, TokenKind};

use super::{PersonRefusal, fault};
use crate::chance;
use crate::config::Base;
use crate::db::invitations::{self, Invitation};
use crate::db::tokens::{self, Token};
use crate::db::{Conn, agencies, dialect, is_duplicate, journal, outbox};
use crate::usecases::account::Digest;
use crate::usecases::account::letters::{self, To};

/// The token that a link carries, and what is stored of it.
#[derive(Debug, Clone)]
pub struct NewLink {
    pub token: String,
    pub hash: Digest,
}

/// Invites whoever reads an address; whether it has an account is not told. The link holds three
/// days, and as long as the invitation is open and who invited is steward.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn invite(
    conn: &mut Conn,
    base: &Base,
    steward: &Person,
    now: Timestamp,
    (draft, link): (&InviteDraft, &NewLink),
) -> Result<(), PersonRefusal> {
    can(Some(steward), Action::KeepPeople, Subject::Platform)?;
    let checked = draft.check()?;
    if let Some(agency) = checked.role.agency()
        && !agencies::exists(conn, agency)?
    {
        return Err(fault("agency", Code::ChoiceUnknown));
    }
    let invitation = Invitation {
        id: chance::id(now),
        address: checked.address.to_string(),
        sign_in: checked.address.canonical(),
        role: checked.role.kind().as_str().to_owned(),
        agency_id: checked.role.agency().map(str::to_owned),
        lang: checked.lang.code().to_owned(),
        reason: checked.reason,
        invited_by: steward.id.clone(),
        invited_at: now.into(),
        expires_at: expires(now).into(),
        ended_as: None,
        ended_at: None,
        account_id: None,
    };
    dialect::hold_person(conn, &invitation.sign_in)?;
    invitations::add(conn, &invitation).map_err(|error| match is_duplicate(&error) {
        true => fault("address", Code::InvitedBefore),
        false => error.into(),
    })?;
    send(conn, base, now, &invitation, link)?;
    written(conn, now, "account.invited", &invitation, &steward.id)
}

/// Sends an open invitation another link; the one before opens nothing any more.
///
/// # Errors
/// Not found where it is not open; else the refusal.
pub fn send_again(
    conn: &mut Conn,
    base: &Base,
    steward: &Person,
    now: Timestamp,
    (id, link): (&str, &NewLink),
) -> Result<(), PersonRefusal> {
    can(Some(steward), Action::KeepPeople, Subject::Platform)?;
    let invitation = invitations::open(conn, id)?.ok_or(PersonRefusal::NotFound)?;
    dialect::hold_person(conn, &invitation.sign_in)?;
    invitations::sent_again(conn, id, expires(now))?;
    send(conn, base, now, &invitation, link)?;
    written(conn, now, "account.invited_again", &invitation, &steward.id)
}

/// Takes an open invitation back; its link opens nothing any more.
///
/// # Errors
/// Not found where it is not open; else the refusal.
pub fn withdraw_invitation(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    id: &str,
) -> Result<(), PersonRefusal> {
    can(Some(steward), Action::KeepPeople, Subject::Platform)?;
    let invitation = invitations::open(conn, id)?.ok_or(PersonRefusal::NotFound)?;
    invitations::end(conn, id, "withdrawn", None, now)?;
    written(
        conn,
        now,
        "account.invitation_withdrawn",
        &invitation,
        &steward.id,
    )
}

fn expires(now: Timestamp) -> Timestamp {
    now.saturating_add(TokenKind::Invite.lasts()).unwrap_or(now)
}

fn send(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    invitation: &Invitation,
    link: &NewLink,
) -> Result<(), PersonRefusal> {
    let since = now.saturating_sub(SENT_WITHIN).unwrap_or_default();
    if tokens::sent_since(conn, &invitation.sign_in, since)? >= SENT_MOST {
        return Err(Errors(vec![FieldError {
            field: "",
            code: code::WAIT,
            max: u32::try_from(SENT_WITHIN.as_secs()).ok(),
            min: None,
        }])
        .into());
    }
    tokens::put(
        conn,
        &Token {
            hash: link.hash.to_vec(),
            kind: TokenKind::Invite.as_str().to_owned(),
            account_id: None,
            address: invitation.sign_in.clone(),
            payload: json!({ "invitation": invitation.id }).to_string(),
            created_at: now.into(),
            expires_at: expires(now).into(),
            used_at: None,
        },
    )?;
    let lang = Lang::parse(&invitation.lang).unwrap_or(Lang::Ar);
    let agency = invitations::agency_of(conn, invitation)?;
    let agency = agency.map(|(ar, en)| match lang {
        Lang::Ar => ar,
        Lang::En => en,
    });
    let to = To {
        base,
        account_id: None,
        address: invitation.address.clone(),
        lang,
        now,
    };
    let kind = RoleKind::parse(&invitation.role).unwrap_or(RoleKind::Moderator);
    outbox::put(
        conn,
        &letters::invite(&to, &link.token, kind, agency.as_deref()),
    )?;
    Ok(())
}

/// Writes an act into the journal: that it happened, in which role, and not to whom.
pub(crate) fn written(
    conn: &mut Conn,
    now: Timestamp,
    kind: &'static str,
    invitation: &Invitation,
    by: &str,
) -> Result<(), PersonRefusal> {
    let private = json!({
        "address": invitation.sign_in,
        "by": by,
        "role": invitation.role,
        "reason": invitation.reason,
    })
    .to_string();
    let entry = journal::Entry {
        kind,
        agency_id: invitation.agency_id.as_deref(),
        topic_id: None,
        subject_id: &invitation.id,
        facts: json!({ "role": invitation.role }),
        private: Some(&private),
    };
    Ok(journal::write(conn, now, &entry)?)
}
