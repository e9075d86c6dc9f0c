//! A piece of work for whoever asks where much was asked already: to find the number whose hash was
//! given, in the manner of ALTCHA. The salt says what it is for and until when it is good; both are
//! signed, so nothing of it is stored. Whoever has no script waits instead.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use shared::limit::{Act, WORK_LIFE, WORK_WAIT};

use super::secret::{Secret, hex};
use crate::chance;

/// The greatest number to be found: well under a second on a slow phone.
pub const MOST: u32 = 50_000;

/// What is asked: `salt.challenge.signature`, as the form carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work(pub String);

/// Makes a piece of work for an act.
pub fn ask(secret: &Secret, act: Act, now: Timestamp) -> Work {
    let until = now.saturating_add(WORK_LIFE).unwrap_or(now).as_second();
    let number = u32::from_be_bytes(chance::bytes::<4>()) % (MOST + 1);
    let salt = format!("{}-{act}-{until}", hex(&chance::bytes::<12>()));
    let challenge = hash(&salt, number);
    let signature = hex(&secret.sign(&[b"work", salt.as_bytes(), challenge.as_bytes()]));
    Work(format!("{salt}.{challenge}.{signature}"))
}

/// The salt of a piece of work that was done, or waited for where no number was found. `None` where
/// it is not ours, for another act, too old, wrong or too early: then another is asked.
pub fn done(secret: &Secret, act: Act, now: Timestamp, work: &str, number: &str) -> Option<String> {
    let mut parts = work.split('.');
    let (salt, challenge, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let parts = [b"work".as_slice(), salt.as_bytes(), challenge.as_bytes()];
    if !secret.signed(&parts, signature) {
        return None;
    }
    let mut facts = salt.split('-');
    let (_, of, until) = (facts.next()?, facts.next()?, facts.next()?);
    let until = Timestamp::from_second(until.parse().ok()?).ok()?;
    if of != act.as_str() || now > until {
        return None;
    }
    let found = match number.parse::<u32>() {
        Ok(number) => number <= MOST && hash(salt, number) == challenge,
        Err(_) => waited(until, now),
    };
    found.then(|| salt.to_owned())
}

fn waited(until: Timestamp, now: Timestamp) -> bool {
    let left: SignedDuration = now.duration_until(until);
    left <= WORK_LIFE - WORK_WAIT
}

fn hash(salt: &str, number: u32) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update(number.to_string().as_bytes());
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(work: &Work) -> String {
        let mut parts = work.0.split('.');
        let (salt, challenge) = (parts.next().unwrap(), parts.next().unwrap());
        let found = (0..=MOST).find(|number| hash(salt, *number) == challenge);
        found.unwrap().to_string()
    }

    #[test]
    fn work_is_good_for_its_act_until_it_is_too_old() {
        let (secret, other) = (Secret::passing(), Secret::passing());
        let now: Timestamp = "2026-03-01T06:00:00Z".parse().unwrap();
        let work = ask(&secret, Act::SignIn, now);
        let number = solve(&work);
        let done = |secret, act, minutes, work: &str, number: &str| {
            let then = now + SignedDuration::from_mins(minutes);
            super::done(secret, act, then, work, number).is_some()
        };
        assert!(done(&secret, Act::SignIn, 0, &work.0, &number));
        assert!(done(&secret, Act::SignIn, 10, &work.0, &number));
        assert!(!done(&secret, Act::SignIn, 11, &work.0, &number), "too old");
        assert!(
            !done(&secret, Act::Reset, 0, &work.0, &number),
            "another form"
        );
        assert!(
            !done(&other, Act::SignIn, 0, &work.0, &number),
            "another site"
        );
        let wrong = (number.parse::<u32>().unwrap() + 1).to_string();
        assert!(!done(&secret, Act::SignIn, 0, &work.0, &wrong));
        let longer = work.0.replace("-sign_in-", "-sign_in-9");
        assert!(!done(&secret, Act::SignIn, 0, &longer, &number));
        for nonsense in ["", "a.b", "a.b.c", "..", "é.é.é"] {
            assert!(
                !done(&secret, Act::SignIn, 0, nonsense, &number),
                "{nonsense}"
            );
        }
    }

    #[test]
    fn whoever_has_no_script_waits_twenty_seconds() {
        let secret = Secret::passing();
        let now: Timestamp = "2026-03-01T06:00:00Z".parse().unwrap();
        let work = ask(&secret, Act::SignIn, now);
        for (seconds, good) in [
            (0, false),
            (19, false),
            (20, true),
            (600, true),
            (601, false),
        ] {
            let then = now + SignedDuration::from_secs(seconds);
            assert_eq!(
                done(&secret, Act::SignIn, then, &work.0, "").is_some(),
                good,
                "{seconds}"
            );
        }
    }
}
