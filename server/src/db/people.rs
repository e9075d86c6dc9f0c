//! Accounts and their roles.

use diesel::prelude::*;
use shared::account::{Person, Role, RoleKind};

use super::schema::{account_roles, accounts, agencies};
use super::types::At;
use super::{Conn, exactly_one};

/// A role as its two columns say.
pub fn stored_role(role: &str, agency: Option<String>) -> Option<Role> {
    Role::stored(RoleKind::parse(role).ok()?, agency)
}

/// What signing in needs of an account.
#[derive(Debug, Clone)]
pub struct Account {
    pub person: Person,
    pub password_hash: Option<String>,
}

/// The account that signs in under a name (in canonical form): one question, whether or not anybody
/// has the name.
///
/// # Errors
/// The database's fault.
pub fn by_sign_in(conn: &mut Conn, sign_in: &str) -> QueryResult<Option<Account>> {
    let rows = accounts::table
        .left_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(accounts::sign_in.eq(sign_in))
        .select((
            (accounts::id, accounts::password_hash, accounts::disabled_at),
            (account_roles::role, account_roles::agency_id).nullable(),
        ))
        .load::<(
            (String, Option<String>, Option<At>),
            Option<(String, Option<String>)>,
        )>(conn)?;
    let mut found: Option<Account> = None;
    for ((id, password_hash, disabled_at), role) in rows {
        let account = found.get_or_insert_with(|| Account {
            person: Person {
                id,
                roles: Vec::new(),
                disabled: disabled_at.is_some(),
            },
            password_hash,
        });
        account
            .person
            .roles
            .extend(role.and_then(|(role, agency)| stored_role(&role, agency)));
    }
    Ok(found)
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
        grant(conn, account.id, role, account.created_at)?;
    }
    Ok(())
}

/// Gives an account a role.
///
/// # Errors
/// A unique violation when it has the role at this agency; else the database's fault.
pub fn grant(conn: &mut Conn, account_id: &str, role: &Role, at: At) -> QueryResult<()> {
    let row = (
        account_roles::id.eq(crate::chance::id(at.time())),
        account_roles::account_id.eq(account_id),
        account_roles::role.eq(role.kind().as_str()),
        account_roles::agency_id.eq(role.agency()),
        account_roles::granted_at.eq(at),
    );
    exactly_one(
        diesel::insert_into(account_roles::table)
            .values(row)
            .execute(conn),
    )
}

/// Takes a role from an account.
///
/// # Errors
/// Not found where it has none such; else the database's fault.
pub fn withdraw(conn: &mut Conn, account_id: &str, role: &Role) -> QueryResult<()> {
    let theirs = account_roles::table
        .filter(account_roles::account_id.eq(account_id))
        .filter(account_roles::role.eq(role.kind().as_str()));
    // Stewards hold their role at no agency, which no comparison of SQL calls equal.
    exactly_one(match role.agency() {
        Some(agency) => {
            diesel::delete(theirs.filter(account_roles::agency_id.eq(agency))).execute(conn)
        }
        None => diesel::delete(theirs.filter(account_roles::agency_id.is_null())).execute(conn),
    })
}

/// Disables an account, or (with none) enables it again.
///
/// # Errors
/// Not found where it is so already, or is not there; else the database's fault.
pub fn disable(conn: &mut Conn, account_id: &str, at: Option<At>) -> QueryResult<()> {
    let other = accounts::table.filter(accounts::id.eq(account_id));
    let change = accounts::disabled_at.eq(at);
    exactly_one(match at {
        Some(_) => diesel::update(other.filter(accounts::disabled_at.is_null()))
            .set(change)
            .execute(conn),
        None => diesel::update(other.filter(accounts::disabled_at.is_not_null()))
            .set(change)
            .execute(conn),
    })
}

/// Stewards whose accounts are not disabled.
///
/// # Errors
/// The database's fault.
pub fn active_stewards(conn: &mut Conn) -> QueryResult<Vec<String>> {
    account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .filter(account_roles::role.eq(RoleKind::Steward.as_str()))
        .filter(accounts::disabled_at.is_null())
        .select(accounts::id)
        .distinct()
        .load(conn)
}

/// What stewards see of an account.
#[derive(Debug, Clone, Queryable)]
pub struct Known {
    pub id: String,
    pub sign_in: String,
    pub name: String,
    pub created_at: At,
    pub disabled_at: Option<At>,
}

/// An account as stewards see it.
///
/// # Errors
/// The database's fault.
pub fn known(conn: &mut Conn, account_id: &str) -> QueryResult<Option<Known>> {
    accounts::table
        .find(account_id)
        .select((
            accounts::id,
            accounts::sign_in,
            accounts::name,
            accounts::created_at,
            accounts::disabled_at,
        ))
        .first(conn)
        .optional()
}

/// Somebody in a role of staff.
#[derive(Debug, Clone, Queryable)]
pub struct StaffRow {
    pub account_id: String,
    pub name: String,
    pub sign_in: String,
    pub disabled_at: Option<At>,
    pub role: String,
    /// Id, and the names in Arabic and English.
    pub agency: Option<(String, String, String)>,
}

/// Everybody with a role of staff, a row for each role: stewards first, then by agency.
///
/// # Errors
/// The database's fault.
pub fn staff(conn: &mut Conn, most: i64) -> QueryResult<Vec<StaffRow>> {
    let roles = [RoleKind::Moderator, RoleKind::Manager, RoleKind::Steward].map(RoleKind::as_str);
    staff_rows(conn, None, &roles, most)
}

/// The roles of one account, with the names of their agencies.
///
/// # Errors
/// The database's fault.
pub fn roles_with_names(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<StaffRow>> {
    let roles: Vec<&str> = RoleKind::ALL.iter().map(|kind| kind.as_str()).collect();
    staff_rows(conn, Some(account_id), &roles, 100)
}

fn staff_rows(
    conn: &mut Conn,
    account_id: Option<&str>,
    roles: &[&str],
    most: i64,
) -> QueryResult<Vec<StaffRow>> {
    let rows = account_roles::table
        .inner_join(accounts::table.on(accounts::id.eq(account_roles::account_id)))
        .left_join(agencies::table.on(agencies::id.nullable().eq(account_roles::agency_id)))
        .filter(account_roles::role.eq_any(roles))
        .order((
            account_roles::agency_id.is_not_null(),
            agencies::name_en.nullable(),
            account_roles::role,
            accounts::name,
            accounts::id,
        ))
        .limit(most)
        .select((
            accounts::id,
            accounts::name,
            accounts::sign_in,
            accounts::disabled_at,
            account_roles::role,
            (agencies::id, agencies::name_ar, agencies::name_en).nullable(),
        ));
    match account_id {
        Some(id) => rows.filter(accounts::id.eq(id)).load(conn),
        None => rows.load(conn),
    }
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
