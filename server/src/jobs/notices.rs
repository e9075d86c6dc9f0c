//! Tells people what happened: follows the journal, and the first and last days of topics.
//!
//! A row of the journal may be for a hundred thousand people. They are told so many at once, each lot
//! with its letters in one transaction; whoever was told is not found again, and the follower goes on
//! to the next row when nobody is found any more. Stopped anywhere, nobody is told twice and nobody is
//! left out.

use diesel::QueryResult;
use jiff::civil::Date;
use serde_json::Value;
use shared::notice::{
    NoticeKind, closing_days_told, listers_are_told, of_answer, opening_days_told,
    told_of_closing_from,
};
use shared::suggestion::PublicationState;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::notice_audience::{self as audience, Happened, Hearer, Of};
use crate::db::types::At;
use crate::db::{Conn, follows, journal};
use crate::usecases::notice::Desk;
use crate::usecases::notice::tell::{Telling, tell};

const FOLLOWER: &str = "notices";
/// Rows of the journal looked through at once.
const AT_ONCE: i64 = 500;
/// People told in one transaction.
const TOLD_AT_ONCE: i64 = 200;
/// People told in one round, about; the rest waits for the next, so that other jobs get their turn.
const A_ROUND: usize = 2_000;
/// What a step costs beside its people, as if for so many.
const A_STEP: usize = 10;

/// What is done next.
enum Step {
    /// Nobody is to be told of the rows up to this one any more.
    Pass(i64),
    Tell {
        seq: i64,
        telling: Telling,
        hearers: Vec<Hearer>,
        /// Nobody else is to be told of the row.
        last: bool,
    },
}

impl Step {
    fn people(&self) -> usize {
        match self {
            Step::Pass(_) => 0,
            Step::Tell { hearers, .. } => hearers.len(),
        }
    }
}

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let mut told = 0;
    while told < A_ROUND {
        let Some(step) = app.db.read(next).await? else {
            return Ok(());
        };
        told += A_STEP + step.people();
        let desk = Desk::of(app);
        let taken = lead::write(app, term, move |conn| take(conn, &desk, &step)).await?;
        if taken.is_none() {
            break;
        }
    }
    Ok(())
}

fn take(conn: &mut Conn, desk: &Desk, step: &Step) -> QueryResult<()> {
    match step {
        Step::Pass(seq) => journal::follow_to(conn, FOLLOWER, *seq),
        Step::Tell {
            seq,
            telling,
            hearers,
            last,
        } => {
            tell(conn, desk, telling, hearers)?;
            match last {
                true => journal::follow_to(conn, FOLLOWER, *seq),
                false => Ok(()),
            }
        }
    }
}

/// The next step; `None` when the follower is at the journal's end.
fn next(conn: &mut Conn) -> QueryResult<Option<Step>> {
    let from = journal::followed_to(conn, FOLLOWER)?;
    let rows = audience::happened_after(conn, from, AT_ONCE)?;
    let Some(last) = rows.last() else {
        return Ok(None);
    };
    let mut passed = last.seq;
    for row in &rows {
        if !may_be_told(&row.kind) {
            continue;
        }
        if let Some(step) = tell_of(conn, row)? {
            return Ok(Some(step));
        }
        // One that nobody is told of is looked at once.
        passed = row.seq;
        break;
    }
    Ok(Some(Step::Pass(passed)))
}

fn may_be_told(kind: &str) -> bool {
    matches!(
        kind,
        "answer.given"
            | "question.asked"
            | "suggestion.hidden"
            | "suggestion.restored"
            | "commitment.updated"
            | "topic.concluded"
    )
}

