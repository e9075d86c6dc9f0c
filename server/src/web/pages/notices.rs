//! What a person was told of, and what is sent to them.

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::Timestamp;
use serde::Deserialize;
use shared::notice::{NoticeKind, Scope, Way, way};
use shared::view::notices::{ChoicesPage, FollowLine, NoticesPage};

use super::assemble::both;
use super::cursor::Cursor;
use crate::app::App;
use crate::db::types::At;
use crate::db::{accounts, follows, notice_choices, notices};
use crate::usecases::notice::choose::choose;
use crate::usecases::notice::line;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// Notices on one page.
const PAGE: usize = 30;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    done: String,
}

/// `GET /{lang}/account/notices`
///
/// # Errors
/// Malformed for a cursor that no page wrote; the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let after = match query.after.as_str() {
        "" => None,
        text => match Cursor::parse(text)? {
            Cursor::Moment { at, id } => Some((At::from(at), id)),
            _ => return Err(Failure::Refused(shared::error::Code::Malformed)),
        },
    };
    let (id, zone) = (signed.id(), app.config.zone.clone());
    let continued = after.is_some();
    let done = query.done == "read";
    let view = app
        .db
        .read_short(move |conn| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let from = after.as_ref().map(|(at, id)| (*at, id.as_str()));
            let mut rows = notices::page(conn, &id, from, limit)?;
            let more = rows.len() > PAGE;
            rows.truncate(PAGE);
            let next = rows.last().filter(|_| more).map(|last| {
                let cursor = Cursor::Moment {
                    at: last.notice.made_at.time(),
                    id: last.notice.id.clone(),
                };
                cursor.to_string()
            });
            let newest = rows.first().map(|row| row.notice.made_at.time());
            Ok::<_, diesel::result::Error>(NoticesPage {
                lines: rows
                    .iter()
                    .filter_map(|row| line(row, &id, &zone))
                    .collect(),
                unread: notices::unread(conn, &id)?,
                up_to: newest.map_or(0, |at| at.as_microsecond()),
                continued,
                next,
                done,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::notices::page(lang, view)
    }))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReadPosted {
    up_to: String,
}

/// `POST /{lang}/account/notices`: what was shown is read; what came since is not.
///
/// # Errors
/// The database's fault.
pub async fn read(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    posted: web::Form<ReadPosted>,
) -> Result<HttpResponse, Failure> {
    let up_to = posted.up_to.parse().ok();
    let up_to = up_to.and_then(|at| Timestamp::from_microsecond(at).ok());
    if let Some(up_to) = up_to {
        let (id, now) = (signed.id(), app.now());
        app.db
            .write(move |conn| notices::read(conn, &id, up_to.into(), now.into()))
            .await?;
    }
    Ok(back(&signed, "?done=read"))
}

fn back(signed: &Signed<Anyone>, rest: &str) -> HttpResponse {
    render::see(format!("/{}/account/notices{rest}", signed.lang().code()))
}

/// `GET /{lang}/account/notices/choices`
///
/// # Errors
/// The database's fault.
pub async fn choices(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let (id, zone) = (signed.id(), app.config.zone.clone());
    let done = query.done == "saved";
    let view = app
        .db
        .read_short(move |conn| {
            let kept = accounts::by_id(conn, &id)?.ok_or_else(Failure::not_found)?;
            let chosen = notice_choices::of(conn, &id)?;
            let stopped = notice_choices::stopped(conn, &id)?;
            // With all stopped, what was chosen is still to be seen.
            let none = stopped.contains(&Scope::All);
            let others: Vec<Scope> = stopped
                .into_iter()
                .filter(|scope| *scope != Scope::All)
                .collect();
            let of = |kind: NoticeKind| {
                let found = chosen.iter().find(|(one, _)| *one == kind);
                (kind, way(kind, found.map(|(_, way)| *way), &others))
            };
            let follows = follows::of_account(conn, &id)?;
            Ok::<_, Failure>(ChoicesPage {
                ways: NoticeKind::ALL.iter().copied().map(of).collect(),
                none,
                reachable: kept.is_reachable(),
                letters_in: kept.lang(),
                follows: follows
                    .into_iter()
                    .map(|one| FollowLine {
                        slug: one.slug,
                        title: both(one.title_ar, one.title_en),
                        since: zone.day(one.followed_at.time()),
                    })
                    .collect(),
                done,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::notice_choices::page(lang, view)
    }))
}

/// `POST /{lang}/account/notices/choices`
///
/// # Errors
/// The database's fault.
pub async fn save(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    posted: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let value = |name: &str| {
        let found = posted.iter().find(|(one, _)| one == name);
        found.map(|(_, value)| value.as_str())
    };
    let chosen: Vec<(NoticeKind, Way)> = NoticeKind::ALL
        .iter()
        .filter_map(|kind| Some((*kind, Way::parse(value(kind.as_str())?).ok()?)))
        .collect();
    let none = value("none") == Some("yes");
    let (id, now) = (signed.id(), app.now());
    app.db
        .write(move |conn| choose(conn, &id, &chosen, none, now))
        .await?;
    Ok(back(&signed, "/choices?done=saved"))
}
