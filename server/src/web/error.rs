//! What a handler answers when it cannot answer the page: one type, one table of codes.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use shared::error::{Code, Coded};

/// Why a request got no page.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A refusal with its place in the table of codes.
    #[error("refused: {0}")]
    Refused(Code),
    /// The page is for people who signed in.
    #[error("sign-in needed")]
    SignInNeeded {
        /// Where to go afterwards.
        next: String,
    },
    /// The database's fault: logged, never shown.
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    /// Another fault of ours: logged, never shown.
    #[error("fault: {0}")]
    Fault(String),
}

impl Failure {
    /// The refusal's row in the table.
    pub fn code(&self) -> Code {
        match self {
            Failure::Refused(code) => *code,
            Failure::SignInNeeded { .. } => Code::SignInNeeded,
            Failure::Database(diesel::result::Error::NotFound) => Code::NotFound,
            Failure::Database(error) => crate::db::code_of(error),
            Failure::Fault(_) => Code::Internal,
        }
    }

    /// Nothing there, or nothing for this person: the same answer, so that nobody learns which.
    pub fn not_found() -> Failure {
        Failure::Refused(Code::NotFound)
    }

    /// The failure of any refusal that has a code.
    pub fn of(refusal: &impl Coded) -> Failure {
        Failure::Refused(refusal.code())
    }
}

/// Left on an answer for [`crate::web::middleware::errors`], which writes the words.
#[derive(Debug, Clone, Copy)]
pub struct Failed(pub Code);

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Failure::Database(diesel::result::Error::NotFound) | Failure::Refused(_) => {}
            Failure::Database(error) => tracing::error!(%error, "a query failed"),
            Failure::Fault(error) => tracing::error!(%error, "a request failed"),
            Failure::SignInNeeded { .. } => {}
        }
        let mut answer = HttpResponse::build(self.status_code());
        if let Failure::SignInNeeded { next } = self {
            answer.insert_header((header::LOCATION, next.as_str()));
        }
        let mut answer = answer.finish();
        answer.extensions_mut().insert(Failed(self.code()));
        answer
    }
}
