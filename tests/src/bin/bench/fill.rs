//! Topics of any size, straight into the database.

use std::path::Path;

use diesel::prelude::*;
use server::db::schema::{answers, priority_list_entries, priority_lists, suggestions, topics};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::db::types::At;
use server::db::{Opening, migrate as migrations, pool};
use server::{chance, on_each};
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::tally::discover::sort_key;
use tests::support::app::App;
use tests::support::data::REASON;

use crate::Reader;

/// Rows of one insert.
const AT_ONCE: usize = 500;
/// Suggestions on each list.
const LISTED: usize = 5;

/// Brings a new file to today's schema.
pub fn migrate(file: &Path) {
    let opening = Opening::Sqlite(file.to_owned());
    let mut conn = pool::connect(&opening).expect("open the database");
    migrations::up(&mut conn).expect("migrate");
}

/// An open topic with so many suggestions, a third of them answered, and so many lists, the
/// reader's among them.
pub fn topic(app: &App, reader: &Reader, size: usize, lists: usize) -> Topic {
    let agency = app.agency(&format!("agency-{size}"));
    let moderator = app.moderator(&format!("moderator-{size}"), &agency);
    let today = app.inner().today();
    let topic = app.topic_with(&agency, |topic| topic.slug = format!("topic-of-{size}"));
    let id = TopicId::parse(&topic.id).expect("an id");
    let model = app.suggestion(&topic, None);
    let mut filled = vec![model.clone()];
    for number in 1..size {
        let mut one = written(&model, size, number);
        one.id = chance::id(app.now());
        one.shuffle = sort_key(&id, today, &SuggestionId::parse(&one.id).expect("an id"));
        filled.push(one);
    }
    for rows in filled[1..].chunks(AT_ONCE) {
        app.query(|conn| {
            on_each!(conn, |c| diesel::insert_into(suggestions::table).values(rows).execute(c))
        });
    }
    answered(app, &topic, &filled, &moderator.id);
    ranked(app, &topic, &filled, lists);
    let own: Vec<&Suggestion> = filled.iter().rev().take(LISTED).collect();
    app.list(&topic, reader, &own);
    // The shuffle of the day is dealt already: the job has nothing to move.
    app.query(|conn| {
        diesel::update(topics::table.find(&topic.id))
            .set(topics::shuffled_on.eq(today.to_string()))
            .execute(conn)
    });
    app.touch(&topic);
    topic
}

/// A suggestion of the usual length, every second one in Arabic.
fn written(model: &Suggestion, size: usize, number: usize) -> Suggestion {
    let bits = u32::try_from(size * 1_000 + number).expect("a small number");
    // An odd factor keeps thirty bits distinct.
    let reference = Reference::from_bits(bits.wrapping_mul(2_654_435_761)).to_string();
    let mut one = Suggestion { reference, ..model.clone() };
    if number % 2 == 0 {
        one.title = format!("فتح المكتبات العامة مساءً في الحي رقم {number}");
        one.body = "من يعمل نهارًا لا يصل إلى المكتبة قبل أن تُغلق أبوابها. ".repeat(6);
        (one.lang, one.dir) = ("ar".to_owned(), "rtl".to_owned());
    } else {
        one.title = format!("Open the public libraries of quarter {number} in the evening");
        one.body = "Who works by day does not reach the library before it closes. ".repeat(6);
    }
    one
}

/// Answers every third suggestion.
fn answered(app: &App, topic: &Topic, filled: &[Suggestion], by: &str) {
    let at = At::from(app.now());
    let third: Vec<&Suggestion> = filled.iter().step_by(3).collect();
    for some in third.chunks(AT_ONCE) {
        let ids: Vec<String> = some.iter().map(|_| chance::id(app.now())).collect();
        let rows: Vec<_> = some
            .iter()
            .zip(&ids)
            .map(|(one, id)| {
                (
                    answers::id.eq(id),
                    answers::suggestion_id.eq(&one.id),
                    answers::agency_id.eq(&topic.agency_id),
                    answers::number.eq(1),
                    answers::kind.eq("rejected"),
                    answers::reason.eq(REASON),
                    answers::lang.eq("en"),
                    answers::dir.eq("ltr"),
                    answers::other_reason.eq(""),
                    answers::other_lang.eq(""),
                    answers::answered_at.eq(at),
                    answers::answered_by.eq(by),
                )
            })
            .collect();
        let changed: Vec<&str> = some.iter().map(|one| one.id.as_str()).collect();
        app.query(|conn| {
            on_each!(conn, |c| diesel::insert_into(answers::table).values(&rows).execute(c))?;
            let which = suggestions::table.filter(suggestions::id.eq_any(&changed));
            diesel::update(which)
                .set((
                    suggestions::answer_state.eq("rejected"),
                    suggestions::acknowledged_at.eq(at),
                    suggestions::decided_at.eq(at),
                ))
                .execute(conn)
        });
    }
}

/// Lists as of an earlier consultation: they belong to nobody here.
fn ranked(app: &App, topic: &Topic, filled: &[Suggestion], lists: usize) {
    let at = At::from(app.now());
    let numbers: Vec<usize> = (0..lists).collect();
    for some in numbers.chunks(AT_ONCE) {
        let ids: Vec<String> = some.iter().map(|_| chance::id(app.now())).collect();
        let heads: Vec<_> = ids
            .iter()
            .map(|id| {
                (
                    priority_lists::id.eq(id),
                    priority_lists::topic_id.eq(&topic.id),
                    priority_lists::version.eq(1),
                    priority_lists::saved_at.eq(at),
                )
            })
            .collect();
        let mut rows = Vec::new();
        for (number, id) in some.iter().zip(&ids) {
            for (place, step) in (1..).zip(0..LISTED) {
                // Early suggestions stand on more lists than late ones, none twice on a list.
                let at = (number * (number % 97 + 1) + step * (filled.len() / LISTED)) % filled.len();
                rows.push((
                    priority_list_entries::list_id.eq(id),
                    priority_list_entries::place.eq(place),
                    priority_list_entries::suggestion_id.eq(&filled[at].id),
                ));
            }
        }
        app.query(|conn| {
            on_each!(conn, |c| diesel::insert_into(priority_lists::table)
                .values(&heads)
                .execute(c))?;
            on_each!(conn, |c| diesel::insert_into(priority_list_entries::table)
                .values(&rows)
                .execute(c))
        });
    }
}
