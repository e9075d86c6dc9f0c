//! The editor of a draft, both languages side by side.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::error::{Code, Coded};
use shared::input::{FieldError, TopicDraft};
use shared::topic::{self, Participation, Settings};
use shared::view::topic_editor::EditorPage;

use super::head;
use super::topics::faults;
use crate::app::App;
use crate::usecases::desk;
use crate::usecases::topic::create::{self, CreateTopicRefusal};
use crate::usecases::topic::draft::Typed;
use crate::usecases::topic::edit::{self, EditTopicRefusal};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// `{lang}`, `{agency}`, `{slug}`
pub type TopicPath = web::Path<(String, String, String)>;

/// Says once that something was saved.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SavedQuery {
    pub saved: String,
}

/// The editor's form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EditorFields {
    slug: String,
    title_ar: String,
    title_en: String,
    description_ar: String,
    description_en: String,
    question_ar: String,
    question_en: String,
    what_happens_ar: String,
    what_happens_en: String,
    participation: String,
    opens: String,
    closes: String,
    short_reason_ar: String,
    short_reason_en: String,
    list_places: String,
    shortlist_places: String,
    shortlist_min_lists: String,
    per_person: String,
    ranking_only_percent: String,
    imported: String,
    version: i32,
    /// `open`: on to the page that opens the topic.
    then: String,
}

impl EditorFields {
    fn typed(self) -> Typed {
        Typed {
            draft: TopicDraft {
                slug: self.slug,
                title_ar: self.title_ar,
                title_en: self.title_en,
                description_ar: self.description_ar,
                description_en: self.description_en,
                question_ar: self.question_ar,
                question_en: self.question_en,
                what_happens_ar: self.what_happens_ar,
                what_happens_en: self.what_happens_en,
                participation: self.participation,
                opens: self.opens,
                closes: self.closes,
                short_reason_ar: self.short_reason_ar,
                short_reason_en: self.short_reason_en,
                list_places: self.list_places,
                shortlist_places: self.shortlist_places,
                shortlist_min_lists: self.shortlist_min_lists,
                per_person: self.per_person,
                ranking_only_percent: self.ranking_only_percent,
            },
            imported: self.imported == "yes",
        }
    }
}

/// The empty editor, with the numbers of the rules.
fn empty() -> TopicDraft {
    let rules = Settings::default();
    TopicDraft {
        participation: Participation::Consultation.as_str().to_owned(),
        list_places: rules.list_places.to_string(),
        shortlist_places: rules.shortlist_places.to_string(),
        shortlist_min_lists: rules.shortlist_min_lists.to_string(),
        per_person: rules.per_person.to_string(),
        ranking_only_percent: rules.ranking_only_percent.to_string(),
        ..TopicDraft::default()
    }
}

/// `GET /{lang}/desk/{agency}/topics/new`
///
/// # Errors
/// Not found for another agency's managers; else the database's fault.
pub async fn new(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let view = blank(&app, &signed, agency, empty()).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_editor::page(lang, view)
    }))
}

async fn blank(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    draft: TopicDraft,
) -> Result<EditorPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::CreateTopic)??;
            if agency.closed_at.is_some() {
                return Err(Failure::Refused(Code::AgencyClosed));
            }
            Ok(EditorPage {
                head: head(&person, &agency),
                stored: None,
                faults: Vec::new(),
                draft,
                imported: false,
                version: 0,
                errors: Vec::new(),
                stale: false,
                saved: false,
            })
        })
        .await
}

/// `POST /{lang}/desk/{agency}/topics/new`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn create(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: web::Path<(String, String)>,
    fields: web::Form<EditorFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let fields = fields.into_inner();
    let then = fields.then.clone();
    let typed = fields.typed();
    let (person, now) = (signed.person().clone(), app.now());
    let (of, sent) = (agency.clone(), typed.clone());
    let created = app
        .db
        .write(move |conn| create::create(conn, &person, now, &of, &sent))
        .await;
    match created {
        Ok(slug) => Ok(on(&signed, &agency, &slug, &then)),
        Err(CreateTopicRefusal::Form(errors)) => {
            let view = blank(&app, &signed, agency, typed.draft).await?;
            let view = EditorPage {
                errors: errors.0,
                imported: typed.imported,
                ..view
            };
            Ok(again(&signed, StatusCode::UNPROCESSABLE_ENTITY, view))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/edit`
///
/// # Errors
/// Not found for another agency's; refused for what is no draft; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    query: web::Query<SavedQuery>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = stored(&app, &signed, agency, slug).await?;
    let view = EditorPage {
        saved: query.saved == "yes",
        ..view
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_editor::page(lang, view)
    }))
}

async fn stored(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<EditorPage, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    app.db
        .read(move |conn| {
            let (topic, agency) = desk::topic(conn, &person, &agency, &slug, Action::EditTopic)??;
            topic::may_edit(topic.state()).map_err(|refusal| Failure::Refused(refusal.code()))?;
            let typed = Typed::of(&topic);
            Ok(EditorPage {
                head: head(&person, &agency),
                faults: faults(&topic, today),
                stored: Some(topic.slug),
                draft: typed.draft,
                imported: typed.imported,
                version: topic.version,
                errors: Vec::new(),
                stale: false,
                saved: false,
            })
        })
        .await
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/edit`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn edit(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<EditorFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let fields = fields.into_inner();
    let (version, then) = (fields.version, fields.then.clone());
    let typed = fields.typed();
    let person = signed.person().clone();
    let (of, at, sent) = (agency.clone(), slug.clone(), typed.clone());
    let edited = app
        .db
        .write(move |conn| edit::edit(conn, &person, &of, &at, version, &sent))
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match edited {
        Ok(slug) => return Ok(on(&signed, &agency, &slug, &then)),
        Err(EditTopicRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false),
        Err(EditTopicRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let now = stored(&app, &signed, agency, slug).await?;
    // A stale editor has been told of the newer version: saving again goes over it.
    let version = if stale { now.version } else { version };
    let view = EditorPage {
        draft: typed.draft,
        imported: typed.imported,
        version,
        errors,
        stale,
        ..now
    };
    Ok(again(&signed, status, view))
}

fn again(signed: &Signed<Manager>, status: StatusCode, view: EditorPage) -> HttpResponse {
    render::page(&signed.visitor, status, |lang| {
        pages::topic_editor::page(lang, view)
    })
}

fn on(signed: &Signed<Manager>, agency: &str, slug: &str, then: &str) -> HttpResponse {
    let lang = signed.lang().code();
    let topic = format!("/{lang}/desk/{agency}/topics/{slug}");
    render::see(match then {
        "open" => format!("{topic}/open"),
        _ => format!("{topic}/edit?saved=yes"),
    })
}
