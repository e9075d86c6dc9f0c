//! Letters: what they are about, how long the links in them hold, and when one that could not be
//! sent is tried again.

use jiff::SignedDuration;

use crate::error::words;

words! {
    /// What a letter is about.
    pub enum LetterKind {
        /// Asks whoever registered to choose a password.
        Confirm = "confirm",
        /// Somebody registered with an address that has an account.
        Known = "known",
        Reset = "reset",
        /// Somebody wanted a new password for an address without an account.
        Unknown = "unknown",
        /// Somebody registered, or wanted a new password, for an account that was closed.
        Closed = "closed",
        ChangeAddress = "change_address",
        /// Somebody wanted to change to an address that another account has.
        AddressTaken = "address_taken",
        AddressChanged = "address_changed",
        PasswordChanged = "password_changed",
        Invite = "invite",
        /// One thing that happened, at once.
        Notice = "notice",
        /// What happened since the last, in the morning.
        Digest = "digest",
        /// To staff: debts that have got more pressing.
        Escalation = "escalation",
        /// To managers: the week of their agency.
        WeeklySheet = "weekly_sheet",
        /// Everything that was kept of somebody who left is removed.
        Farewell = "farewell",
        /// A request about one's own data was answered.
        RequestAnswered = "request_answered",
    }
}

words! {
    /// What a link in a letter is good for.
    pub enum TokenKind {
        Confirm = "confirm",
        Reset = "reset",
        ChangeAddress = "change_address",
        Invite = "invite",
        Unsubscribe = "unsubscribe",
    }
}

impl TokenKind {
    /// How long a link holds.
    pub const fn lasts(self) -> SignedDuration {
        match self {
            Self::Confirm | Self::Reset | Self::ChangeAddress => SignedDuration::from_hours(24),
            Self::Invite => SignedDuration::from_hours(3 * 24),
            // A letter can be read late, and unsubscribing harms nobody.
            Self::Unsubscribe => SignedDuration::from_hours(365 * 24),
        }
    }
}

/// Letters with links that are sent to one address within [`SENT_WITHIN`] at most, however often
/// somebody asks: nobody's mailbox is filled by another.
pub const SENT_MOST: i64 = 3;
pub const SENT_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// Waiting times after the first, second … try that failed, in minutes: some two days in all.
const AGAIN_AFTER: [i64; 8] = [1, 5, 30, 120, 360, 720, 840, 840];

/// How long after its `tries`-th failure a letter is tried again; `None` when it is given up. The
/// time is moved by up to a tenth either way, by `chance` (any byte), so that letters that failed
/// together do not come back together.
pub fn again_after(tries: i32, chance: u8) -> Option<SignedDuration> {
    let at = usize::try_from(tries.checked_sub(1)?).ok()?;
    let seconds = AGAIN_AFTER.get(at)? * 60;
    let moved = seconds * (i64::from(chance) - 128) / 1_280;
    Some(SignedDuration::from_secs(seconds + moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_tried_for_some_two_days_ever_more_rarely() {
        let waits: Vec<i64> = (1..)
            .map_while(|tries| again_after(tries, 128))
            .map(|wait| wait.as_secs() / 60)
            .collect();
        assert_eq!(waits, [1, 5, 30, 120, 360, 720, 840, 840]);
        let hours = waits.iter().sum::<i64>() / 60;
        assert!((46..=50).contains(&hours), "{hours}");
        assert_eq!(again_after(0, 0), None);
        assert_eq!(again_after(-1, 0), None);
        assert_eq!(again_after(9, 0), None);
    }

    #[test]
    fn chance_moves_it_by_a_tenth_at_most() {
        for tries in 1..=8 {
            let plain = again_after(tries, 128).unwrap().as_secs();
            for chance in [0, 1, 127, 128, 200, 255] {
                let moved = again_after(tries, chance).unwrap().as_secs();
                assert!((moved - plain).abs() <= plain / 10, "{tries} {chance}");
            }
            let first = again_after(tries, 0).unwrap();
            assert!(first < again_after(tries, 255).unwrap());
        }
    }

    #[test]
    fn links_hold_a_day_and_invitations_three() {
        for (kind, hours) in [
            (TokenKind::Confirm, 24),
            (TokenKind::Reset, 24),
            (TokenKind::ChangeAddress, 24),
            (TokenKind::Invite, 72),
        ] {
            assert_eq!(kind.lasts().as_hours(), hours);
        }
    }
}
