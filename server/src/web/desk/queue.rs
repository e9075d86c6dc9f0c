//! What an agency owes, oldest debt first.

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use serde::Deserialize;
use shared::account::{Action, Person};
use shared::clocks::{DueKind, Stage};
use shared::ids::SuggestionId;
use shared::view::desk::{QueueFilter, QueuePage, QueueRow};
use shared::view::text::{Bilingual, UserText};

use super::debts::{Filter, Staged, Today};
use super::{head, name};
use crate::app::App;
use crate::db::desk::{self as queries, Owed, TopicName, Wanted};
use crate::db::{Conn, holidays};
use crate::usecases::desk;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// Rows on one page.
const ROWS: i64 = 50;

/// The filters, as in the address. A word that no filter knows is as if it were not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    owed: String,
    stage: String,
    topic: String,
    /// Due day and id of the last row before this page, with a dot between.
    after: String,
}

/// `GET /{lang}/desk`: to the one agency, or a choice.
///
/// # Errors
/// The database's fault.
pub async fn choose(app: web::Data<App>, signed: Signed<Desk>) -> Result<HttpResponse, Failure> {
    let ids = signed.agencies();
    let agencies = app
        .db
        .read(move |conn| queries::agencies_of(conn, &ids))
        .await?;
    let lang = signed.lang().code();
    match agencies.as_slice() {
        [only] => Ok(render::see(format!("/{lang}/desk/{}", only.slug))),
        several => {
            let names = several.iter().map(name).collect();
            Ok(render::ok(&signed.visitor, |lang| {
                pages::desk_queue::choice(lang, names)
            }))
        }
    }
}

/// `GET /{lang}/desk/{agency}`
///
/// # Errors
/// Not found for another agency's staff; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let (person, today) = (signed.person().clone(), app.today());
    let query = query.into_inner();
    let view = app
        .db
        .read(move |conn| view(conn, &person, &agency, today, &query))
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_queue::page(lang, view)
    }))
}

/// Six statements at most, and the session's.
fn view(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    day: Date,
    query: &Query,
) -> Result<QueuePage, Failure> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    let calendar = holidays::calendar(conn)?;
    let today = Today {
        day,
        calendar: &calendar,
    };
    let topics = queries::running_topics(conn, &agency.id)?;
    let staged = Staged::new(queries::debts(conn, &agency.id)?, &today);
    let topic = topics.iter().find(|topic| topic.slug == query.topic);
    let filter = Filter {
        owed: DueKind::parse(&query.owed).ok(),
        stage: Stage::parse(&query.stage).ok(),
        topic_id: topic.map(|topic| topic.id.as_str()),
    };
    let after = cursor(&query.after);
    let later = after.is_some();
    let from = after.as_ref().map(|(due, _)| due.clone());
    let mut wanted = Wanted {
        topic_id: filter.topic_id.map(str::to_owned),
        after,
        due: None,
    };
    let mut rows: Vec<(DueKind, Owed)> = Vec::new();
    for kind in DueKind::ALL.iter().copied() {
        let Some(span) = staged.span_of_page(kind, filter, from.as_deref(), ROWS + 1) else {
            continue;
        };
        wanted.due = Some(span);
        let found = queries::owed(conn, &agency.id, kind, &wanted, ROWS + 1)?;
        rows.extend(found.into_iter().map(|row| (kind, row)));
    }
    rows.sort_by(|(_, a), (_, b)| (&a.due, &a.id).cmp(&(&b.due, &b.id)));
    let shown = usize::try_from(ROWS).unwrap_or_default();
    let next = (rows.len() > shown)
        .then(|| rows.get(shown - 1).map(mark))
        .flatten();
    rows.truncate(shown);
    Ok(QueuePage {
        head: head(person, &agency),
        counts: staged.counts(filter, &topics),
        total: staged.count(filter),
        filter: QueueFilter {
            owed: filter.owed,
            stage: filter.stage,
            topic: topic.map(|topic| topic.slug.clone()),
        },
        rows: rows
            .into_iter()
            .filter_map(|(kind, one)| row(kind, one, &topics, &today))
            .collect(),
        later,
        next,
    })
}

fn row(kind: DueKind, owed: Owed, topics: &[TopicName], today: &Today<'_>) -> Option<QueueRow> {
    let topic = topics.iter().find(|topic| topic.id == owed.topic_id);
    Some(QueueRow {
        reference: owed.reference,
        title: UserText::stored(owed.title, &owed.lang, &owed.dir),
        topic: topic
            .map(|topic| Bilingual {
                ar: topic.title_ar.clone(),
                en: topic.title_en.clone(),
            })
            .unwrap_or_default(),
        clock: today.clock(kind, owed.due?.parse().ok()?),
    })
}

fn mark((_, row): &(DueKind, Owed)) -> String {
    format!("{}.{}", row.due.as_deref().unwrap_or_default(), row.id)
}

fn cursor(typed: &str) -> Option<(String, String)> {
    let (due, id) = typed.split_once('.')?;
    let due: Date = due.parse().ok()?;
    let id = SuggestionId::parse(id).ok()?;
    Some((due.to_string(), id.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_a_day_and_an_id() {
        let id = "0190a1b2-0000-7000-8000-000000000001";
        assert_eq!(
            cursor(&format!("2026-11-22.{id}")),
            Some(("2026-11-22".to_owned(), id.to_owned()))
        );
        for wrong in [
            "",
            "2026-11-22",
            "x.y",
            "2026-02-30.0190a1b2-0000-7000-8000-000000000001",
        ] {
            assert_eq!(cursor(wrong), None, "{wrong}");
        }
    }
}
