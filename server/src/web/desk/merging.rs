//! Merging a suggestion into another: the other is searched for and looked at beside it before
//! anything happens. And taking that back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::{Action, Person};
use shared::answer::AnswerState;
use shared::error::Coded;
use shared::ids::Reference;
use shared::input::MergeDraft;
use shared::suggestion::alike::alike;
use shared::suggestion::last_day_to_merge;
use shared::time::Zone;
use shared::view::clock::Clocks;
use shared::view::merge::{CaseMerge, Found, MergePage, Other, Side, UnmergePage};
use shared::view::text::{Bilingual, UserText};

use super::suggestion::{CasePath, back};
use super::{case_view, head, reference};
use crate::app::App;
use crate::db::desk::Case;
use crate::db::merges::{self, Candidate, Standing};
use crate::db::{Conn, holidays, objections};
use crate::usecases::desk;
use crate::usecases::suggestion::merge::{self, MergeSuggestionRefusal, Mergeable, Sent};
use crate::usecases::suggestion::unmerge;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// Suggestions that a search shows.
const FOUND: usize = 12;

/// What is looked for, and what is chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MergeQuery {
    /// Words of a title, or a reference.
    search: String,
    into: String,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/merge?search=WORDS&into=REF`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn ask(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    query: web::Query<MergeQuery>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let view = load(
        &app,
        &signed,
        agency,
        reference(&typed)?,
        query.into_inner(),
    )
    .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::merging::merge(lang, view)
    }))
}

async fn load(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    reference: Reference,
    query: MergeQuery,
) -> Result<MergePage, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    let zone = app.config.zone.clone();
    app.db
        .read(move |conn| {
            let from = Mergeable::load(conn, &person, (&agency, reference))?;
            let barred = from.may(None, today).err();
            let (mut into, mut refused) = (None, None);
            if barred.is_none() && !query.into.trim().is_empty() {
                match chosen(conn, &person, &agency, &query.into) {
                    Ok(case) => {
                        refused = from.may(Some(&case), today).err().map(|why| why.code());
                        into = refused.is_none().then(|| side(&case, &zone));
                    }
                    Err(MergeSuggestionRefusal::Database(fault)) => return Err(fault.into()),
                    Err(other) => refused = Some(other.code()),
                }
            }
            let found = match barred.is_none() && into.is_none() {
                true => find(conn, &from.case, query.search.trim())?,
                false => Vec::new(),
            };
            Ok::<_, Failure>(MergePage {
                head: head(&person, &from.case.agency),
                topic: Bilingual {
                    ar: from.case.topic.title_ar.clone(),
                    en: from.case.topic.title_en.clone(),
                },
                barred: barred.map(|why| why.code()),
                last_day: from
                    .closes
                    .map(|closes| last_day_to_merge(closes, &from.calendar)),
                from: side(&from.case, &zone),
                search: query.search,
                found,
                draft: MergeDraft {
                    into: into
                        .as_ref()
                        .map(|one| one.reference.clone())
                        .unwrap_or_default(),
                    merge_reason: String::new(),
                },
                into,
                refused,
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

fn chosen(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    typed: &str,
) -> Result<Case, MergeSuggestionRefusal> {
    let into = Reference::parse(typed).map_err(|_| shared::suggestion::MergeRefusal::OtherTopic)?;
    merge::other(conn, person, agency, into)
}

/// A reference finds its suggestion; words find titles that share some; nothing finds those that
/// share most with this one's own title.
fn find(conn: &mut Conn, case: &Case, search: &str) -> Result<Vec<Found>, Failure> {
    let all = merges::candidates(conn, &case.topic.id, &case.suggestion.id)?;
    if let Ok(reference) = Reference::parse(search) {
        let typed = reference.to_string();
        let same = all.into_iter().filter(|one| one.reference == typed);
        return Ok(same.map(found).collect());
    }
    let wanted = match search.is_empty() {
        true => &case.suggestion.title,
        false => search,
    };
    let places = alike(wanted, all.iter().map(|one| one.title.as_str()), FOUND);
    let places = places.into_iter().filter_map(|at| all.get(at).cloned());
    Ok(places.map(found).collect())
}

fn found(one: Candidate) -> Found {
    Found {
        reference: one.reference,
        title: UserText::stored(one.title, &one.lang, &one.dir),
        answer: AnswerState::parse(&one.answer_state).unwrap_or(AnswerState::None),
    }
}

fn side(case: &Case, zone: &Zone) -> Side {
    let stored = &case.suggestion;
    Side {
        reference: stored.reference.clone(),
        title: UserText::stored(stored.title.clone(), &stored.lang, &stored.dir),
        text: UserText::stored(stored.body.clone(), &stored.lang, &stored.dir),
        posted_on: zone.day(stored.posted_at.time()),
        answer: stored.answer_state(),
        lists: case.standing.as_ref().map(|standing| standing.lists),
        version: stored.version,
    }
}

/// The form of merging: the versions of both texts as they were read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MergeFields {
    into: String,
    merge_reason: String,
    version: i32,
    into_version: i32,
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/merge`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn merge(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<MergeFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let draft = MergeDraft {
        into: fields.into.clone(),
        merge_reason: fields.merge_reason.clone(),
    };
    let sent = Sent {
        agency: agency.clone(),
        reference,
        version: fields.version,
        into_version: fields.into_version,
        draft: draft.clone(),
        page: signed.lang(),
    };
    let (person, now, zone) = (signed.person().clone(), app.now(), app.config.zone.clone());
    let merged = app
        .db
        .write(move |conn| merge::merge(conn, &person, (now, &zone), &sent))
        .await;
    let (status, errors, refused) = match merged {
        Ok(()) => return Ok(back(&signed, &agency, reference, "merged")),
        Err(MergeSuggestionRefusal::Form(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors.0, None)
        }
        Err(MergeSuggestionRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), None),
        Err(MergeSuggestionRefusal::Merge(why)) => {
            let code = why.code();
            let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::CONFLICT);
            (status, Vec::new(), Some(code))
        }
        Err(other) => return Err(other.into()),
    };
    let query = MergeQuery {
        search: String::new(),
        into: draft.into.clone(),
    };
    let view = load(&app, &signed, agency, reference, query).await?;
    let view = MergePage {
        draft,
        errors,
        stale: status == StatusCode::CONFLICT && refused.is_none(),
        refused: refused.or(view.refused),
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::merging::merge(lang, view)
    }))
}

