//! What people did and asked about what is kept of them.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{accounts, data_requests};
use super::types::At;
use super::{Conn, exactly_one};

/// A request as stored.
#[derive(Debug, Clone, Insertable, Queryable, Selectable)]
#[diesel(table_name = data_requests, treat_none_as_default_value = false)]
pub struct DataRequest {
    pub id: String,
    /// None once the person has left.
    pub account_id: Option<String>,
    /// [`shared::data_request::RequestKind`]
    pub kind: String,
    /// Done at once, without asking anybody.
    pub by_oneself: bool,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub asked_at: At,
    pub due_on: String,
    pub answered_at: Option<At>,
    pub answer: String,
    pub answer_lang: String,
    pub answer_dir: String,
    pub answered_by: Option<String>,
}

/// Adds a request.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, request: &DataRequest) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(data_requests::table)
            .values(request)
            .execute(conn),
    )
}

/// Whether an account did something by itself after a moment.
///
/// # Errors
/// The database's fault.
pub fn taken_since(
    conn: &mut Conn,
    account_id: &str,
    kind: &str,
    since: Timestamp,
) -> QueryResult<bool> {
    let taken = data_requests::table
        .filter(data_requests::account_id.eq(account_id))
        .filter(data_requests::asked_at.gt(At::from(since)))
        .filter(data_requests::by_oneself.eq(true))
        .filter(data_requests::kind.eq(kind));
    diesel::dsl::select(diesel::dsl::exists(taken)).get_result(conn)
}

/// The requests of an account, the newest first.
///
/// # Errors
/// The database's fault.
pub fn of_account(conn: &mut Conn, account_id: &str, most: i64) -> QueryResult<Vec<DataRequest>> {
    data_requests::table
        .filter(data_requests::account_id.eq(account_id))
        .order((data_requests::asked_at.desc(), data_requests::id.desc()))
        .limit(most)
        .select(DataRequest::as_select())
        .load(conn)
}

/// How many requests of an account wait for their answer.
///
/// # Errors
/// The database's fault.
pub fn waiting_of(conn: &mut Conn, account_id: &str) -> QueryResult<i64> {
    data_requests::table
        .filter(data_requests::account_id.eq(account_id))
        .filter(data_requests::answered_at.is_null())
        .count()
        .get_result(conn)
}

/// A request with who asks: sign-in name, name.
pub type Asked = (DataRequest, Option<String>, Option<String>);

/// What waits for an answer, the oldest debt first.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn, most: i64) -> QueryResult<Vec<Asked>> {
    data_requests::table
        .left_join(accounts::table.on(data_requests::account_id.eq(accounts::id.nullable())))
        .filter(data_requests::answered_at.is_null())
        .order((data_requests::due_on, data_requests::id))
        .limit(most)
        .select((
            DataRequest::as_select(),
            accounts::sign_in.nullable(),
            accounts::name.nullable(),
        ))
        .load(conn)
}

/// What was answered or done lately, the newest first.
///
/// # Errors
/// The database's fault.
pub fn ended(conn: &mut Conn, most: i64) -> QueryResult<Vec<DataRequest>> {
    data_requests::table
        .filter(data_requests::answered_at.is_not_null())
        .order((data_requests::answered_at.desc(), data_requests::id.desc()))
        .limit(most)
        .select(DataRequest::as_select())
        .load(conn)
}

/// A request.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Asked>> {
    data_requests::table
        .left_join(accounts::table.on(data_requests::account_id.eq(accounts::id.nullable())))
        .filter(data_requests::id.eq(id))
        .select((
            DataRequest::as_select(),
            accounts::sign_in.nullable(),
            accounts::name.nullable(),
        ))
        .first(conn)
        .optional()
}

/// The answer to a request.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = data_requests)]
pub struct Answered<'a> {
    pub answer: &'a str,
    pub answer_lang: &'a str,
    pub answer_dir: &'a str,
    pub answered_by: Option<&'a str>,
    pub answered_at: Option<At>,
}

/// Answers a request that waits.
///
/// # Errors
/// Not found when it was answered meanwhile or is gone; else the database's fault.
pub fn answer(conn: &mut Conn, id: &str, answered: &Answered<'_>) -> QueryResult<()> {
    let waiting = data_requests::table
        .find(id)
        .filter(data_requests::answered_at.is_null());
    exactly_one(diesel::update(waiting).set(answered).execute(conn))
}
