//! How a suggestion moves between published, pending, hidden and withdrawn.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{PendingReason, PolicyReason, Publication, PublicationState};
use crate::calendar::Calendar;
use crate::error::{Code, Coded};

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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;
    const REASON: PolicyReason = PolicyReason::OffTopic;

    fn held(reason: PendingReason) -> Publication {
        // A Thursday: one working day later is Sunday.
        pending(reason, date(2026, 3, 5), &Calendar::default())
    }

    /// One of each state, in the order of `PublicationState::ALL`.
    fn each() -> [Publication; 5] {
        [
            Publication::Published,
            held(PendingReason::HeldByFilter),
            Publication::Hidden {
                reason: PolicyReason::Insult,
                at: AT,
            },
            Publication::Withdrawn { at: AT },
            Publication::Merged {
                into: "other".to_owned(),
            },
        ]
    }

    #[test]
    fn the_table_holds_every_state() {
        let states: Vec<_> = each().iter().map(Publication::state).collect();
        assert_eq!(states, PublicationState::ALL);
    }

    #[test]
    fn a_pending_suggestion_publishes_itself_after_one_working_day() {
        let sunday = date(2026, 3, 8);
        for reason in PendingReason::ALL {
            let current = held(*reason);
            assert_eq!(
                current,
                Publication::Pending {
                    reason: *reason,
                    publishes_on: sunday
                }
            );
            assert_eq!(
                publish(&current, PublishCause::Due(date(2026, 3, 7))),
                Err(PublicationRefusal::NotYetDue {
                    publishes_on: sunday
                }),
            );
            for today in [sunday, date(2026, 3, 20)] {
                let published = publish(&current, PublishCause::Due(today));
                assert_eq!(published, Ok(Publication::Published));
            }
        }
    }

    #[test]
    fn each_reason_to_wait_is_ended_by_its_own_cause() {
        use PendingReason::{HeldByFilter, UnconfirmedAuthor};
        for (reason, cause, allowed) in [
            (UnconfirmedAuthor, PublishCause::AuthorConfirmed, true),
            (UnconfirmedAuthor, PublishCause::PassedByDesk, false),
            (HeldByFilter, PublishCause::PassedByDesk, true),
            (HeldByFilter, PublishCause::AuthorConfirmed, false),
        ] {
            let expected = if allowed {
                Ok(Publication::Published)
            } else {
                Err(PublicationRefusal::OtherReason { reason })
            };
            assert_eq!(
                publish(&held(reason), cause),
                expected,
                "{reason} {cause:?}"
            );
        }
    }

    #[test]
    fn only_a_pending_suggestion_is_published() {
        for current in each() {
            let state = current.state();
            if state != PublicationState::Pending {
                let refused = publish(&current, PublishCause::Due(date(2030, 1, 1))).unwrap_err();
                assert_eq!(refused, PublicationRefusal::NotPending { state });
                assert_eq!(refused.code(), Code::SuggestionState);
            }
        }
    }

    #[test]
    fn hiding_from_every_state() {
        use PublicationRefusal::{AlreadyHidden, NotInPublic};
        let hidden = Publication::Hidden {
            reason: REASON,
            at: AT,
        };
        let expected = [
            Ok(hidden.clone()),
            Ok(hidden),
            Err(AlreadyHidden),
            Err(NotInPublic {
                state: PublicationState::Withdrawn,
            }),
            Err(NotInPublic {
                state: PublicationState::Merged,
            }),
        ];
        for (current, expected) in each().iter().zip(expected) {
            assert_eq!(hide(current, REASON, AT), expected, "{current:?}");
        }
        assert_eq!(AlreadyHidden.code(), Code::SuggestionAlreadyHidden);
    }

    #[test]
    fn restoring_from_every_state() {
        for current in each() {
            let state = current.state();
            let expected = if state == PublicationState::Hidden {
                Ok(Publication::Published)
            } else {
                Err(PublicationRefusal::NotHidden { state })
            };
            assert_eq!(restore(&current), expected, "{state}");
        }
    }

    #[test]
    fn withdrawing_from_every_state() {
        for current in each() {
            let state = current.state();
            let expected = match state {
                PublicationState::Published | PublicationState::Pending => {
                    Ok(Publication::Withdrawn { at: AT })
                }
                _ => Err(PublicationRefusal::NotInPublic { state }),
            };
            assert_eq!(withdraw(&current, true, AT), expected, "{state}");
            let other = withdraw(&current, false, AT);
            assert_eq!(other, Err(PublicationRefusal::NotTheAuthor), "{state}");
        }
    }
}