/// A merge as the desk sees it.
pub(super) fn case_merge(standing: Standing, zone: &Zone) -> CaseMerge {
    let (reference, title, lang, dir) = standing.into;
    let merge = standing.merge;
    CaseMerge {
        into: Other {
            reference,
            title: UserText::stored(title, &lang, &dir),
            on: zone.day(merge.merged_at.time()),
        },
        reason: UserText::stored(merge.reason, &merge.lang, &merge.dir),
    }
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/unmerge`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn ask_unmerge(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, today) = (signed.person().clone(), app.today());
    let zone = app.config.zone.clone();
    let view = app
        .db
        .read(move |conn| {
            let case = desk::case(conn, &person, &agency, reference, Action::Merge)??;
            let calendar = holidays::calendar(conn)?;
            let standing = merges::of_merged(conn, &case.suggestion.id)?;
            let clocks = case_view::stored_clocks(&case, &zone, today)
                .map(|stored| Clocks::read(&stored, today, &calendar));
            Ok::<_, Failure>(UnmergePage {
                head: head(&person, &case.agency),
                from: side(&case, &zone),
                merge: standing.map(|standing| case_merge(standing, &zone)),
                clocks: clocks
                    .map(|clocks| vec![clocks.acknowledge, clocks.decide])
                    .unwrap_or_default(),
                objected: objections::waiting_of(conn, &case.suggestion.id)?.is_some(),
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::merging::unmerge(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/unmerge`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn unmerge(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, now, of) = (signed.person().clone(), app.now(), agency.clone());
    app.db
        .write(move |conn| unmerge::unmerge(conn, &person, now, (&of, reference)))
        .await?;
    Ok(back(&signed, &agency, reference, "unmerged"))
}
