//! Rows that only the demonstration writes as they are, with their times in the past: everybody
//! else comes to them through a use-case.

use diesel::prelude::*;

use super::schema::{
    accounts, answers, commitment_updates, commitments, hidings, merges, outcome_reports,
    priority_list_entries as entries, priority_lists as lists, suggestion_versions as versions,
};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

#[derive(Debug, Insertable)]
#[diesel(table_name = versions)]
pub struct Version<'a> {
    pub id: String,
    pub suggestion_id: &'a str,
    pub number: i32,
    pub title: &'a str,
    pub body: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub written_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = hidings)]
pub struct Hiding<'a> {
    pub id: String,
    pub suggestion_id: &'a str,
    pub reason: i32,
    pub note: &'a str,
    pub hidden_by: &'a str,
    pub hidden_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = merges)]
pub struct Merge<'a> {
    pub id: String,
    pub suggestion_id: &'a str,
    pub into_id: &'a str,
    pub reason: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub merged_by: &'a str,
    pub merged_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = answers)]
pub struct Answer<'a> {
    pub id: &'a str,
    pub suggestion_id: &'a str,
    pub agency_id: &'a str,
    pub number: i32,
    pub kind: &'a str,
    pub reason: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub other_reason: &'a str,
    pub other_lang: &'a str,
    pub answered_at: At,
    pub answered_by: &'a str,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = commitments)]
pub struct Commitment<'a> {
    pub id: &'a str,
    pub suggestion_id: &'a str,
    pub answer_id: &'a str,
    pub what: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub due_on: String,
    pub state: &'a str,
    pub made_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = commitment_updates)]
pub struct CommitmentUpdate<'a> {
    pub id: String,
    pub commitment_id: &'a str,
    pub state: &'a str,
    pub note: &'a str,
    pub updated_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = outcome_reports)]
pub struct OutcomeReport<'a> {
    pub topic_id: &'a str,
    pub text_ar: &'a str,
    pub text_en: &'a str,
    pub version: i32,
    pub saved_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = lists)]
pub struct List<'a> {
    pub id: &'a str,
    pub topic_id: &'a str,
    pub account_id: &'a str,
    pub version: i32,
    pub saved_at: At,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = entries)]
pub struct Entry<'a> {
    pub list_id: &'a str,
    pub place: i32,
    pub suggestion_id: &'a str,
}

macro_rules! add {
    ($($(#[$doc:meta])* $name:ident: $row:ident into $table:ident;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// The database's fault.
        pub fn $name(conn: &mut Conn, row: &$row<'_>) -> QueryResult<()> {
            exactly_one(diesel::insert_into($table::table).values(row).execute(conn))
        }
    )+};
}

add! {
    /// Adds a version.
    add_version: Version into versions;
    /// Adds a merge.
    add_merge: Merge into merges;
    /// Adds a hiding.
    add_hiding: Hiding into hidings;
    /// Adds an answer.
    add_answer: Answer into answers;
    /// Adds a commitment.
    add_commitment: Commitment into commitments;
    /// Adds what became of a commitment.
    add_update: CommitmentUpdate into commitment_updates;
    /// Adds an outcome report.
    add_report: OutcomeReport into outcome_reports;
}

/// Adds lists without their entries.
///
/// # Errors
/// The database's fault.
pub fn add_lists(conn: &mut Conn, rows: &[List<'_>]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(lists::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// Adds the entries of lists.
///
/// # Errors
/// The database's fault.
pub fn add_entries(conn: &mut Conn, rows: &[Entry<'_>]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(entries::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// The accounts that listed a suggestion, by their sign-in names.
///
/// # Errors
/// The database's fault.
pub fn listers(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Vec<String>> {
    entries::table
        .inner_join(lists::table)
        .inner_join(accounts::table.on(lists::account_id.eq(accounts::id.nullable())))
        .filter(entries::suggestion_id.eq(suggestion_id))
        .order(accounts::sign_in.asc())
        .select(accounts::id)
        .load(conn)
}
