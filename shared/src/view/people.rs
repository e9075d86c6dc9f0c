//! Accounts as stewards see them.

use jiff::civil::{Date, DateTime};

use super::text::{Bilingual, UserText};
use crate::account::RoleKind;
use crate::device::Device;
use crate::input::{FieldError, PersonDraft};

/// `GET /{lang}/steward/people`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeoplePage {
    /// The name that nobody signs in under, as typed.
    pub missed: Option<String>,
    pub stewards: Vec<StaffLine>,
    /// By agency.
    pub desks: Vec<(Bilingual, Vec<StaffLine>)>,
}

/// Somebody in a role of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLine {
    /// The account's id.
    pub id: String,
    pub name: String,
    pub sign_in: String,
    pub role: RoleKind,
    pub disabled: bool,
}

/// `GET /{lang}/steward/people/{account}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPage {
    pub id: String,
    pub name: String,
    pub sign_in: String,
    pub since: Date,
    pub disabled_on: Option<Date>,
    /// A field that people do not see was filled in when it was registered.
    pub unseen: bool,
    pub roles: Vec<HeldRole>,
    /// The newest first.
    pub sign_ins: Vec<SignInRow>,
    /// The newest first.
    pub acts: Vec<ActRow>,
    /// Ids and names, for roles at a desk.
    pub agencies: Vec<(String, Bilingual)>,
    pub draft: PersonDraft,
    pub errors: Vec<FieldError>,
    pub done: Option<PersonDone>,
}

/// A role, and the agency where it belongs to one (id and name).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    pub kind: RoleKind,
    pub agency: Option<(String, Bilingual)>,
}

/// An attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    pub at: DateTime,
    pub outcome: Outcome,
    pub device: Device,
    /// The /24 or /48.
    pub network: Option<String>,
}

/// What became of an attempt to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    SignedIn,
    WrongPassword,
    Disabled,
}

/// What a steward did, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    pub at: DateTime,
    /// The steward's name.
    pub by: String,
    pub act: PersonAct,
    pub reason: UserText,
}

/// What can be done to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonAct {
    Disabled,
    Enabled,
    Granted(RoleKind, Option<Bilingual>),
    Withdrawn(RoleKind, Option<Bilingual>),
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonDone {
    Disabled,
    Enabled,
    Granted,
    Withdrawn,
}
