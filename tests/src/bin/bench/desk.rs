//! Twenty moderators of one agency that owes 50,000 answers, on both databases.

use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use server::app::App;
use server::db::{Opening, figures_write};
use server::jobs::editions;
use shared::account::Role;
use tests::support::http::Client;
use tests::support::postgres;

use crate::fill::{self, SignedIn};
use crate::report::Report;
use crate::running::{self, Running};
use crate::{lists, suggestions};

const AGENCY: &str = "harbours";
/// The agency's open topics and how many suggestions each has: 50,000 together.
const TOPICS: [(&str, usize); 4] = [
    ("quays-of-the-north", 20_000),
    ("ferries-of-the-south", 15_000),
    ("lights-of-the-coast", 10_000),
    ("markets-of-the-port", 5_000),
];
const MODERATORS: usize = 20;
/// Between two pages of one moderator: none reads or writes faster than that.
const PAUSE: Duration = Duration::from_secs(1);
/// Of the time of an answer's last byte, in milliseconds.
const LIMIT: f64 = 100.0;

/// What a moderator opens, with `DESK` for the agency's desk.
const QUEUES: [&str; 6] = [
    "DESK",
    "DESK?owed=acknowledge",
    "DESK?owed=decide&stage=on_time",
    "DESK?stage=overdue",
    "DESK?language=ar&assigned=nobody",
    "DESK?topic=quays-of-the-north",
];

/// Milliseconds of each answer, by what was asked for.
#[derive(Default)]
struct Times {
    queue: Vec<f64>,
    case: Vec<f64>,
    sent: Vec<f64>,
}

pub fn measure(report: &mut Report, folder: &std::path::Path, seconds: u32) {
    std::fs::create_dir_all(folder).expect("make the data folder");
    let server = postgres::Server::start();
    server.run("postgres", "CREATE DATABASE desk");
    let both = [
        ("SQLite", Opening::Sqlite(folder.join("sharikuna.db"))),
        ("PostgreSQL", Opening::Postgres(server.url("desk"))),
    ];
    for (name, opening) in both {
        println!("\nFilling a desk of 50,000 suggestions on {name}");
        let app = running::app_on(folder, opening);
        let people = filled(&app);
        let running = Running::serve(app);
        // Each moderator opens at least a queue, a case, and sends an answer, some times over.
        let rounds = seconds.max(4) * 2;
        let times = worked(&running, &people, rounds);
        println!("  {MODERATORS} moderators at work, {PAUSE:?} between two pages of each");
        for (what, mut of) in [
            ("queue", times.queue),
            ("answer page", times.case),
            ("answer sent", times.sent),
        ] {
            of.sort_by(f64::total_cmp);
            let (p50, p95) = (share(&of, 50), share(&of, 95));
            println!(
                "  {what:<12} {:>5} times  median {p50:>6.1} ms  p95 {p95:>6.1} ms",
                of.len()
            );
            report.at_most(
                format!("{name}, 50,000 suggestions, 20 moderators: {what}, p95"),
                p95,
                LIMIT,
                " ms",
            );
        }
    }
}

/// The agency, its topics and its people.
fn filled(app: &App) -> Vec<SignedIn> {
    let agency = fill::agency(app, AGENCY);
    let role = Role::Moderator {
        agency: agency.clone(),
    };
    let people: Vec<SignedIn> = (0..MODERATORS)
        .map(|n| fill::sign_in(app, &format!("moderator-{n}"), role.clone()))
        .collect();
    let citizen = fill::sign_in(app, "bench-citizen", Role::Citizen);
    let mut before = 0;
    for (slug, many) in TOPICS {
        let topic = fill::topic(app, slug, &agency, &people[0].person.id);
        fill::write(app, |conn| {
            let added = suggestions::add(conn, app, &topic, many, before, &people[0].person.id)?;
            lists::add(
                conn,
                app,
                &topic,
                &added.published,
                1_000,
                &citizen.person.id,
            )?;
            editions::count(conn, &topic.id, None, app.now())?;
            figures_write::recompute(conn, &topic.id, app.now(), &app.config.zone)
        });
        before += many;
    }
    let settle = match app.config.opening {
        Opening::Sqlite(_) => "PRAGMA wal_checkpoint(TRUNCATE)",
        // As the server's own keeper would within minutes.
        Opening::Postgres(_) => "ANALYZE",
    };
    app.db
        .read_now(|conn| conn.batch_execute(settle))
        .expect("settle the database");
    people
}

/// Everybody works at once; each has an own connection.
fn worked(running: &Running, people: &[SignedIn], rounds: u32) -> Times {
    let mut all = Times::default();
    let base = running.url("");
    let each: Vec<Times> = thread::scope(|scope| {
        let at_work: Vec<_> = people
            .iter()
            .enumerate()
            .map(|(n, person)| {
                let base = base.as_str();
                scope.spawn(move || works(base, person, n, rounds))
            })
            .collect();
        at_work
            .into_iter()
            .map(|one| one.join().expect("a moderator at work"))
            .collect()
    });
    for one in each {
        all.queue.extend(one.queue);
        all.case.extend(one.case);
        all.sent.extend(one.sent);
    }
    all
}

/// One moderator: a queue, a suggestion of it, the answer; again.
fn works(base: &str, person: &SignedIn, n: usize, rounds: u32) -> Times {
    let client = Client::new(base);
    let (name, value) = person.cookie.split_once('=').expect("a cookie");
    client.set_cookie(name, value);
    let mut times = Times::default();
    let share = PAUSE / u32::try_from(MODERATORS).expect("a few");
    thread::sleep(share * u32::try_from(n).expect("a few"));
    for round in 0..rounds as usize {
        let asked = QUEUES[(n + round) % QUEUES.len()];
        let queue = asked.replace("DESK", &format!("/ar/desk/{AGENCY}"));
        let (took, answer) = timed(|| client.get(&queue));
        times.queue.push(took);
        let page = answer.expect_status(200).page();
        let rows = page.all("[data-row] th a");
        thread::sleep(PAUSE);
        // Each takes another row, as people who see each other do.
        let Some(row) = rows.get(n % rows.len().max(1)) else {
            continue;
        };
        let case = row.attr("href").expect("an address").to_owned();
        let (took, answer) = timed(|| client.get(&case));
        times.case.push(took);
        let form = answer
            .expect_status(200)
            .page()
            .form("form[action$='/answer']")
            .set("kind", "rejected")
            .set("reason", REASON);
        thread::sleep(PAUSE);
        let (took, answer) = timed(|| form.submit(&client));
        times.sent.push(took);
        // Two who chose the same row are told so.
        assert!(
            [303, 409, 422].contains(&answer.status),
            "{}",
            answer.status
        );
        thread::sleep(PAUSE);
    }
    times
}

/// Understood in every language it answers; what is measured is not what it says.
const REASON: &str = "لا تملك الجهة هذا الرصيف، وقد أحالت المقترح إلى من يملكه في الميناء نفسه. The quay belongs to another agency, which has been told of this suggestion.";

/// Milliseconds until the last byte.
pub fn timed<T>(act: impl FnOnce() -> T) -> (f64, T) {
    let began = crate::now();
    let given = act();
    (began.elapsed().as_secs_f64() * 1_000.0, given)
}

/// The value below which `percent` of the sorted values lie.
pub fn share(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
