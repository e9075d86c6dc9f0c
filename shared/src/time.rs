//! Time as a parameter: the clock that use-cases are given, and the zone in which days are counted.

use std::sync::{Mutex, PoisonError};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::error::{Code, Coded};

/// Where the present moment comes from. Always whole microseconds: both databases keep those.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's clock, cut to whole microseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one home of the machine's clock"
    )]
    fn now(&self) -> Timestamp {
        whole_microseconds(Timestamp::now())
    }
}

/// A clock that stands still until it is moved by hand: for tests and for the demonstration.
#[derive(Debug)]
pub struct MovedClock {
    now: Mutex<Timestamp>,
}

impl MovedClock {
    /// A clock that stands at `ts`.
    pub fn at(ts: Timestamp) -> Self {
        Self {
            now: Mutex::new(whole_microseconds(ts)),
        }
    }

    pub fn set(&self, ts: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = whole_microseconds(ts);
    }

    /// Moves the clock by `by` (backwards when negative); it stops at the limits of time.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = whole_microseconds(now.saturating_add(by).unwrap_or(*now));
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `ts` without what is finer than a microsecond.
pub fn whole_microseconds(ts: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(ts.as_microsecond()).unwrap_or(ts)
}

/// No time zone has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no time zone is called {name:?}")]
pub struct UnknownZone {
    pub name: String,
}

impl Coded for UnknownZone {
    fn code(&self) -> Code {
        Code::ChoiceUnknown
    }
}

/// The zone in which a platform counts its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone unless another is configured.
    pub const DEFAULT: &str = "Asia/Muscat";

    /// The zone of an IANA name such as `Asia/Muscat`.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let zone = TimeZone::get(name).map_err(|_| UnknownZone {
            name: name.to_owned(),
        })?;
        Ok(Self {
            name: name.to_owned(),
            zone,
        })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day on which `ts` falls here.
    pub fn day(&self, ts: Timestamp) -> Date {
        ts.to_zoned(self.zone.clone()).date()
    }

    /// What clocks here show at `ts`.
    pub fn civil(&self, ts: Timestamp) -> DateTime {
        ts.to_zoned(self.zone.clone()).datetime()
    }

    /// The first moment of `date`, which is not midnight where a clock change skips midnight.
    pub fn start_of(&self, date: Date) -> Timestamp {
        let start = date
            .to_zoned(self.zone.clone())
            .and_then(|moment| moment.start_of_day());
        start.map_or_else(
            // Only the outermost days have no start that a timestamp can hold.
            |_| {
                if date.year() < 0 {
                    Timestamp::MIN
                } else {
                    Timestamp::MAX
                }
            },
            |moment| moment.timestamp(),
        )
    }

    /// The moment at which clocks here show the full hour `hour` of `date`; an hour that a clock
    /// change skips is the one after it.
    pub fn at(&self, date: Date, hour: i8) -> Timestamp {
        let moment = date
            .at(hour.clamp(0, 23), 0, 0, 0)
            .to_zoned(self.zone.clone());
        moment.map_or_else(|_| self.start_of(date), |moment| moment.timestamp())
    }

    /// The first moment after `date`: the start of the next day, so that a day is
    /// `start_of(d) <= ts < end_of(d)`.
    pub fn end_of(&self, date: Date) -> Timestamp {
        date.tomorrow()
            .map_or(Timestamp::MAX, |next| self.start_of(next))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ts(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_system_clock_gives_whole_microseconds_and_runs_forward() {
        let first = SystemClock.now();
        let second = SystemClock.now();
        assert_eq!(first.as_nanosecond() % 1000, 0);
        assert!(second >= first);
        assert!(first > ts("2025-01-01T00:00:00Z"));
    }

    #[test]
    fn a_moved_clock_stands_until_moved() {
        let clock = MovedClock::at(ts("2026-03-01T08:00:00.123456789Z"));
        assert_eq!(clock.now(), ts("2026-03-01T08:00:00.123456Z"));
        assert_eq!(clock.now(), clock.now());
        clock.advance(SignedDuration::from_secs(90));
        assert_eq!(clock.now(), ts("2026-03-01T08:01:30.123456Z"));
        clock.advance(SignedDuration::from_secs(-90));
        assert_eq!(clock.now(), ts("2026-03-01T08:00:00.123456Z"));
        clock.set(ts("2027-01-01T00:00:00Z"));
        assert_eq!(clock.now(), ts("2027-01-01T00:00:00Z"));
        clock.advance(SignedDuration::MAX);
        assert!(clock.now() > ts("9999-12-29T00:00:00Z"));
    }

    #[test]
    fn a_zone_is_known_by_its_name_only() {
        assert_eq!(Zone::parse(Zone::DEFAULT).unwrap().name(), "Asia/Muscat");
        for name in ["", "Asia/Atlantis", "+04:00", "مسقط"] {
            let refused = Zone::parse(name).unwrap_err();
            assert_eq!(
                refused,
                UnknownZone {
                    name: name.to_owned()
                }
            );
        }
    }

    #[test]
    fn the_day_turns_at_midnight_of_the_zone() {
        let muscat = Zone::parse("Asia/Muscat").unwrap();
        for (moment, day) in [
            ("2026-03-31T19:59:59.999999Z", date(2026, 3, 31)),
            ("2026-03-31T20:00:00Z", date(2026, 4, 1)),
            ("2026-12-31T20:00:00Z", date(2027, 1, 1)),
            ("2028-02-28T20:00:00Z", date(2028, 2, 29)),
        ] {
            assert_eq!(muscat.day(ts(moment)), day, "{moment}");
        }
        assert_eq!(
            muscat.start_of(date(2026, 4, 1)),
            ts("2026-03-31T20:00:00Z")
        );
        assert_eq!(muscat.end_of(date(2026, 3, 31)), ts("2026-03-31T20:00:00Z"));
    }

    #[test]
    fn an_hour_of_a_day_is_that_of_its_zone() {
        let cairo = Zone::parse("Africa/Cairo").unwrap();
        let muscat = Zone::parse("Asia/Muscat").unwrap();
        for (zone, day, hour, moment) in [
            (&muscat, date(2026, 3, 1), 7, "2026-03-01T03:00:00Z"),
            (&muscat, date(2026, 3, 1), 0, "2026-02-28T20:00:00Z"),
            // Skipped by the change to summer time.
            (&cairo, date(2023, 4, 28), 0, "2023-04-27T22:00:00Z"),
            (&cairo, date(2023, 4, 28), 7, "2023-04-28T04:00:00Z"),
        ] {
            assert_eq!(zone.at(day, hour), ts(moment), "{day} {hour}");
        }
    }

    #[test]
    fn a_day_without_midnight_starts_when_the_clocks_say() {
        // Cairo skipped from 00:00 to 01:00 on 28 April 2023.
        let cairo = Zone::parse("Africa/Cairo").unwrap();
        let day = date(2023, 4, 28);
        assert_eq!(cairo.start_of(day), ts("2023-04-27T22:00:00Z"));
        assert_eq!(cairo.end_of(day), ts("2023-04-28T21:00:00Z"));
        assert_eq!(cairo.day(cairo.start_of(day)), day);
    }

    #[test]
    fn days_at_the_limits_of_time_saturate() {
        let muscat = Zone::parse("Asia/Muscat").unwrap();
        assert_eq!(muscat.end_of(Date::MAX), Timestamp::MAX);
        assert_eq!(muscat.start_of(Date::MIN), Timestamp::MIN);
    }
}
