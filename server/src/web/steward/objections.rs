//! Objections: those that wait, and one to decide.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Person;
use shared::input::DecisionDraft;
use shared::objection::{Deciding, ObjectionOutcome, ObjectionRefusal, may_decide};
use shared::suggestion::PolicyReason;
use shared::topic::reopened_by_restore;
use shared::view::objection::{Against, DecisionForm, ObjectionPage, ObjectionRow, ObjectionsPage};
use shared::view::text::UserText;
use shared::waiting::Waiting;

use crate::app::App;
use crate::db::answers::Answered;
use crate::db::merges::Target;
use crate::db::objections::{self as queries, About, Listed};
use crate::db::types::At;
use crate::db::{Conn, desk};
use crate::usecases::objection::decide::{self, DecideObjectionRefusal, is_party};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::asked::{Asked, malformed};
use crate::web::pages::assemble::{Day, agency_name, both, stored_day};
use crate::web::pages::beside;
use crate::web::pages::cursor::Cursor;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Rows of the queue on one page, and decisions shown below it.
const ROWS: usize = 50;
const DECIDED: i64 = 20;

/// `GET /{lang}/steward`: the first room.
pub async fn first(signed: Signed<Steward>) -> HttpResponse {
    render::see(format!("/{}/steward/objections", signed.lang().code()))
}

