//! Extending an open topic, in public.

use jiff::civil::Date;

use super::open::MOST_DAYS;
use super::{TopicDays, TopicState};
use crate::error::{Code, Coded};

/// A closing day moved to a later one. Due dates hang on the closing day announced when each
/// suggestion was published and stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    pub from: Date,
    pub to: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtendRefusal {
    #[error("the topic is {state}, not open")]
    NotOpen { state: TopicState },
    #[error("the topic's last day was {closes}")]
    Ended { closes: Date },
    #[error("{to} is not later than the closing day {closes}")]
    NotLater { closes: Date, to: Date },
    #[error("{days} days are more than {most}")]
    TooLong { days: i64, most: i64 },
}

impl Coded for ExtendRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotOpen { .. } => Code::TopicNotOpen,
            Self::Ended { .. } => Code::TopicClosed,
            Self::NotLater { .. } => Code::TopicNotExtended,
            Self::TooLong { .. } => Code::TopicTooLong,
        }
    }
}

/// Moves the closing day of an open topic to `to`, while its last day has not ended.
pub fn extend(
    state: TopicState,
    days: TopicDays,
    to: Date,
    today: Date,
) -> Result<Extension, ExtendRefusal> {
    if state != TopicState::Open {
        return Err(ExtendRefusal::NotOpen { state });
    }
    let closes = days.closes;
    if today > closes {
        return Err(ExtendRefusal::Ended { closes });
    }
    if to <= closes {
        return Err(ExtendRefusal::NotLater { closes, to });
    }
    let count = TopicDays { closes: to, ..days }.count();
    if count > MOST_DAYS {
        return Err(ExtendRefusal::TooLong {
            days: count,
            most: MOST_DAYS,
        });
    }
    Ok(Extension { from: closes, to })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAYS: TopicDays = TopicDays {
        opens: date(2026, 3, 1),
        closes: date(2026, 3, 30),
    };

    #[test]
    fn only_an_open_topic_is_extended() {
        let to = date(2026, 4, 5);
        for state in TopicState::ALL.iter().copied() {
            let given = extend(state, DAYS, to, date(2026, 3, 10));
            if state == TopicState::Open {
                assert_eq!(
                    given,
                    Ok(Extension {
                        from: DAYS.closes,
                        to
                    })
                );
            } else {
                assert_eq!(given, Err(ExtendRefusal::NotOpen { state }));
            }
        }
    }

    #[test]
    fn to_a_later_day_within_ninety_and_before_the_end() {
        let closes = DAYS.closes;
        for (to, today, expected) in [
            (date(2026, 3, 31), closes, Ok(())),
            (date(2026, 5, 29), closes, Ok(())),
            (
                date(2026, 5, 30),
                closes,
                Err(ExtendRefusal::TooLong { days: 91, most: 90 }),
            ),
            (
                closes,
                closes,
                Err(ExtendRefusal::NotLater { closes, to: closes }),
            ),
            (
                date(2026, 3, 29),
                date(2026, 3, 2),
                Err(ExtendRefusal::NotLater {
                    closes,
                    to: date(2026, 3, 29),
                }),
            ),
            (
                date(2026, 4, 5),
                date(2026, 3, 31),
                Err(ExtendRefusal::Ended { closes }),
            ),
        ] {
            let given = extend(TopicState::Open, DAYS, to, today).map(|_| ());
            assert_eq!(given, expected, "{to} {today}");
        }
    }

    #[test]
    fn refusals_have_codes() {
        let not_later = ExtendRefusal::NotLater {
            closes: DAYS.closes,
            to: DAYS.closes,
        };
        assert_eq!(not_later.code(), Code::TopicNotExtended);
        assert_eq!(
            ExtendRefusal::Ended {
                closes: DAYS.closes
            }
            .code(),
            Code::TopicClosed
        );
    }
}