/// The people of a row who are still to be told; `None` when there are none.
fn tell_of(conn: &mut Conn, row: &Happened) -> QueryResult<Option<Step>> {
    let (Some(agency), Some(topic)) = (&row.agency_id, &row.topic_id) else {
        return Ok(None);
    };
    let cause = format!("j{}", row.seq);
    let of = |kind| Of {
        kind,
        cause: &cause,
        agency_id: agency,
        limit: TOLD_AT_ONCE,
    };
    let telling = |kind, suggestion: Option<&str>| Telling {
        kind,
        cause: cause.clone(),
        topic_id: topic.clone(),
        suggestion_id: suggestion.map(str::to_owned),
        happened_at: row.happened_at,
    };
    if row.kind == "topic.concluded" {
        let kind = NoticeKind::TopicConcluded;
        let hearers = audience::followers(conn, &of(kind), topic, row.happened_at)?;
        return Ok(step(row.seq, telling(kind, None), hearers, true));
    }
    let Some(reference) = reference_in(&row.facts) else {
        return Ok(None);
    };
    let Some((id, publication, merged)) = audience::spoken_of(conn, &reference)? else {
        return Ok(None);
    };
    let (kind, listers) = match row.kind.as_str() {
        "answer.given" => match audience::answer_and_before(conn, &id, &row.subject_id)? {
            Some((given, before)) => (of_answer(before, given), listers_are_told(given)),
            None => return Ok(None),
        },
        "question.asked" => (NoticeKind::Asked, false),
        "suggestion.hidden" => (NoticeKind::Hidden, false),
        "suggestion.restored" => (NoticeKind::Restored, false),
        _ => (NoticeKind::CommitmentMoved, false),
    };
    // A question and a hiding are between the desk and the one author.
    let shared = matches!(row.kind.as_str(), "answer.given" | "commitment.updated");
    let mut of_whom = vec![id.as_str()];
    if shared {
        of_whom.extend(merged.iter().map(String::as_str));
    }
    let authors = audience::authors(conn, &of(kind), &of_whom)?;
    let public = PublicationState::parse(&publication) == Ok(PublicationState::Published);
    let listers = listers && public;
    if !authors.is_empty() {
        let last = !listers && fewer(&authors);
        return Ok(step(row.seq, telling(kind, Some(&id)), authors, last));
    }
    if !listers {
        return Ok(None);
    }
    let kind = NoticeKind::ListedAnswered;
    let hearers = audience::listers(conn, &of(kind), &of_whom)?;
    Ok(step(row.seq, telling(kind, Some(&id)), hearers, true))
}

fn step(seq: i64, telling: Telling, hearers: Vec<Hearer>, last: bool) -> Option<Step> {
    (!hearers.is_empty()).then(|| Step::Tell {
        seq,
        telling,
        last: last && fewer(&hearers),
        hearers,
    })
}

/// Whether these are all.
fn fewer(hearers: &[Hearer]) -> bool {
    i64::try_from(hearers.len()).is_ok_and(|found| found < TOLD_AT_ONCE)
}

fn reference_in(facts: &str) -> Option<String> {
    let facts: Value = serde_json::from_str(facts).ok()?;
    Some(facts.get("reference")?.as_str()?.to_owned())
}

/// Tells those who follow a topic that it opened, and that it closes soon: once a topic and day.
pub(super) async fn run_days(app: &App, term: &Term) -> QueryResult<()> {
    let today = app.today();
    let days = |(first, last): (Date, Date)| (first.to_string(), last.to_string());
    let (opened, closing) = (
        days(opening_days_told(today)),
        days(closing_days_told(today)),
    );
    let span = (opened.clone(), closing.clone());
    let near = app
        .db
        .read(move |conn| {
            let (opened, closing) = span;
            follows::near(conn, (&opened.0, &opened.1), (&closing.0, &closing.1))
        })
        .await?;
    for (topic, agency, opens, closes) in near {
        for (kind, day, (first, last)) in [
            (NoticeKind::TopicOpened, opens, &opened),
            (NoticeKind::TopicCloses, closes, &closing),
        ] {
            let within = *first <= day && day <= *last;
            let (Ok(date), true) = (day.parse::<Date>(), within) else {
                continue;
            };
            let telling = Telling {
                kind,
                cause: format!("{}.{topic}.{day}", kind.as_str()),
                topic_id: topic.clone(),
                suggestion_id: None,
                happened_at: app.now().into(),
            };
            tell_followers(app, term, telling, &agency, date).await?;
        }
    }
    Ok(())
}

async fn tell_followers(
    app: &App,
    term: &Term,
    telling: Telling,
    agency: &str,
    day: Date,
) -> QueryResult<()> {
    // Whoever came on the day itself saw it.
    let since = match telling.kind {
        NoticeKind::TopicCloses => told_of_closing_from(day),
        _ => day,
    };
    let before = At::from(app.config.zone.start_of(since));
    let mut told = 0;
    while told < A_ROUND {
        let (seen, agency) = (telling.clone(), agency.to_owned());
        let hearers = app
            .db
            .read(move |conn| {
                let of = Of {
                    kind: seen.kind,
                    cause: &seen.cause,
                    agency_id: &agency,
                    limit: TOLD_AT_ONCE,
                };
                audience::followers(conn, &of, &seen.topic_id, before)
            })
            .await?;
        if hearers.is_empty() {
            break;
        }
        told += A_STEP + hearers.len();
        let (desk, telling) = (Desk::of(app), telling.clone());
        let written = lead::write(app, term, move |conn| tell(conn, &desk, &telling, &hearers));
        if written.await?.is_none() {
            break;
        }
    }
    Ok(())
}
