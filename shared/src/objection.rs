//! An author objects to the hiding or the merging of a suggestion, and a steward decides.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::error::{Code, Coded, words};
use crate::suggestion::PublicationState;

/// Letters that an objection of substance has at least.
pub const OBJECTION_LETTERS: usize = 20;

/// Working days from the day of hiding or merging, which is day 0, in which its author may object.
pub const OBJECT_WITHIN: u32 = 20;

/// Working days from the day of the objection, which is day 0, in which a steward decides.
pub const DECIDE_WITHIN: u32 = 10;

words! {
    /// What is objected to.
    pub enum ObjectionKind {
        Hiding = "hiding",
        /// Laying two suggestions together.
        Merging = "merging",
    }
}

impl ObjectionKind {
    /// What may be objected to while a suggestion stands so.
    pub const fn of(state: PublicationState) -> Option<Self> {
        match state {
            PublicationState::Hidden => Some(Self::Hiding),
            PublicationState::Merged => Some(Self::Merging),
            PublicationState::Published
            | PublicationState::Pending
            | PublicationState::Withdrawn => None,
        }
    }
}

words! {
    /// What a steward decided.
    pub enum ObjectionOutcome {
        /// What the desk did stands.
        Stands = "stands",
        /// The suggestion came back or stands for itself again, with the due dates it had.
        Restored = "restored",
    }
}

/// The last day on which the author of a suggestion hidden or merged on a day may object.
pub fn last_day(done_on: Date, calendar: &Calendar) -> Date {
    calendar.add_working_days(done_on, OBJECT_WITHIN)
}

/// The last day on which the decision of an objection made on a day is in time.
pub fn due(objected_on: Date, calendar: &Calendar) -> Date {
    calendar.add_working_days(objected_on, DECIDE_WITHIN)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObjectionRefusal {
    #[error("it is {state}, neither hidden nor merged")]
    NothingDone { state: PublicationState },
    #[error("this was objected to already")]
    AlreadyMade,
    #[error("objections were taken until {until}")]
    TooLate { until: Date },
    #[error("the objection was decided already")]
    Decided,
    #[error("who decides is a party to it")]
    Party,
}

impl Coded for ObjectionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NothingDone { .. } => Code::SuggestionNotHidden,
            Self::AlreadyMade => Code::ObjectionMade,
            Self::TooLate { .. } => Code::ObjectionTooLate,
            Self::Decided => Code::Stale,
            Self::Party => Code::ObjectionParty,
        }
    }
}

/// Whether the author may object on the day `today`: to a hiding or merge that stands, once, until
/// the last day `until`, that day included.
pub fn may_object(
    state: PublicationState,
    made: bool,
    until: Date,
    today: Date,
) -> Result<(), ObjectionRefusal> {
    if ObjectionKind::of(state).is_none() {
        return Err(ObjectionRefusal::NothingDone { state });
    }
    if made {
        return Err(ObjectionRefusal::AlreadyMade);
    }
    if today > until {
        return Err(ObjectionRefusal::TooLate { until });
    }
    Ok(())
}

/// What a steward's decision hangs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deciding {
    pub decided: bool,
    /// The steward hid or merged it, wrote it, or works for the topic's agency.
    pub party: bool,
}

/// Whether a steward may decide an objection: once, and never as a party to it.
pub fn may_decide(deciding: Deciding) -> Result<(), ObjectionRefusal> {
    if deciding.party {
        return Err(ObjectionRefusal::Party);
    }
    if deciding.decided {
        return Err(ObjectionRefusal::Decided);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::Weekend;

    #[test]
    fn the_time_to_object_and_to_decide() {
        let calendar = Calendar::default();
        // Sunday 1 November 2026: four weeks of five working days.
        assert_eq!(last_day(date(2026, 11, 1), &calendar), date(2026, 11, 29));
        assert_eq!(due(date(2026, 11, 1), &calendar), date(2026, 11, 15));
        let with_holiday = Calendar::new(Weekend::default(), [date(2026, 11, 18)]);
        assert_eq!(
            last_day(date(2026, 11, 1), &with_holiday),
            date(2026, 11, 30)
        );
        assert_eq!(due(date(2026, 11, 1), &with_holiday), date(2026, 11, 15));
    }

    #[test]
    fn who_objects_when() {
        use PublicationState::{Hidden, Merged, Pending, Published, Withdrawn};
        let until = date(2026, 11, 29);
        let late = ObjectionRefusal::TooLate { until };
        let made = ObjectionRefusal::AlreadyMade;
        let nothing = |state| Err(ObjectionRefusal::NothingDone { state });
        for (state, before, today, expected) in [
            (Hidden, false, date(2026, 11, 1), Ok(())),
            (Hidden, false, until, Ok(())),
            (Hidden, false, date(2026, 11, 30), Err(late)),
            (Hidden, true, date(2026, 11, 2), Err(made)),
            (Hidden, true, date(2026, 12, 2), Err(made)),
            (Merged, false, date(2026, 11, 1), Ok(())),
            (Merged, false, until, Ok(())),
            (Merged, false, date(2026, 11, 30), Err(late)),
            (Merged, true, until, Err(made)),
            (Published, false, until, nothing(Published)),
            (Pending, false, until, nothing(Pending)),
            (Withdrawn, false, until, nothing(Withdrawn)),
        ] {
            let given = may_object(state, before, until, today);
            assert_eq!(given, expected, "{state} {before} {today}");
        }
    }

    #[test]
    fn an_objection_is_decided_once_and_by_no_party() {
        for (decided, party, expected) in [
            (false, false, Ok(())),
            (true, false, Err(ObjectionRefusal::Decided)),
            (false, true, Err(ObjectionRefusal::Party)),
            (true, true, Err(ObjectionRefusal::Party)),
        ] {
            assert_eq!(may_decide(Deciding { decided, party }), expected);
        }
        assert_eq!(ObjectionRefusal::Decided.code(), Code::Stale);
        assert_eq!(ObjectionRefusal::Party.code().status(), 403);
    }
}
