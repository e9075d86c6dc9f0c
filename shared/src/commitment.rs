//! What an adopted suggestion promises, and what became of it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answer::REASON_LETTERS;
use crate::error::{Code, Coded, words};

words! {
    /// Where a commitment stands. Each update is a row of its own with its day.
    pub enum CommitmentState {
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        /// Given up, with a public reason.
        Dropped = "dropped",
    }
}

/// States that still promise something.
pub const PROMISED: &[CommitmentState] = &[CommitmentState::Planned, CommitmentState::InProgress];

impl CommitmentState {
    /// Whether this is one of a named set.
    pub fn is_in(self, set: &[Self]) -> bool {
        set.contains(&self)
    }
}

/// A commitment further ahead than so many years is a slip of the pen.
pub const UNTIL_YEARS: i16 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommitmentRefusal {
    #[error("it is {state}, which is final")]
    Finished { state: CommitmentState },
    #[error("from {from} it does not go to {to}")]
    OutOfOrder {
        from: CommitmentState,
        to: CommitmentState,
    },
    #[error("dropping a commitment needs a reason")]
    ReasonMissing,
    #[error("the reason has {letters} letters, at least {needed} are needed")]
    ReasonTooShort { letters: usize, needed: usize },
    #[error("what is promised is missing")]
    WhatMissing,
    #[error("{until} is before today, {today}")]
    UntilInPast { until: Date, today: Date },
    #[error("{until} is after {latest}")]
    UntilTooFar { until: Date, latest: Date },
}

impl Coded for CommitmentRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Finished { .. } => Code::CommitmentFinished,
            Self::OutOfOrder { .. } => Code::CommitmentOrder,
            Self::ReasonMissing => Code::ReasonMissing,
            Self::ReasonTooShort { .. } => Code::ReasonTooShort,
            Self::WhatMissing => Code::CommitmentMissing,
            Self::UntilInPast { .. } => Code::DateInPast,
            Self::UntilTooFar { .. } => Code::DateTooFar,
        }
    }
}

/// Checks a new promise of the day `today`: `what_letters` letters that say what, and its last
/// day.
pub fn promise(
    what_letters: usize,
    until: Date,
    today: Date,
) -> Result<CommitmentState, CommitmentRefusal> {
    if what_letters == 0 {
        return Err(CommitmentRefusal::WhatMissing);
    }
    check_until(until, today)?;
    Ok(CommitmentState::Planned)
}

/// Checks the last day of a promise, when it is made and when it is moved.
pub fn check_until(until: Date, today: Date) -> Result<(), CommitmentRefusal> {
    if until < today {
        return Err(CommitmentRefusal::UntilInPast { until, today });
    }
    let latest = today.saturating_add(UNTIL_YEARS.years());
    if until > latest {
        return Err(CommitmentRefusal::UntilTooFar { until, latest });
    }
    Ok(())
}

/// Decides an update: planned, in progress, done, one step at a time, or dropped with a reason of
/// as many letters as a rejection needs. The same state again is an update with news alone;
/// nothing follows done or dropped. `reason_letters` is read for dropped only.
pub fn update(
    current: CommitmentState,
    to: CommitmentState,
    reason_letters: usize,
) -> Result<CommitmentState, CommitmentRefusal> {
    use CommitmentState::{Done, Dropped, InProgress, Planned};
    match (current, to) {
        (Done | Dropped, _) => Err(CommitmentRefusal::Finished { state: current }),
        (Planned, Planned | InProgress) | (InProgress, InProgress | Done) => Ok(to),
        (_, Dropped) if reason_letters == 0 => Err(CommitmentRefusal::ReasonMissing),
        (_, Dropped) if reason_letters < REASON_LETTERS => Err(CommitmentRefusal::ReasonTooShort {
            letters: reason_letters,
            needed: REASON_LETTERS,
        }),
        (_, Dropped) => Ok(Dropped),
        (Planned, Done) | (InProgress, Planned) => {
            Err(CommitmentRefusal::OutOfOrder { from: current, to })
        }
    }
}

