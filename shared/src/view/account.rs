//! What a person sees of their own account.

use crate::input::FieldError;
use crate::lang::Lang;

/// `GET /{lang}/account`
#[derive(Debug, Clone)]
pub struct AccountPage {
    pub sign_in: String,
    /// Where mail goes, if it goes anywhere.
    pub address: Option<String>,
    /// Empty for who gave none.
    pub name: String,
    pub show_name: bool,
    /// The language of letters.
    pub lang: Lang,
    /// Whether the password is one of staff, and so longer.
    pub staff: bool,
    /// Notices that were not read.
    pub unread: i64,
    pub done: Option<AccountDone>,
    /// What was sent and refused.
    pub refused: Option<AccountRefused>,
    /// The new address, as typed.
    pub wanted: String,
}

/// What was just done, said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountDone {
    Details,
    Password,
    Address,
    /// A letter went to the new address.
    Asked,
}

/// A form of the page that came back.
#[derive(Debug, Clone)]
pub struct AccountRefused {
    pub form: AccountForm,
    pub errors: Vec<FieldError>,
    /// Nothing could be checked just now.
    pub busy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountForm {
    Details,
    Address,
    Password,
}
