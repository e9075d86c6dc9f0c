//! Signing out.

use crate::app::App;
use crate::db::sessions;

/// Ends a session; one that is gone already is no fault.
///
/// # Errors
/// The database's fault.
pub async fn sign_out(app: &App, token_hash: [u8; 32]) -> Result<(), diesel::result::Error> {
    app.db
        .write(move |conn| sessions::end(conn, &token_hash))
        .await
}
