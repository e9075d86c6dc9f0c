//! The days of a topic, its phases, and what citizens may do in each.

use jiff::ToSpan;
use jiff::civil::Date;

use super::TopicState;
use super::settings::MOST_RANKING_ONLY_PERCENT;
use crate::error::{Code, Coded};

/// The opening and the closing day, both inclusive, in the platform's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicDays {
    pub opens: Date,
    pub closes: Date,
}

/// Where a day lies in a topic's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    BeforeOpening,
    SuggestAndRank,
    RankOnly,
    Ended,
}

impl TopicDays {
    /// Days from opening to closing, both counted; 0 or less when closing comes first.
    pub fn count(self) -> i64 {
        self.opens.duration_until(self.closes).as_hours() / 24 + 1
    }

    /// The first day for ranking only: the last `percent` of the days, a broken day left to
    /// suggesting. The day after closing when there is none.
    pub fn ranking_only_from(self, percent: u32) -> Date {
        let percent = percent.min(MOST_RANKING_ONLY_PERCENT);
        let days = self.count().max(0) * i64::from(percent) / 100;
        self.closes
            .saturating_sub(days.days())
            .saturating_add(1.day())
    }

    /// The phase on the day `today`; `percent` is the setting `ranking_only_percent`.
    pub fn phase(self, percent: u32, today: Date) -> Phase {
        if today < self.opens {
            Phase::BeforeOpening
        } else if today > self.closes {
            Phase::Ended
        } else if percent > 0 && today >= self.ranking_only_from(percent) {
            Phase::RankOnly
        } else {
            Phase::SuggestAndRank
        }
    }
}

/// Why nothing is suggested or ranked in a topic now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShutRefusal {
    #[error("the topic is a draft")]
    Draft,
    #[error("the topic opens on {opens}")]
    NotYet { opens: Date },
    #[error("since {since} the topic is for ranking only")]
    RankingOnly { since: Date },
    #[error("the topic's last day was {closes}")]
    Ended { closes: Date },
}

impl Coded for ShutRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Draft => Code::TopicNotOpen,
            Self::NotYet { .. } => Code::TopicNotYetOpen,
            Self::RankingOnly { .. } => Code::TopicRankingOnly,
            Self::Ended { .. } => Code::TopicClosed,
        }
    }
}

/// Whether a suggestion may be posted on the day `today`.
pub fn may_suggest(
    state: TopicState,
    days: TopicDays,
    percent: u32,
    today: Date,
) -> Result<(), ShutRefusal> {
    match running_phase(state, days, percent, today)? {
        Phase::RankOnly => Err(ShutRefusal::RankingOnly {
            since: days.ranking_only_from(percent),
        }),
        _ => Ok(()),
    }
}

/// Whether a priority list may be saved on the day `today`: to the end of the closing day.
pub fn may_rank(state: TopicState, days: TopicDays, today: Date) -> Result<(), ShutRefusal> {
    running_phase(state, days, 0, today).map(|_| ())
}

