//! A reader reports a suggestion to the desk of its topic's agency. Reports are never public.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::error::{Code, Coded, words};
use crate::suggestion::PublicationState;

/// Working days from the first report, which is day 0, in which the desk looks at it.
pub const LOOK_WITHIN: u32 = 2;

/// The last day on which the desk is in time with what was first reported on a day.
pub fn due(reported_on: Date, calendar: &Calendar) -> Date {
    calendar.add_working_days(reported_on, LOOK_WITHIN)
}

words! {
    /// What became of the reports of a suggestion.
    pub enum Settlement {
        /// The desk looked, and the suggestion stays.
        Kept = "kept",
        /// The desk hid it.
        Hidden = "hidden",
        /// Its author took it back before the desk looked.
        Withdrawn = "withdrawn",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefusal {
    #[error("it is {state} and cannot be reported")]
    NotInPublic { state: PublicationState },
    #[error("nobody reports a suggestion of their own")]
    Own,
    #[error("this person reported it already")]
    Already,
}

impl Coded for ReportRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotInPublic { .. } => Code::SuggestionState,
            Self::Own => Code::OwnSuggestion,
            Self::Already => Code::AlreadyReported,
        }
    }
}

/// Whether somebody outside the agency may report a suggestion: one in public, of another person,
/// once. A merged one is looked at where it went.
pub fn may_report(state: PublicationState, own: bool, before: bool) -> Result<(), ReportRefusal> {
    if own {
        return Err(ReportRefusal::Own);
    }
    if before {
        return Err(ReportRefusal::Already);
    }
    if state != PublicationState::Published {
        return Err(ReportRefusal::NotInPublic { state });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_desk_has_two_working_days() {
        let calendar = Calendar::default();
        for (reported, wanted) in [
            (date(2026, 11, 22), date(2026, 11, 24)),
            (date(2026, 11, 25), date(2026, 11, 29)),
            // A Friday.
            (date(2026, 11, 27), date(2026, 11, 30)),
        ] {
            assert_eq!(due(reported, &calendar), wanted, "{reported}");
        }
    }

    #[test]
    fn who_reports_what() {
        use PublicationState::{Hidden, Merged, Pending, Published, Withdrawn};
        let gone = |state| Err(ReportRefusal::NotInPublic { state });
        for (state, own, before, expected) in [
            (Published, false, false, Ok(())),
            (Published, true, false, Err(ReportRefusal::Own)),
            (Published, false, true, Err(ReportRefusal::Already)),
            (Hidden, false, true, Err(ReportRefusal::Already)),
            (Hidden, false, false, gone(Hidden)),
            (Withdrawn, false, false, gone(Withdrawn)),
            (Pending, false, false, gone(Pending)),
            (Merged, false, false, gone(Merged)),
        ] {
            let given = may_report(state, own, before);
            assert_eq!(given, expected, "{state} {own} {before}");
        }
    }
}
