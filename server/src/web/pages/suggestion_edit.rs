//! An author changes, adds to or takes back a suggestion.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages::suggestion_edit as pages;
use serde::Deserialize;
use shared::ids::Reference;
use shared::input::{DatedAddition, FieldError, SuggestionDraft};
use shared::suggestion::EditRefusal;
use shared::suggestion::edit::{EditRight, FixedBy};
use shared::view::suggestion_form::{AddBecause, EditForm, EditKind, WithdrawView};

use super::suggest::{form_topic, shown};
use crate::app::App;
use crate::db::suggestions::Suggestion;
use crate::usecases::suggestion::add_to::add_to_suggestion;
use crate::usecases::suggestion::edit::{self, EditRefused, Own, edit_suggestion};
use crate::usecases::suggestion::withdraw::{WithdrawRefused, withdraw_suggestion};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// A change, which has a title, or an addition, which has none.
#[derive(Debug, Deserialize)]
pub struct Sent {
    #[serde(default)]
    version: String,
    title: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    ground_kind: String,
    #[serde(default)]
    ground_text: String,
    #[serde(default)]
    ground_link: String,
    #[serde(default)]
    governorate: String,
    #[serde(default)]
    wilayat: String,
}

impl From<EditRefused> for Failure {
    fn from(refused: EditRefused) -> Failure {
        match refused {
            EditRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

impl From<WithdrawRefused> for Failure {
    fn from(refused: WithdrawRefused) -> Failure {
        match refused {
            WithdrawRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/suggestions/{ref}/edit`
///
/// # Errors
/// For anyone but the author, and once it is out of public.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let own = own(&app, &signed, &path.1).await?;
    let kind = kind_of(&own, draft_of(&own.suggestion), String::new());
    Ok(edit_page(
        &signed,
        &own,
        kind,
        Vec::new(),
        false,
        StatusCode::OK,
    ))
}

/// `POST /{lang}/suggestions/{ref}/edit`
///
/// # Errors
/// For anyone but the author, and once it is out of public.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let (sent, lang, person) = (sent.into_inner(), signed.lang(), signed.person().clone());
    let text = sent.text.clone();
    let version = sent.version.parse::<i32>().unwrap_or_default();
    let draft = sent.draft();
    let done = match draft.clone() {
        Some(draft) => edit_suggestion(&app, person, reference, version, draft, lang).await,
        None => {
            let addition = DatedAddition { text: text.clone() };
            add_to_suggestion(&app, person, reference, addition, None, lang).await
        }
    };
    let (errors, stale, status) = match done {
        Ok(()) => {
            return Ok(render::see(format!(
                "/{}/suggestions/{reference}",
                lang.code()
            )));
        }
        Err(EditRefused::Fields(errors)) => (errors.0, false, StatusCode::UNPROCESSABLE_ENTITY),
        Err(EditRefused::Stale) => (Vec::new(), true, StatusCode::CONFLICT),
        // It was fixed since the form was opened: what was typed becomes the addition's draft.
        Err(EditRefused::Edit(EditRefusal::AdditionsOnly)) => {
            (Vec::new(), false, StatusCode::CONFLICT)
        }
        Err(other) => return Err(other.into()),
    };
    let own = own(&app, &signed, &path.1).await?;
    let kind = kind_of(
        &own,
        draft.unwrap_or_else(|| draft_of(&own.suggestion)),
        text,
    );
    Ok(edit_page(&signed, &own, kind, errors, stale, status))
}

/// What was typed as a reply to a question that has ended meanwhile, in the form of an addition.
///
/// # Errors
/// For anyone but the author, and once it is out of public.
pub(super) async fn instead_of_a_reply(
    app: &App,
    signed: &Signed<Anyone>,
    reference: &str,
    text: String,
) -> Result<HttpResponse, Failure> {
    let own = own(app, signed, reference).await?;
    let because = AddBecause::QuestionEnded;
    let kind = EditKind::Add { text, because };
    let status = StatusCode::CONFLICT;
    Ok(edit_page(signed, &own, kind, Vec::new(), false, status))
}

/// `GET /{lang}/suggestions/{ref}/withdraw`
///
/// # Errors
/// For anyone but the author, and once it is out of public.
pub async fn ask_withdraw(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let own = own(&app, &signed, &path.1).await?;
    let view = WithdrawView {
        topic: form_topic(&own.topic, signed.lang()),
        reference: own.suggestion.reference.clone(),
        shown: shown(&own.suggestion),
        others: own.others,
    };
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::withdraw_page(lang, view)
    }))
}

/// `POST /{lang}/suggestions/{ref}/withdraw`
///
/// # Errors
/// For anyone but the author, and once it is out of public.
pub async fn withdraw(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let slug = withdraw_suggestion(&app, signed.person().clone(), reference).await?;
    Ok(render::see(format!(
        "/{}/topics/{slug}",
        signed.lang().code()
    )))
}

impl Sent {
    fn draft(self) -> Option<SuggestionDraft> {
        Some(SuggestionDraft {
            title: self.title?,
            text: self.text,
            lang: self.lang,
            ground_kind: self.ground_kind,
            ground_text: self.ground_text,
            ground_link: self.ground_link,
            governorate: self.governorate,
            wilayat: self.wilayat,
        })
    }
}

async fn own(app: &App, signed: &Signed<Anyone>, reference: &str) -> Result<Own, Failure> {
    let reference = Reference::parse(reference).map_err(|_| Failure::not_found())?;
    let person = signed.person().clone();
    Ok(app
        .db
        .read(move |conn| edit::own(conn, &person, reference))
        .await?)
}

fn draft_of(suggestion: &Suggestion) -> SuggestionDraft {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    SuggestionDraft {
        title: suggestion.title.clone(),
        text: suggestion.body.clone(),
        lang: suggestion.lang.clone(),
        ground_kind: text(&suggestion.ground_kind),
        ground_text: text(&suggestion.ground_text),
        ground_link: text(&suggestion.ground_link),
        governorate: text(&suggestion.governorate),
        wilayat: text(&suggestion.wilayat),
    }
}

fn kind_of(own: &Own, draft: SuggestionDraft, text: String) -> EditKind {
    let because = match own.right {
        EditRight::Freely => return EditKind::Change(draft),
        EditRight::AdditionsOnly(FixedBy::Answer) => AddBecause::Answered,
        EditRight::AdditionsOnly(FixedBy::Lists(others)) => AddBecause::Lists(others),
    };
    EditKind::Add { text, because }
}

fn edit_page(
    signed: &Signed<Anyone>,
    own: &Own,
    kind: EditKind,
    errors: Vec<FieldError>,
    stale: bool,
    status: StatusCode,
) -> HttpResponse {
    let form = EditForm {
        topic: form_topic(&own.topic, signed.lang()),
        reference: own.suggestion.reference.clone(),
        version: own.suggestion.version,
        kind,
        stands: shown(&own.suggestion),
        errors,
        stale,
    };
    render::page(&signed.visitor, status, move |lang| pages::page(lang, form))
}
