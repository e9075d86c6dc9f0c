//! How often something may be done: buckets in the database, shared by all nodes, with a filter in
//! the process before them. Delayed, never locked out; whoever is refused is told how long.
//!
//! Keys are keyed hashes: neither an address nor a name can be read from the database.

pub mod address;
mod first;
pub mod secret;
pub mod work;

use std::net::IpAddr;
use std::sync::Arc;

use diesel::result::Error as DieselError;
use shared::limit::{Act, Kind, Micros, Rate, Wait, asks_for_work, micros, rate};
use shared::time::Clock;

use crate::app::App;
use crate::db::buckets::{self, Key};
use crate::db::{Conn, Db};
use first::First;
use secret::Secret;

/// Who asks, as far as limits go.
#[derive(Debug, Clone)]
pub struct Asker {
    pub address: IpAddr,
    /// Who is signed in.
    pub account: Option<String>,
    /// The name or address that was typed, in canonical form.
    pub name: Option<String>,
    /// The browser, where somebody signed in from it under this name before: it has a bucket of its
    /// own in the place of the name's, so that strangers who try the name keep nobody out who was
    /// in.
    pub device: Option<String>,
    /// The piece of work that was done.
    pub work: Option<String>,
}

impl Asker {
    pub fn at(address: IpAddr) -> Asker {
        Asker {
            address,
            account: None,
            name: None,
            device: None,
            work: None,
        }
    }
}

/// Why an act is not allowed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Wait(Wait),
    /// A piece of work is to be done first ([`work`]).
    Work,
}

/// What was taken, to be given back where it was for nothing.
#[derive(Debug, Clone, Default)]
pub struct Taken(Vec<(Key, Kind, Rate)>);

/// What limits need of a running program.
pub struct Limits {
    pub secret: Secret,
    first: First,
}

impl Limits {
    pub fn new(db: &Db, clock: Arc<dyn Clock>) -> Limits {
        let secret = Secret::of(db).unwrap_or_else(|error| {
            tracing::warn!(%error, "the installation's secret could not be read");
            Secret::passing()
        });
        Limits {
            secret,
            first: First::new(clock),
        }
    }

    /// Forgets what the process counted long ago.
    pub fn forget(&self) {
        self.first.forget();
    }
}

/// Takes one out of each bucket of an act, or out of none. Lists are counted in the process alone:
/// a save must not cost a commit of its own.
///
/// # Errors
/// The database's fault.
pub async fn take(
    app: &App,
    asker: &Asker,
    act: Act,
) -> Result<Result<Taken, Refused>, DieselError> {
    let wanted = wanted(&app.limits.secret, asker, act);
    let key_of = |kind| wanted.iter().find(|one| one.1 == kind).map(|one| one.0);
    let first = app.limits.first.take(act, key_of);
    if app.config.unlimited {
        return Ok(Ok(Taken::default()));
    }
    if let Err(wait) = first {
        return Ok(Err(Refused::Wait(wait)));
    }
    if act == Act::SaveList {
        return Ok(Ok(Taken::default()));
    }
    let (now, proved) = (micros(app.now()), asker.work.is_some());
    // Whoever is refused costs no write.
    let looked = wanted.clone();
    let judged = app
        .db
        .read_short(move |conn| judge(conn, act, &looked, proved, now))
        .await?;
    if let Err(refused) = judged {
        return Ok(Err(refused));
    }
    for _ in 0..TRIES {
        let taking = wanted.clone();
        let taken = app
            .db
            .write(move |conn| write(conn, act, &taking, proved, now))
            .await;
        match taken {
            // Another node wrote to one of them at the same moment.
            Err(DieselError::NotFound) => {}
            Ok(Ok(())) => return Ok(Ok(Taken(wanted))),
            Ok(Err(refused)) => return Ok(Err(refused)),
            Err(error) => return Err(error),
        }
    }
    Ok(Err(Refused::Wait(Wait(jiff::SignedDuration::from_secs(1)))))
}

/// How often buckets are written to again when others write to them at the same moment.
const TRIES: usize = 5;

/// Whether work is asked for before an act, so that a form can come with it at once.
///
/// # Errors
/// The database's fault.
pub async fn is_warm(app: &App, asker: &Asker, act: Act) -> Result<bool, DieselError> {
    if !asks_for_work(act) || app.config.unlimited {
        return Ok(false);
    }
    let (wanted, now) = (wanted(&app.limits.secret, asker, act), micros(app.now()));
    app.db
        .read_short(move |conn| {
            let stored = stored(conn, &wanted)?;
            Ok(warm(&stored, now))
        })
        .await
}

