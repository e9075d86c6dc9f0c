//! Each night everything derived is computed anew and compared with what stands; the transparency
//! pages say what came of it.

use diesel::QueryResult;

use super::lead::{self, Term};
use super::{figures, scorecards};
use crate::app::App;
use crate::db::derived::{self, Check, Compared};
use crate::db::journal;

/// Who computes what is derived.
pub const FOLLOWERS: [&str; 2] = [figures::FOLLOWER, scorecards::FOLLOWER];

/// The hour from which it is done, when little is written.
const NIGHT: i8 = 2;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let today = app.today();
    if app.now() < app.config.zone.at(today, NIGHT) {
        return Ok(());
    }
    let day = today.to_string();
    let asked = day.clone();
    let checked = app
        .db
        .read(move |conn| derived::was_checked(conn, &asked))
        .await?;
    if checked {
        return Ok(());
    }
    let Some(mut check) = lead::meanwhile(app, term, compare_all(app)).await? else {
        return Ok(());
    };
    check.day = day;
    lead::write(app, term, move |conn| derived::add_check(conn, &check))
        .await
        .map(drop)
}

/// Compares topic after topic. One that changes this very moment is left out: tomorrow is another
/// night.
async fn compare_all(app: &App) -> QueryResult<Check> {
    let now = app.now();
    let (seq, topics) = app
        .db
        .read(|conn| {
            let seq = journal::followed_to(conn, scorecards::FOLLOWER)?;
            Ok::<_, diesel::result::Error>((seq, derived::topics(conn)?))
        })
        .await?;
    let mut check = Check {
        day: String::new(),
        checked_at: now.into(),
        seq,
        topics: 0,
        compared: 0,
        differences: 0,
    };
    for (id, slug) in topics {
        let zone = app.config.zone.clone();
        let compared = app
            .db
            .read(move |conn| derived::compare(conn, &id, &zone, &FOLLOWERS))
            .await?;
        let Compared::Done { rows, differences } = compared else {
            continue;
        };
        for difference in &differences {
            tracing::error!(topic = slug, %difference, "a derived row is not what it should be");
        }
        check.topics += 1;
        check.compared += rows;
        check.differences += i64::try_from(differences.len()).unwrap_or(i64::MAX);
    }
    Ok(check)
}
