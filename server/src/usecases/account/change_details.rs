//! Somebody changes their name, whether it shows, and the language they are written to in.

use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError, check_name, code};
use shared::lang::Lang;

use crate::db::{Conn, accounts};

/// Why it stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeDetailsRefusal {
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ChangeDetailsRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Form(_) => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// May be empty.
    pub name: String,
    pub show_name: bool,
    pub lang: String,
}

/// Stores it. Who gives no name is called `nameless`, and no name shows.
///
/// # Errors
/// The refusal.
pub fn change_details(
    conn: &mut Conn,
    account_id: &str,
    details: &Details,
    nameless: &str,
) -> Result<(), ChangeDetailsRefusal> {
    let taken = accounts::names_taken(conn)?;
    let name = match details.name.trim() {
        "" => Ok(None),
        typed => check_name("name", typed, taken.iter().map(String::as_str)).map(Some),
    };
    let mut errors = Vec::new();
    let name = name.unwrap_or_else(|faults| {
        errors.extend(faults.0);
        None
    });
    let lang = Lang::parse(&details.lang);
    if lang.is_none() {
        errors.push(FieldError::new("lang", code::CHOICE_UNKNOWN));
    }
    let Some(lang) = lang.filter(|_| errors.is_empty()) else {
        return Err(Errors(errors).into());
    };
    let show = details.show_name && name.is_some();
    let name = name.as_deref().unwrap_or(nameless);
    Ok(accounts::set_details(conn, account_id, name, show, lang)?)
}
