//! How often something may be done: buckets that empty by one with each act and fill with time.
//!
//! Of a bucket one number is kept: when it will be full again, in microseconds since 1970. What is
//! in it at any moment follows from that and the rate, without rounding; a bucket that is full
//! need not be kept at all.

use jiff::{SignedDuration, Timestamp};

use crate::error::words;

words! {
    /// What is limited, each by itself.
    pub enum Act {
        SignIn = "sign_in",
        Register = "register",
        Reset = "reset",
        /// Giving the current password of one's own account.
        Password = "password",
        Suggest = "suggest",
        Report = "report",
        Object = "object",
        SaveList = "save_list",
    }
}

words! {
    /// Of whom or what a bucket is.
    pub enum Kind {
        /// The name or address that was typed, whether or not anybody has it.
        Name = "name",
        /// A browser that somebody signed in from before, together with the name.
        Device = "device",
        /// Who is signed in.
        Account = "account",
        /// An IPv4 address, or the /64 of an IPv6 one.
        Address = "address",
        /// The /24 of an IPv4 address, or the /48 of an IPv6 one.
        Network = "network",
        /// What stands behind the @ of a typed address.
        MailDomain = "mail_domain",
        /// A piece of work that was asked for: good once.
        Work = "work",
    }
}

/// So many at once, and then one in each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: u32,
    pub every: SignedDuration,
}

/// How long until it may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("too many; again in {} s", .0.as_secs())]
pub struct Wait(pub SignedDuration);

impl Wait {
    /// Whole seconds, rounded up, at least one.
    pub fn seconds(self) -> u32 {
        let secs = self.0.as_secs() + i64::from(self.0.subsec_nanos() > 0);
        u32::try_from(secs.max(1)).unwrap_or(u32::MAX)
    }
}

impl crate::error::Coded for Wait {
    fn code(&self) -> crate::error::Code {
        crate::error::Code::TooMany
    }
}

/// Microseconds since 1970.
pub type Micros = i64;

/// A moment as buckets keep it.
pub fn micros(moment: Timestamp) -> Micros {
    moment.as_microsecond()
}

impl Rate {
    pub const fn new(burst: u32, every: SignedDuration) -> Self {
        Self { burst, every }
    }

    /// What one takes to fill again: given back, `full_at` lies so much earlier.
    pub fn each(self) -> Micros {
        Micros::try_from(self.every.as_micros())
            .unwrap_or(Micros::MAX)
            .max(1)
    }

    /// What an empty bucket needs to fill.
    fn whole(self) -> Micros {
        self.each().saturating_mul(Micros::from(self.burst.max(1)))
    }

    /// How much is missing, in microseconds of filling. A clock that was set back keeps nobody out
    /// for longer than an empty bucket does.
    fn missing(self, full_at: Option<Micros>, now: Micros) -> Micros {
        full_at
            .map_or(0, |full| full.saturating_sub(now))
            .clamp(0, self.whole())
    }

    /// Takes one out: when the bucket will be full again then.
    ///
    /// # Errors
    /// How long until there is one.
    pub fn take(self, full_at: Option<Micros>, now: Micros) -> Result<Micros, Wait> {
        let after = self.missing(full_at, now).saturating_add(self.each());
        match after.saturating_sub(self.whole()) {
            over if over > 0 => Err(Wait(SignedDuration::from_micros(over))),
            _ => Ok(now.saturating_add(after)),
        }
    }

    /// Whether less than half is left.
    pub fn is_warm(self, full_at: Option<Micros>, now: Micros) -> bool {
        self.missing(full_at, now) > self.whole() / 2
    }
}

/// How long a piece of work is good for, and its wait for those without script.
pub const WORK_LIFE: SignedDuration = SignedDuration::from_mins(10);
pub const WORK_WAIT: SignedDuration = SignedDuration::from_secs(20);

/// How often an act is allowed to each kind; `None` where the kind does not matter. Mobile networks
/// put thousands behind one address: those buckets are wide, and a session lasts for weeks.
pub const fn rate(act: Act, kind: Kind) -> Option<Rate> {
    const fn secs(burst: u32, secs: i64) -> Option<Rate> {
        Some(Rate::new(burst, SignedDuration::from_secs(secs)))
    }
    match (act, kind) {
        (_, Kind::Work) => Some(Rate::new(1, WORK_LIFE)),

        (Act::SignIn, Kind::Name | Kind::Device) => secs(5, 30),
        (Act::SignIn, Kind::Address) => secs(60, 3),
        (Act::SignIn, Kind::Network) => secs(240, 1),

        (Act::Register, Kind::Name) => secs(3, 600),
        (Act::Register, Kind::Address) => secs(20, 30),
        (Act::Register, Kind::Network) => secs(80, 10),
        (Act::Register, Kind::MailDomain) => secs(200, 3),

        (Act::Reset, Kind::Name) => secs(3, 300),
        (Act::Reset, Kind::Address) => secs(20, 30),
        (Act::Reset, Kind::Network) => secs(80, 10),
        (Act::Reset, Kind::MailDomain) => secs(200, 3),

        (Act::Password, Kind::Account) => secs(5, 30),
        (Act::Password, Kind::Address) => secs(60, 3),

        (Act::Suggest | Act::Report | Act::Object, Kind::Account) => secs(20, 60),
        (Act::Suggest | Act::Report | Act::Object, Kind::Address) => secs(200, 3),
        (Act::Suggest | Act::Report | Act::Object, Kind::Network) => secs(400, 1),

        // A list saves itself with each move. Counted in the process alone.
        (Act::SaveList, Kind::Account) => Some(Rate::new(600, SignedDuration::from_millis(200))),

        _ => None,
    }
}

