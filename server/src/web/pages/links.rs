//! Links of letters: their tokens, and the care that pages behind them take.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use frontend::pages::link_over::{self, For};
use sha2::{Digest as _, Sha256};

use crate::usecases::account::Digest;
use crate::web::render;
use crate::web::session;
use crate::web::visitor::Visitor;

/// A new token: what stands in the link, and what is stored.
pub fn new() -> (String, Digest) {
    let (value, hash) = session::new_token();
    (value, hash.0)
}

/// What is stored of the token in a link. Anything but 64 hexadecimal digits is no token.
pub fn digest(typed: &str) -> Option<Digest> {
    if typed.len() != 64 || !typed.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let bytes: Option<Vec<u8>> = typed
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    Some(Sha256::digest(bytes?).into())
}

/// A page whose address holds a token: no browser keeps it, and none tells another site where it
/// came from.
pub fn guarded(mut answer: HttpResponse) -> HttpResponse {
    let headers = answer.headers_mut();
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The page of a link that can no longer be used.
pub fn over(visitor: &Visitor, what: For) -> HttpResponse {
    let page = render::page(visitor, StatusCode::GONE, move |lang| {
        link_over::page(lang, what)
    });
    guarded(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_again_by_its_digest_and_nothing_else_is_one() {
        let (value, hash) = new();
        assert_eq!(digest(&value), Some(hash));
        for wrong in [
            "",
            "zz",
            &"g".repeat(64),
            &"٠".repeat(32),
            &"a".repeat(65),
            &"+1".repeat(32),
        ] {
            assert_eq!(digest(wrong), None, "{wrong}");
        }
    }
}
