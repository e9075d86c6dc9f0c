//! Closing a topic once its last day has ended.

use jiff::civil::Date;

use super::TopicState;
use crate::error::{Code, Coded};

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CloseRefusal {
    #[error("the topic is {state}, not open")]
    NotOpen { state: TopicState },
    #[error("the topic runs to the end of {closes}")]
    StillRunning { closes: Date },
}

impl Coded for CloseRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotOpen { .. } => Code::TopicNotOpen,
            Self::StillRunning { .. } => Code::TopicStillRunning,
        }
    }
}

/// Closes an open topic whose closing day has ended; `today` is the day in the platform's zone.
/// Nobody closes a topic earlier than announced.
pub fn close(state: TopicState, closes: Date, today: Date) -> Result<TopicState, CloseRefusal> {
    if state != TopicState::Open {
        return Err(CloseRefusal::NotOpen { state });
    }
    if today <= closes {
        return Err(CloseRefusal::StillRunning { closes });
    }
    Ok(TopicState::Closed)
}

/// Whether closing is due.
pub fn is_due_to_close(state: TopicState, closes: Date, today: Date) -> bool {
    close(state, closes, today).is_ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_open_topic_closes_the_day_after_its_last() {
        let closes = date(2026, 12, 31);
        for state in TopicState::ALL.iter().copied() {
            for (today, ended) in [
                (date(2026, 12, 1), false),
                (closes, false),
                (date(2027, 1, 1), true),
            ] {
                let expected = match (state, ended) {
                    (TopicState::Open, true) => Ok(TopicState::Closed),
                    (TopicState::Open, false) => Err(CloseRefusal::StillRunning { closes }),
                    _ => Err(CloseRefusal::NotOpen { state }),
                };
                assert_eq!(close(state, closes, today), expected, "{state} {today}");
                assert_eq!(is_due_to_close(state, closes, today), expected.is_ok());
            }
        }
        assert_eq!(
            CloseRefusal::StillRunning { closes }.code(),
            Code::TopicStillRunning
        );
    }
}
