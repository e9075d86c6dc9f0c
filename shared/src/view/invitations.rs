//! Invitations to become staff, for stewards and for who is invited.

use jiff::civil::DateTime;

use super::text::{Bilingual, UserText};
use crate::account::RoleKind;
use crate::input::{FieldError, InviteDraft, RegisterDraft};

/// `GET /{lang}/steward/invitations`
#[derive(Debug, Clone)]
pub struct InvitationsPage {
    /// The newest first.
    pub invitations: Vec<InvitationRow>,
    /// Ids and names, for roles at a desk.
    pub agencies: Vec<(String, Bilingual)>,
    pub draft: InviteDraft,
    pub errors: Vec<FieldError>,
    pub done: Option<InvitationDone>,
}

/// One invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    pub id: String,
    pub address: String,
    pub role: RoleKind,
    pub agency: Option<Bilingual>,
    /// The name of the steward who invited.
    pub by: String,
    pub reason: UserText,
    pub at: DateTime,
    pub state: InvitationState,
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Its link holds until then.
    Open(DateTime),
    /// Its link held until then; it can be sent again.
    Expired(DateTime),
    Accepted(DateTime),
    Withdrawn(DateTime),
}

impl InvitationState {
    /// Whether it can be withdrawn and sent again.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Open(_) | Self::Expired(_))
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationDone {
    Invited,
    Again,
    Withdrawn,
}

/// `GET /{lang}/invitation/{token}`
#[derive(Debug, Clone)]
pub struct InvitedPage {
    pub token: String,
    pub address: String,
    pub role: RoleKind,
    pub agency: Option<Bilingual>,
    pub way: InvitedWay,
}

/// How the role can be taken.
#[derive(Debug, Clone)]
pub enum InvitedWay {
    /// The address has no account: a password and a name are chosen.
    Join {
        draft: RegisterDraft,
        errors: Vec<FieldError>,
        /// Nobody could be registered just now.
        busy: bool,
    },
    /// Its account is signed in here.
    Accept,
    /// It has an account, and nobody is signed in.
    SignIn,
    /// Somebody else is signed in, by this name.
    Other(String),
}
