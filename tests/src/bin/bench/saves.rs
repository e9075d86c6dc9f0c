//! Saving a list, end to end over HTTP, signed in, on the disk before it is answered.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use server::app::App;
use server::db::schema::suggestions as texts;
use server::db::topics::Topic;
use server::db::{Opening, figures_write};
use shared::account::Role;
use tests::support::postgres::Server;

use crate::report::Report;
use crate::running::{self, Running};
use crate::savers::{CLIENTS, Savers};
use crate::wrk::Measured;
use crate::{disk, fill, lists, pgbench, suggestions};

/// Turns of each of two things compared.
const TURNS: usize = 3;
const SMALL: (&str, usize) = ("lamps-of-the-harbour", 1_000);
const LARGE: (&str, usize) = ("shade-of-the-market", 100_000);
/// Suggestions of each topic.
const SUGGESTIONS: usize = 1_000;

/// A server that people save on.
pub struct Place {
    pub app: App,
    pub running: Running,
    pub savers: Savers,
}

impl Place {
    pub fn new(app: App, folder: &Path) -> Place {
        Place {
            running: Running::serve(app.clone()),
            savers: Savers::new(&app, folder),
            app,
        }
    }

    pub fn save(&self, topic: &Filled, seconds: u32) -> Measured {
        let listed = (&topic.topic, topic.listed.as_slice());
        self.savers.save(&self.app, &self.running, listed, seconds)
    }
}

/// A topic, and the references of what its savers put on their lists.
pub struct Filled {
    pub topic: Topic,
    pub listed: Vec<String>,
    /// The ids of the same.
    pub ids: Vec<String>,
}

pub fn measure(report: &mut Report, folder: &Path, seconds: u32) {
    std::fs::create_dir_all(folder).expect("make a folder");
    on_sqlite(report, folder, seconds);
    on_postgres(report, folder, seconds);
}

fn on_sqlite(report: &mut Report, folder: &Path, seconds: u32) {
    println!("\nFilling topics to save lists in, on SQLite");
    let (durable, loose) = (folder.join("durable"), folder.join("loose"));
    let (app, other) = (running::app(&durable), running::loose_app(&loose));
    let topics = [SMALL, LARGE].map(|(slug, many)| filled(&app, slug, many));
    let there = filled(&other, SMALL.0, SMALL.1);
    let (app, other) = (Place::new(app, &durable), Place::new(other, &loose));
    let mut rates = [0.0; 2];
    for _ in 0..TURNS {
        let disk = disk::fdatasync(&durable);
        let before = app.app.db.commits().unwrap_or_default();
        let saves = app.save(&topics[0], seconds);
        let after = app.app.db.commits().unwrap_or_default();
        let shared =
            (after.writes - before.writes) as f64 / (after.commits - before.commits) as f64;
        say("durable", saves);
        println!("      {shared:.1} saves a commit; the disk's fdatasync takes {disk:.2} ms");
        let unsafe_saves = other.save(&there, seconds);
        say("synchronous=OFF", unsafe_saves);
        rates[0] += saves.per_second;
        rates[1] += unsafe_saves.per_second;
    }
    report.at_least(
        format!("SQLite, {CLIENTS} clients: saves a second ÷ with synchronous=OFF"),
        rates[0] / rates[1],
        0.5,
        "",
    );
    drop(other);
    let (mut large, mut small) = (0.0, 0.0);
    for _ in 0..TURNS {
        for (topic, sum) in [(&topics[1], &mut large), (&topics[0], &mut small)] {
            let saves = app.save(topic, seconds);
            say(&topic.topic.slug, saves);
            *sum += saves.per_second;
        }
    }
    report.at_least(
        "SQLite: saves a second in 100,000 lists ÷ in 1,000",
        large / small,
        0.9,
        "",
    );
}

fn on_postgres(report: &mut Report, folder: &Path, seconds: u32) {
    println!("\nFilling topics to save lists in, on PostgreSQL");
    let server = Server::start_on_disk();
    server.run("postgres", "CREATE DATABASE saves");
    let folder = folder.join("postgres");
    std::fs::create_dir_all(&folder).expect("make the data folder");
    let app = running::app_on(&folder, Opening::Postgres(server.url("saves")));
    let topics = [SMALL, LARGE].map(|(slug, many)| filled(&app, slug, many));
    let script = pgbench::script(&app, &topics[0], &folder);
    let place = Place::new(app, &folder);
    let mut rates = [0.0; 3];
    for _ in 0..TURNS {
        let disk = disk::fdatasync(&folder);
        let bare = pgbench::run(&server, "saves", &script, seconds);
        println!(
            "  pgbench          {bare:>8.0} transactions a second; fdatasync takes {disk:.2} ms"
        );
        rates[0] += bare;
        for (topic, sum) in topics.iter().zip(1..) {
            let saves = place.save(topic, seconds);
            say(&topic.topic.slug, saves);
            rates[sum] += saves.per_second;
        }
    }
    report.at_least(
        format!("PostgreSQL, {CLIENTS} clients: saves a second ÷ pgbench's"),
        rates[1] / rates[0],
        0.5,
        "",
    );
    report.at_least(
        "PostgreSQL: saves a second in 100,000 lists ÷ in 1,000",
        rates[2] / rates[1],
        0.9,
        "",
    );
}

fn filled(app: &App, slug: &str, many: usize) -> Filled {
    let agency = fill::agency(app, &format!("agency-of-{slug}"));
    let citizen = fill::sign_in(app, &format!("first-of-{slug}"), Role::Citizen);
    let topic = fill::topic(app, slug, &agency, &citizen.person.id);
    let before = if slug == SMALL.0 { 0 } else { SUGGESTIONS };
    let published = fill::write(app, |conn| {
        let by = citizen.person.id.as_str();
        let added = suggestions::add(conn, app, &topic, SUGGESTIONS, before, by)?;
        lists::add(conn, app, &topic, &added.published, many, by)?;
        figures_write::recompute(conn, &topic.id, app.now(), &app.config.zone)?;
        Ok(added.published)
    });
    settle(app);
    listed(app, topic, &published)
}

/// The first five of what may be listed.
pub fn listed(app: &App, topic: Topic, published: &[String]) -> Filled {
    let ids = published[..lists::ENTRIES].to_vec();
    let references: QueryResult<Vec<String>> = app.db.read_now(|conn| {
        texts::table
            .filter(texts::id.eq_any(&ids))
            .select(texts::reference)
            .load(conn)
    });
    Filled {
        topic,
        listed: references.expect("references"),
        ids,
    }
}

/// As after some hours of running.
pub fn settle(app: &App) {
    let settle = match app.config.opening {
        Opening::Sqlite(_) => "PRAGMA wal_checkpoint(TRUNCATE)",
        Opening::Postgres(_) => "VACUUM ANALYZE",
    };
    app.db
        .read_now(|conn| conn.batch_execute(settle))
        .expect("settle the database");
}

pub fn say(what: &str, saves: Measured) {
    println!(
        "  {what:<24} {:>8.0} saves a second  median {:>6.2} ms  worst {:>7.2} ms",
        saves.per_second, saves.p50, saves.worst
    );
}
