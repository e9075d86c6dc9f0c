//! The clocks an agency answers against. Due dates are stored when a clock starts; lateness is
//! always computed from dates.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::error::words;

pub mod promised;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use promised::PromisedDay;

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

    /// The due date when the calendar changes from `before` to `after`, or `None` when it stays:
    /// see [`PromisedDay::follow`].
    pub fn recompute(&self, before: &Calendar, after: &Calendar, today: Date) -> Option<Self> {
        PromisedDay::from(self.kind)
            .follow((self.starts, self.due), before, after, today)
            .map(|due| Self { due, ..*self })
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
        /// Past twice the clock's working time.
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

/// How pressing a running clock is, from its due day alone: the one place where it is worked out.
/// Twice the working time of a clock is once more that time after its due day.
pub fn stage(kind: DueKind, due: Date, today: Date, calendar: &Calendar) -> Stage {
    if due < today {
        let long_after = calendar.add_working_days(due, kind.working_days());
        return if today > long_after {
            Stage::LongOverdue
        } else {
            Stage::Overdue
        };
    }
    if calendar.working_days_between(today, due) <= kind.soon() {
        Stage::DueSoon
    } else {
        Stage::OnTime
    }
}

/// First and last due day of a span, both included; `None` where it has no end.
pub type DueSpan = (Option<Date>, Option<Date>);

/// The due days that are in a stage on the day `today`: [`stage`] turned round, so that one query
/// finds all that are. Each due day is in one stage alone, and later ones are never in a more
/// pressing one.
pub fn due_days(kind: DueKind, wanted: Stage, today: Date, calendar: &Calendar) -> DueSpan {
    let yesterday = today.yesterday().unwrap_or(today);
    // The last due day after which the whole time of the clock has passed once more.
    let long = calendar.count_back(yesterday, kind.working_days());
    let soon = u32::try_from(kind.soon() + 1).unwrap_or(u32::MAX);
    let on_time = calendar.add_working_days(today, soon);
    match wanted {
        Stage::LongOverdue => (None, Some(long)),
        Stage::Overdue => (long.tomorrow().ok(), Some(yesterday)),
        Stage::DueSoon => (Some(today), on_time.yesterday().ok()),
        Stage::OnTime => (Some(on_time), None),
    }
}

/// Reads a running clock of which the due day alone is known, as where debts are added up by their
/// due days. Its starting day is counted back: only a clock to decide can be one that has not
/// started.
pub fn read_running(kind: DueKind, due: Date, today: Date, calendar: &Calendar) -> ClockState {
    let counted_back = calendar.count_back(due, kind.working_days());
    let starts = match kind {
        // It runs since publication. Counting back over a weekend may end after that day.
        DueKind::Acknowledge => counted_back.min(today),
        DueKind::Decide => counted_back,
    };
    read(&DueDate { kind, starts, due }, None, today, calendar)
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
    let stage = stage(due.kind, due.due, today, calendar);
    if today <= due.due {
        ClockState::Running {
            stage,
            due: due.due,
            working_days_left: calendar.working_days_between(today, due.due),
        }
    } else {
        ClockState::Late {
            stage,
            due: due.due,
            working_days_late: late_by(due.due, today, calendar),
        }
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

/// Working days that a clock took until it was met, told from its due day: exactly its own time on
/// that day, at least 0, and one more for each working day after it.
pub fn taken(kind: DueKind, due: Date, met: Date, calendar: &Calendar) -> i64 {
    let time = i64::from(kind.working_days());
    if met > due {
        return time + late_by(due, met, calendar);
    }
    (time - calendar.working_days_between(met, due)).max(0)
}

/// What an agency promises beyond the common clocks, in working days; fewer than those give.
/// Comparisons never use it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    pub acknowledge: Option<u32>,
    pub decide: Option<u32>,
}

impl Promise {
    /// The days promised for a clock, if they are fewer than its own.
    pub fn days(&self, kind: DueKind) -> Option<u32> {
        let promised = match kind {
            DueKind::Acknowledge => self.acknowledge,
            DueKind::Decide => self.decide,
        };
        promised.filter(|days| *days < kind.working_days())
    }
}
