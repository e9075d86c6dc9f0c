//! The files of a published count.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use diesel::QueryResult;

use crate::app::App;
use crate::db::counts::{self, File};
use crate::web::error::Failure;

/// `GET /{lang}/topics/{slug}/count/{number}/{file}`: sent part after part. A file never changes,
/// so browsers and caches may keep it for good.
///
/// # Errors
/// Not found for no such count or file; the database's fault.
pub async fn get(
    app: Data<App>,
    path: Path<(String, String, String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug, number, name) = path.into_inner();
    let number = number.parse().map_err(|_| Failure::not_found())?;
    let download = format!("{slug}-count-{number}-{name}");
    let file = app
        .db
        .read(move |conn| counts::file(conn, &slug, number, &name))
        .await?
        .ok_or_else(Failure::not_found)?;
    let tag = format!("\"{}\"", file.sha256);
    let known = req.headers().get(header::IF_NONE_MATCH);
    let known = known.and_then(|known| known.to_str().ok());
    let known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = match known {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_TYPE, media_type(&file.name)))
        .insert_header((
            header::CONTENT_DISPOSITION,
            // The slug and the names are letters, digits, dots and dashes.
            format!("attachment; filename=\"{download}\""),
        ));
    if known {
        return Ok(response.finish());
    }
    Ok(response.body(Parts::of(app, file)))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "json")) => "application/json",
        Some((_, "csv")) => "text/csv; charset=utf-8; header=present",
        Some((_, "zip")) => "application/zip",
        Some((_, "py")) => "text/x-python; charset=utf-8",
        _ => "application/octet-stream",
    }
}

type Reading = Pin<Box<dyn Future<Output = QueryResult<Option<Vec<u8>>>>>>;

/// A file on its way: one part in memory at a time, the next read once the last one is sent.
struct Parts {
    app: Data<App>,
    file: File,
    next: i32,
    /// Bytes that are still to be sent.
    left: u64,
    reading: Option<Reading>,
}

impl Parts {
    fn of(app: Data<App>, file: File) -> Self {
        let left = u64::try_from(file.bytes).unwrap_or_default();
        Self {
            app,
            file,
            next: 0,
            left,
            reading: None,
        }
    }

    fn read(&self) -> Reading {
        let (db, file, part) = (self.app.db.clone(), self.file.clone(), self.next);
        Box::pin(async move { db.read(move |conn| counts::part(conn, &file, part)).await })
    }
}

impl MessageBody for Parts {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Sized(u64::try_from(self.file.bytes).unwrap_or_default())
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let mut reading = match self.reading.take() {
            Some(reading) => reading,
            None if self.left == 0 => return Poll::Ready(None),
            None => self.read(),
        };
        match reading.as_mut().poll(cx) {
            Poll::Pending => {
                self.reading = Some(reading);
                Poll::Pending
            }
            Poll::Ready(Ok(Some(part))) => {
                self.next += 1;
                let sent = u64::try_from(part.len()).unwrap_or(u64::MAX);
                self.left = self.left.saturating_sub(sent);
                Poll::Ready(Some(Ok(part.into())))
            }
            Poll::Ready(Ok(None)) => Poll::Ready(Some(Err("a part of the file is missing".into()))),
            Poll::Ready(Err(fault)) => Poll::Ready(Some(Err(fault.into()))),
        }
    }
}
