//! The demonstration: an invented platform in full use, filled into an empty database in one
//! transaction.

mod answers;
mod commitments;
mod crowd;
mod days;
mod desks;
mod draw;
mod fates;
mod life;
mod life_story;
mod lists;
mod story;
mod suggestions;
#[cfg(test)]
mod tests;
mod topics;

use std::collections::HashMap;

use diesel::result::Error as DieselError;
use jiff::Timestamp;
use serde_json::{Value, json};
use shared::account::{Role, RoleKind};
use shared::lang::{Lang, detect};

pub use story::Story;

use self::days::Days;
use crate::app::App;
use crate::db::agencies::{self, Agency};
use crate::db::people::{self, NewAccount};
use crate::db::{Conn, accounts, holidays, installation, journal};
use crate::jobs::{figures, scorecards};
use crate::{chance, passwords};

/// The password of everyone who signs in. It is no secret: nothing here is real.
pub const PASSWORD: &str = "sharikuna-demo-2026";
/// Everyone joined so many days ago.
const JOINED_OFFSET: i64 = -160;

/// What filling did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    Now,
    Before,
}

/// Why the demonstration was not filled in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "this database holds something else; the demonstration goes only into an empty one (set SHARIKUNA_DATA to a new folder)"
    )]
    NotEmpty,
    #[error("the demonstration's story is wrong: {0}")]
    Story(String),
    #[error(transparent)]
    Database(#[from] DieselError),
    #[error(transparent)]
    Password(#[from] passwords::Busy),
}

/// Fills the demonstration, or finds that it is there.
///
/// # Errors
/// [`DemoError`]; the database is unchanged then.
pub fn fill(app: &App) -> Result<Filled, DemoError> {
    if app.db.read_now(installation::is_demonstration)? {
        return Ok(Filled::Before);
    }
    let story = Story::told()?;
    let days = Days::new(app.config.zone.clone(), app.now());
    // Hashed once and before the transaction: it takes tens of milliseconds.
    let hash = passwords::hash(PASSWORD)?;
    app.db.write_now(|conn| {
        if !installation::is_empty(conn)? {
            return Err(DemoError::NotEmpty);
        }
        installation::mark_demonstration(conn)?;
        let mut filling = Filling {
            conn,
            days,
            known: Known::default(),
        };
        filling.holidays()?;
        filling.agencies(&story)?;
        filling.accounts(&story, &hash)?;
        filling.crowd(&story)?;
        filling.topics(&story)?;
        filling.suggestions(&story)?;
        filling.lists(&story)?;
        filling.editions(&story)?;
        filling.life(&story)?;
        filling.desks(&story)?;
        while journal::number(filling.conn, 1_000)? > 0 {}
        while figures::catch_up(filling.conn, filling.days.now, &filling.days.zone)? > 0 {}
        scorecards::catch_up(filling.conn, &filling.days.zone)?;
        Ok(Filled::Now)
    })
}

/// The transaction under way.
struct Filling<'c> {
    conn: &'c mut Conn,
    days: Days,
    known: Known,
}

/// What the story's names lead to.
#[derive(Default)]
struct Known {
    agencies: HashMap<String, String>,
    people: HashMap<String, String>,
    topics: HashMap<String, topics::Known>,
    suggestions: HashMap<String, suggestions::Known>,
}

fn look_up<'k, T>(all: &'k HashMap<String, T>, what: &str, key: &str) -> Result<&'k T, DemoError> {
    all.get(key)
        .ok_or_else(|| DemoError::Story(format!("there is no {what} {key}")))
}

/// What a person of the crowd goes by in the story.
fn crowd_key(person: usize) -> String {
    format!("p{:03}", person + 1)
}

