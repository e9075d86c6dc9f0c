//! What goes wrong in the database, by the name that the rest of the program knows it by.

use diesel::QueryResult;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use shared::error::Code;

/// A commit that failed, or that no answer came from: the rows may be there, and may not. Sending
/// the same again with the same key is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody knows whether it was stored")]
pub struct OutcomeUnknown;

/// [`OutcomeUnknown`] as the database's fault that every query can answer.
pub fn unknown() -> DieselError {
    DieselError::QueryBuilderError(Box::new(OutcomeUnknown))
}

/// Whether nobody knows what became of a write.
pub fn is_unknown(error: &DieselError) -> bool {
    matches!(error, DieselError::QueryBuilderError(inner) if inner.is::<OutcomeUnknown>())
}

/// What a fault of the database is answered with.
pub fn code_of(error: &DieselError) -> Code {
    match error {
        error if is_unknown(error) => Code::OutcomeUnknown,
        // What it leads to went meanwhile, such as the account of somebody who left.
        DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => Code::Stale,
        _ => Code::Internal,
    }
}

/// A fault that is nobody's input: shown as an internal error, never with its text.
pub fn fault(message: String) -> DieselError {
    DieselError::DatabaseError(DatabaseErrorKind::UnableToSendCommand, Box::new(message))
}

pub(super) fn no_connection(error: diesel::r2d2::PoolError) -> DieselError {
    fault(format!("no database connection: {error}"))
}

pub(super) fn lost() -> DieselError {
    fault("the database work was cut off".to_owned())
}

/// Whether an insert met a row with the same unique key.
pub fn is_duplicate(error: &DieselError) -> bool {
    matches!(
        error,
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)
    )
}

/// Whether the server has cut the connection.
pub(super) fn is_cut(error: &DieselError) -> bool {
    use DatabaseErrorKind::{ClosedConnection, UnableToSendCommand};
    matches!(
        error,
        DieselError::DatabaseError(ClosedConnection | UnableToSendCommand, _)
    )
}

/// Turns "0 rows" of a guarded update into [`DieselError::NotFound`]: the row has changed.
///
/// # Errors
/// [`DieselError::NotFound`] when `rows` is not 1, or what the query answered.
pub fn exactly_one(rows: QueryResult<usize>) -> QueryResult<()> {
    match rows? {
        1 => Ok(()),
        _ => Err(DieselError::NotFound),
    }
}
