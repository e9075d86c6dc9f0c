//! When the standing of a topic may be published.
//!
//! A live count would show each saved list to whoever polls it, so points come out in editions.

use jiff::{SignedDuration, Timestamp};

/// So many lists must have changed since the last edition, and so many must there be.
pub const LEAST_LISTS: u64 = 20;
/// At most one edition in this time.
pub const LEAST_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// The count at the closing comes whatever has changed since the last edition. So that not one
/// person's list stands between the two, no edition is made when less time is left than its
/// changes took to gather, but for longer than this none is held back.
pub const QUIET_BEFORE_CLOSING: SignedDuration = SignedDuration::from_hours(24);

/// What is known when an edition is considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub now: Timestamp,
    /// When the last edition of the topic was made.
    pub last: Option<Timestamp>,
    /// How many lists the topic has that are not empty.
    pub lists: u64,
    /// How many lists of different people were saved since the last edition.
    pub changed: u64,
    /// When the topic's last day ends.
    pub ends: Timestamp,
    /// True for the edition made at the topic's closing.
    pub closing: bool,
}

/// Why there is no edition yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotYet {
    #[error("the topic has {have} lists and needs {need}")]
    FewLists { have: u64, need: u64 },
    #[error("{have} lists changed since the last edition, {need} are needed")]
    FewChanges { have: u64, need: u64 },
    #[error("the next edition can be made from {from} on")]
    TooSoon { from: Timestamp },
    #[error("the count of the closing is too near")]
    ClosingSoon,
}

/// May an edition be made? At closing always; else with 20 lists or more, of which 20 or more
/// changed since the last edition, an hour after it, and with as long to go to the closing as it
/// is from the last edition, or a day.
pub fn may_be_made(facts: Facts) -> Result<(), NotYet> {
    if facts.closing {
        return Ok(());
    }
    if facts.lists < LEAST_LISTS {
        return Err(NotYet::FewLists {
            have: facts.lists,
            need: LEAST_LISTS,
        });
    }
    if let Some(last) = facts.last {
        if facts.changed < LEAST_LISTS {
            return Err(NotYet::FewChanges {
                have: facts.changed,
                need: LEAST_LISTS,
            });
        }
        if let Ok(from) = last.checked_add(LEAST_INTERVAL)
            && facts.now < from
        {
            return Err(NotYet::TooSoon { from });
        }
    }
    let gathered = facts
        .last
        .map_or(QUIET_BEFORE_CLOSING, |last| facts.now.duration_since(last))
        .clamp(LEAST_INTERVAL, QUIET_BEFORE_CLOSING);
    if facts.ends.duration_since(facts.now) < gathered {
        return Err(NotYet::ClosingSoon);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_rare_enough_to_hide_single_lists() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let ago = |minutes| Some(now - SignedDuration::from_mins(minutes));
        let from = "2026-11-22T10:01:00Z".parse().unwrap();
        let few_lists = |have| Err(NotYet::FewLists { have, need: 20 });
        let few_changes = |have| Err(NotYet::FewChanges { have, need: 20 });
        for (last, lists, changed, closing, wanted) in [
            (None, 0, 0, false, few_lists(0)),
            (None, 19, 19, false, few_lists(19)),
            (None, 20, 20, false, Ok(())),
            (None, 500, 500, false, Ok(())),
            (ago(600), 500, 0, false, few_changes(0)),
            (ago(600), 500, 19, false, few_changes(19)),
            (ago(600), 500, 20, false, Ok(())),
            (ago(60), 500, 20, false, Ok(())),
            (ago(59), 500, 20, false, Err(NotYet::TooSoon { from })),
            (ago(59), 500, 19, false, few_changes(19)),
            (ago(600), 12, 30, false, few_lists(12)),
            (ago(1), 3, 1, true, Ok(())),
            (None, 0, 0, true, Ok(())),
        ] {
            let facts = Facts {
                now,
                last,
                lists,
                changed,
                ends: now + SignedDuration::from_hours(240),
                closing,
            };
            assert_eq!(may_be_made(facts), wanted, "{facts:?}");
        }
    }

    #[test]
    fn the_count_of_the_closing_never_follows_soon_after_another() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let hours = SignedDuration::from_hours;
        for (last, left, wanted) in [
            // The first: as its changes may have taken any time, a day.
            (None, hours(24), Ok(())),
            (None, hours(23), Err(NotYet::ClosingSoon)),
            // Twenty in an hour: another twenty may be expected in the next.
            (Some(hours(1)), hours(1), Ok(())),
            (
                Some(hours(1)),
                SignedDuration::from_mins(59),
                Err(NotYet::ClosingSoon),
            ),
            (Some(hours(5)), hours(5), Ok(())),
            (Some(hours(5)), hours(4), Err(NotYet::ClosingSoon)),
            // However long they took, none is held back for more than a day.
            (Some(hours(200)), hours(24), Ok(())),
            (Some(hours(200)), hours(23), Err(NotYet::ClosingSoon)),
            // A topic that is past its days, and not closed yet.
            (Some(hours(200)), hours(-1), Err(NotYet::ClosingSoon)),
        ] {
            let facts = Facts {
                now,
                last: last.map(|ago| now - ago),
                lists: 500,
                changed: 20,
                ends: now + left,
                closing: false,
            };
            assert_eq!(may_be_made(facts), wanted, "{last:?} {left:?}");
            let closing = Facts {
                closing: true,
                ..facts
            };
            assert_eq!(may_be_made(closing), Ok(()));
        }
    }
}
