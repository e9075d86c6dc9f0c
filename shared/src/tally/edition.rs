//! When the standing of a topic may be published.
//!
//! A live count would show each saved list to whoever polls it, so points come out in editions.

use jiff::{SignedDuration, Timestamp};

/// So many lists must have changed since the last edition, and so many must there be.
pub const LEAST_LISTS: u64 = 20;
/// At most one edition in this time.
pub const LEAST_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

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
}

/// May an edition be made? At closing always; else with 20 lists or more, of which 20 or more
/// changed since the last edition, and an hour after it.
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
    let Some(last) = facts.last else {
        return Ok(());
    };
    if facts.changed < LEAST_LISTS {
        return Err(NotYet::FewChanges {
            have: facts.changed,
            need: LEAST_LISTS,
        });
    }
    match last.checked_add(LEAST_INTERVAL) {
        Ok(from) if facts.now < from => Err(NotYet::TooSoon { from }),
        _ => Ok(()),
    }
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
                closing,
            };
            assert_eq!(may_be_made(facts), wanted, "{facts:?}");
        }
    }
}