/// The phase of a topic that runs. The state alone does not say: a topic whose last day has ended
/// stays open until it is closed, and is shut all the same.
fn running_phase(
    state: TopicState,
    days: TopicDays,
    percent: u32,
    today: Date,
) -> Result<Phase, ShutRefusal> {
    match state {
        TopicState::Draft => Err(ShutRefusal::Draft),
        TopicState::Closed | TopicState::Concluded => Err(ShutRefusal::Ended {
            closes: days.closes,
        }),
        TopicState::Open => match days.phase(percent, today) {
            Phase::BeforeOpening => Err(ShutRefusal::NotYet { opens: days.opens }),
            Phase::Ended => Err(ShutRefusal::Ended {
                closes: days.closes,
            }),
            phase => Ok(phase),
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::time::Zone;

    fn march(from: i8, to: i8) -> TopicDays {
        TopicDays {
            opens: date(2026, 3, from),
            closes: date(2026, 3, to),
        }
    }

    #[test]
    fn days_are_counted_inclusively() {
        assert_eq!(march(1, 1).count(), 1);
        assert_eq!(march(1, 15).count(), 15);
        assert_eq!(march(2, 1).count(), 0);
        let leap = TopicDays {
            opens: date(2028, 2, 28),
            closes: date(2028, 3, 1),
        };
        assert_eq!(leap.count(), 3);
        let all = TopicDays {
            opens: Date::MIN,
            closes: Date::MAX,
        };
        assert!(all.count() > 7_000_000);
        assert_eq!(all.phase(50, date(9999, 1, 1)), Phase::RankOnly);
        assert_eq!(all.phase(u32::MAX, Date::MAX), Phase::RankOnly);
        assert_eq!(all.phase(25, date(2026, 1, 1)), Phase::SuggestAndRank);
    }

    #[test]
    fn the_last_part_is_for_ranking_only() {
        for (days, percent, ranking_only_days) in [
            (march(1, 20), 25, 5),
            (march(1, 15), 25, 3),
            (march(1, 30), 25, 7),
            (march(1, 4), 25, 1),
            (march(1, 3), 25, 0),
            (march(1, 1), 25, 0),
            (march(1, 20), 0, 0),
            (march(1, 20), 50, 10),
        ] {
            let count = i8::try_from(days.count()).unwrap();
            for day in 1..=count {
                let expected = if day > count - ranking_only_days {
                    Phase::RankOnly
                } else {
                    Phase::SuggestAndRank
                };
                let phase = days.phase(percent, date(2026, 3, day));
                assert_eq!(phase, expected, "{days:?} {percent} {day}");
            }
            assert_eq!(days.phase(percent, date(2026, 2, 28)), Phase::BeforeOpening);
            let after = days.closes.tomorrow().unwrap();
            assert_eq!(days.phase(percent, after), Phase::Ended);
        }
    }

    #[test]
    fn suggesting_and_ranking_by_state_and_day() {
        use TopicState::{Closed, Concluded, Draft, Open};
        let days = march(1, 20);
        let not_yet = ShutRefusal::NotYet { opens: days.opens };
        let ended = ShutRefusal::Ended {
            closes: days.closes,
        };
        let ranking_only = ShutRefusal::RankingOnly {
            since: date(2026, 3, 16),
        };
        for (state, today, suggest, rank) in [
            (
                Draft,
                date(2026, 3, 1),
                Err(ShutRefusal::Draft),
                Err(ShutRefusal::Draft),
            ),
            (Open, date(2026, 2, 28), Err(not_yet), Err(not_yet)),
            (Open, date(2026, 3, 1), Ok(()), Ok(())),
            (Open, date(2026, 3, 15), Ok(()), Ok(())),
            (Open, date(2026, 3, 16), Err(ranking_only), Ok(())),
            (Open, date(2026, 3, 20), Err(ranking_only), Ok(())),
            (Open, date(2026, 3, 21), Err(ended), Err(ended)),
            (Closed, date(2026, 3, 21), Err(ended), Err(ended)),
            (Closed, date(2026, 3, 20), Err(ended), Err(ended)),
            (Concluded, date(2026, 3, 10), Err(ended), Err(ended)),
        ] {
            assert_eq!(
                may_suggest(state, days, 25, today),
                suggest,
                "{state} {today}"
            );
            assert_eq!(may_rank(state, days, today), rank, "{state} {today}");
        }
        assert_eq!(ended.code(), Code::TopicClosed);
        assert_eq!(ranking_only.code(), Code::TopicRankingOnly);
    }

    #[test]
    fn lists_are_saved_until_midnight_in_muscat() {
        let zone = Zone::parse("Asia/Muscat").unwrap();
        for (moment, allowed) in [
            ("2026-02-28T19:59:59.999999Z", false),
            ("2026-02-28T20:00:00Z", true),
            ("2026-03-20T19:59:59.999999Z", true),
            ("2026-03-20T20:00:00Z", false),
        ] {
            let now: Timestamp = moment.parse().unwrap();
            let given = may_rank(TopicState::Open, march(1, 20), zone.day(now));
            assert_eq!(given.is_ok(), allowed, "{moment}");
        }
    }
}
