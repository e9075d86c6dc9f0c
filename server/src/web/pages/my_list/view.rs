//! Reads a person's list with what its page says.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::account::{Action, Subject, can};
use shared::error::Coded;
use shared::ids::Reference;
use shared::lang::Lang;
use shared::suggestion::{PublicationState, VISIBLE};
use shared::topic;
use shared::view::my_list::{EditionNote, ListedSuggestion, MyListView, Offered, Saved};
use shared::view::question::WaitingQuestion;
use shared::view::text::UserText;

use super::ORDER;
use crate::app::App;
use crate::chance;
use crate::db::lists::{self, Entry, Stored};
use crate::db::questions;
use crate::db::topics::{self, Topic};
use crate::usecases::list::ListRefused;
use crate::usecases::list::mine::as_possible;
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};

/// What the address of the page tells it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    /// The suggestion that was saved last, to say where it stands; or that a whole order was saved.
    saved: String,
    /// Where that one stood before, from 1.
    before: String,
    /// A suggestion that the reader came to add.
    add: String,
}

impl Told {
    /// Of a suggestion that could not be added.
    pub fn offering(reference: Reference) -> Told {
        Told {
            add: reference.to_string(),
            ..Told::default()
        }
    }
}

/// The view, and what it was made of.
pub struct Shown {
    pub view: MyListView,
    pub stored: Stored,
    pub topic_id: String,
}

impl Shown {
    /// The stored order.
    pub fn order(&self) -> Vec<Reference> {
        let entries = self.stored.entries.iter();
        entries
            .filter_map(|entry| Reference::parse(&entry.reference).ok())
            .collect()
    }
}

/// Stands for a person in what their browser keeps of a topic's list: the same for the same person,
/// another for each topic, and nobody can be found by it.
pub fn owner_of(slug: &str, person_id: &str) -> String {
    let digest = Sha256::digest(format!("list|{slug}|{person_id}"));
    digest.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// Reads the list with what its page says.
///
/// # Errors
/// A topic that is not there; staff of its agency.
pub async fn view_of(
    app: &App,
    signed: &Signed<Anyone>,
    slug: String,
    told: &Told,
) -> Result<Shown, Failure> {
    let (topic, stored, note) = read(app, signed, slug).await?;
    let days = topic.days().ok_or_else(Failure::not_found)?;
    let (title, max) = match signed.lang() {
        Lang::Ar => (&topic.title_ar, topic.settings().list_places),
        Lang::En => (&topic.title_en, topic.settings().list_places),
    };
    let view = MyListView {
        slug: topic.slug.clone(),
        topic: title.clone(),
        closes: days.closes,
        shut: topic::may_rank(topic.state(), days, app.today())
            .err()
            .map(|shut| shut.code()),
        max: usize::try_from(max).unwrap_or_default(),
        version: stored.version().number(),
        entries: stored.entries.iter().cloned().filter_map(listed).collect(),
        edition: note.map(|(number, counted_at, official)| EditionNote {
            number,
            counted_on: app.config.zone.day(counted_at.time()),
            official,
        }),
        asked: asked(app, signed, topic.id.clone()).await?,
        key: chance::id(app.now()),
        owner: owner_of(&topic.slug, &signed.id()),
        offered: None,
        saved: saved_of(&stored, told),
        refused: None,
    };
    let mut shown = Shown {
        view,
        stored,
        topic_id: topic.id,
    };
    if shown.view.shut.is_none()
        && let Ok(wanted) = Reference::parse(&told.add)
    {
        offer(app, signed, &mut shown, wanted).await?;
    }
    Ok(shown)
}

/// Puts a suggestion that the reader came to add before them, if it can be added.
async fn offer(
    app: &App,
    signed: &Signed<Anyone>,
    shown: &mut Shown,
    wanted: Reference,
) -> Result<(), Failure> {
    let (person, topic_id) = (signed.person().clone(), shown.topic_id.clone());
    let stored = shown.stored.clone();
    let mine = app
        .db
        .read_short(move |conn| as_possible(conn, &topic_id, &person, &stored, &[wanted]))
        .await?;
    let suggestion = mine.possible.into_iter().find_map(listed);
    shown.view.offered = suggestion.map(|suggestion| Offered {
        place: place_of(&shown.stored, &suggestion.reference),
        suggestion,
    });
    Ok(())
}

/// Own suggestions of the topic that the agency asks about.
async fn asked(
    app: &App,
    signed: &Signed<Anyone>,
    topic_id: String,
) -> Result<Vec<WaitingQuestion>, Failure> {
    let person = signed.id();
    let waiting = app
        .db
        .read_short(move |conn| questions::waiting_for(conn, &topic_id, &person))
        .await?;
    let line = |(reference, title, lang, dir): questions::Titled| WaitingQuestion {
        reference,
        title: UserText::stored(title, &lang, &dir),
    };
    Ok(waiting.into_iter().map(line).collect())
}

type Read = (Topic, Stored, Option<(i32, crate::db::types::At, bool)>);

/// The topic, the person's list in it, and when it was counted last.
///
/// # Errors
/// A topic that is not there; staff of its agency.
pub async fn read(app: &App, signed: &Signed<Anyone>, slug: String) -> Result<Read, Failure> {
    let person = signed.person().clone();
    app.db
        .read_short(move |conn| {
            let topic = topics::by_slug(conn, &slug)?
                .filter(|topic| topic.state().is_in(topic::VISIBLE))
                .ok_or(ListRefused::NotFound)?;
            let subject = Subject::Agency {
                agency: &topic.agency_id,
            };
            can(Some(&person), Action::SaveList, subject)?;
            let stored = lists::of_person(conn, &topic.id, &person.id)?;
            let note = match &topic.edition_id {
                Some(edition) => lists::edition_note(conn, edition)?,
                None => None,
            };
            Ok((topic, stored, note))
        })
        .await
        .map_err(|refused: ListRefused| Failure::from(refused))
}

/// A suggestion as its list shows it: a text that is out of public is not shown.
pub fn listed(entry: Entry) -> Option<ListedSuggestion> {
    let publication = entry.publication?;
    let readable = publication.is_in(VISIBLE) || publication == PublicationState::Pending;
    Some(ListedSuggestion {
        reference: entry.reference,
        title: if readable { entry.title } else { String::new() },
        lang: entry.lang,
        dir: entry.dir,
        publication,
        answer: entry.answer,
    })
}

fn saved_of(stored: &Stored, told: &Told) -> Option<Saved> {
    if told.saved == ORDER {
        return Some(Saved::Order);
    }
    let reference = Reference::parse(&told.saved).ok()?.to_string();
    let before = told.before.parse().ok().filter(|place| *place > 0);
    Some(match place_of(stored, &reference) {
        Some(place) => Saved::At {
            before: before.filter(|before| *before != place),
            reference,
            place,
        },
        None => Saved::Off { reference, before },
    })
}

/// The place on the stored list, from 1.
fn place_of(stored: &Stored, reference: &str) -> Option<usize> {
    let entries = &mut stored.entries.iter();
    let before = entries.position(|entry| entry.reference == reference);
    before.map(|before| before + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_the_same_only_for_the_same_person_and_topic() {
        let one = owner_of("roads", "0193a5f0");
        assert_eq!(one, owner_of("roads", "0193a5f0"));
        assert_eq!(one.len(), 16);
        assert_ne!(one, owner_of("roads", "0193a5f1"));
        assert_ne!(one, owner_of("parks", "0193a5f0"));
        assert!(!one.contains("0193a5f0"));
    }
}
