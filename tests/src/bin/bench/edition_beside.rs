//! An edition of a million lists, counted and written while people save: none of them waits for it.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use server::app::App;
use server::chance;
use server::db::editions_write::{self, NewEdition};
use server::db::schema::{editions, topics};
use server::db::topics::Topic;
use shared::account::Role;

use crate::report::Report;
use crate::savers::CLIENTS;
use crate::saves::{self, Place, say};
use crate::{fill, running, suggestions};

const LISTS: usize = 1_000_000;
const SUGGESTIONS: usize = 10_000;
/// The leader looks for due editions every ten seconds, and then counts for some.
const LEAST_SECONDS: u32 = 40;
const LIMIT: f64 = 250.0;

pub fn measure(report: &mut Report, folder: &Path, seconds: u32) {
    println!("\nFilling a topic of {LISTS} lists");
    let began = crate::now();
    let app = running::app(folder);
    let agency = fill::agency(&app, "squares");
    let citizen = fill::sign_in(&app, "bench-citizen", Role::Citizen);
    let topic = fill::topic(&app, "shade-of-the-squares", &agency, &citizen.person.id);
    let published = fill::write(&app, |conn| {
        let by = citizen.person.id.as_str();
        let added = suggestions::add(conn, &app, &topic, SUGGESTIONS, 0, by)?;
        conn.batch_execute(&filling(&topic))?;
        // One that was counted just now keeps the leader from counting until it is asked to.
        let id = chance::id(app.now());
        let edition = NewEdition {
            id: &id,
            topic_id: &topic.id,
            number: 1,
            lists: 0,
            official: false,
            counted_at: app.now().into(),
        };
        editions_write::add(conn, &edition)?;
        diesel::update(topics::table.find(&topic.id))
            .set(topics::edition_id.eq(&id))
            .execute(conn)?;
        Ok(added.published)
    });
    saves::settle(&app);
    println!("  {} s", began.elapsed().as_secs());
    let topic = saves::listed(&app, topic, &published);
    let place = Place::new(app, folder);
    let seconds = seconds.max(LEAST_SECONDS);
    let alone = place.save(&topic, seconds / 4);
    say("no edition", alone);
    due(&place.app, &topic.topic);
    let beside = place.save(&topic, seconds);
    say("beside an edition", beside);
    let (number, counted) = newest(&place.app, &topic.topic);
    assert!(number > 1, "no edition was made in {seconds} s");
    println!("  edition {number} holds {counted} lists");
    assert_eq!(usize::try_from(counted), Ok(LISTS + CLIENTS as usize));
    report.at_most(
        format!("SQLite: longest save beside an edition of {LISTS} lists"),
        beside.worst,
        LIMIT,
        " ms",
    );
}

/// Lists of nobody, five suggestions each. What they hold follows from their number.
fn filling(topic: &Topic) -> String {
    let id = &topic.id;
    let list = "printf('00000000-0000-7000-9000-%012x', n.i)";
    let numbers = format!(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {LISTS} - 1)"
    );
    format!(
        "CREATE TEMP TABLE picks (k INTEGER PRIMARY KEY, id TEXT NOT NULL); \
         INSERT INTO picks SELECT row_number() OVER (ORDER BY id) - 1, id FROM suggestions \
         WHERE topic_id = '{id}' AND publication = 'published'; \
         DROP INDEX priority_list_entries_suggestion; \
         INSERT INTO priority_lists (id, topic_id, version, saved_at) {numbers} \
         SELECT {list}, '{id}', 1, '2026-01-01 00:00:00' FROM n; \
         INSERT INTO priority_list_entries (list_id, place, suggestion_id) {numbers}, \
         p (place) AS (VALUES (1), (2), (3), (4), (5)) \
         SELECT {list}, p.place, picks.id FROM n CROSS JOIN p JOIN picks \
         ON picks.k = (n.i * 31 + p.place * 2017) % (SELECT count(*) FROM picks); \
         CREATE INDEX priority_list_entries_suggestion ON priority_list_entries (suggestion_id); \
         DROP TABLE picks;"
    )
}

/// Moves the last edition two hours back, so that another is due.
fn due(app: &App, topic: &Topic) {
    let before = app.now() - jiff::SignedDuration::from_hours(2);
    fill::write(app, |conn| {
        diesel::update(editions::table.filter(editions::topic_id.eq(&topic.id)))
            .set(editions::counted_at.eq(server::db::types::At::from(before)))
            .execute(conn)
    });
}

fn newest(app: &App, topic: &Topic) -> (i32, i64) {
    let newest: QueryResult<(i32, i64)> = app.db.read_now(|conn| {
        editions::table
            .inner_join(topics::table.on(topics::edition_id.eq(editions::id.nullable())))
            .filter(topics::id.eq(&topic.id))
            .select((editions::number, editions::lists))
            .first(conn)
    });
    newest.expect("an edition")
}
