//! One file of the open data, sent as it is read.

use std::sync::Arc;

use actix_web::http::header::{self, HeaderName};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use jiff::SignedDuration;
use shared::error::Code;
use shared::limit::Wait;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::body::{self, Rows};
use crate::app::App;
use crate::db::open_data as store;
use crate::open_data::{DICTIONARY, File, Format, dictionary, find};
use crate::web::error::Failure;
use crate::web::{problem, render, visitor};

/// As of which number of the journal a file is.
const JOURNAL: HeaderName = HeaderName::from_static("sharikuna-journal");

/// So many files are read at once. Each holds a snapshot and a connection of its own.
const AT_ONCE: usize = 3;

/// What is said to whom no place was left.
const AGAIN: Wait = Wait(SignedDuration::from_secs(30));

/// Who may read a file now.
#[derive(Clone)]
pub struct Places(Arc<Semaphore>);

impl Places {
    /// A place is kept until it is dropped.
    pub fn take(&self) -> Option<OwnedSemaphorePermit> {
        self.0.clone().try_acquire_owned().ok()
    }
}

impl Default for Places {
    fn default() -> Self {
        Places(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// `GET /open-data/{file}`: `suggestions.csv`, `suggestions.jsonl` …, `dictionary.csv`. One
/// consistent snapshot, sent while it is read. Not compressed: that would cost a processor for as
/// long as the file takes.
///
/// # Errors
/// Not found for no such file or format; the database's fault.
pub async fn get(
    app: Data<App>,
    places: Data<Places>,
    req: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse, Failure> {
    if *path == DICTIONARY {
        return Ok(described(Format::Csv, DICTIONARY).body(dictionary()));
    }
    let (file, format) = named(&path)?;
    let Some(place) = places.take() else {
        return Ok(full(&req));
    };
    let (journal, rows) = body::read(&app, (file, format), place).await?;
    Ok(answer(&app, (file, format), journal).body(rows))
}

/// `HEAD /open-data/{file}`: what a GET would say, without reading the file.
///
/// # Errors
/// As [`get`].
pub async fn head(app: Data<App>, path: Path<String>) -> Result<HttpResponse, Failure> {
    if *path == DICTIONARY {
        return Ok(described(Format::Csv, DICTIONARY).body(dictionary()));
    }
    let (file, format) = named(&path)?;
    let journal = app.db.read_short(store::as_of).await?;
    Ok(answer(&app, (file, format), journal).body(Rows::none()))
}

/// The file and format of a name such as `suggestions.csv`.
fn named(path: &str) -> Result<(&'static File, Format), Failure> {
    let parts = path.split_once('.');
    let known = parts.and_then(|(name, ending)| Some((find(name)?, Format::parse(ending)?)));
    known.ok_or_else(Failure::not_found)
}

fn answer(app: &App, (file, format): (&File, Format), journal: i64) -> HttpResponseBuilder {
    // A file that was saved says what it is of.
    let invented = if app.demonstration {
        "demonstration-"
    } else {
        ""
    };
    let (name, ending, day) = (file.name, format.ending(), app.today());
    let name = format!("{invented}{name}-{day}-journal-{journal}.{ending}");
    let mut answer = described(format, &name);
    answer.insert_header((JOURNAL, journal.to_string()));
    answer
}

fn described(format: Format, name: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            // Names are letters, digits, dots, underscores and dashes.
            format!("attachment; filename=\"{name}\""),
        ));
    answer
}

fn full(req: &HttpRequest) -> HttpResponse {
    let answer = match problem::wanted(req) {
        true => problem::answer(visitor::lang_of(req), Code::Unavailable, &[]),
        false => render::failure(req, Code::Unavailable),
    };
    render::retry_after(answer, AGAIN)
}
