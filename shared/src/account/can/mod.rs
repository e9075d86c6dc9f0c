//! The one place that says who may do what. What hangs on states and days is decided elsewhere:
//! here only the person, the action and whose thing it is.

use super::Person;
use crate::error::{Code, Coded, words};

#[cfg(test)]
mod tests;

words! {
    /// Something a person wants to do.
    pub enum Action {
        // A citizen in a topic
        Suggest = "suggest",
        SaveList = "save_list",
        // A citizen with a suggestion
        EditSuggestion = "edit_suggestion",
        WithdrawSuggestion = "withdraw_suggestion",
        ObjectToHiding = "object_to_hiding",
        // Anyone outside the agency with somebody's suggestion
        Report = "report",
        Rate = "rate",
        // The desk of an agency
        ReadDesk = "read_desk",
        Assign = "assign",
        PassPending = "pass_pending",
        Acknowledge = "acknowledge",
        Decide = "decide",
        UpdateCommitment = "update_commitment",
        AskAuthor = "ask_author",
        Hide = "hide",
        Merge = "merge",
        SettleReports = "settle_reports",
        // The managers of an agency
        CreateTopic = "create_topic",
        EditTopic = "edit_topic",
        OpenTopic = "open_topic",
        ExtendTopic = "extend_topic",
        CloseTopic = "close_topic",
        WriteOutcomeReport = "write_outcome_report",
        ConcludeTopic = "conclude_topic",
        MakePromise = "make_promise",
        AppointModerator = "appoint_moderator",
        KeepTemplates = "keep_templates",
        SetRelease = "set_release",
        // The stewards
        Restore = "restore",
        DecideObjection = "decide_objection",
        AdmitAgency = "admit_agency",
        AppointManager = "appoint_manager",
        KeepCalendar = "keep_calendar",
        KeepPolicy = "keep_policy",
        CorrectCount = "correct_count",
        KeepMail = "keep_mail",
        KeepPeople = "keep_people",
    }
}

/// Who may do an action, once the person is signed in and not disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allowed {
    /// Anyone but the staff of the topic's agency.
    OutsideTheAgency,
    Author,
    /// Moderators and managers of the agency.
    Desk,
    Manager,
    Steward,
}

impl Action {
    const fn allowed(self) -> Allowed {
        match self {
            Self::Suggest | Self::SaveList | Self::Report | Self::Rate => Allowed::OutsideTheAgency,
            Self::EditSuggestion | Self::WithdrawSuggestion | Self::ObjectToHiding => {
                Allowed::Author
            }
            Self::ReadDesk
            | Self::Assign
            | Self::PassPending
            | Self::Acknowledge
            | Self::Decide
            | Self::UpdateCommitment
            | Self::AskAuthor
            | Self::Hide
            | Self::Merge
            | Self::SettleReports => Allowed::Desk,
            Self::CreateTopic
            | Self::EditTopic
            | Self::OpenTopic
            | Self::ExtendTopic
            | Self::CloseTopic
            | Self::WriteOutcomeReport
            | Self::ConcludeTopic
            | Self::MakePromise
            | Self::AppointModerator
            | Self::KeepTemplates
            | Self::SetRelease => Allowed::Manager,
            Self::Restore
            | Self::DecideObjection
            | Self::AdmitAgency
            | Self::AppointManager
            | Self::KeepCalendar
            | Self::KeepPolicy
            | Self::CorrectCount
            | Self::KeepMail
            | Self::KeepPeople => Allowed::Steward,
        }
    }

    /// Whether it speaks in the agency's name.
    const fn speaks_for_agency(self) -> bool {
        matches!(
            self,
            Self::Acknowledge
                | Self::Decide
                | Self::UpdateCommitment
                | Self::AskAuthor
                | Self::WriteOutcomeReport
                | Self::MakePromise
        )
    }
}

/// What the action is done to; ids as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    Platform,
    /// An agency, or a topic of it.
    Agency {
        agency: &'a str,
    },
    /// A suggestion in a topic of `agency`; imported ones have no author.
    Suggestion {
        agency: &'a str,
        author: Option<&'a str>,
    },
}

impl Subject<'_> {
    fn agency(&self) -> Option<&str> {
        match self {
            Self::Platform => None,
            Self::Agency { agency } | Self::Suggestion { agency, .. } => Some(agency),
        }
    }

    fn author(&self) -> Option<&str> {
        match self {
            Self::Suggestion { author, .. } => *author,
            Self::Platform | Self::Agency { .. } => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("sign in first")]
    SignInNeeded,
    #[error("this account is disabled")]
    Disabled,
    #[error("only its author may do this")]
    NotTheAuthor,
    #[error("this belongs to another agency")]
    OtherAgency,
    #[error("the staff of a topic's agency neither suggest, rank, report nor rate in it")]
    StaffOfAgency,
    #[error("a steward never answers for an agency")]
    StewardNeverAnswers,
    /// The person has not the role for it.
    #[error("not permitted")]
    NotPermitted,
}

impl Coded for Refusal {
    fn code(&self) -> Code {
        match self {
            Self::SignInNeeded => Code::SignInNeeded,
            Self::Disabled => Code::AccountDisabled,
            Self::NotTheAuthor => Code::NotTheAuthor,
            Self::OtherAgency => Code::OtherAgency,
            Self::StaffOfAgency => Code::StaffOfAgency,
            Self::StewardNeverAnswers => Code::StewardNeverAnswers,
            Self::NotPermitted => Code::NotPermitted,
        }
    }
}

/// Whether `person` (`None`: a visitor) may do `action` to `subject`. Reading what is public
/// needs no permission and is no action. An action on a kind of subject that it does not fit is
/// refused to everyone.
pub fn can(person: Option<&Person>, action: Action, subject: Subject<'_>) -> Result<(), Refusal> {
    let person = person.ok_or(Refusal::SignInNeeded)?;
    if person.disabled {
        return Err(Refusal::Disabled);
    }
    // Even a steward who also holds a desk role: who decides objections is no party.
    if action.speaks_for_agency() && person.is_steward() {
        return Err(Refusal::StewardNeverAnswers);
    }
    match action.allowed() {
        Allowed::OutsideTheAgency => outside_the_agency(person, subject),
        Allowed::Author => {
            if subject.author() == Some(person.id.as_str()) {
                Ok(())
            } else {
                Err(Refusal::NotTheAuthor)
            }
        }
        Allowed::Desk => of_agency(person, subject, Person::is_staff_of),
        Allowed::Manager => of_agency(person, subject, Person::manages),
        Allowed::Steward if person.is_steward() => Ok(()),
        Allowed::Steward => Err(Refusal::NotPermitted),
    }
}

fn outside_the_agency(person: &Person, subject: Subject<'_>) -> Result<(), Refusal> {
    match subject.agency() {
        Some(agency) if person.is_staff_of(agency) => Err(Refusal::StaffOfAgency),
        Some(_) => Ok(()),
        None => Err(Refusal::NotPermitted),
    }
}

/// The right role in the right agency; the right role elsewhere is told apart, so that the page
/// can say so.
fn of_agency(
    person: &Person,
    subject: Subject<'_>,
    holds: impl Fn(&Person, &str) -> bool,
) -> Result<(), Refusal> {
    let agency = subject.agency().ok_or(Refusal::NotPermitted)?;
    if holds(person, agency) {
        return Ok(());
    }
    let mut desks = person.roles.iter().filter_map(|role| role.agency());
    if desks.any(|desk| desk != agency && holds(person, desk)) {
        Err(Refusal::OtherAgency)
    } else {
        Err(Refusal::NotPermitted)
    }
}
