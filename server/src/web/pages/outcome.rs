//! The outcome of a topic: what was asked, what was said, what was done.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::commitment::{CommitmentState, is_overdue};
use shared::topic::Settings;
use shared::view::commitment::CommitmentLine;
use shared::view::outcome::{CategoryLine, CategoryName, DecisionLine, OutcomePage, Promises};
use shared::view::standing::StandingRow;
use shared::view::text::UserText;

use super::asked::{Asked, malformed};
use super::assemble::{Day, both, score, stored_day};
use super::cursor::Cursor;
use super::topic::head_of;
use crate::app::App;
use crate::db::Conn;
use crate::db::answers::Answered;
use crate::db::commitments::{self, Commitment};
use crate::db::editions::{Stood, Titled};
use crate::db::outcomes::{self, After, Decided};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Decisions on one page.
const PAGE: usize = 50;
const ASKED: i64 = 51;

/// Places of each order that are shown; the standing shows them all.
const PLACES: i64 = 5;

/// Categories with a line of their own.
const CATEGORIES: usize = 10;

/// Characters of a public reason.
const EXCERPT: usize = 240;

/// `GET /{lang}/topics/{slug}/outcome?after=CURSOR`
///
/// # Errors
/// Not found for a draft; malformed for a cursor that no page wrote; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let after = match Asked::of(&req)?.cursor()? {
        None => None,
        Some(Cursor::Decided { rejected, at, id }) => Some(After {
            rejected,
            at: at.into(),
            id,
        }),
        Some(_) => return Err(malformed()),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let day = Day::load(conn, today, zone)?;
            view(conn, &slug, after.as_ref(), &day)
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::outcome::page(lang, view)
    }))
}

fn view(
    conn: &mut Conn,
    slug: &str,
    after: Option<&After>,
    day: &Day,
) -> Result<OutcomePage, Failure> {
    let (headed, report) = outcomes::reported(conn, slug)?.ok_or_else(Failure::not_found)?;
    let head = head_of(conn, &headed, day)?;
    let topic = headed.topic;
    let leading = match &headed.edition {
        Some(edition) => outcomes::leading(conn, &edition.id, PLACES)?,
        None => Vec::new(),
    };
    let (official, shortlist) = orders(leading, &topic.settings());
    let figures = head.figures;
    let all = (figures.published, figures.adopted, figures.rejected);
    let categories = categories(outcomes::categories(conn, &topic.id)?, all);
    let mut decided = outcomes::decided(conn, &topic.id, after, ASKED)?;
    let more = decided.len() > PAGE;
    decided.truncate(PAGE);
    let next = decided.last().filter(|_| more).map(|last| {
        let cursor = Cursor::Decided {
            rejected: last.answer_state == AnswerState::Rejected.as_str(),
            at: last.posted_at.time(),
            id: last.id.clone(),
        };
        cursor.to_string()
    });
    Ok(OutcomePage {
        head,
        what_happens: both(topic.what_happens_ar, topic.what_happens_en),
        official,
        shortlist,
        categories,
        report: report.map(|(ar, en)| both(ar, en)),
        promises: promises(&commitments::count_of_topic(conn, &topic.id)?, day.today),
        decisions: decided
            .into_iter()
            .filter_map(|one| decision(one, day))
            .collect(),
        later: after.is_some(),
        next,
    })
}

/// The first places by points, and the first of the shortlist.
fn orders(
    leading: Vec<(Titled, Stood)>,
    settings: &Settings,
) -> (Vec<StandingRow>, Vec<StandingRow>) {
    let official: Vec<_> = leading
        .into_iter()
        .map(|(titled, stood)| StandingRow {
            reference: titled.reference,
            title: UserText::stored(titled.title, &titled.lang, &titled.dir),
            score: score(&stood, settings),
        })
        .collect();
    let most = usize::try_from(PLACES).unwrap_or_default();
    let mut shortlist: Vec<_> = official
        .iter()
        .filter(|row| row.score.shortlist.is_some())
        .cloned()
        .collect();
    shortlist.sort_by_key(|row| row.score.shortlist);
    shortlist.truncate(most);
    (official.into_iter().take(most).collect(), shortlist)
}

/// Adds up groups of (category, answer, how many): the most suggestions first, and last what `all`
/// (published, adopted, rejected) are more, which have none; nothing where none has one.
fn categories(groups: Vec<(String, String, i64)>, all: (i64, i64, i64)) -> Vec<CategoryLine> {
    let mut sums: BTreeMap<String, CategoryLine> = BTreeMap::new();
    let mut without = CategoryLine {
        name: CategoryName::Without,
        suggestions: all.0,
        adopted: all.1,
        rejected: all.2,
    };
    for (name, answer, many) in groups {
        let line = sums.entry(name.clone()).or_insert_with(|| CategoryLine {
            name: CategoryName::Named(name),
            suggestions: 0,
            adopted: 0,
            rejected: 0,
        });
        line.suggestions += many;
        without.suggestions -= many;
        match AnswerState::parse(&answer) {
            Ok(AnswerState::Adopted) => {
                line.adopted += many;
                without.adopted -= many;
            }
            Ok(AnswerState::Rejected) => {
                line.rejected += many;
                without.rejected -= many;
            }
            _ => {}
        }
    }
    let mut lines: Vec<_> = sums.into_values().collect();
    if lines.is_empty() {
        return lines;
    }
    lines.sort_by_key(|line| Reverse(line.suggestions));
    if lines.len() > CATEGORIES {
        let rest = lines.split_off(CATEGORIES - 1);
        let sum = |of: fn(&CategoryLine) -> i64| rest.iter().map(of).sum();
        lines.push(CategoryLine {
            name: CategoryName::Others,
            suggestions: sum(|line| line.suggestions),
            adopted: sum(|line| line.adopted),
            rejected: sum(|line| line.rejected),
        });
    }
    // Figures follow a round of the jobs behind.
    lines.extend(Some(without).filter(|line| line.suggestions > 0));
    lines
}