/// Whether the last day has gone by with the promise still standing.
pub fn is_overdue(state: CommitmentState, until: Date, today: Date) -> bool {
    state.is_in(PROMISED) && today > until
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_update() {
        use CommitmentState::{Done, Dropped, InProgress, Planned};
        let finished = |state| Err(CommitmentRefusal::Finished { state });
        let out_of_order = |from, to| Err(CommitmentRefusal::OutOfOrder { from, to });
        let table = [
            (Planned, Planned, Ok(Planned)),
            (Planned, InProgress, Ok(InProgress)),
            (Planned, Done, out_of_order(Planned, Done)),
            (Planned, Dropped, Ok(Dropped)),
            (InProgress, Planned, out_of_order(InProgress, Planned)),
            (InProgress, InProgress, Ok(InProgress)),
            (InProgress, Done, Ok(Done)),
            (InProgress, Dropped, Ok(Dropped)),
            (Done, Planned, finished(Done)),
            (Done, InProgress, finished(Done)),
            (Done, Done, finished(Done)),
            (Done, Dropped, finished(Done)),
            (Dropped, Planned, finished(Dropped)),
            (Dropped, InProgress, finished(Dropped)),
            (Dropped, Done, finished(Dropped)),
            (Dropped, Dropped, finished(Dropped)),
        ];
        assert_eq!(table.len(), CommitmentState::ALL.len().pow(2));
        for (from, to, expected) in table {
            assert_eq!(update(from, to, REASON_LETTERS), expected, "{from} to {to}");
        }
    }

    #[test]
    fn a_promise_is_not_dropped_without_a_reason() {
        for current in PROMISED.iter().copied() {
            for (letters, expected) in [
                (0, Err(CommitmentRefusal::ReasonMissing)),
                (
                    39,
                    Err(CommitmentRefusal::ReasonTooShort {
                        letters: 39,
                        needed: 40,
                    }),
                ),
                (40, Ok(CommitmentState::Dropped)),
            ] {
                let given = update(current, CommitmentState::Dropped, letters);
                assert_eq!(given, expected, "{current} {letters}");
            }
        }
        assert_eq!(
            update(CommitmentState::Planned, CommitmentState::InProgress, 0),
            Ok(CommitmentState::InProgress),
        );
    }

    #[test]
    fn a_promise_says_what_and_until_a_day_that_can_come() {
        let today = date(2026, 3, 1);
        for (letters, until, expected) in [
            (12, today, Ok(CommitmentState::Planned)),
            (1, date(2036, 3, 1), Ok(CommitmentState::Planned)),
            (0, today, Err(CommitmentRefusal::WhatMissing)),
            (
                12,
                date(2026, 2, 28),
                Err(CommitmentRefusal::UntilInPast {
                    until: date(2026, 2, 28),
                    today,
                }),
            ),
            (
                12,
                date(2036, 3, 2),
                Err(CommitmentRefusal::UntilTooFar {
                    until: date(2036, 3, 2),
                    latest: date(2036, 3, 1),
                }),
            ),
        ] {
            assert_eq!(
                promise(letters, until, today),
                expected,
                "{letters} {until}"
            );
        }
        assert_eq!(check_until(Date::MAX, Date::MAX), Ok(()));
        // Ten years after a leap day is the last day of February.
        assert!(check_until(date(2038, 2, 28), date(2028, 2, 29)).is_ok());
        assert!(check_until(date(2038, 3, 1), date(2028, 2, 29)).is_err());
    }

    #[test]
    fn overdue_begins_the_day_after_and_ends_with_the_promise() {
        let until = date(2026, 6, 30);
        for state in CommitmentState::ALL.iter().copied() {
            assert!(!is_overdue(state, until, until), "{state}");
            let promised = state.is_in(PROMISED);
            assert_eq!(
                is_overdue(state, until, date(2026, 7, 1)),
                promised,
                "{state}"
            );
        }
    }
}
