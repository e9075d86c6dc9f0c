//! What must hold for every calendar, tried on seeded pseudo-random ones: holidays single and in a
//! row, round year ends and leap days, and weekends moved by decree.

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::calendar::{FROM_SUNDAY, Weekend};

/// Marsaglia's xorshift64: the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    fn offset(&mut self, bound: u64) -> jiff::Span {
        i64::try_from(self.below(bound)).unwrap().days()
    }

    /// From December 2027 over the leap day of 2028 into 2029.
    fn day(&mut self) -> Date {
        date(2027, 12, 1) + self.offset(460)
    }

    fn weekend(&mut self) -> Weekend {
        loop {
            let chosen = FROM_SUNDAY.into_iter().filter(|_| self.below(4) == 0);
            let chosen: Vec<_> = chosen.collect();
            if let Ok(weekend) = Weekend::new(chosen) {
                return weekend;
            }
        }
    }

    fn calendar(&mut self) -> Calendar {
        let mut weeks = vec![(Date::MIN, Weekend::default())];
        for _ in 0..self.below(3) {
            weeks.push((self.day(), self.weekend()));
        }
        let mut holidays = Vec::new();
        for _ in 0..self.below(12) {
            let first = self.day();
            let length = 1 + self.below(9);
            holidays.extend((0..length).map(|at| first + i64::try_from(at).unwrap().days()));
        }
        Calendar::of_weeks(weeks, holidays)
    }
}

fn each(seeds: u64, of: impl Fn(&mut Chance, u64)) {
    for seed in 1..=seeds {
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        of(&mut chance, seed);
    }
}

#[test]
fn a_due_date_is_never_a_day_off_and_lies_as_many_working_days_ahead_as_promised() {
    each(400, |chance, seed| {
        let calendar = chance.calendar();
        for kind in DueKind::ALL.iter().copied() {
            let starts = chance.day();
            let clock = DueDate::starting(kind, starts, &calendar);
            assert!(calendar.is_working(clock.due), "seed {seed}: {clock:?}");
            let days = calendar.working_days_between(starts, clock.due);
            assert_eq!(
                days,
                i64::from(kind.working_days()),
                "seed {seed}: {clock:?}"
            );
        }
    });
}

#[test]
fn who_is_published_later_is_never_due_earlier() {
    each(400, |chance, seed| {
        let calendar = chance.calendar();
        for kind in DueKind::ALL.iter().copied() {
            let first = chance.day();
            let due = |offset: i64| DueDate::starting(kind, first + offset.days(), &calendar).due;
            for offset in 0..40 {
                assert!(
                    due(offset) <= due(offset + 1),
                    "seed {seed}: {kind} from {first} + {offset}"
                );
            }
        }
    });
}

#[test]
fn a_change_moves_no_date_before_today_nor_onto_a_day_off_and_none_twice() {
    each(400, |chance, seed| {
        let (before, after) = (chance.calendar(), chance.calendar());
        for kind in DueKind::ALL.iter().copied() {
            let clock = DueDate::starting(kind, chance.day(), &before);
            let today = clock.starts + chance.offset(60);
            let Some(moved) = clock.recompute(&before, &after, today) else {
                let passed = clock.due < today;
                assert!(
                    passed || after.is_working(clock.due),
                    "seed {seed}: {clock:?}"
                );
                continue;
            };
            assert!(clock.due >= today, "seed {seed}: a passed one was moved");
            assert!(moved.due >= today, "seed {seed}: {moved:?} on {today}");
            assert!(after.is_working(moved.due), "seed {seed}: {moved:?}");
            let again = moved.recompute(&after, &after, today);
            assert_eq!(again, None, "seed {seed}: {moved:?}");
            if after.is_working(today) && after.is_working(clock.due) {
                let natural = DueDate::starting(kind, clock.starts, &after).due;
                assert_eq!(moved.due, natural.max(today), "seed {seed}");
            }
        }
    });
}

#[test]
fn every_promised_day_follows_the_calendar_by_the_same_rule() {
    each(400, |chance, seed| {
        let (before, after) = (chance.calendar(), chance.calendar());
        for clock in PromisedDay::ALL.iter().copied() {
            let starts = chance.day();
            let due = before.add_working_days(starts, clock.working_days());
            let today = starts + chance.offset(60);
            let moved = clock.follow((starts, due), &before, &after, today);
            let what = format!("seed {seed}: {clock} from {starts}, due {due}, on {today}");
            if due < today {
                assert_eq!(moved, None, "{what}: it has passed");
                continue;
            }
            let then = moved.unwrap_or(due);
            assert!(then >= today && after.is_working(then), "{what}: {then}");
            let natural = after.add_working_days(starts, clock.working_days());
            if after.is_working(today) && after.is_working(due) {
                assert_eq!(then, natural.max(today), "{what}");
            }
            let again = clock.follow((starts, then), &after, &after, today);
            assert_eq!(again, None, "{what}: moved twice");
        }
    });
}

#[test]
fn the_due_days_of_the_stages_are_all_days_and_each_but_once() {
    each(100, |chance, seed| {
        let calendar = chance.calendar();
        let today = chance.day();
        for kind in DueKind::ALL.iter().copied() {
            for offset in -90..90 {
                let due = today + i64::from(offset).days();
                let inside: Vec<_> = Stage::ALL
                    .iter()
                    .copied()
                    .filter(|one| {
                        let (first, last) = due_days(kind, *one, today, &calendar);
                        first.is_none_or(|first| first <= due)
                            && last.is_none_or(|last| due <= last)
                    })
                    .collect();
                let wanted = stage(kind, due, today, &calendar);
                assert_eq!(inside, [wanted], "seed {seed}: {kind} due {due} on {today}");
                let read = match read_running(kind, due, today, &calendar) {
                    ClockState::Running { stage, .. } | ClockState::Late { stage, .. } => stage,
                    ClockState::NotStarted { .. } => Stage::OnTime,
                    ClockState::Met { .. } => panic!("nothing stopped it"),
                };
                assert_eq!(read, wanted, "seed {seed}: {kind} due {due} on {today}");
            }
        }
    });
}
