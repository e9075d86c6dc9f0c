//! A browser that somebody signed in from: a cookie, signed together with the name, that gives it a
//! bucket of its own. It opens nothing; it keeps strangers who try a name from keeping its owner
//! waiting.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::app::App;
use crate::chance;
use crate::limits::secret::hex;

const YEAR: Duration = Duration::days(365);

/// The browser's own mark, where the cookie was given to it under this name (in canonical form).
pub fn known(req: &HttpRequest, app: &App, name: &str) -> Option<String> {
    let cookie = req.cookie(cookie_name(app))?;
    let (mark, signature) = cookie.value().split_once('.')?;
    let parts = [b"device".as_slice(), mark.as_bytes(), name.as_bytes()];
    let short = mark.len() == 32;
    (short && app.limits.secret.signed(&parts, signature)).then(|| mark.to_owned())
}

/// The cookie for a browser that somebody just signed in from.
pub fn cookie(app: &App, name: &str) -> Cookie<'static> {
    let mark = hex(&chance::bytes::<16>());
    let parts = [b"device".as_slice(), mark.as_bytes(), name.as_bytes()];
    let signature = hex(&app.limits.secret.sign(&parts));
    Cookie::build(cookie_name(app), format!("{mark}.{signature}"))
        .path("/")
        .http_only(true)
        .secure(app.config.base.https)
        .same_site(SameSite::Lax)
        .max_age(YEAR)
        .finish()
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.base.https {
        "__Host-sharikuna-known"
    } else {
        "sharikuna-known"
    }
}
