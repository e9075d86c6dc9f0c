//! Who asks: extracted once a request, and the permission that a handler demands by the type of
//! its argument.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use jiff::SignedDuration;
use shared::account::{Person, Role};
use shared::lang::Lang;

use super::error::Failure;
use super::session::{self, TokenHash};
use crate::app::App;
use crate::db::sessions::{self, SignedIn};

/// That a session was used is written down at most this often.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(2);

/// A signed-in reader.
#[derive(Debug, Clone)]
pub struct Reader {
    pub person: Person,
    pub name: String,
    pub session: TokenHash,
    /// The public id of the session.
    pub session_id: String,
}

/// Anyone: the language of the page, and the reader when there is one.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub lang: Lang,
    pub reader: Option<Rc<Reader>>,
    /// Whether this installation shows invented agencies, people and figures.
    pub demonstration: bool,
    /// Path and query of this request.
    pub here: String,
}

impl Visitor {
    pub fn person(&self) -> Option<&Person> {
        self.reader.as_ref().map(|reader| &reader.person)
    }
}

/// What a reader must be for a handler to run.
pub trait Right: 'static {
    fn admits(person: &Person) -> bool;
}

/// Anyone with an account.
#[derive(Debug)]
pub struct Anyone;
/// Staff of an agency: moderators and managers.
#[derive(Debug)]
pub struct Desk;
/// Managers of an agency.
#[derive(Debug)]
pub struct Manager;
/// Stewards of the platform.
#[derive(Debug)]
pub struct Steward;

impl Right for Anyone {
    fn admits(_: &Person) -> bool {
        true
    }
}

impl Right for Desk {
    fn admits(person: &Person) -> bool {
        person.roles.iter().any(|role| role.agency().is_some())
    }
}

impl Right for Manager {
    fn admits(person: &Person) -> bool {
        person
            .roles
            .iter()
            .any(|role| matches!(role, Role::Manager { .. }))
    }
}

impl Right for Steward {
    fn admits(person: &Person) -> bool {
        person.is_steward()
    }
}

/// A reader with a right. A visitor is sent to sign in; a reader without the right gets the same
/// "not found" as for a page that does not exist.
#[derive(Debug)]
pub struct Signed<R: Right> {
    pub visitor: Visitor,
    pub reader: Rc<Reader>,
    right: PhantomData<R>,
}

impl<R: Right> Signed<R> {
    pub fn lang(&self) -> Lang {
        self.visitor.lang
    }

    pub fn person(&self) -> &Person {
        &self.reader.person
    }

    pub fn id(&self) -> String {
        self.reader.person.id.clone()
    }

    /// The agencies whose desk this person sits at.
    pub fn agencies(&self) -> Vec<String> {
        let mut agencies: Vec<_> = self
            .reader
            .person
            .roles
            .iter()
            .filter_map(|role| role.agency().map(str::to_owned))
            .collect();
        agencies.sort();
        agencies.dedup();
        agencies
    }
}

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

impl FromRequest for Visitor {
    type Error = Failure;
    type Future = Extracting<Visitor>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move { find(&req).await })
    }
}

impl<R: Right> FromRequest for Signed<R> {
    type Error = Failure;
    type Future = Extracting<Signed<R>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let visitor = find(&req).await?;
            let Some(reader) = visitor.reader.clone() else {
                return Err(Failure::SignInNeeded { next: visitor.here });
            };
            if !R::admits(&reader.person) {
                tracing::info!(account.id = %reader.person.id, path = req.path(), "not permitted");
                return Err(Failure::not_found());
            }
            Ok(Signed {
                visitor,
                reader,
                right: PhantomData,
            })
        })
    }
}

/// Who may see how the pages are made: everyone in a demonstration, elsewhere stewards.
#[derive(Debug)]
pub struct Workshop(pub Visitor);

