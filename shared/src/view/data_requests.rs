//! Requests about one's own data, for who asks and for stewards.

use jiff::civil::{Date, DateTime};

use super::text::UserText;
use crate::data_request::RequestKind;
use crate::input::{FieldError, RequestDraft};
use crate::waiting::Waiting;

/// `GET /{lang}/account/requests`
#[derive(Debug, Clone)]
pub struct OwnRequestsPage {
    /// The newest first.
    pub requests: Vec<OwnRequest>,
    /// The last day of an answer to what is asked today.
    pub due: Date,
    pub draft: RequestDraft,
    pub errors: Vec<FieldError>,
    /// It was filed just now.
    pub filed: bool,
}

/// A request as its writer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRequest {
    pub kind: RequestKind,
    pub asked_on: Date,
    /// None for what was done by oneself.
    pub text: Option<UserText>,
    pub state: RequestState,
}

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestState {
    ByOneself,
    Waits(Waiting),
    Answered(Date, UserText),
}

/// `GET /{lang}/steward/requests`
#[derive(Debug, Clone)]
pub struct RequestsPage {
    /// The oldest debt first.
    pub waiting: Vec<RequestRow>,
    /// The newest first.
    pub ended: Vec<EndedRow>,
    pub done: bool,
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    pub id: String,
    pub kind: RequestKind,
    /// Who asks: the name they sign in under.
    pub sign_in: String,
    pub asked_on: Date,
    pub waiting: Waiting,
}

/// One that was answered, or done by oneself: of whom is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedRow {
    pub kind: RequestKind,
    pub by_oneself: bool,
    pub asked_on: Date,
    pub ended_on: Date,
}

/// `GET /{lang}/steward/requests/{request}`
#[derive(Debug, Clone)]
pub struct RequestPage {
    pub row: RequestRow,
    /// The account's id.
    pub account: String,
    pub name: String,
    pub asked_at: DateTime,
    pub text: UserText,
    pub answer: String,
    pub errors: Vec<FieldError>,
}
