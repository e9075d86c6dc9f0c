//! The outbox: letters, written in the transaction of what they tell of and sent afterwards.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::letter::LetterKind;

use super::Conn;
use super::schema::outbox;
use super::types::At;
use crate::mail::Letter;
use crate::on_each;

/// A letter as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Stored {
    pub id: String,
    pub message_id: String,
    pub kind: String,
    pub to_address: String,
    pub lang: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub created_at: At,
    pub due_at: At,
    /// Tries begun so far.
    pub tries: i32,
    /// Where its receiver stops letters like it.
    pub unsubscribe: Option<String>,
}

/// A letter that was given up.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Dead {
    pub id: String,
    pub kind: String,
    pub to_address: String,
    pub created_at: At,
    pub dead_at: Option<At>,
    pub tries: i32,
    pub last_error: Option<String>,
}

/// Puts a letter into the outbox, due at once. Call it in the transaction of what it tells of.
///
/// # Errors
/// The database's fault.
pub fn put(conn: &mut Conn, letter: &Letter) -> QueryResult<()> {
    put_all(conn, std::slice::from_ref(letter))
}

/// Puts many letters into the outbox with one statement.
///
/// # Errors
/// The database's fault.
pub fn put_all(conn: &mut Conn, letters: &[Letter]) -> QueryResult<()> {
    if letters.is_empty() {
        return Ok(());
    }
    let row = |letter: &Letter| {
        let at = At::from(letter.written_at);
        (
            outbox::id.eq(letter.id.clone()),
            outbox::message_id.eq(letter.message_id.clone()),
            outbox::kind.eq(letter.kind.as_str()),
            outbox::account_id.eq(letter.account_id.clone()),
            outbox::to_address.eq(letter.to.clone()),
            outbox::lang.eq(letter.lang.code()),
            outbox::subject.eq(letter.subject.clone()),
            outbox::text.eq(letter.text.clone()),
            outbox::html.eq(letter.html.clone()),
            outbox::created_at.eq(at),
            outbox::due_at.eq(at),
            outbox::tries.eq(0),
            outbox::unsubscribe.eq(letter.unsubscribe.clone()),
        )
    };
    let rows: Vec<_> = letters.iter().map(row).collect();
    on_each!(conn, |c| diesel::insert_into(outbox::table)
        .values(&rows)
        .execute(c))
    .map(drop)
}

/// Letters that are due, the longest first.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, now: Timestamp, most: i64) -> QueryResult<Vec<Stored>> {
    outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::dead_at.is_null())
        .filter(outbox::due_at.le(At::from(now)))
        .order((outbox::due_at, outbox::id))
        .limit(most)
        .select(Stored::as_select())
        .load(conn)
}

/// Begins a try: from now on the letter is due again at `next`, whatever becomes of who sends it.
/// False when somebody else began one since it was read.
///
/// # Errors
/// The database's fault.
pub fn begin(conn: &mut Conn, letter: &Stored, next: Timestamp) -> QueryResult<bool> {
    let same = outbox::table
        .find(&letter.id)
        .filter(outbox::tries.eq(letter.tries))
        .filter(outbox::due_at.eq(letter.due_at))
        .filter(outbox::sent_at.is_null())
        .filter(outbox::dead_at.is_null());
    let to = (
        outbox::tries.eq(letter.tries + 1),
        outbox::due_at.eq(At::from(next)),
    );
    Ok(diesel::update(same).set(to).execute(conn)? == 1)
}

/// Removes the last letter to somebody who left: nothing of it stays, not even where it went. False
/// for any other letter.
fn farewell(conn: &mut Conn, id: &str) -> QueryResult<bool> {
    let last = outbox::table
        .find(id)
        .filter(outbox::kind.eq(LetterKind::Farewell.as_str()));
    Ok(diesel::delete(last).execute(conn)? == 1)
}

/// The mail server took it. Its words are kept no longer: they can hold a link.
///
/// # Errors
/// The database's fault.
pub fn sent(conn: &mut Conn, id: &str, now: Timestamp) -> QueryResult<()> {
    if farewell(conn, id)? {
        return Ok(());
    }
    let to = (
        outbox::sent_at.eq(At::from(now)),
        outbox::last_error.eq(None::<String>),
        outbox::dead_at.eq(None::<At>),
        outbox::subject.eq(""),
        outbox::text.eq(""),
        outbox::html.eq(""),
        outbox::unsubscribe.eq(None::<String>),
    );
    diesel::update(outbox::table.find(id))
        .set(to)
        .execute(conn)
        .map(drop)
}

/// A try failed; with `dead` it was the last.
///
/// # Errors
/// The database's fault.
pub fn failed(conn: &mut Conn, id: &str, error: &str, dead: Option<Timestamp>) -> QueryResult<()> {
    if dead.is_some() && farewell(conn, id)? {
        return Ok(());
    }
    let open = outbox::table.find(id).filter(outbox::sent_at.is_null());
    let to = (
        outbox::last_error.eq(error),
        outbox::dead_at.eq(dead.map(At::from)),
    );
    diesel::update(open).set(to).execute(conn).map(drop)
}

/// How many letters are still to be sent.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::dead_at.is_null())
        .count()
        .get_result(conn)
}

/// Letters that were given up, the newest first.
///
/// # Errors
/// The database's fault.
pub fn dead(conn: &mut Conn, most: i64) -> QueryResult<Vec<Dead>> {
    outbox::table
        .filter(outbox::dead_at.is_not_null())
        .order(outbox::dead_at.desc())
        .limit(most)
        .select(Dead::as_select())
        .load(conn)
}

/// How many letters were given up.
///
/// # Errors
/// The database's fault.
pub fn count_dead(conn: &mut Conn) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::dead_at.is_not_null())
        .count()
        .get_result(conn)
}

/// The kind of a letter that was given up.
///
/// # Errors
/// The database's fault.
pub fn kind_of_dead(conn: &mut Conn, id: &str) -> QueryResult<Option<String>> {
    outbox::table
        .find(id)
        .filter(outbox::dead_at.is_not_null())
        .select(outbox::kind)
        .first(conn)
        .optional()
}

/// Lets a letter that was given up be tried anew from the first try. False when it was not.
///
/// # Errors
/// The database's fault.
pub fn revive(conn: &mut Conn, id: &str, now: Timestamp) -> QueryResult<bool> {
    let gone = outbox::table.find(id).filter(outbox::dead_at.is_not_null());
    let to = (
        outbox::dead_at.eq(None::<At>),
        outbox::due_at.eq(At::from(now)),
        outbox::tries.eq(0),
    );
    Ok(diesel::update(gone).set(to).execute(conn)? == 1)
}

/// The newest letters that still have their words.
///
/// # Errors
/// The database's fault.
pub fn latest(conn: &mut Conn, most: i64) -> QueryResult<Vec<Stored>> {
    outbox::table
        .filter(outbox::sent_at.is_null())
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .limit(most)
        .select(Stored::as_select())
        .load(conn)
}

/// Removes what was sent or given up before a moment.
///
/// # Errors
/// The database's fault.
pub fn clean(conn: &mut Conn, before: Timestamp) -> QueryResult<usize> {
    let before = At::from(before);
    let sent = diesel::delete(outbox::table.filter(outbox::sent_at.lt(before))).execute(conn)?;
    let dead = diesel::delete(outbox::table.filter(outbox::dead_at.lt(before))).execute(conn)?;
    Ok(sent + dead)
}
