//! Answers that are being written at a desk: one of each person on each suggestion, as typed.

use diesel::prelude::*;

use super::Conn;
use super::schema::answer_drafts as drafts;
use super::types::At;
use crate::on_each;

/// A draft as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts, treat_none_as_default_value = false)]
pub struct Draft {
    pub suggestion_id: String,
    pub account_id: String,
    pub kind: String,
    pub reason: String,
    pub other_reason: String,
    pub commitment_what: String,
    pub commitment_due: String,
    pub saved_at: At,
    /// Why it was sent back, and the name of who did; empty for one that never waited for release.
    pub returned_note: String,
    pub returned_by: String,
}

/// Keeps a draft in the place of the person's earlier one. Why that one was sent back stays.
///
/// # Errors
/// The database's fault.
pub fn keep(conn: &mut Conn, draft: &Draft) -> QueryResult<()> {
    let set = (
        drafts::kind.eq(&draft.kind),
        drafts::reason.eq(&draft.reason),
        drafts::other_reason.eq(&draft.other_reason),
        drafts::commitment_what.eq(&draft.commitment_what),
        drafts::commitment_due.eq(&draft.commitment_due),
        drafts::saved_at.eq(draft.saved_at),
    );
    on_each!(conn, |c| diesel::insert_into(drafts::table)
        .values(draft)
        .on_conflict((drafts::suggestion_id, drafts::account_id))
        .do_update()
        .set(set)
        .execute(c))
    .map(drop)
}

/// The draft of a person on a suggestion.
///
/// # Errors
/// The database's fault.
pub fn of(conn: &mut Conn, suggestion_id: &str, account_id: &str) -> QueryResult<Option<Draft>> {
    drafts::table
        .find((suggestion_id, account_id))
        .select(Draft::as_select())
        .first(conn)
        .optional()
}

/// Lets the drafts of a person on some suggestions go.
///
/// # Errors
/// The database's fault.
pub fn let_go(conn: &mut Conn, suggestion_ids: &[&str], account_id: &str) -> QueryResult<()> {
    let those = drafts::table
        .filter(drafts::suggestion_id.eq_any(suggestion_ids))
        .filter(drafts::account_id.eq(account_id));
    diesel::delete(those).execute(conn).map(drop)
}
