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