/// Whether an act asks for work first when one of its buckets is warm: those that anybody can do.
pub const fn asks_for_work(act: Act) -> bool {
    matches!(act, Act::SignIn | Act::Register | Act::Reset)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Micros = 1_000_000;

    /// Takes at these seconds: what each was answered (0 for allowed, else seconds to wait).
    fn takes(rate: Rate, at: &[i64]) -> Vec<u32> {
        let mut full = None;
        at.iter()
            .map(|second| match rate.take(full, second * SECOND) {
                Ok(then) => {
                    full = Some(then);
                    0
                }
                Err(wait) => wait.seconds(),
            })
            .collect()
    }

    #[test]
    fn a_burst_and_then_one_in_each_period() {
        let rate = Rate::new(5, SignedDuration::from_secs(30));
        for (at, wanted) in [
            (vec![0, 0, 0, 0, 0, 0], vec![0, 0, 0, 0, 0, 30]),
            (
                vec![0, 0, 0, 0, 0, 1, 29, 30, 30],
                vec![0, 0, 0, 0, 0, 29, 1, 0, 30],
            ),
            // After two and a half minutes of nothing all five are there again, and no more.
            (
                vec![0, 0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 1000],
                vec![0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30],
            ),
            (vec![0, 30, 60, 90, 120, 150], vec![0; 6]),
        ] {
            assert_eq!(takes(rate, &at), wanted, "{at:?}");
        }
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let rate = Rate::new(1, SignedDuration::from_secs(30));
        let full = rate.take(None, 0).unwrap();
        assert_eq!(
            rate.take(Some(full), 0),
            Err(Wait(SignedDuration::from_secs(30)))
        );
        assert_eq!(rate.take(Some(full - rate.each()), 0), Ok(full));
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_out_for_longer_than_an_empty_bucket() {
        let rate = Rate::new(5, SignedDuration::from_secs(30));
        let day = 86_400 * SECOND;
        let Err(wait) = rate.take(Some(day), 0) else {
            panic!("the bucket is empty")
        };
        assert_eq!(wait.seconds(), 30);
    }

    #[test]
    fn it_is_warm_when_less_than_half_is_left() {
        let rate = Rate::new(4, SignedDuration::from_secs(10));
        let mut full = None;
        let mut warm = Vec::new();
        for _ in 0..4 {
            warm.push(rate.is_warm(full, 0));
            full = rate.take(full, 0).ok();
        }
        warm.push(rate.is_warm(full, 0));
        assert_eq!(warm, [false, false, false, true, true]);
        assert!(!rate.is_warm(full, 20 * SECOND));
    }

    #[test]
    fn an_account_gets_five_and_then_one_in_thirty_seconds() {
        let rate = rate(Act::SignIn, Kind::Name).unwrap();
        let at: Vec<i64> = (0..1000).map(|n| n * 300 / 1000).collect();
        let allowed = takes(rate, &at)
            .into_iter()
            .filter(|wait| *wait == 0)
            .count();
        assert_eq!(allowed, 5 + 9);
    }

    #[test]
    fn every_act_is_limited_and_what_anybody_can_do_by_address() {
        for act in Act::ALL.iter().copied() {
            let kinds: Vec<_> = Kind::ALL
                .iter()
                .filter(|kind| rate(act, **kind).is_some())
                .collect();
            assert!(kinds.len() > 1, "{act}: {kinds:?}");
            if asks_for_work(act) {
                assert!(rate(act, Kind::Address).is_some(), "{act}");
            }
        }
    }

    proptest! {
        /// In no stretch of time more than the burst and what filled meanwhile.
        #[test]
        fn never_more_than_the_burst_and_the_rate(
            burst in 1_u32..20,
            every in 1_i64..60_000_000,
            steps in prop::collection::vec(0_i64..90_000_000, 1..200),
        ) {
            let rate = Rate::new(burst, SignedDuration::from_micros(every));
            let (mut full, mut now, mut allowed) = (None, 0_i64, Vec::new());
            for step in steps {
                now += step;
                if let Ok(then) = rate.take(full, now) {
                    full = Some(then);
                    allowed.push(now);
                }
            }
            for (from, first) in allowed.iter().enumerate() {
                for (count, last) in (1_i64..).zip(allowed.iter().skip(from)) {
                    prop_assert!(count <= i64::from(burst) + (last - first) / every);
                }
            }
        }

        /// Who waits as long as was said is let in.
        #[test]
        fn the_wait_that_is_said_is_enough(
            burst in 1_u32..20,
            every in 1_i64..60_000_000,
            full in 0_i64..2_000_000_000,
        ) {
            let rate = Rate::new(burst, SignedDuration::from_micros(every));
            if let Err(wait) = rate.take(Some(full), 0) {
                let later = i64::try_from(wait.0.as_micros()).unwrap();
                let capped = full.min(every * i64::from(burst));
                prop_assert!(rate.take(Some(capped), later).is_ok());
                prop_assert!(rate.take(Some(capped), later - 1).is_err());
            }
        }
    }
}
