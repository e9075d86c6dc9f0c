//! What an agency owes, oldest debt first.

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use shared::account::{Action, Person};
use shared::bulk::BulkKind;
use shared::clocks::DueKind;
use shared::error::Code;
use shared::ids::SuggestionId;
use shared::view::desk::{Colleague, Done, QueuePage, QueueRow, WaitingAct};
use shared::view::saved_views::SavedView;
use shared::view::text::{Bilingual, UserText};

use super::debts::{Filter, Staged, Today};
use super::wanted::{Query, count_of, narrowed, saved};
use super::{head, name};
use crate::app::App;
use crate::db::queue::{self as queries, Owed, TopicName, Wanted};
use crate::db::{Conn, desk as desks, holidays, pending_acts};
use crate::usecases::desk;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// Why nothing was assigned from the queue, which a second try can mend.
pub const REFUSED: [Code; 3] = [
    Code::NothingSelected,
    Code::TooManySelected,
    Code::ChoiceUnknown,
];

/// Rows on one page.
const ROWS: i64 = 50;

/// `GET /{lang}/desk`: to the one agency, or a choice.
///
/// # Errors
/// The database's fault.
pub async fn choose(app: web::Data<App>, signed: Signed<Desk>) -> Result<HttpResponse, Failure> {
    let ids = signed.agencies();
    let agencies = app
        .db
        .read(move |conn| desks::agencies_of(conn, &ids))
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

/// Seven statements at most, and the session's.
fn view(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    day: Date,
    query: &Query,
) -> Result<QueuePage, Failure> {
    let action = Action::ReadDesk;
    let (agency, team, views) = desk::agency_team_and_views(conn, person, agency, action)??;
    let calendar = holidays::calendar(conn)?;
    let today = Today {
        day,
        calendar: &calendar,
    };
    let topics = queries::running_topics(conn, &agency.id)?;
    let chosen = query.chosen(&topics, &team);
    let narrowed = narrowed(&chosen, person);
    let staged = Staged::new(queries::debts(conn, &agency.id, &narrowed)?, &today);
    let topic = topics.iter().find(|topic| topic.slug == query.topic);
    let filter = Filter {
        owed: chosen.owed,
        stage: chosen.stage,
        topic_id: topic.map(|topic| topic.id.as_str()),
        category: chosen.category.as_deref(),
    };
    let after = cursor(&query.after);
    let later = after.is_some();
    let from = after.as_ref().map(|(due, _)| due.clone());
    let mut wanted = Wanted {
        topic_id: filter.topic_id.map(str::to_owned),
        category: chosen.category.clone(),
        narrowed,
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
    let waiting = pending_acts::waiting(conn, &agency.id)?;
    let views = views
        .into_iter()
        .map(|one| saved(one, &topics, &team))
        .map(|view| {
            let count = count_of(&view, &staged, &wanted.narrowed, (person, &topics));
            SavedView { count, ..view }
        })
        .collect();
    let around = Around {
        topics: &topics,
        team: &team,
        waiting: &waiting,
    };
    Ok(QueuePage {
        head: head(person, &agency),
        counts: staged.counts(filter, &topics),
        total: staged.count(filter),
        rows: rows
            .into_iter()
            .filter_map(|(kind, one)| around.row(kind, one, &today))
            .collect(),
        filter: chosen,
        later,
        next,
        after: later.then(|| query.after.clone()),
        waiting: acts(&waiting),
        views,
        all_ticked: query.tick == "all",
        refused: REFUSED
            .into_iter()
            .find(|code| code.as_str() == query.refused),
        done: (query.done == "assigned").then_some(Done::Assigned),
        team: team
            .into_iter()
            .map(|(id, name)| Colleague { id, name })
            .collect(),
    })
}

/// The acts that wait, each once, with how many suggestions it will reach.
fn acts(waiting: &[(String, String, String)]) -> Vec<WaitingAct> {
    let mut acts: Vec<WaitingAct> = Vec::new();
    for (id, kind, _) in waiting {
        match acts.last_mut() {
            Some(last) if last.id == *id => last.count += 1,
            _ => acts.extend(BulkKind::parse(kind).ok().map(|kind| WaitingAct {
                id: id.clone(),
                kind,
                count: 1,
            })),
        }
    }
    acts
}

/// What the rows are shown with.
struct Around<'a> {
    topics: &'a [TopicName],
    team: &'a [(String, String)],
    waiting: &'a [(String, String, String)],
}

impl Around<'_> {
    fn row(&self, kind: DueKind, owed: Owed, today: &Today<'_>) -> Option<QueueRow> {
        let topic = self.topics.iter().find(|topic| topic.id == owed.topic_id);
        let who = self
            .team
            .iter()
            .find(|(id, _)| Some(id) == owed.assigned_to.as_ref());
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
            assigned: who.map(|(_, name)| name.clone()),
            question: owed.question,
            waits: self.waiting.iter().any(|(_, _, id)| *id == owed.id),
            held: owed.release.is_some(),
        })
    }
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
