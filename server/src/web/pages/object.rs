//! An author objects to a hiding or a merge.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::ids::Reference;
use shared::input::{FieldError, ObjectionDraft};
use shared::limit::Act;
use shared::suggestion::PolicyReason;
use shared::view::objection::{Against, ObjectPage, OwnHidden, OwnObjection};
use shared::view::text::UserText;

use super::assemble::both;
use super::beside;
use crate::app::App;
use crate::usecases::suggestion::object::{self, Done, ObjectRefused, Objectionable};
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};
use crate::web::{asker, render};

/// `{lang}`, `{ref}`
type Path = web::Path<(String, String)>;

impl From<ObjectRefused> for Failure {
    fn from(refused: ObjectRefused) -> Failure {
        match refused {
            ObjectRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/suggestions/{ref}/object`
///
/// # Errors
/// For anyone but the author, and where nothing can be objected to.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let view = view(&app, &signed, reference, ObjectionDraft::default(), vec![]).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::object::page(lang, view)
    }))
}

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    objection: String,
}

/// `POST /{lang}/suggestions/{ref}/object`
///
/// # Errors
/// For anyone but the author, and where nothing can be objected to.
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let draft = ObjectionDraft {
        objection: fields.into_inner().objection,
    };
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Object).await? {
        let errors = vec![render::wait_fault(wait)];
        let view = view(&app, &signed, reference, draft, errors).await?;
        let answer = render::page(
            &signed.visitor,
            StatusCode::TOO_MANY_REQUESTS,
            move |lang| pages::object::page(lang, view),
        );
        return Ok(render::retry_after(answer, wait));
    }
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let (zone, sent, lang) = (app.config.zone.clone(), draft.clone(), signed.lang());
    let made = app
        .db
        .write(move |conn| {
            object::object(conn, &person, reference, now, (today, &zone), (&sent, lang))
        })
        .await;
    match made {
        Ok(()) => Ok(render::see(format!(
            "/{}/suggestions/{reference}",
            lang.code()
        ))),
        Err(ObjectRefused::Form(errors)) => {
            let view = view(&app, &signed, reference, draft, errors.0).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, move |lang| {
                pages::object::page(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}

async fn view(
    app: &App,
    signed: &Signed<Anyone>,
    reference: Reference,
    draft: ObjectionDraft,
    errors: Vec<FieldError>,
) -> Result<ObjectPage, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    let zone = app.config.zone.clone();
    let found: Objectionable = app
        .db
        .read(move |conn| object::objectionable(conn, &person, reference, (today, &zone)))
        .await?;
    let (against, note) = match found.done {
        Done::Hidden(hiding) => {
            let number = u8::try_from(hiding.reason).unwrap_or_default();
            let reason = PolicyReason::numbered(number).map_err(|error| Failure::of(&error))?;
            (Against::Hiding(reason), beside::note(hiding.note))
        }
        Done::Merged(merge, (into, title, lang, dir)) => {
            let against = Against::Merging {
                into,
                title: UserText::stored(title, &lang, &dir),
                reason: Some(UserText::stored(merge.reason, &merge.lang, &merge.dir)),
            };
            (against, None)
        }
    };
    let (suggestion, topic) = (found.of.suggestion, found.of.topic);
    let user = |text: String| UserText::stored(text, &suggestion.lang, &suggestion.dir);
    Ok(ObjectPage {
        topic_slug: topic.slug,
        topic: both(topic.title_ar, topic.title_en),
        reference: suggestion.reference.clone(),
        against,
        done_on: found.done_on,
        own: OwnHidden {
            title: user(suggestion.title.clone()),
            text: user(suggestion.body.clone()),
            note,
            objection: OwnObjection::Open { until: found.until },
        },
        until: found.until,
        decided_by: found.due,
        draft,
        errors,
    })
}
