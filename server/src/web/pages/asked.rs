//! What the query of an address asks for. Unknown parameters are ignored, known ones checked.

use actix_web::HttpRequest;
use actix_web::web::Query;
use serde::Deserialize;
use shared::error::Code;

use super::cursor::Cursor;
use crate::web::error::Failure;

/// The parameters of the reading pages, as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    pub state: Option<String>,
    pub agency: Option<String>,
    pub order: Option<String>,
    pub answer: Option<String>,
    pub from: Option<String>,
    pub after: Option<String>,
    pub number: Option<String>,
}

impl Asked {
    /// The query of a request.
    ///
    /// # Errors
    /// [`Code::Malformed`] when a parameter stands there twice.
    pub fn of(req: &HttpRequest) -> Result<Asked, Failure> {
        let asked = Query::<Asked>::from_query(req.query_string());
        asked.map(Query::into_inner).map_err(|_| malformed())
    }

    /// The cursor, if the page goes on from one.
    ///
    /// # Errors
    /// [`Code::Malformed`] for a cursor that no page wrote.
    pub fn cursor(&self) -> Result<Option<Cursor>, Failure> {
        given(&self.after).map(Cursor::parse).transpose()
    }
}

/// A parameter that is there and not empty.
pub fn given(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| !value.is_empty())
}

/// A known parameter with a value that cannot be.
pub fn malformed() -> Failure {
    Failure::Refused(Code::Malformed)
}
