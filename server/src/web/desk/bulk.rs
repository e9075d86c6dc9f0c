//! One act on many suggestions: what will happen to each, before it is sent.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use shared::account::Person;
use shared::bulk::{BulkKind, MOST_SELECTED};
use shared::error::Code;
use shared::ids::Reference;
use shared::input::{BulkDraft, FieldError};
use shared::time::Zone;
use shared::view::bulk::{BulkPage, Chosen as ChosenRow, Kept};
use shared::view::text::UserText;

use super::assign::{Fields, value, values};
use super::head;
use crate::app::App;
use crate::chance;
use crate::db::{Conn, bulk_drafts, desk as cases};
use crate::usecases::bulk::propose::{self, ProposeRefusal, Sent};
use crate::usecases::bulk::weigh::Chosen;
use crate::usecases::desk;
use crate::usecases::template::filled::choices;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `GET /{lang}/desk/{agency}/bulk?act=…&suggestion=…&suggestion=…`
///
/// # Errors
/// Malformed for an act that there is not; not found for another agency's staff; else the database's
/// fault.
pub async fn ask(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let query = web::Query::<Fields>::from_query(req.query_string())
        .map_err(|_| Failure::Refused(Code::Malformed))?
        .into_inner();
    let kind = match value(&query, "act").as_str() {
        "" => BulkKind::Acknowledge,
        word => BulkKind::parse(word).map_err(|_| Failure::Refused(Code::Malformed))?,
    };
    let chosen = values(&query, "suggestion");
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    let key = chance::id(app.now());
    let view = app
        .db
        .read(move |conn| load(conn, &person, (&agency, kind), &chosen, (key, &zone)))
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_bulk::page(lang, view)
    }))
}

/// The form with what the person keeps as a draft: seven statements at most, and the session's.
pub(super) fn load(
    conn: &mut Conn,
    person: &Person,
    (agency, kind): (&str, BulkKind),
    references: &[String],
    (key, zone): (String, &Zone),
) -> Result<BulkPage, Failure> {
    let agency = desk::agency(conn, person, agency, kind.action())??;
    let mut page = BulkPage {
        head: head(person, &agency),
        kind,
        draft: BulkDraft::default(),
        errors: Vec::new(),
        refused: None,
        will: Vec::new(),
        cannot: Vec::new(),
        key,
        templates: Vec::new(),
        saved_at: None,
    };
    if references.is_empty() || references.len() > MOST_SELECTED {
        page.refused = Some(match references.is_empty() {
            true => Code::NothingSelected,
            false => Code::TooManySelected,
        });
        return Ok(page);
    }
    if let Some(kind) = kind.answer() {
        page.templates = choices(conn, &agency.id)?;
        page.templates.retain(|template| template.kind == kind);
    }
    if kind.answer().is_some()
        && let Some(kept) = bulk_drafts::of(conn, &person.id, &agency.id, kind.as_str())?
    {
        page.saved_at = Some(zone.civil(kept.saved_at.time()));
        page.draft = BulkDraft {
            reason: kept.reason,
            other_reason: kept.other_reason,
            commitment_what: kept.commitment_what,
            commitment_due: kept.commitment_due,
            ..BulkDraft::default()
        };
    }
    let found = cases::cases(conn, &agency.slug, references)?;
    let chosen = Chosen::load(conn, &agency.id, found, None)?;
    for reference in references {
        let case = chosen
            .cases
            .iter()
            .find(|case| case.suggestion.reference == *reference);
        let Some(case) = case.filter(|case| case.suggestion.publication().is_some()) else {
            // What is no reference is not repeated on the page.
            page.cannot
                .extend(Reference::parse(reference).ok().map(|reference| Kept {
                    reference: reference.to_string(),
                    title: None,
                    why: Code::NotFound,
                }));
            continue;
        };
        let stored = &case.suggestion;
        let title = UserText::stored(stored.title.clone(), &stored.lang, &stored.dir);
        match chosen.barrier(case, kind) {
            None => page.will.push(ChosenRow {
                reference: reference.clone(),
                title,
                seen: chosen.seen(case, kind),
            }),
            Some(why) => page.cannot.push(Kept {
                reference: reference.clone(),
                title: Some(title),
                why,
            }),
        }
    }
    Ok(page)
}

