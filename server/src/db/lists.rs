//! Priority lists.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::answer::AnswerState;
use shared::ids::SuggestionId;
use shared::lang::{TextDir, TextLang};
use shared::priority_list::{PriorityList, Version};
use shared::suggestion::PublicationState;
use shared::suggestion::edit::OTHERS_THAT_FIX_THE_TEXT;

use super::schema::{
    editions, priority_list_entries as entries, priority_lists as lists, suggestions,
};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// A suggestion on a list, with what the list's owner is shown of it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub reference: String,
    pub title: String,
    pub lang: TextLang,
    pub dir: TextDir,
    pub publication: Option<PublicationState>,
    pub answer: AnswerState,
}

/// A person's list as stored.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// None before the first save.
    pub id: Option<String>,
    pub version: i32,
    /// The first priority first.
    pub entries: Vec<Entry>,
}

impl Stored {
    /// The version as the domain counts it.
    pub fn version(&self) -> Version {
        Version::new(u32::try_from(self.version).unwrap_or_default())
    }

    /// The order alone.
    pub fn list(&self) -> PriorityList {
        let ids = self
            .entries
            .iter()
            .filter_map(|entry| SuggestionId::parse(&entry.id).ok());
        PriorityList::stored(ids.collect())
    }
}

type Row = (
    String,
    i32,
    Option<(String, String, String, String, String, String, String)>,
);

/// The list of a person in a topic; an empty one before the first save.
///
/// # Errors
/// The database's fault.
pub fn of_person(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<Stored> {
    // One after the other: SQLite would first gather a join in brackets whole, for all lists.
    let of_entry = entries::suggestion_id
        .nullable()
        .eq(suggestions::id.nullable());
    let rows = lists::table
        .left_join(entries::table)
        .left_join(suggestions::table.on(of_entry))
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::account_id.eq(account_id))
        .order(entries::place.asc())
        .select((
            lists::id,
            lists::version,
            (
                suggestions::id,
                suggestions::reference,
                suggestions::title,
                suggestions::lang,
                suggestions::dir,
                suggestions::publication,
                suggestions::answer_state,
            )
                .nullable(),
        ))
        .load::<Row>(conn)?;
    let mut stored = Stored::default();
    for (id, version, entry) in rows {
        stored.id = Some(id);
        stored.version = version;
        stored.entries.extend(entry.map(
            |(id, reference, title, lang, dir, publication, answer)| Entry {
                id,
                reference,
                title,
                lang: TextLang::parse(&lang).unwrap_or(TextLang::Other),
                dir: TextDir::parse(&dir).unwrap_or(TextDir::Rtl),
                publication: PublicationState::parse(&publication).ok(),
                answer: AnswerState::parse(&answer).unwrap_or(AnswerState::None),
            },
        ));
    }
    Ok(stored)
}

/// Writes a list over the one that was read in this transaction, and gives its new version.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when the stored list has another version by now, a unique
/// violation when it was first saved meanwhile; else the database's fault.
pub fn save(
    conn: &mut Conn,
    topic_id: &str,
    account_id: &str,
    before: &Stored,
    list: &PriorityList,
    now: Timestamp,
) -> QueryResult<Version> {
    let version = before.version + 1;
    let id = match &before.id {
        Some(id) => {
            let same = lists::table
                .find(id)
                .filter(lists::version.eq(before.version));
            let set = (
                lists::version.eq(version),
                lists::saved_at.eq(At::from(now)),
            );
            exactly_one(diesel::update(same).set(set).execute(conn))?;
            diesel::delete(entries::table.filter(entries::list_id.eq(id))).execute(conn)?;
            id.clone()
        }
        None => {
            let id = crate::chance::id(now);
            let row = (
                lists::id.eq(&id),
                lists::topic_id.eq(topic_id),
                lists::account_id.eq(account_id),
                lists::version.eq(version),
                lists::saved_at.eq(At::from(now)),
            );
            exactly_one(diesel::insert_into(lists::table).values(row).execute(conn))?;
            id
        }
    };
    let rows: Vec<_> = (1_i32..)
        .zip(list.entries())
        .map(|(place, entry)| {
            (
                entries::list_id.eq(id.as_str()),
                entries::place.eq(place),
                entries::suggestion_id.eq(entry.as_str()),
            )
        })
        .collect();
    if !rows.is_empty() {
        on_each!(conn, |c| diesel::insert_into(entries::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(Version::new(u32::try_from(version).unwrap_or_default()))
}

/// The number of people's lists that fixes a suggestion's text, if at least so many hold it, one
/// person's not counted; else 0. The exact number would show its author each list in
/// the moment it is saved.
///
/// # Errors
/// The database's fault.
pub fn listed_by_others(
    conn: &mut Conn,
    suggestion_id: &str,
    account_id: &str,
) -> QueryResult<u32> {
    let found = entries::table
        .inner_join(lists::table)
        .filter(entries::suggestion_id.eq(suggestion_id))
        .filter(
            lists::account_id
                .is_null()
                .or(lists::account_id.ne(account_id)),
        )
        .limit(i64::from(OTHERS_THAT_FIX_THE_TEXT))
        .select(entries::list_id)
        .load::<String>(conn)?;
    let fixed = u32::try_from(found.len()).is_ok_and(|found| found >= OTHERS_THAT_FIX_THE_TEXT);
    Ok(if fixed { OTHERS_THAT_FIX_THE_TEXT } else { 0 })
}

/// Number, time and finality of an edition.
///
/// # Errors
/// The database's fault.
pub fn edition_note(conn: &mut Conn, edition_id: &str) -> QueryResult<Option<(i32, At, bool)>> {
    editions::table
        .find(edition_id)
        .select((editions::number, editions::counted_at, editions::official))
        .first(conn)
        .optional()
}