impl FromRequest for Workshop {
    type Error = Failure;
    type Future = Extracting<Workshop>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let steward = Signed::<Steward>::from_request(req, payload);
        let req = req.clone();
        Box::pin(async move {
            let visitor = find(&req).await?;
            if visitor.demonstration {
                return Ok(Workshop(visitor));
            }
            steward.await.map(|signed| Workshop(signed.visitor))
        })
    }
}

/// Who sent a request; looked for once.
///
/// # Errors
/// The database's fault.
pub async fn find(req: &HttpRequest) -> Result<Visitor, Failure> {
    if let Some(found) = already(req) {
        return Ok(found);
    }
    let app = req
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Failure::Fault("no app in this request".to_owned()))?;
    let reader = match session::token_of(req, app) {
        Some(token) => signed_in(app, token).await?.map(Rc::new),
        None => None,
    };
    let here = req
        .uri()
        .path_and_query()
        .map_or("/", |here| here.as_str())
        .to_owned();
    let visitor = Visitor {
        lang: lang_of(req),
        reader,
        demonstration: app.demonstration,
        here,
    };
    req.extensions_mut().insert(visitor.clone());
    Ok(visitor)
}

/// The visitor that this request was found to come from, if a handler asked.
pub fn already(req: &HttpRequest) -> Option<Visitor> {
    req.extensions().get::<Visitor>().cloned()
}

async fn signed_in(app: &App, token: TokenHash) -> Result<Option<Reader>, Failure> {
    let now = app.now();
    let hash = token.0;
    let found = app
        .db
        .read_short(move |conn| sessions::by_token(conn, &hash))
        .await?;
    let Some(SignedIn {
        person,
        name,
        id,
        last_seen,
        expires,
    }) = found
    else {
        return Ok(None);
    };
    let limits = session::limits_of(&person);
    if person.disabled || now >= expires || last_seen.duration_until(now) >= limits.idle {
        return Ok(None);
    }
    if last_seen.duration_until(now) >= SEEN_EVERY {
        app.db
            .write(move |conn| sessions::seen(conn, &hash, now))
            .await?;
    }
    Ok(Some(Reader {
        person,
        name,
        session: token,
        session_id: id,
    }))
}

/// The language of a request: the address says it; elsewhere the cookie, then Accept-Language,
/// then Arabic.
pub fn lang_of(req: &HttpRequest) -> Lang {
    let in_path = req.path().split('/').nth(1).and_then(Lang::parse);
    in_path.unwrap_or_else(|| preferred(req))
}

/// The language a reader prefers when the address names none.
pub fn preferred(req: &HttpRequest) -> Lang {
    if let Some(lang) = req
        .cookie("lang")
        .and_then(|cookie| Lang::parse(cookie.value()))
    {
        return lang;
    }
    let accepted = req
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    accepted.and_then(first_accepted).unwrap_or(Lang::Ar)
}

/// The better liked of our languages in an Accept-Language header.
fn first_accepted(header: &str) -> Option<Lang> {
    let mut best: Option<(u32, Lang)> = None;
    for part in header.split(',') {
        let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
        let Some(lang) = tag.trim().split('-').next().and_then(Lang::parse) else {
            continue;
        };
        let weight = thousandths(quality.trim());
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

fn thousandths(quality: &str) -> u32 {
    let (whole, part) = quality.split_once('.').unwrap_or((quality, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: u32 = whole.parse().unwrap_or(0);
    whole * 1000 + part.parse::<u32>().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_accepted_most_is_taken() {
        let cases = [
            ("en-GB,en;q=0.9", Some(Lang::En)),
            ("fr-FR,ar;q=0.5,en;q=0.7", Some(Lang::En)),
            ("ar-OM", Some(Lang::Ar)),
            ("en;q=0,ar;q=0.1", Some(Lang::Ar)),
            ("fr", None),
            ("", None),
        ];
        for (header, wanted) in cases {
            assert_eq!(first_accepted(header), wanted, "{header}");
        }
    }
}