/// `POST /{lang}/desk/{agency}/bulk`: the act waits from now on.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn send(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let sent = read(&signed, agency.clone(), &fields)?;
    let (person, now, today, of) = (
        signed.person().clone(),
        app.now(),
        app.today(),
        sent.clone(),
    );
    let stored = app
        .db
        .write(move |conn| propose::propose(conn, &person, now, today, &of))
        .await;
    let (status, errors, refused) = match stored {
        Ok(act) => {
            let lang = signed.lang().code();
            return Ok(render::see(format!("/{lang}/desk/{agency}/acts/{act}")));
        }
        Err(ProposeRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, None),
        Err(ProposeRefusal::NotAll) => (StatusCode::CONFLICT, Vec::new(), Some(Code::Stale)),
        Err(ProposeRefusal::Nothing) => (StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), None),
        Err(ProposeRefusal::TooMany) => (StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), None),
        Err(other) => return Err(other.into()),
    };
    again(&app, &signed, sent, (status, refused), errors).await
}

/// What a form of many sends.
pub(super) fn read(
    signed: &Signed<Desk>,
    agency: String,
    fields: &Fields,
) -> Result<Sent, Failure> {
    let kind =
        BulkKind::parse(&value(fields, "act")).map_err(|_| Failure::Refused(Code::Malformed))?;
    Ok(Sent {
        agency,
        kind,
        chosen: values(fields, "chosen")
            .iter()
            .filter_map(|one| seen(one))
            .collect(),
        draft: BulkDraft {
            reason: value(fields, "reason"),
            other_reason: value(fields, "other_reason"),
            commitment_what: value(fields, "commitment_what"),
            commitment_due: value(fields, "commitment_due"),
            policy: value(fields, "policy"),
            note: value(fields, "note"),
        },
        key: value(fields, "key"),
        page: signed.lang(),
    })
}

/// The page once more, with what was typed. Those that the text does not suit are among the ones
/// that cannot be reached.
pub(super) async fn again(
    app: &App,
    signed: &Signed<Desk>,
    sent: Sent,
    (status, refused): (StatusCode, Option<Code>),
    errors: Vec<FieldError>,
) -> Result<HttpResponse, Failure> {
    let (person, today) = (signed.person().clone(), app.today());
    let zone = app.config.zone.clone();
    // A mended form is the same sending; one that met something new is another.
    let key = match refused {
        None => sent.key.clone(),
        Some(_) => chance::id(app.now()),
    };
    let view = app
        .db
        .read(move |conn| {
            let references: Vec<String> = sent.chosen.iter().map(|(one, _)| one.clone()).collect();
            let of = (sent.agency.as_str(), sent.kind);
            let mut page = load(conn, &person, of, &references, (key, &zone))?;
            page.refused = page.refused.or(refused);
            page.errors = errors;
            if refused.is_some() {
                unsuited(conn, &mut page, &sent, today)?;
            }
            page.draft = sent.draft;
            Ok::<_, Failure>(page)
        })
        .await?;
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_bulk::page(lang, view)
    }))
}

/// Moves those that the typed text does not suit to the ones that cannot be reached.
fn unsuited(
    conn: &mut Conn,
    page: &mut BulkPage,
    sent: &Sent,
    today: jiff::civil::Date,
) -> Result<(), Failure> {
    let references: Vec<String> = page.will.iter().map(|one| one.reference.clone()).collect();
    let found = cases::cases(conn, &sent.agency, &references)?;
    let Some(agency) = found.first().map(|case| case.agency.id.clone()) else {
        return Ok(());
    };
    let chosen = Chosen::load(conn, &agency, found, None)?;
    let why = |reference: &str| {
        let case = chosen
            .cases
            .iter()
            .find(|case| case.suggestion.reference == reference)?;
        chosen
            .deed(case, sent.kind, &sent.draft, sent.page, today)
            .err()
    };
    for one in std::mem::take(&mut page.will) {
        match why(&one.reference) {
            None => page.will.push(one),
            Some(why) => page.cannot.push(Kept {
                reference: one.reference,
                title: Some(one.title),
                why,
            }),
        }
    }
    Ok(())
}

/// `S-7K3Q-92.3`: a reference, and what stood on the page of it.
fn seen(sent: &str) -> Option<(String, i32)> {
    let (reference, seen) = sent.rsplit_once('.')?;
    let reference = Reference::parse(reference).ok()?;
    Some((reference.to_string(), seen.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_suggestion_is_sent_with_what_stood_on_the_page() {
        let reference = Reference::from_bits(7_919).to_string();
        assert_eq!(
            seen(&format!("{reference}.3")),
            Some((reference.clone(), 3))
        );
        for wrong in [
            "",
            ".3",
            "S-.3",
            reference.as_str(),
            &format!("{reference}.x"),
        ] {
            assert_eq!(seen(wrong), None, "{wrong}");
        }
    }
}
