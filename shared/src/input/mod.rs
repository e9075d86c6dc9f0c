//! What people send in forms, checked: drafts of plain text become checked values.
//!
//! A draft is what was typed, kept as typed, so that a refused form comes back whole. `check`
//! gives the value, or every fault at once. Codes are stable; sentences are made at the edge.

mod account;
mod answer;
mod appoint;
mod bulk;
mod calendar;
mod count_correction;
mod data_request;
mod desk;
mod followed;
mod form;
mod invite;
mod links;
mod merge;
mod objection;
mod person;
pub mod places;
mod promise;
mod question;
mod reader_report;
mod report;
mod returned;
mod saved_view;
mod scored;
mod sign_in;
mod suggestion;
mod template;
mod topic;
mod topic_correction;
mod topic_link;

use serde::Serialize;

pub use account::{AddressDraft, CheckedPerson, NewPassword, RegisterDraft};
pub use answer::{ANSWER_KINDS, AnswerDraft, CheckedAnswer};
pub use appoint::AppointDraft;
pub use bulk::BulkDraft;
pub use calendar::{HOLIDAY_STATUSES, HolidayDraft, WeekDraft};
pub use count_correction::CountCorrectionDraft;
pub use data_request::{RequestAnswerDraft, RequestDraft, too_many_requests};
pub use desk::{
    COMMITMENT_STATES, CheckedCommitmentUpdate, CheckedHide, CommitmentUpdateDraft, DatedAddition,
    HideDraft,
};
pub use followed::{Due, FollowDraft, FollowWish};
pub use form::parse_date;
pub use invite::{CheckedInvitation, InviteDraft};
pub use links::{BadLink, Link};
pub use merge::{CheckedMerge, MergeDraft};
pub use objection::{CheckedDecision, DecisionDraft, ObjectionDraft};
pub use person::{CheckedRole, PersonDraft, STAFF_ROLES};
pub use places::Governorate;
pub use promise::PromiseDraft;
pub use question::QuestionDraft;
pub use reader_report::{CheckedReaderReport, KeepDraft, ReaderReportDraft};
pub use report::{CheckedReport, ReportDraft};
pub use returned::ReturnDraft;
pub use saved_view::SavedViewDraft;
pub use scored::{ScoredDraft, ScoredOrder, ScoredWish};
pub use sign_in::{CheckedSignIn, SignInDraft, check_name};
pub use suggestion::{CheckedSuggestion, GROUND_KINDS, Ground, Place, SuggestionDraft, UserText};
pub use template::{CheckedTemplate, TemplateDraft};
pub use topic::{CheckedTopic, PARTICIPATION_LEVELS, TopicDraft};
pub use topic_correction::TopicCorrectionDraft;
pub use topic_link::{CheckedTopicLink, TopicLinkDraft};

/// One fault of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The name of the field in the form.
    pub field: &'static str,
    /// One of the stable codes of [`code`].
    pub code: &'static str,
    /// The most characters, or the greatest number, where there is one.
    pub max: Option<u32>,
    /// The fewest characters, or the least number, where there is one.
    pub min: Option<u32>,
}

impl FieldError {
    /// A fault without limits.
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self {
            field,
            code,
            max: None,
            min: None,
        }
    }
}

/// All faults of a form, in the order of its fields; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{} fields are not as they must be", .0.len())]
#[serde(transparent)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// The first fault of a field.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|error| error.field == field)
    }

    /// All faults in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }
}

/// The stable codes.
pub mod code {
    pub const PERIOD_REVERSED: &str = "period_reversed";
    pub const PERIOD_TOO_LONG: &str = "period_too_long";
    pub const TEXT_EMPTY: &str = "text_empty";
    pub const TEXT_TOO_SHORT: &str = "text_too_short";
    pub const TEXT_TOO_LONG: &str = "text_too_long";
    pub const CHAR_REFUSED: &str = "char_refused";
    pub const LINK_INVALID: &str = "link_invalid";
    pub const NUMBER_INVALID: &str = "number_invalid";
    pub const NUMBER_OUT_OF_RANGE: &str = "number_out_of_range";
    pub const DATE_INVALID: &str = "date_invalid";
    pub const MONTH_INVALID: &str = "month_invalid";
    pub const CHOICE_UNKNOWN: &str = "choice_unknown";
    pub const CHOICE_TWICE: &str = "choice_twice";
    pub const SLUG_INVALID: &str = "slug_invalid";
    pub const NAME_MIXED_SCRIPTS: &str = "name_mixed_scripts";
    pub const NAME_RESERVED: &str = "name_reserved";
    /// Too many: `max` is in how many seconds it may be tried again. Of the whole form, not of a field.
    pub const WAIT: &str = "wait";
    /// A piece of work is to be done first, or waited for.
    pub const WORK: &str = "work";
    pub const ADDRESS_INVALID: &str = "address_invalid";
    pub const CONSENT_MISSING: &str = "consent_missing";
    pub const PASSWORD_TOO_SHORT: &str = "password_too_short";
    pub const PASSWORD_TOO_LONG: &str = "password_too_long";
    pub const PASSWORD_COMMON: &str = "password_common";
    pub const PASSWORD_WRONG: &str = "password_wrong";
    pub const NOT_UNDERSTOOD: &str = "not_understood";
    pub const REQUEST_LIMIT: &str = "request_limit";

    /// All of them, so that a test can ask for a sentence for each in both languages.
    pub const ALL: [&str; 24] = [
        PERIOD_REVERSED,
        PERIOD_TOO_LONG,
        TEXT_EMPTY,
        TEXT_TOO_SHORT,
        TEXT_TOO_LONG,
        CHAR_REFUSED,
        LINK_INVALID,
        NUMBER_INVALID,
        NUMBER_OUT_OF_RANGE,
        DATE_INVALID,
        MONTH_INVALID,
        CHOICE_UNKNOWN,
        CHOICE_TWICE,
        SLUG_INVALID,
        NAME_MIXED_SCRIPTS,
        NAME_RESERVED,
        ADDRESS_INVALID,
        CONSENT_MISSING,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        PASSWORD_COMMON,
        PASSWORD_WRONG,
        NOT_UNDERSTOOD,
        REQUEST_LIMIT,
    ];
}

/// `field: code` of each fault, for table tests.
#[cfg(test)]
fn faults<T>(checked: Result<T, Errors>) -> Vec<String> {
    let errors = checked.err().map(|errors| errors.0).unwrap_or_default();
    errors
        .iter()
        .map(|error| format!("{}: {}", error.field, error.code))
        .collect()
}
