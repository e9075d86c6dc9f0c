//! What people ask about what is kept of them, and what the platform answers.

pub mod answer;
pub mod file;

use shared::account::Refusal;
use shared::error::{Code, Coded};
use shared::input::Errors;

/// Why nothing was filed or answered.
#[derive(Debug, thiserror::Error)]
pub enum RequestRefusal {
    #[error(transparent)]
    Barred(#[from] Refusal),
    #[error("there is no such request")]
    NotFound,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("it was answered meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RequestRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(refusal) => refusal.code(),
            Self::NotFound => Code::NotFound,
            Self::Form(_) => Code::Malformed,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}
