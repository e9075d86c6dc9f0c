//! Who is signed in: an opaque token in a cookie, its SHA-256 in the database.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use shared::account::Person;

use crate::app::App;
use crate::limits::secret::{hex, unhex};

/// How long a session lives: without use, and in all.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub idle: SignedDuration,
    pub absolute: SignedDuration,
}

/// Citizens: 14 days and 90 days.
pub const CITIZEN: Limits = Limits {
    idle: SignedDuration::from_hours(14 * 24),
    absolute: SignedDuration::from_hours(90 * 24),
};
/// Staff: 30 minutes and 12 hours.
pub const STAFF: Limits = Limits {
    idle: SignedDuration::from_mins(30),
    absolute: SignedDuration::from_hours(12),
};

/// How long a person's sessions live.
pub fn limits_of(person: &Person) -> Limits {
    if person.is_staff() { STAFF } else { CITIZEN }
}

/// What is kept of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    fn of(token: &[u8]) -> TokenHash {
        TokenHash(Sha256::digest(token).into())
    }
}

/// A new session's token: the cookie's value, and what is stored.
pub fn new_token() -> (String, TokenHash) {
    let token = crate::chance::token();
    (hex(&token), TokenHash::of(&token))
}

/// The token that a request carries. Anything but 64 hexadecimal digits is no token.
pub fn token_of(req: &HttpRequest, app: &App) -> Option<TokenHash> {
    let cookie = req.cookie(cookie_name(app.config.base.https))?;
    unhex(cookie.value()).map(|token| TokenHash::of(&token))
}

/// The cookie that carries a new session until `expires`.
pub fn cookie(app: &App, value: String, now: Timestamp, expires: Timestamp) -> Cookie<'static> {
    let https = app.config.base.https;
    Cookie::build(cookie_name(https), value)
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .max_age(CookieDuration::seconds(
            now.duration_until(expires).as_secs(),
        ))
        .finish()
}

/// The cookie that takes a session out of the browser.
pub fn removal(app: &App) -> Cookie<'static> {
    let https = app.config.base.https;
    let mut cookie = Cookie::build(cookie_name(https), "")
        .path("/")
        .secure(https)
        .finish();
    cookie.make_removal();
    cookie
}

fn cookie_name(https: bool) -> &'static str {
    // The prefix makes browsers insist on Secure and on this host; plain http cannot have it.
    if https {
        "__Host-sharikuna"
    } else {
        "sharikuna"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_way_through_the_cookie() {
        let (value, hash) = new_token();
        assert_eq!(unhex(&value).map(|token| TokenHash::of(&token)), Some(hash));
        for wrong in ["", "zz", &"g".repeat(64), &"٠".repeat(32), &"a".repeat(65)] {
            assert_eq!(unhex(wrong), None, "{wrong}");
        }
    }
}