/// Gives back what was taken from buckets of a kind: a sign-in that succeeded was no try.
///
/// # Errors
/// The database's fault.
pub fn give_back(conn: &mut Conn, taken: &Taken, kinds: &[Kind]) -> Result<(), DieselError> {
    for (key, _, rate) in taken.0.iter().filter(|(_, kind, _)| kinds.contains(kind)) {
        buckets::give_back(conn, key, rate.each())?;
    }
    Ok(())
}

/// The buckets of an act, in the order of their keys, so that nodes never wait for one another
/// crosswise.
fn wanted(secret: &Secret, asker: &Asker, act: Act) -> Vec<(Key, Kind, Rate)> {
    let name = asker.name.as_deref().filter(|_| asker.device.is_none());
    let domain = asker.name.as_deref().and_then(|name| name.rsplit_once('@'));
    let of: [(Kind, Option<String>); 7] = [
        (Kind::Name, name.map(str::to_owned)),
        (Kind::Device, asker.device.clone()),
        (Kind::Account, asker.account.clone()),
        (
            Kind::Address,
            Some(address::narrow(asker.address).to_string()),
        ),
        (
            Kind::Network,
            Some(address::wide(asker.address).to_string()),
        ),
        (
            Kind::MailDomain,
            domain.map(|(_, domain)| domain.to_owned()),
        ),
        (Kind::Work, asker.work.clone()),
    ];
    let mut wanted: Vec<_> = of
        .into_iter()
        .filter_map(|(kind, value)| {
            let (value, rate) = (value?, rate(act, kind)?);
            let parts = [
                b"bucket",
                act.as_str().as_bytes(),
                kind.as_str().as_bytes(),
                value.as_bytes(),
            ];
            Some((secret.sign(&parts), kind, rate))
        })
        .collect();
    wanted.sort_by_key(|(key, ..)| *key);
    wanted
}

/// Each bucket with when it will be full, if it is not.
type Stored = Vec<(Key, Kind, Rate, Option<Micros>)>;

fn stored(conn: &mut Conn, wanted: &[(Key, Kind, Rate)]) -> Result<Stored, DieselError> {
    let keys: Vec<Key> = wanted.iter().map(|one| one.0).collect();
    let found = buckets::find(conn, &keys)?;
    let full_at = |key: &Key| {
        let one = found.iter().find(|(of, _)| of.as_slice() == key);
        one.map(|(_, full_at)| *full_at)
    };
    Ok(wanted
        .iter()
        .map(|(key, kind, rate)| (*key, *kind, *rate, full_at(key)))
        .collect())
}

/// A name that strangers try is no reason to ask its owner for work; where many tries come from is.
fn warm(stored: &Stored, now: Micros) -> bool {
    stored.iter().any(|(_, kind, rate, full_at)| {
        matches!(kind, Kind::Address | Kind::Network | Kind::MailDomain)
            && rate.is_warm(*full_at, now)
    })
}

/// When each bucket will be full after the act.
type After = Vec<(Key, Kind, Option<Micros>, Micros)>;

fn judge(
    conn: &mut Conn,
    act: Act,
    wanted: &[(Key, Kind, Rate)],
    proved: bool,
    now: Micros,
) -> Result<Result<After, Refused>, DieselError> {
    let stored = stored(conn, wanted)?;
    let (mut after, mut longest) = (Vec::new(), None);
    for (key, kind, rate, full_at) in &stored {
        match rate.take(*full_at, now) {
            Ok(then) => after.push((*key, *kind, *full_at, then)),
            // Work is good once.
            Err(_) if *kind == Kind::Work => return Ok(Err(Refused::Work)),
            Err(wait) => longest = longest.max(Some(wait)),
        }
    }
    Ok(match longest {
        Some(wait) => Err(Refused::Wait(wait)),
        None if asks_for_work(act) && !proved && warm(&stored, now) => Err(Refused::Work),
        None => Ok(after),
    })
}

fn write(
    conn: &mut Conn,
    act: Act,
    wanted: &[(Key, Kind, Rate)],
    proved: bool,
    now: Micros,
) -> Result<Result<(), Refused>, DieselError> {
    match judge(conn, act, wanted, proved, now)? {
        Err(refused) => Ok(Err(refused)),
        Ok(after) => {
            for (key, kind, seen, then) in after {
                buckets::put(conn, &key, kind, seen, then)?;
            }
            Ok(Ok(()))
        }
    }
}

#[cfg(test)]
mod tests;
