//! Answers to many that are being written at a desk: one of each person for each kind, as typed.

use diesel::prelude::*;

use super::Conn;
use super::schema::bulk_drafts as drafts;
use super::types::At;
use crate::on_each;

/// A draft as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts)]
pub struct BulkDraft {
    pub account_id: String,
    pub agency_id: String,
    pub kind: String,
    pub reason: String,
    pub other_reason: String,
    pub commitment_what: String,
    pub commitment_due: String,
    pub saved_at: At,
}

/// Keeps a draft in the place of the person's earlier one.
///
/// # Errors
/// The database's fault.
pub fn keep(conn: &mut Conn, draft: &BulkDraft) -> QueryResult<()> {
    let set = (
        drafts::reason.eq(&draft.reason),
        drafts::other_reason.eq(&draft.other_reason),
        drafts::commitment_what.eq(&draft.commitment_what),
        drafts::commitment_due.eq(&draft.commitment_due),
        drafts::saved_at.eq(draft.saved_at),
    );
    on_each!(conn, |c| diesel::insert_into(drafts::table)
        .values(draft)
        .on_conflict((drafts::account_id, drafts::agency_id, drafts::kind))
        .do_update()
        .set(set)
        .execute(c))
    .map(drop)
}

/// The draft of a person at a desk.
///
/// # Errors
/// The database's fault.
pub fn of(
    conn: &mut Conn,
    account_id: &str,
    agency_id: &str,
    kind: &str,
) -> QueryResult<Option<BulkDraft>> {
    drafts::table
        .find((account_id, agency_id, kind))
        .select(BulkDraft::as_select())
        .first(conn)
        .optional()
}

/// Lets it go.
///
/// # Errors
/// The database's fault.
pub fn let_go(conn: &mut Conn, account_id: &str, agency_id: &str, kind: &str) -> QueryResult<()> {
    diesel::delete(drafts::table.find((account_id, agency_id, kind)))
        .execute(conn)
        .map(drop)
}
