//! Accounts, their roles and sessions.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::account::{Person, Role, RoleKind};

use super::schema::{account_roles, accounts, sessions};
use super::types::At;
use super::{Conn, exactly_one};

/// A session and whose it is.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person: Person,
    pub name: String,
    pub last_seen: Timestamp,
    pub expires: Timestamp,
}

/// The person of a session, whether or not it is still good.
///
/// # Errors
/// The database's fault.
pub fn by_session(conn: &mut Conn, token_hash: &[u8]) -> QueryResult<Option<SignedIn>> {
    let rows = sessions::table
        .inner_join(accounts::table)
        .left_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(sessions::token_hash.eq(token_hash))
        .select((
            accounts::id,
            accounts::name,
            accounts::disabled_at,
            sessions::last_seen_at,
            sessions::expires_at,
            account_roles::role.nullable(),
            account_roles::agency_id.nullable(),
        ))
        .load::<(
            String,
            String,
            Option<At>,
            At,
            At,
            Option<String>,
            Option<String>,
        )>(conn)?;
    let mut found: Option<SignedIn> = None;
    for (id, name, disabled_at, last_seen, expires, role, agency) in rows {
        let signed_in = found.get_or_insert_with(|| SignedIn {
            person: Person {
                id,
                roles: Vec::new(),
                disabled: disabled_at.is_some(),
            },
            name,
            last_seen: last_seen.time(),
            expires: expires.time(),
        });
        signed_in
            .person
            .roles
            .extend(role.and_then(|role| stored_role(&role, agency)));
    }
    Ok(found)
}

fn stored_role(role: &str, agency: Option<String>) -> Option<Role> {
    Role::stored(RoleKind::parse(role).ok()?, agency)
}

/// Writes down that a session was used.
///
/// # Errors
/// The database's fault.
pub fn seen(conn: &mut Conn, token_hash: &[u8], now: Timestamp) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::last_seen_at.eq(At::from(now)))
        .execute(conn)
        .map(drop)
}

/// What signing in needs of an account.
#[derive(Debug, Clone)]
pub struct Account {
    pub person: Person,
    pub password_hash: Option<String>,
}

/// The account that signs in under a name (in canonical form).
///
/// # Errors
/// The database's fault.
pub fn by_sign_in(conn: &mut Conn, sign_in: &str) -> QueryResult<Option<Account>> {
    let found = accounts::table
        .filter(accounts::sign_in.eq(sign_in))
        .select((accounts::id, accounts::password_hash, accounts::disabled_at))
        .first::<(String, Option<String>, Option<At>)>(conn)
        .optional()?;
    let Some((id, password_hash, disabled_at)) = found else {
        return Ok(None);
    };
    let roles = roles_of(conn, &id)?;
    Ok(Some(Account {
        person: Person {
            id,
            roles,
            disabled: disabled_at.is_some(),
        },
        password_hash,
    }))
}

/// The roles of an account.
///
/// # Errors
/// The database's fault.
pub fn roles_of(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<Role>> {
    let rows = account_roles::table
        .filter(account_roles::account_id.eq(account_id))
        .select((account_roles::role, account_roles::agency_id))
        .load::<(String, Option<String>)>(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, agency)| stored_role(&role, agency))
        .collect())
}

/// A new session.
#[derive(Debug, Insertable)]
#[diesel(table_name = sessions)]
pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub account_id: &'a str,
    pub created_at: At,
    pub last_seen_at: At,
    pub expires_at: At,
}

/// Starts a session.
///
/// # Errors
/// The database's fault.
pub fn start_session(conn: &mut Conn, session: &NewSession<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(sessions::table)
            .values(session)
            .execute(conn),
    )
}

/// Ends a session; one that is gone already is no fault.
///
/// # Errors
/// The database's fault.
pub fn end_session(conn: &mut Conn, token_hash: &[u8]) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token_hash))
        .execute(conn)
        .map(drop)
}

/// Ends every session of an account.
///
/// # Errors
/// The database's fault.
pub fn end_all_of(conn: &mut Conn, account_id: &str) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))).execute(conn)
}

/// A new account.
#[derive(Debug, Insertable)]
#[diesel(table_name = accounts)]
pub struct NewAccount<'a> {
    pub id: &'a str,
    pub sign_in: &'a str,
    pub name: &'a str,
    pub show_name: bool,
    pub password_hash: Option<&'a str>,
    pub lang: &'a str,
    pub created_at: At,
}

/// Adds an account with its roles.
///
/// # Errors
/// A unique violation when the sign-in name is taken; else the database's fault.
pub fn add(conn: &mut Conn, account: &NewAccount<'_>, roles: &[Role]) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(accounts::table)
            .values(account)
            .execute(conn),
    )?;
    for role in roles {
        let row = (
            account_roles::id.eq(crate::chance::id(account.created_at.time())),
            account_roles::account_id.eq(account.id),
            account_roles::role.eq(role.kind().as_str()),
            account_roles::agency_id.eq(role.agency()),
            account_roles::granted_at.eq(account.created_at),
        );
        exactly_one(
            diesel::insert_into(account_roles::table)
                .values(row)
                .execute(conn),
        )?;
    }
    Ok(())
}

/// A person by id, with the roles held now.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, account_id: &str) -> QueryResult<Option<Person>> {
    let found = accounts::table
        .find(account_id)
        .select(accounts::disabled_at)
        .first::<Option<At>>(conn)
        .optional()?;
    let Some(disabled_at) = found else {
        return Ok(None);
    };
    Ok(Some(Person {
        id: account_id.to_owned(),
        roles: roles_of(conn, account_id)?,
        disabled: disabled_at.is_some(),
    }))
}