/// A decision of the list; none for one that is not stored whole.
fn decision(one: Decided, day: &Day) -> Option<DecisionLine> {
    let title = UserText::stored(one.title, &one.lang, &one.dir);
    let commitment = one.what.zip(one.due_on).zip(one.state);
    let commitment = commitment.and_then(|((what, due_on), state)| {
        let lang = one.what_lang.as_deref().unwrap_or_default();
        let dir = one.what_dir.as_deref().unwrap_or_default();
        let stands = (due_on.as_str(), state.as_str());
        let done_on = one.done_at.map(|at| day.of(at));
        let what = UserText::stored(what, lang, dir);
        let of = (one.reference.clone(), title.clone());
        promise(of, what, stands, done_on, day.today)
    });
    let reason = UserText::stored(one.reason, &one.reason_lang, &one.reason_dir);
    Some(DecisionLine {
        reference: one.reference,
        title,
        answer: AnswerState::parse(&one.answer_state).ok()?,
        on: day.of(one.answered_at),
        reason: reason.excerpt(EXCERPT),
        corrections: (one.decisions - 1).max(0),
        commitment,
    })
}

/// A commitment in a list, with the day it was done; none for one that is not
/// stored whole.
pub fn line(
    (commitment, answered): (Commitment, Answered),
    done_on: Option<Date>,
    today: Date,
) -> Option<CommitmentLine> {
    let title = UserText::stored(answered.title, &answered.title_lang, &answered.title_dir);
    let what = UserText::stored(commitment.what, &commitment.lang, &commitment.dir);
    let stands = (commitment.due_on.as_str(), commitment.state.as_str());
    promise((answered.reference, title), what, stands, done_on, today)
}

fn promise(
    (reference, title): (String, UserText),
    what: UserText,
    (due_on, state): (&str, &str),
    done_on: Option<Date>,
    today: Date,
) -> Option<CommitmentLine> {
    let state = CommitmentState::parse(state).ok()?;
    let until = stored_day(due_on)?;
    let overdue = is_overdue(state, until, today);
    let ended = done_on.or(overdue.then_some(today));
    Some(CommitmentLine {
        reference,
        title,
        what,
        until,
        state,
        overdue,
        days_over: ended
            .and_then(|ended| ended.since(until).ok())
            .map_or(0, |over| i64::from(over.get_days()).max(0)),
    })
}

/// Adds up groups of (state, day, how many).
pub fn promises(groups: &[(String, String, i64)], today: Date) -> Promises {
    let mut promises = Promises::default();
    for (state, due_on, many) in groups {
        let Ok(state) = CommitmentState::parse(state) else {
            continue;
        };
        match state {
            CommitmentState::Planned => promises.planned += many,
            CommitmentState::InProgress => promises.in_progress += many,
            CommitmentState::Done => promises.done += many,
            CommitmentState::Dropped => promises.dropped += many,
        }
        if stored_day(due_on).is_some_and(|until| is_overdue(state, until, today)) {
            promises.overdue += many;
        }
    }
    promises
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_standing_promises_are_overdue() {
        let group = |state: &str, day: &str, many| (state.to_owned(), day.to_owned(), many);
        let groups = [
            group("planned", "2026-11-21", 2),
            group("planned", "2026-11-22", 3),
            group("in_progress", "2026-01-01", 4),
            group("done", "2026-01-01", 5),
            group("dropped", "2026-01-01", 6),
        ];
        let wanted = Promises {
            planned: 5,
            in_progress: 4,
            done: 5,
            dropped: 6,
            overdue: 6,
        };
        assert_eq!(promises(&groups, date(2026, 11, 22)), wanted);
    }

    #[test]
    fn categories_are_added_up_and_the_last_ones_put_together() {
        let group = |name: &str, answer: &str, many| (name.to_owned(), answer.to_owned(), many);
        assert_eq!(categories(Vec::new(), (4, 0, 0)), []);
        let mut groups = vec![
            group("roads", "adopted", 2),
            group("roads", "none", 1),
            group("parks", "rejected", 30),
        ];
        groups.extend((0..9).map(|n| group(&format!("small {n}"), "none", 1)));
        let lines = categories(groups, (51, 2, 39));
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.suggestions, line.adopted, line.rejected))
            .collect();
        assert_eq!(told[..2], [(30, 0, 30), (3, 2, 0)]);
        assert_eq!(lines.len(), CATEGORIES + 1);
        assert_eq!(lines[CATEGORIES - 1].name, CategoryName::Others);
        assert_eq!(told[CATEGORIES - 1], (2, 0, 0));
        assert_eq!(lines[CATEGORIES].name, CategoryName::Without);
        assert_eq!(told[CATEGORIES], (9, 0, 9));
    }
}
