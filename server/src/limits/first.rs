//! What one process refuses by itself, before anything is asked of the database: whoever hammers is
//! turned away for the price of a look into a table in memory.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use jiff::SignedDuration;
use shared::limit::{Act, Kind, Rate, Wait, rate};
use shared::time::Clock;

use crate::db::buckets::Key;

/// The app's clock, as the limiter reads it.
#[derive(Clone)]
struct AppClock(Arc<dyn Clock>);

impl GovernorClock for AppClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanos = u64::try_from(self.0.now().as_nanosecond()).unwrap_or_default();
        Nanos::from(nanos)
    }
}

type Limiter = RateLimiter<Key, DashMapStateStore<Key>, AppClock, NoOpMiddleware<Nanos>>;

/// The filter of one process.
pub struct First {
    clock: AppClock,
    limiters: Vec<(Act, Kind, Limiter)>,
}

impl First {
    pub fn new(clock: Arc<dyn Clock>) -> First {
        let clock = AppClock(clock);
        let limiters = Act::ALL
            .iter()
            .filter_map(|act| {
                let kind = kind_of(*act);
                let quota = quota(rate(*act, kind)?, kind)?;
                let limiter = RateLimiter::new(quota, DashMapStateStore::default(), clock.clone());
                Some((*act, kind, limiter))
            })
            .collect();
        First { clock, limiters }
    }

    /// Counts an act; `key` finds the key of a kind.
    ///
    /// # Errors
    /// How long to wait.
    pub fn take(&self, act: Act, key: impl Fn(Kind) -> Option<Key>) -> Result<(), Wait> {
        let Some((_, kind, limiter)) = self.limiters.iter().find(|(of, ..)| *of == act) else {
            return Ok(());
        };
        let Some(key) = key(*kind) else {
            return Ok(());
        };
        limiter.check_key(&key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            Wait(SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX))
        })
    }

    /// Forgets whoever came long enough ago to be as if they had not.
    pub fn forget(&self) {
        for (.., limiter) in &self.limiters {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// What an act is counted by in the process: lists by who saves them, all else by where it comes
/// from.
const fn kind_of(act: Act) -> Kind {
    match act {
        Act::SaveList => Kind::Account,
        _ => Kind::Address,
    }
}

/// Wider than the buckets: those are given back what succeeds, and nodes are not told by each other.
const WIDER: u32 = 4;

fn quota(rate: Rate, kind: Kind) -> Option<Quota> {
    let wider = if kind == Kind::Address { WIDER } else { 1 };
    let every = Duration::try_from(rate.every).ok()?.checked_div(wider)?;
    let burst = NonZeroU32::new(rate.burst.saturating_mul(wider))?;
    Some(Quota::with_period(every)?.allow_burst(burst))
}

#[cfg(test)]
mod tests {
    use shared::time::MovedClock;

    use super::*;

    #[test]
    fn it_refuses_after_the_burst_and_lets_in_after_the_wait_it_says() {
        let clock = Arc::new(MovedClock::at("2026-03-01T06:00:00Z".parse().unwrap()));
        let first = First::new(clock.clone());
        let take = |who: u8| first.take(Act::SignIn, |_| Some([who; 32]));
        let burst = rate(Act::SignIn, Kind::Address).unwrap().burst;
        for _ in 0..burst * WIDER {
            assert_eq!(take(1), Ok(()));
        }
        let wait = take(1).unwrap_err();
        assert_eq!(wait.0.as_millis(), 750);
        assert_eq!(take(2), Ok(()), "another is not kept out");
        clock.advance(wait.0);
        assert_eq!(take(1), Ok(()));
        first.forget();
        assert!(take(1).is_err(), "what is recent is not forgotten");
    }
}