impl Filling<'_> {
    fn holidays(&mut self) -> Result<(), DemoError> {
        for kept in &self.days.entries.holidays {
            holidays::add(self.conn, &kept.id, &kept.holiday)?;
        }
        Ok(())
    }

    fn agencies(&mut self, story: &Story) -> Result<(), DemoError> {
        let at = self.days.zone.start_of(self.days.day(JOINED_OFFSET));
        for told in &story.agencies {
            let agency = Agency {
                id: chance::id(at),
                slug: told.slug.clone(),
                name_ar: told.name_ar.clone(),
                name_en: told.name_en.clone(),
                about_ar: told.about_ar.clone(),
                about_en: told.about_en.clone(),
                admitted_at: at.into(),
                second_person: false,
                closed_at: None,
                merged_into: None,
            };
            agencies::add(self.conn, &agency)?;
            self.journal(
                at,
                "agency.admitted",
                &agency.id,
                None,
                &agency.id,
                json!({}),
            )?;
            self.known.agencies.insert(told.slug.clone(), agency.id);
        }
        Ok(())
    }

    fn accounts(&mut self, story: &Story, hash: &str) -> Result<(), DemoError> {
        let at = self.days.zone.start_of(self.days.day(JOINED_OFFSET));
        for told in &story.accounts {
            let agency = match &told.agency {
                Some(slug) => Some(look_up(&self.known.agencies, "agency", slug)?.clone()),
                None => None,
            };
            let wrong = || DemoError::Story(format!("{} cannot be {}", told.key, told.role));
            let kind = RoleKind::parse(&told.role).map_err(|_| wrong())?;
            let role = Role::stored(kind, agency).ok_or_else(wrong)?;
            let id = chance::id(at);
            let account = NewAccount {
                id: &id,
                sign_in: &told.sign_in,
                name: &told.name,
                show_name: told.show_name,
                password_hash: told.signs_in.then_some(hash),
                lang: detect(&told.name, Lang::Ar).code(),
                created_at: at.into(),
            };
            people::add(self.conn, &account, std::slice::from_ref(&role))?;
            self.reached(&id, &told.sign_in, at)?;
            self.known.people.insert(told.key.clone(), id);
        }
        Ok(())
    }

    /// The people whom the story does not name. They cannot sign in.
    fn crowd(&mut self, story: &Story) -> Result<(), DemoError> {
        let at = self.days.zone.start_of(self.days.day(JOINED_OFFSET));
        for person in 0..crowd::PEOPLE {
            let nameless = || DemoError::Story("there are no names for the crowd".to_owned());
            let (key, id) = (crowd_key(person), chance::id(at));
            let account = NewAccount {
                id: &id,
                sign_in: &format!("{key}@example.org"),
                name: &story.names.of(person).ok_or_else(nameless)?,
                show_name: false,
                password_hash: None,
                lang: crowd::lang_of(person).code(),
                created_at: at.into(),
            };
            people::add(self.conn, &account, &[Role::Citizen])?;
            self.reached(&id, account.sign_in, at)?;
            self.known.people.insert(key, id);
        }
        Ok(())
    }

    /// Mail goes to who signs in with an address.
    fn reached(&mut self, id: &str, sign_in: &str, at: Timestamp) -> Result<(), DemoError> {
        match sign_in.contains('@') {
            true => Ok(accounts::reached(self.conn, id, sign_in, at)?),
            false => Ok(()),
        }
    }

    fn person(&self, key: &str) -> Result<String, DemoError> {
        look_up(&self.known.people, "person", key).cloned()
    }

    /// A row of the journal about something of a suggestion.
    fn journal_of(
        &mut self,
        case: &suggestions::Case<'_>,
        at: Timestamp,
        kind: &'static str,
        subject_id: &str,
        facts: Value,
    ) -> Result<(), DemoError> {
        let (agency, topic) = (&case.topic.agency_id, &case.topic.id);
        self.journal(at, kind, agency, Some(topic), subject_id, facts)
    }

    fn journal(
        &mut self,
        at: Timestamp,
        kind: &'static str,
        agency_id: &str,
        topic_id: Option<&str>,
        subject_id: &str,
        facts: Value,
    ) -> Result<(), DemoError> {
        let agency_id = Some(agency_id);
        let entry = journal::Entry {
            kind,
            agency_id,
            topic_id,
            subject_id,
            facts,
            private: None,
        };
        Ok(journal::write(self.conn, at, &entry)?)
    }
}
