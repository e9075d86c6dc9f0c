//! What a person keeps of an account: address, password, name and language.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::account::Role;
use shared::lang::Lang;

use super::schema::{account_roles, accounts};
use super::types::At;
use super::{Conn, exactly_one};
use crate::chance;

/// An account as its owner keeps it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Kept {
    pub id: String,
    pub sign_in: String,
    pub name: String,
    pub show_name: bool,
    pub password_hash: Option<String>,
    pub lang: String,
    pub disabled_at: Option<At>,
    /// Where mail goes; none for an account that an operator made without one.
    pub address: Option<String>,
    /// Since when mail is known to reach it.
    pub confirmed_at: Option<At>,
}

impl Kept {
    pub fn lang(&self) -> Lang {
        Lang::parse(&self.lang).unwrap_or(Lang::Ar)
    }

    /// Whether letters reach its owner.
    pub fn is_reachable(&self) -> bool {
        self.address.is_some() && self.confirmed_at.is_some()
    }
}

/// The account that signs in under an address or name, in canonical form. One statement, whether or
/// not there is one.
///
/// # Errors
/// The database's fault.
pub fn by_sign_in(conn: &mut Conn, sign_in: &str) -> QueryResult<Option<Kept>> {
    accounts::table
        .filter(accounts::sign_in.eq(sign_in))
        .select(Kept::as_select())
        .first(conn)
        .optional()
}

/// An account.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Kept>> {
    accounts::table
        .find(id)
        .select(Kept::as_select())
        .first(conn)
        .optional()
}

/// Somebody who registered and whose address is confirmed.
#[derive(Debug, Insertable)]
#[diesel(table_name = accounts)]
pub struct Registered<'a> {
    pub id: &'a str,
    pub sign_in: &'a str,
    pub name: &'a str,
    pub show_name: bool,
    pub password_hash: Option<&'a str>,
    pub lang: &'a str,
    pub created_at: At,
    pub address: Option<&'a str>,
    pub confirmed_at: Option<At>,
    /// The version of the words agreed to.
    pub consent: Option<&'a str>,
    pub consent_at: Option<At>,
}

/// Adds a citizen.
///
/// # Errors
/// A unique violation when the address has an account; else the database's fault.
pub fn register(conn: &mut Conn, account: &Registered<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(accounts::table)
            .values(account)
            .execute(conn),
    )?;
    let role = (
        account_roles::id.eq(chance::id(account.created_at.time())),
        account_roles::account_id.eq(account.id),
        account_roles::role.eq(Role::Citizen.kind().as_str()),
        account_roles::agency_id.eq(None::<String>),
        account_roles::granted_at.eq(account.created_at),
    );
    exactly_one(
        diesel::insert_into(account_roles::table)
            .values(role)
            .execute(conn),
    )
}

/// Gives an account another password.
///
/// # Errors
/// The database's fault.
pub fn set_password(conn: &mut Conn, id: &str, password_hash: &str) -> QueryResult<()> {
    exactly_one(
        diesel::update(accounts::table.find(id))
            .set(accounts::password_hash.eq(password_hash))
            .execute(conn),
    )
}

/// Notes that mail reaches an account: its owner came from a letter.
///
/// # Errors
/// The database's fault.
pub fn reached(conn: &mut Conn, id: &str, address: &str, now: Timestamp) -> QueryResult<()> {
    let unknown = accounts::table
        .find(id)
        .filter(accounts::confirmed_at.is_null());
    diesel::update(unknown)
        .set((
            accounts::address.eq(address),
            accounts::confirmed_at.eq(At::from(now)),
        ))
        .execute(conn)
        .map(drop)
}

/// Gives an account another confirmed address, under which it signs in from now on.
///
/// # Errors
/// A unique violation when another account has it; else the database's fault.
pub fn set_address(
    conn: &mut Conn,
    id: &str,
    (canonical, address): (&str, &str),
    now: Timestamp,
) -> QueryResult<()> {
    let to = (
        accounts::sign_in.eq(canonical),
        accounts::address.eq(address),
        accounts::confirmed_at.eq(At::from(now)),
    );
    exactly_one(
        diesel::update(accounts::table.find(id))
            .set(to)
            .execute(conn),
    )
}

/// Changes what a person says of themselves.
///
/// # Errors
/// The database's fault.
pub fn set_details(
    conn: &mut Conn,
    id: &str,
    name: &str,
    show_name: bool,
    lang: Lang,
) -> QueryResult<()> {
    let to = (
        accounts::name.eq(name),
        accounts::show_name.eq(show_name),
        accounts::lang.eq(lang.code()),
    );
    exactly_one(
        diesel::update(accounts::table.find(id))
            .set(to)
            .execute(conn),
    )
}

/// The names of all agencies, which no person may pass for.
///
/// # Errors
/// The database's fault.
pub fn names_taken(conn: &mut Conn) -> QueryResult<Vec<String>> {
    use super::schema::agencies;
    let names = agencies::table
        .select((agencies::name_ar, agencies::name_en))
        .load::<(String, String)>(conn)?;
    Ok(names.into_iter().flat_map(|(ar, en)| [ar, en]).collect())
}