impl From<DecideObjectionRefusal> for Failure {
    fn from(refusal: DecideObjectionRefusal) -> Failure {
        match refusal {
            DecideObjectionRefusal::Database(fault) => Failure::Database(fault),
            DecideObjectionRefusal::Restore(refusal) => refusal.into(),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/steward/objections?after=CURSOR`
///
/// # Errors
/// Malformed for a cursor that no page wrote; else the database's fault.
pub async fn list(
    app: web::Data<App>,
    signed: Signed<Steward>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let after = match Asked::of(&req)?.cursor()? {
        None => None,
        Some(Cursor::Day { day, id }) => Some((day, id)),
        Some(_) => return Err(malformed()),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let day = Day::load(conn, today, zone)?;
            let from = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
            let limit = i64::try_from(ROWS + 1).unwrap_or_default();
            let mut open = queries::open(conn, from, limit)?;
            let more = open.len() > ROWS;
            open.truncate(ROWS);
            let next = open.last().filter(|_| more).map(|(last, ..)| {
                let cursor = Cursor::Day {
                    day: last.due_on.clone(),
                    id: last.id.clone(),
                };
                cursor.to_string()
            });
            let rows = |listed: Vec<Listed>| {
                let rows = listed.into_iter().filter_map(|one| row(one, &day));
                rows.collect::<Vec<_>>()
            };
            Ok::<_, Failure>(ObjectionsPage {
                total: queries::count_open(conn)?,
                open: rows(open),
                later: after.is_some(),
                next,
                decided: rows(queries::decided(conn, DECIDED)?),
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::objections::list(lang, view)
    }))
}

fn row((objection, of, agency, reason, into): Listed, day: &Day) -> Option<ObjectionRow> {
    let against = match (reason, into) {
        (Some(reason), _) => {
            Against::Hiding(PolicyReason::numbered(u8::try_from(reason).ok()?).ok()?)
        }
        (None, Some((into, title, lang, dir))) => Against::Merging {
            into,
            title: UserText::stored(title, &lang, &dir),
            reason: None,
        },
        (None, None) => return None,
    };
    let outcome = objection.outcome.as_deref();
    let outcome = outcome.and_then(|word| ObjectionOutcome::parse(word).ok());
    Some(ObjectionRow {
        reference: of.reference,
        title: UserText::stored(of.title, &of.title_lang, &of.title_dir),
        agency: agency_name(agency),
        against,
        objected_on: day.of(objection.objected_at),
        waiting: Waiting::read(stored_day(&objection.due_on)?, day.today, &day.calendar),
        decided: outcome.zip(objection.decided_at.map(|at| day.of(at))),
        id: objection.id,
    })
}

/// `GET /{lang}/steward/objections/{id}`
///
/// # Errors
/// Not found where there is none; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: web::Path<(String, String)>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed, path.into_inner().1).await?;
    view.done = query.done == "decided";
    Ok(render::ok(&signed.visitor, |lang| {
        pages::objections::one(lang, view)
    }))
}

async fn load(app: &App, signed: &Signed<Steward>, id: String) -> Result<ObjectionPage, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    let zone = app.config.zone.clone();
    app.db
        .read(move |conn| {
            let day = Day::load(conn, today, zone)?;
            page(conn, &person, &id, &day)
        })
        .await
}

/// What the desk did, as the page takes it.
struct Done {
    at: At,
    /// Of a hiding.
    reason: Option<i32>,
    note: Option<UserText>,
    /// Of a merge.
    into: Option<Target>,
    into_text: Option<UserText>,
    because: Option<UserText>,
}

impl Done {
    fn of(about: About) -> Done {
        match about {
            About::Hiding(hiding) => Done {
                at: hiding.hidden_at,
                reason: Some(hiding.reason),
                note: beside::note(hiding.note),
                into: None,
                into_text: None,
                because: None,
            },
            About::Merge(merge, into, text) => Done {
                at: merge.merged_at,
                reason: None,
                note: None,
                into_text: Some(UserText::stored(text, &into.2, &into.3)),
                into: Some(into),
                because: Some(UserText::stored(merge.reason, &merge.lang, &merge.dir)),
            },
        }
    }
}

fn page(conn: &mut Conn, person: &Person, id: &str, day: &Day) -> Result<ObjectionPage, Failure> {
    let (objection, about, case) = decide::load(conn, person, id)?;
    let additions = desk::additions(conn, &case.suggestion.id)?;
    let may = may_decide(Deciding {
        decided: objection.outcome.is_some(),
        party: is_party(person, &about, &case),
    });
    let state = case.topic.state();
    let stored = case.suggestion;
    let of = Answered {
        reference: stored.reference,
        title: stored.title,
        title_lang: stored.lang.clone(),
        title_dir: stored.dir.clone(),
    };
    let text = UserText::stored(objection.body.clone(), &objection.lang, &objection.dir);
    let decision = beside::decision(&objection, day);
    let done = Done::of(about);
    let row = row((objection, of, case.agency, done.reason, done.into), day);
    let mut row = row.ok_or_else(Failure::not_found)?;
    if let Against::Merging { reason, .. } = &mut row.against {
        *reason = done.because;
    }
    Ok(ObjectionPage {
        row,
        topic: both(case.topic.title_ar, case.topic.title_en),
        text: UserText::stored(stored.body, &stored.lang, &stored.dir),
        posted_on: day.of(stored.posted_at),
        additions: additions
            .into_iter()
            .map(|(text, lang, dir, at)| (UserText::stored(text, &lang, &dir), day.of(at)))
            .collect(),
        done_on: day.of(done.at),
        note: done.note,
        into_text: done.into_text,
        objection: text,
        reopens: reopened_by_restore(state) != state,
        decision,
        form: may.is_ok().then(DecisionForm::default),
        done: false,
    })
}

/// The form of a decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecideFields {
    outcome: String,
    public_reason: String,
}

/// `POST /{lang}/steward/objections/{id}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn decide(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: web::Path<(String, String)>,
    fields: web::Form<DecideFields>,
) -> Result<HttpResponse, Failure> {
    let (_, id) = path.into_inner();
    let fields = fields.into_inner();
    let draft = DecisionDraft {
        outcome: fields.outcome,
        public_reason: fields.public_reason,
    };
    let (person, moment) = (signed.person().clone(), (app.now(), app.today()));
    let (of, sent, lang) = (id.clone(), draft.clone(), signed.lang());
    let decided = app
        .db
        .write(move |conn| decide::decide(conn, &person, moment, &of, (&sent, lang)))
        .await;
    match decided {
        Ok(()) => Ok(render::see(format!(
            "/{}/steward/objections/{id}?done=decided",
            lang.code()
        ))),
        Err(DecideObjectionRefusal::Form(errors)) => {
            let mut view = load(&app, &signed, id).await?;
            // Decided by a colleague in this moment.
            let form = view.form.as_mut();
            let form = form.ok_or_else(|| Failure::of(&ObjectionRefusal::Decided))?;
            *form = DecisionForm {
                draft,
                errors: errors.0,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, |lang| {
                pages::objections::one(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}
