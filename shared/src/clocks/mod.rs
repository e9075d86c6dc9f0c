//! The clocks an agency answers against. Due dates are stored when a clock starts; lateness is
//! always computed from dates.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::error::words;

#[cfg(test)]
mod tests;

words! {
    /// What is owed by a due date.
    pub enum DueKind {
        /// A first sign that it was read.
        Acknowledge = "acknowledge",
        /// Adopted or rejected.
        Decide = "decide",
    }
}

impl DueKind {
    /// The common clock: working days from the starting day, which is day 0.
    pub const fn working_days(self) -> u32 {
        match self {
            Self::Acknowledge => 3,
            Self::Decide => 20,
        }
    }

    /// Due soon is when at most so many working days are left after today.
    const fn soon(self) -> i64 {
        match self {
            Self::Acknowledge => 1,
            Self::Decide => 3,
        }
    }
}

/// One promised date. `starts` is day 0; the whole of `due` is still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDate {
    pub kind: DueKind,
    pub starts: Date,
    pub due: Date,
}

/// Acknowledge within 3 working days of the day of publication.
pub fn acknowledge_due(published: Date, calendar: &Calendar) -> DueDate {
    DueDate::starting(DueKind::Acknowledge, published, calendar)
}

/// Decide within 20 working days of the closing day that was announced at publication; a later
/// extension of the topic does not move it.
pub fn decide_due(announced_closing: Date, calendar: &Calendar) -> DueDate {
    DueDate::starting(DueKind::Decide, announced_closing, calendar)
}

impl DueDate {
    fn starting(kind: DueKind, starts: Date, calendar: &Calendar) -> Self {
        Self {
            kind,
            starts,
            due: calendar.add_working_days(starts, kind.working_days()),
        }
    }

    /// The day an agency promises when it promises fewer working days than the common clock, to
    /// be shown beside it; `None` when `days` is no less. Comparisons never use it.
    pub fn promised(&self, days: u32, calendar: &Calendar) -> Option<Date> {
        (days < self.kind.working_days()).then(|| calendar.add_working_days(self.starts, days))
    }

    /// The due date under a changed calendar, or `None` when it stays: because it has passed, or
    /// because the change does not touch it. Never moved before `today`, so that a change of the
    /// calendar makes nobody late.
    pub fn recompute(&self, calendar: &Calendar, today: Date) -> Option<Self> {
        if self.due < today {
            return None;
        }
        let mut moved = Self::starting(self.kind, self.starts, calendar);
        moved.due = moved
            .due
            .max(calendar.add_working_days(today, 0).min(self.due));
        (moved != *self).then_some(moved)
    }

    /// Long overdue begins after this day: twice the working time of the clock.
    fn long_after(&self, calendar: &Calendar) -> Date {
        calendar.add_working_days(self.starts, self.kind.working_days() * 2)
    }
}

words! {
    /// How pressing a clock is that has not been stopped.
    pub enum Stage {
        OnTime = "on_time",
        /// At most 1 working day left to acknowledge, 3 to decide; the due day itself included.
        DueSoon = "due_soon",
        /// From the day after the due date.
        Overdue = "overdue",
        /// Past twice the clock's working time, counted from its start.
        LongOverdue = "long_overdue",
    }
}

/// What a clock shows on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Its starting day has not come.
    NotStarted { starts: Date },
    /// `working_days_left` is 0 on the due day.
    Running {
        stage: Stage,
        due: Date,
        working_days_left: i64,
    },
    /// `working_days_late` is at least 1: a day off counts with the working day that follows it.
    Late {
        stage: Stage,
        due: Date,
        working_days_late: i64,
    },
    /// Stopped for good `on` a day, `late_by` working days too late: 0 in time, else at least 1.
    Met { on: Date, due: Date, late_by: i64 },
}

/// Reads a clock on the day `today`; `stopped_on` is the day of the first answer that stops it.
pub fn read(
    due: &DueDate,
    stopped_on: Option<Date>,
    today: Date,
    calendar: &Calendar,
) -> ClockState {
    if let Some(on) = stopped_on {
        return ClockState::Met {
            on,
            due: due.due,
            late_by: late_by(due.due, on, calendar),
        };
    }
    if today < due.starts {
        return ClockState::NotStarted { starts: due.starts };
    }
    if today <= due.due {
        let left = calendar.working_days_between(today, due.due);
        let stage = if left <= due.kind.soon() {
            Stage::DueSoon
        } else {
            Stage::OnTime
        };
        return ClockState::Running {
            stage,
            due: due.due,
            working_days_left: left,
        };
    }
    let long = today > due.long_after(calendar);
    ClockState::Late {
        stage: if long {
            Stage::LongOverdue
        } else {
            Stage::Overdue
        },
        due: due.due,
        working_days_late: late_by(due.due, today, calendar),
    }
}

/// Working days by which `day` is after `due`: 0 when it is not after. Late begins the day after,
/// even when that is a day off, so a late day is never 0 days late.
fn late_by(due: Date, day: Date, calendar: &Calendar) -> i64 {
    if day <= due {
        return 0;
    }
    calendar
        .working_days_between(due, calendar.add_working_days(day, 0))
        .max(1)
}
