//! How a suggestion moves between published, pending, hidden and withdrawn.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{PendingReason, PolicyReason, Publication, PublicationState};
use crate::calendar::Calendar;
use crate::error::{Code, Coded};

#[cfg(test)]
mod tests;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicationRefusal {
    #[error("it is {state}, not pending")]
    NotPending { state: PublicationState },
    #[error("it publishes itself on {publishes_on}")]
    NotYetDue { publishes_on: Date },
    #[error("it waits for another reason: {reason}")]
    OtherReason { reason: PendingReason },
    #[error("it is hidden already")]
    AlreadyHidden,
    #[error("it is {state} and not in public any more")]
    NotInPublic { state: PublicationState },
    #[error("it is {state}, not hidden")]
    NotHidden { state: PublicationState },
    #[error("only its author withdraws a suggestion")]
    NotTheAuthor,
}

impl Coded for PublicationRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotPending { .. } | Self::OtherReason { .. } | Self::NotInPublic { .. } => {
                Code::SuggestionState
            }
            Self::NotYetDue { .. } => Code::SuggestionNotDue,
            Self::AlreadyHidden => Code::SuggestionAlreadyHidden,
            Self::NotHidden { .. } => Code::SuggestionNotHidden,
            Self::NotTheAuthor => Code::NotTheAuthor,
        }
    }
}

/// A suggestion of the day `today` that has to wait; it publishes itself one working day later.
pub fn pending(reason: PendingReason, today: Date, calendar: &Calendar) -> Publication {
    Publication::Pending {
        reason,
        publishes_on: calendar.add_working_days(today, 1),
    }
}

/// What ends the waiting of a pending suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishCause {
    /// The working day has gone by; the day it is now.
    Due(Date),
    AuthorConfirmed,
    /// A moderator looked at what the filter held.
    PassedByDesk,
}

/// Publishes a pending suggestion. Its clocks start on that day.
pub fn publish(
    current: &Publication,
    cause: PublishCause,
) -> Result<Publication, PublicationRefusal> {
    let Publication::Pending {
        reason,
        publishes_on,
    } = *current
    else {
        return Err(PublicationRefusal::NotPending {
            state: current.state(),
        });
    };
    match (cause, reason) {
        (PublishCause::Due(today), _) if today < publishes_on => {
            Err(PublicationRefusal::NotYetDue { publishes_on })
        }
        (PublishCause::Due(_), _)
        | (PublishCause::AuthorConfirmed, PendingReason::UnconfirmedAuthor)
        | (PublishCause::PassedByDesk, PendingReason::HeldByFilter) => Ok(Publication::Published),
        (PublishCause::AuthorConfirmed, PendingReason::HeldByFilter)
        | (PublishCause::PassedByDesk, PendingReason::UnconfirmedAuthor) => {
            Err(PublicationRefusal::OtherReason { reason })
        }
    }
}

/// Takes a published or pending suggestion out of public, for a reason of the policy.
pub fn hide(
    current: &Publication,
    reason: PolicyReason,
    at: Timestamp,
) -> Result<Publication, PublicationRefusal> {
    match current {
        Publication::Published | Publication::Pending { .. } => {
            Ok(Publication::Hidden { reason, at })
        }
        Publication::Hidden { .. } => Err(PublicationRefusal::AlreadyHidden),
        Publication::Withdrawn { .. } | Publication::Merged { .. } => {
            Err(PublicationRefusal::NotInPublic {
                state: current.state(),
            })
        }
    }
}

/// Brings a hidden suggestion back to published; it takes up the due dates it had, and a
/// concluded topic reopens ([`crate::topic::reopened_by_restore`]).
pub fn restore(current: &Publication) -> Result<Publication, PublicationRefusal> {
    match current {
        Publication::Hidden { .. } => Ok(Publication::Published),
        other => Err(PublicationRefusal::NotHidden {
            state: other.state(),
        }),
    }
}

/// Takes a suggestion back, by its author alone. A hidden one stays hidden, with its reason.
pub fn withdraw(
    current: &Publication,
    by_author: bool,
    at: Timestamp,
) -> Result<Publication, PublicationRefusal> {
    if !by_author {
        return Err(PublicationRefusal::NotTheAuthor);
    }
    match current {
        Publication::Published | Publication::Pending { .. } => Ok(Publication::Withdrawn { at }),
        other => Err(PublicationRefusal::NotInPublic {
            state: other.state(),
        }),
    }
}
