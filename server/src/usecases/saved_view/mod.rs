//! The views of a queue that somebody at a desk keeps. They are private: the journal knows none.

pub mod keep;
pub mod remove;
pub mod rename;

use diesel::result::Error as DieselError;
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError};

use crate::db::is_duplicate;
use crate::usecases::desk::Barred;

/// The most views of one person at one desk.
pub const MOST: i64 = 20;

/// Why a view was not kept, renamed or removed.
#[derive(Debug, thiserror::Error)]
pub enum SavedViewRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    /// Removed before, or somebody else's.
    #[error("there is no such view")]
    NotFound,
    #[error("database: {0}")]
    Database(DieselError),
}

impl SavedViewRefusal {
    /// A fault of the name, shown at its field.
    fn of_name(code: Code) -> Self {
        Self::Form(Errors(vec![FieldError::new("name", code.as_str())]))
    }
}

impl From<DieselError> for SavedViewRefusal {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            // A view has no other key that could be taken than its name.
            error if is_duplicate(&error) => Self::of_name(Code::ViewNameTaken),
            other => Self::Database(other),
        }
    }
}

impl Coded for SavedViewRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::ViewNameTaken,
            Self::NotFound => Code::NotFound,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}
