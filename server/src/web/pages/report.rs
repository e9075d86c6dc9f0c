//! A reader reports a suggestion.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::ids::Reference;
use shared::input::{FieldError, ReaderReportDraft};
use shared::limit::Act;
use shared::reader_report;
use shared::view::reports::ReportPage;
use shared::view::text::UserText;

use super::assemble::both;
use crate::app::App;
use crate::db::{holidays, suggestions};
use crate::usecases::suggestion::report::{self, ReportRefused};
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};
use crate::web::{asker, render};

/// `{lang}`, `{ref}`
type Path = web::Path<(String, String)>;

impl From<ReportRefused> for Failure {
    fn from(refused: ReportRefused) -> Failure {
        match refused {
            ReportRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/suggestions/{ref}/report`
///
/// # Errors
/// For staff of the agency, the author, and who reported it before; where it is not in public.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let draft = ReaderReportDraft::default();
    let view = view(&app, &signed, reference, draft, vec![]).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::reader_report::page(lang, view)
    }))
}

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    reason: String,
    note: String,
}

/// `POST /{lang}/suggestions/{ref}/report`
///
/// # Errors
/// As [`form`].
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let fields = fields.into_inner();
    let draft = ReaderReportDraft {
        reason: fields.reason,
        note: fields.note,
    };
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Report).await? {
        let errors = vec![render::wait_fault(wait)];
        let view = view(&app, &signed, reference, draft, errors).await?;
        let answer = render::page(
            &signed.visitor,
            StatusCode::TOO_MANY_REQUESTS,
            move |lang| pages::reader_report::page(lang, view),
        );
        return Ok(render::retry_after(answer, wait));
    }
    let (person, moment) = (signed.person().clone(), (app.now(), app.today()));
    let sent = draft.clone();
    let taken = app
        .db
        .write(move |conn| report::report(conn, &person, reference, moment, &sent))
        .await;
    match taken {
        Ok(()) => Ok(render::see(format!(
            "/{}/suggestions/{reference}",
            signed.lang().code()
        ))),
        Err(ReportRefused::Form(errors)) => {
            let view = view(&app, &signed, reference, draft, errors.0).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, move |lang| {
                pages::reader_report::page(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}

async fn view(
    app: &App,
    signed: &Signed<Anyone>,
    reference: Reference,
    draft: ReaderReportDraft,
    errors: Vec<FieldError>,
) -> Result<ReportPage, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    app.db
        .read(move |conn| {
            let of = report::reportable(conn, &person, reference)?;
            let (name_ar, name_en) = suggestions::agency_names(conn, &of.topic.agency_id)?;
            let due = reader_report::due(today, &holidays::calendar(conn)?);
            let (suggestion, topic) = (of.suggestion, of.topic);
            Ok::<_, Failure>(ReportPage {
                topic_slug: topic.slug,
                topic: both(topic.title_ar, topic.title_en),
                agency: both(name_ar, name_en),
                reference: suggestion.reference,
                title: UserText::stored(suggestion.title, &suggestion.lang, &suggestion.dir),
                due,
                draft,
                errors,
            })
        })
        .await
}
