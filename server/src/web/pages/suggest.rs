//! Writing, checking and posting a suggestion.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::{posted as posted_page, suggest as pages};
use serde::Deserialize;
use shared::account::Person;
use shared::error::{Code, Coded};
use shared::ids::{Reference, SuggestionId};
use shared::input::{CheckedSuggestion, FieldError};
use shared::lang::{Lang, TextDir, TextLang};
use shared::limit::Act;
use shared::view::suggestion_form::{
    FormTopic, ListTitle, PostedView, ShownText, SuggestCheck, SuggestFields, SuggestForm,
};

use crate::app::App;
use crate::chance;
use crate::db::suggestions::{self, Suggestion};
use crate::db::topics::{self, Topic};
use crate::db::{Conn, accounts, lists};
use crate::usecases::suggestion::edit::{self, EditRefused};
use crate::usecases::suggestion::submit::{self, SubmitRefused, submit_suggestion};
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};
use crate::web::{asker, render};

/// The form as it is sent to be looked at, or back to be edited.
#[derive(Debug, Deserialize)]
pub struct Checking {
    #[serde(flatten)]
    fields: SuggestFields,
    #[serde(default)]
    again: String,
}

impl From<SubmitRefused> for Failure {
    fn from(refused: SubmitRefused) -> Failure {
        match refused {
            SubmitRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/topics/{slug}/suggest`
///
/// # Errors
/// Why nothing may be posted in this topic now.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    slug: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (topic, refused) = topic_of(&app, &signed, slug.into_inner().1).await?;
    if let Some(refused) = refused {
        return Err(refused.into());
    }
    let id = signed.person().id.clone();
    let kept = app
        .db
        .read_short(move |conn| accounts::by_id(conn, &id))
        .await?;
    let fields = SuggestFields {
        key: chance::id(app.now()),
        // As the person chose for all of theirs; changed here for this one.
        show_name: match kept.is_some_and(|kept| kept.show_name) {
            true => "yes".to_owned(),
            false => String::new(),
        },
        ..SuggestFields::default()
    };
    Ok(form_page(
        &signed,
        &topic,
        fields,
        Vec::new(),
        None,
        StatusCode::OK,
    ))
}

/// `POST /{lang}/topics/{slug}/suggest/check`
///
/// # Errors
/// Why nothing may be posted in this topic now.
pub async fn check(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    slug: web::Path<(String, String)>,
    sent: web::Form<Checking>,
) -> Result<HttpResponse, Failure> {
    let (topic, refused) = topic_of(&app, &signed, slug.into_inner().1).await?;
    let Checking { fields, again } = sent.into_inner();
    if let Some(refused) = refused {
        // What was typed stays, even if it can no longer be posted.
        let code = refused_code(refused)?;
        return Ok(form_page(
            &signed,
            &topic,
            fields,
            Vec::new(),
            Some(code),
            status(code),
        ));
    }
    if again == "yes" {
        return Ok(form_page(
            &signed,
            &topic,
            fields,
            Vec::new(),
            None,
            StatusCode::OK,
        ));
    }
    match fields.draft().check(signed.lang()) {
        Ok(checked) => check_page(&app, &signed, topic, fields, checked, Vec::new()).await,
        Err(errors) => Ok(form_page(
            &signed,
            &topic,
            // The language is asked for on the next page.
            SuggestFields {
                lang: String::new(),
                ..fields
            },
            errors.0,
            None,
            StatusCode::UNPROCESSABLE_ENTITY,
        )),
    }
}

/// `POST /{lang}/topics/{slug}/suggest`
///
/// # Errors
/// A topic that is not there, a person who may not post in it.
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    slug: web::Path<(String, String)>,
    sent: web::Form<SuggestFields>,
) -> Result<HttpResponse, Failure> {
    let (fields, slug, lang) = (sent.into_inner(), slug.into_inner().1, signed.lang());
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Suggest).await? {
        let (topic, _) = topic_of(&app, &signed, slug).await?;
        let (errors, status) = (
            vec![render::wait_fault(wait)],
            StatusCode::TOO_MANY_REQUESTS,
        );
        let answer = form_page(&signed, &topic, fields, errors, None, status);
        return Ok(render::retry_after(answer, wait));
    }
    let person = signed.person().clone();
    let refused = match submit_suggestion(&app, person, slug.clone(), fields.clone(), lang).await {
        Ok(reference) => {
            return Ok(render::see(format!(
                "/{}/suggestions/{reference}/posted",
                lang.code()
            )));
        }
        Err(refused) => refused,
    };
    if let SubmitRefused::Fields(errors) = refused {
        let (topic, _) = topic_of(&app, &signed, slug).await?;
        return match fields.draft().check(lang) {
            // Only the place was wrong.
            Ok(checked) => check_page(&app, &signed, topic, fields, checked, errors.0).await,
            Err(errors) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(form_page(&signed, &topic, fields, errors.0, None, status))
            }
        };
    }
    let code = refused_code(refused)?;
    let (topic, _) = topic_of(&app, &signed, slug).await?;
    // A key that was used for another text must not be sent again.
    let key = if code == Code::KeyReused {
        chance::id(app.now())
    } else {
        fields.key.clone()
    };
    let fields = SuggestFields { key, ..fields };
    Ok(form_page(
        &signed,
        &topic,
        fields,
        Vec::new(),
        Some(code),
        status(code),
    ))
}

/// `GET /{lang}/suggestions/{ref}/posted`
///
/// # Errors
/// Not found for anyone but the author.
pub async fn posted(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    reference: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&reference.1).map_err(|_| Failure::not_found())?;
    let (person, lang, key) = (
        signed.person().clone(),
        signed.lang(),
        chance::id(app.now()),
    );
    let read = move |conn: &mut Conn| posted_view(conn, &person, reference, lang, key);
    let view = app.db.read(read).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        posted_page::page(lang, view)
    }))
}

fn posted_view(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
    lang: Lang,
    key: String,
) -> Result<PostedView, EditRefused> {
    let own = edit::own(conn, person, reference)?;
    let (name_ar, name_en) = suggestions::agency_names(conn, &own.topic.agency_id)?;
    let list = lists::of_person(conn, &own.topic.id, &person.id)?;
    let id = SuggestionId::parse(&own.suggestion.id).map_err(|_| EditRefused::NotFound)?;
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    Ok(PostedView {
        topic: form_topic(&own.topic, lang),
        reference: own.suggestion.reference.clone(),
        shown: shown(&own.suggestion),
        agency: if lang == Lang::Ar { name_ar } else { name_en },
        acknowledge_by: day(&own.suggestion.acknowledge_due),
        decide_by: day(&own.suggestion.decide_due),
        place: list.list().place_of(&id),
        listed: list.entries.len(),
        max: usize::try_from(own.topic.settings().list_places).unwrap_or_default(),
        list_version: list.version().number(),
        key,
    })
}

/// A suggestion as stored, as it is shown.
pub fn shown(suggestion: &Suggestion) -> ShownText {
    ShownText {
        title: suggestion.title.clone(),
        text: suggestion.body.clone(),
        lang: TextLang::parse(&suggestion.lang).unwrap_or(TextLang::Other),
        dir: TextDir::parse(&suggestion.dir).unwrap_or(TextDir::Rtl),
    }
}

/// What the pages of a suggestion say of its topic.
pub fn form_topic(topic: &Topic, lang: Lang) -> FormTopic {
    let (title, question) = match lang {
        Lang::Ar => (&topic.title_ar, &topic.question_ar),
        Lang::En => (&topic.title_en, &topic.question_en),
    };
    FormTopic {
        slug: topic.slug.clone(),
        title: title.clone(),
        question: question.clone(),
    }
}

/// The topic, and why this person may not post in it now.
async fn topic_of(
    app: &App,
    signed: &Signed<Anyone>,
    slug: String,
) -> Result<(Topic, Option<SubmitRefused>), Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    app.db
        .read(move |conn| {
            let topic = topics::by_slug(conn, &slug)?.ok_or(SubmitRefused::NotFound)?;
            match submit::may_submit(conn, &person, &topic, today) {
                Err(SubmitRefused::Database(error)) => Err(SubmitRefused::Database(error)),
                Err(SubmitRefused::NotFound) => Err(SubmitRefused::NotFound),
                other => Ok((topic, other.err())),
            }
        })
        .await
        .map_err(Failure::from)
}

/// The code of a refusal that is shown on the form; the others have a page of their own.
fn refused_code(refused: SubmitRefused) -> Result<Code, Failure> {
    match refused {
        SubmitRefused::Database(_) | SubmitRefused::NotFound | SubmitRefused::Person(_) => {
            Err(refused.into())
        }
        other => Ok(other.code()),
    }
}

fn status(code: Code) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

fn form_page(
    signed: &Signed<Anyone>,
    topic: &Topic,
    fields: SuggestFields,
    errors: Vec<FieldError>,
    refused: Option<Code>,
    status: StatusCode,
) -> HttpResponse {
    let form = SuggestForm {
        topic: form_topic(topic, signed.lang()),
        fields,
        errors,
        refused,
    };
    render::page(&signed.visitor, status, move |lang| {
        pages::form_page(lang, form)
    })
}

async fn check_page(
    app: &App,
    signed: &Signed<Anyone>,
    topic: Topic,
    fields: SuggestFields,
    checked: CheckedSuggestion,
    faults: Vec<FieldError>,
) -> Result<HttpResponse, Failure> {
    let (topic_id, person_id) = (topic.id.clone(), signed.id());
    let list = app
        .db
        .read(move |conn| lists::of_person(conn, &topic_id, &person_id))
        .await?
        .entries;
    let titles = list.into_iter().map(|entry| ListTitle {
        title: entry.title,
        lang: entry.lang,
        dir: entry.dir,
    });
    let check = SuggestCheck {
        topic: form_topic(&topic, signed.lang()),
        shown: ShownText {
            title: checked.title.text,
            text: checked.text.text,
            lang: checked.lang,
            dir: checked.text.dir,
        },
        list: titles.collect(),
        max: usize::try_from(topic.settings().list_places).unwrap_or_default(),
        name: (fields.show_name == "yes").then(|| signed.reader.name.clone()),
        fields,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = move |lang| pages::check_page(lang, check, faults);
    Ok(render::page(&signed.visitor, status, page))
}
