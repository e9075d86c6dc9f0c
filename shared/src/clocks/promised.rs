//! Every day that is promised by working days and stored, and therefore follows the calendar.

use jiff::civil::Date;

use super::DueKind;
use crate::calendar::Calendar;
use crate::error::words;
use crate::{objection, reader_report};

words! {
    /// What a promised day is the last one for.
    pub enum PromisedDay {
        /// The agency's first sign that a suggestion was read.
        Acknowledge = "acknowledge",
        /// The agency's final answer.
        Decide = "decide",
        /// A steward's decision of an objection.
        Objection = "objection",
        /// A desk's look at what readers reported.
        Reports = "reports",
    }
}

impl PromisedDay {
    /// Working days from the starting day, which is day 0.
    pub const fn working_days(self) -> u32 {
        match self {
            Self::Acknowledge => DueKind::Acknowledge.working_days(),
            Self::Decide => DueKind::Decide.working_days(),
            Self::Objection => objection::DECIDE_WITHIN,
            Self::Reports => reader_report::LOOK_WITHIN,
        }
    }

    /// Whether the public may know of it: that something was reported is nobody's to know.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Reports)
    }

    /// Where the day `due` of a clock that started on `starts` goes when the calendar changes from
    /// `before` to `after`, or `None` when it stays: because it has passed, or because the change
    /// does not touch its days. Never moved before the first working day from `today` on, so that
    /// a change of the calendar makes nobody late, and never onto a day off.
    pub fn follow(
        self,
        (starts, due): (Date, Date),
        before: &Calendar,
        after: &Calendar,
        today: Date,
    ) -> Option<Date> {
        if due < today {
            return None;
        }
        let [was, is] =
            [before, after].map(|one| one.add_working_days(starts, self.working_days()));
        let moved = if was == is {
            // One that was held back once does not move for a change elsewhere.
            after.add_working_days(due, 0)
        } else {
            is.max(after.add_working_days(today, 0))
        };
        (moved != due).then_some(moved)
    }
}

impl From<DueKind> for PromisedDay {
    fn from(kind: DueKind) -> PromisedDay {
        match kind {
            DueKind::Acknowledge => Self::Acknowledge,
            DueKind::Decide => Self::Decide,
        }
    }
}
