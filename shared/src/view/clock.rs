//! The clocks of a suggestion as pages show them.

use jiff::civil::Date;

use crate::answer::AnswerState;
use crate::calendar::Calendar;
use crate::clocks::{ClockState, DueDate, DueKind, Stage, read};

/// One clock, read on the day of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub kind: DueKind,
    pub state: ClockState,
}

/// The sign drawn for a clock; it never stands without the clock's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// Not started.
    Empty,
    /// So many of the working days to acknowledge are gone.
    Segments { gone: u32, of: u32 },
    /// So many hundredths of the time to decide are gone.
    Arc { percent: u32 },
    /// Due soon.
    Dot,
    /// Overdue.
    Mark,
    /// Twice the time has passed.
    Solid,
    /// Answered.
    Tick,
    /// Nothing runs any more.
    Stopped,
}

impl Clock {
    /// What is drawn.
    pub fn ring(&self) -> Ring {
        let of = self.kind.working_days();
        match self.state {
            ClockState::NotStarted { .. } => Ring::Empty,
            ClockState::Met { .. } => Ring::Tick,
            ClockState::Running {
                stage: Stage::DueSoon,
                ..
            } => Ring::Dot,
            ClockState::Running {
                working_days_left, ..
            } => {
                let left = u32::try_from(working_days_left).unwrap_or_default();
                let gone = of.saturating_sub(left);
                match self.kind {
                    DueKind::Acknowledge => Ring::Segments { gone, of },
                    DueKind::Decide => Ring::Arc {
                        percent: gone * 100 / of,
                    },
                }
            }
            ClockState::Late {
                stage: Stage::LongOverdue,
                ..
            } => Ring::Solid,
            ClockState::Late { .. } => Ring::Mark,
        }
    }

    /// How pressing it is; none for a clock that was stopped or has not started.
    pub fn stage(&self) -> Option<Stage> {
        match self.state {
            ClockState::Running { stage, .. } | ClockState::Late { stage, .. } => Some(stage),
            ClockState::NotStarted { .. } | ClockState::Met { .. } => None,
        }
    }

    fn is_late(&self) -> bool {
        matches!(self.state, ClockState::Late { .. })
    }
}

/// Both clocks of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    pub acknowledge: Clock,
    pub decide: Clock,
}

/// What is stored of a suggestion's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredClocks {
    pub published: Date,
    pub acknowledge_due: Date,
    pub decide_due: Date,
    pub acknowledged: Option<Date>,
    pub decided: Option<Date>,
    /// The topic's closing day as it is now.
    pub closes: Date,
}

impl Clocks {
    /// Reads both clocks on the day `today`.
    pub fn read(stored: &StoredClocks, today: Date, calendar: &Calendar) -> Self {
        let acknowledge = DueDate {
            kind: DueKind::Acknowledge,
            starts: stored.published.min(stored.acknowledge_due),
            due: stored.acknowledge_due,
        };
        let decide = DueDate {
            kind: DueKind::Decide,
            starts: starting_day(DueKind::Decide, stored.decide_due, stored.closes, calendar),
            due: stored.decide_due,
        };
        let clock = |due: DueDate, stopped| Clock {
            kind: due.kind,
            state: read(&due, stopped, today, calendar),
        };
        Self {
            // Deciding at once stops both clocks.
            acknowledge: clock(acknowledge, stored.acknowledged.or(stored.decided)),
            decide: clock(decide, stored.decided),
        }
    }

    /// The clocks that a card shows beside an answer: the one that runs, the one just met, and
    /// every one that is late.
    pub fn shown(&self, answer: AnswerState) -> Vec<Clock> {
        match answer {
            AnswerState::None if self.decide.is_late() => vec![self.acknowledge, self.decide],
            AnswerState::None => vec![self.acknowledge],
            AnswerState::Acknowledged => vec![self.acknowledge, self.decide],
            AnswerState::Adopted | AnswerState::Rejected => vec![self.decide],
        }
    }
}

/// The day 0 of a stored due date, which is not stored: `known` if the date follows from it (the
/// usual case), else counted back in working days. It differs when a topic was extended or the
/// calendar changed after the date was promised.
pub fn starting_day(kind: DueKind, due: Date, known: Date, calendar: &Calendar) -> Date {
    let days = kind.working_days();
    if calendar.add_working_days(known, days) == due {
        return known;
    }
    calendar.count_back(due, days)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn stored() -> StoredClocks {
        let calendar = Calendar::default();
        let (published, closes) = (date(2026, 11, 1), date(2026, 11, 30));
        StoredClocks {
            published,
            acknowledge_due: calendar.add_working_days(published, 3),
            decide_due: calendar.add_working_days(closes, 20),
            acknowledged: None,
            decided: None,
            closes,
        }
    }

    fn on(stored: &StoredClocks, today: Date) -> Clocks {
        Clocks::read(stored, today, &Calendar::default())
    }

    #[test]
    fn the_ring_follows_the_clock() {
        let stored = stored();
        // Sunday 1 November: due on Wednesday the 4th; twice the time ends on Monday the 9th.
        for (day, ring) in [
            (1, Ring::Segments { gone: 0, of: 3 }),
            (2, Ring::Segments { gone: 1, of: 3 }),
            (3, Ring::Dot),
            (4, Ring::Dot),
            (5, Ring::Mark),
            (9, Ring::Mark),
            (10, Ring::Solid),
        ] {
            let clocks = on(&stored, date(2026, 11, day));
            assert_eq!(clocks.acknowledge.ring(), ring, "{day} November");
            assert_eq!(clocks.decide.ring(), Ring::Empty);
        }
        // Monday 30 November is day 0; ten of twenty working days are gone on 14 December.
        let clocks = on(&stored, date(2026, 12, 14));
        assert_eq!(clocks.decide.ring(), Ring::Arc { percent: 50 });
    }

    #[test]
    fn deciding_at_once_stops_both_clocks() {
        let decided = StoredClocks {
            decided: Some(date(2026, 11, 3)),
            ..stored()
        };
        let clocks = on(&decided, date(2027, 6, 1));
        assert_eq!(clocks.acknowledge.ring(), Ring::Tick);
        assert_eq!(clocks.decide.ring(), Ring::Tick);
    }

    #[test]
    fn a_card_shows_what_runs_and_all_that_is_late() {
        let stored = stored();
        let kinds = |day, answer| {
            let shown = on(&stored, day).shown(answer);
            shown.iter().map(|clock| clock.kind).collect::<Vec<_>>()
        };
        let (both, first, second) = (
            [DueKind::Acknowledge, DueKind::Decide],
            [DueKind::Acknowledge],
            [DueKind::Decide],
        );
        let early = date(2026, 11, 10);
        assert_eq!(kinds(early, AnswerState::None), first);
        assert_eq!(kinds(date(2027, 6, 1), AnswerState::None), both);
        assert_eq!(kinds(early, AnswerState::Acknowledged), both);
        assert_eq!(kinds(early, AnswerState::Rejected), second);
    }

    #[test]
    fn an_extension_leaves_the_starting_day_where_it_was_announced() {
        let extended = StoredClocks {
            closes: date(2026, 12, 31),
            ..stored()
        };
        let calendar = Calendar::default();
        let starts = starting_day(
            DueKind::Decide,
            extended.decide_due,
            extended.closes,
            &calendar,
        );
        assert_eq!(starts, date(2026, 11, 30));
        // On 14 December half of the promised time is gone, though the topic is still open.
        let clocks = on(&extended, date(2026, 12, 14));
        assert_eq!(clocks.decide.ring(), Ring::Arc { percent: 50 });
    }
}
