//! Suggestions.

mod orders;
mod record;
mod write;

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::ids::Reference;
use shared::suggestion::PublicationState;

use crate::db::editions::Stood;
use crate::db::reports::ReportCase;
use crate::db::schema::{
    accounts, first_reads, priority_list_entries, priority_lists, report_cases, reports, standings,
    suggestions, topics,
};
use crate::db::types::At;
use crate::db::{Conn, exactly_one};

pub use orders::{Carded, Listed, Of, balanced, discover, newest, top, waiting};
pub use record::{Kind, Written, record_of};
pub use write::*;

/// A suggestion as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = suggestions)]
pub struct Suggestion {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    pub author_id: Option<String>,
    pub show_name: bool,
    pub publication: String,
    pub pending_reason: Option<String>,
    pub publishes_on: Option<String>,
    pub hidden_reason: Option<i32>,
    pub merged_into: Option<String>,
    pub title: String,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub ground_kind: Option<String>,
    pub ground_text: Option<String>,
    pub ground_link: Option<String>,
    pub governorate: Option<String>,
    pub wilayat: Option<String>,
    pub category: Option<String>,
    pub external_id: Option<String>,
    pub import_id: Option<String>,
    pub posted_at: At,
    pub published_at: Option<At>,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
    pub acknowledged_at: Option<At>,
    pub decided_at: Option<At>,
    pub answer_state: String,
    pub shuffle: i64,
    pub version: i32,
}

impl Suggestion {
    /// Where it stands with the public; `None` for a row of an import that is not visible yet.
    pub fn publication(&self) -> Option<PublicationState> {
        PublicationState::parse(&self.publication).ok()
    }

    /// The latest answer.
    pub fn answer_state(&self) -> AnswerState {
        AnswerState::parse(&self.answer_state).unwrap_or(AnswerState::None)
    }
}

/// The suggestion with a reference, whatever its publication.
///
/// # Errors
/// The database's fault.
pub fn by_reference(conn: &mut Conn, reference: Reference) -> QueryResult<Option<Suggestion>> {
    suggestions::table
        .filter(suggestions::reference.eq(reference.to_string()))
        .select(Suggestion::as_select())
        .first(conn)
        .optional()
}

/// Adds a suggestion.
///
/// # Errors
/// A unique violation when the reference is taken (draw another); else the database's fault.
pub fn add(conn: &mut Conn, suggestion: &Suggestion) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(suggestions::table)
            .values(suggestion)
            .execute(conn),
    )
}

/// A suggestion of a person's list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Priority {
    pub place: i32,
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
}

/// The suggestions on a person's list in a topic, in its order.
///
/// # Errors
/// The database's fault.
pub fn listed_by(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<Vec<Priority>> {
    type Row = (Option<i32>, Option<(String, String, String, String)>);
    // One after the other: SQLite would first gather a join in brackets whole, for all lists.
    let of_entry = priority_list_entries::suggestion_id
        .nullable()
        .eq(suggestions::id.nullable());
    let rows = priority_lists::table
        .left_join(priority_list_entries::table)
        .left_join(suggestions::table.on(of_entry))
        .filter(priority_lists::topic_id.eq(topic_id))
        .filter(priority_lists::account_id.eq(account_id))
        .order(priority_list_entries::place)
        .select((
            priority_list_entries::place.nullable(),
            (
                suggestions::reference,
                suggestions::title,
                suggestions::lang,
                suggestions::dir,
            )
                .nullable(),
        ))
        .load::<Row>(conn)?;
    let entry = |(place, titled): Row| {
        let (reference, title, lang, dir) = titled?;
        Some(Priority {
            place: place?,
            reference,
            title,
            lang,
            dir,
        })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}

/// A suggestion with its author's name, if shown, its standing in the edition shown, and the one
/// it was merged into.
#[derive(Debug, Clone)]
pub struct Full {
    pub suggestion: Suggestion,
    pub author: Option<String>,
    pub stood: Option<Stood>,
    /// Reference, title, language and direction.
    pub target: Option<(String, String, String, String)>,
    /// When the reader reported it, and what became of that.
    pub reported: Option<(At, ReportCase)>,
    /// When a moderator of the agency first opened it.
    pub first_read_at: Option<At>,
}

/// The suggestion with a reference and all that stands beside it in its row; `reader` is the account
/// that reads it, `""` for a visitor.
///
/// # Errors
/// The database's fault.
pub fn full(conn: &mut Conn, reference: Reference, reader: &str) -> QueryResult<Option<Full>> {
    let target = diesel::alias!(suggestions as target);
    type Row = (
        Suggestion,
        Option<String>,
        Option<Stood>,
        Option<(String, String, String, String)>,
        Option<At>,
        Option<At>,
        Option<ReportCase>,
    );
    let own_report = reports::suggestion_id
        .eq(suggestions::id)
        .and(reports::reporter_id.eq(reader.to_owned()));
    let its_case = reports::case_id.nullable().eq(report_cases::id.nullable());
    let found = suggestions::table
        .inner_join(topics::table)
        .left_join(first_reads::table)
        .left_join(accounts::table.on(suggestions::author_id.eq(accounts::id.nullable())))
        .left_join(
            standings::table.on(standings::suggestion_id
                .eq(suggestions::id)
                .and(topics::edition_id.eq(standings::edition_id.nullable()))),
        )
        .left_join(target.on(suggestions::merged_into.eq(target.field(suggestions::id).nullable())))
        .left_join(reports::table.on(own_report))
        .left_join(report_cases::table.on(its_case))
        .filter(suggestions::reference.eq(reference.to_string()))
        .select((
            Suggestion::as_select(),
            accounts::name.nullable(),
            Option::<Stood>::as_select(),
            target
                .fields((
                    suggestions::reference,
                    suggestions::title,
                    suggestions::lang,
                    suggestions::dir,
                ))
                .nullable(),
            first_reads::read_at.nullable(),
            reports::reported_at.nullable(),
            Option::<ReportCase>::as_select(),
        ))
        .first::<Row>(conn)
        .optional()?;
    Ok(found.map(
        |(suggestion, name, stood, target, first_read_at, at, case)| Full {
            author: name.filter(|_| suggestion.show_name),
            suggestion,
            stood,
            target,
            reported: at.zip(case),
            first_read_at,
        },
    ))
}
