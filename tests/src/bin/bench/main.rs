//! The release build under load: how many requests a second the signed-in topic page answers, beside
//! the same page from memory; how soon one reader has it; how little the size of a topic matters;
//! how long the city's vote takes to come in. Prints each figure with its limit, and fails when one
//! is missed.
//!
//! `bench [--quick]`: `--quick` fills a hundredth and judges nothing.

mod fill;
mod kept;
mod wrk;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use server::db::topics::Topic;
use server::db::{Backend, Opening};
use server::usecases::import::{self, File, Imported};
use tests::support::app::App;
use tests::support::data::{Account, COOKIE};
use tests::support::http::Client;
use tests::support::sources;

use wrk::{Load, Measured};

/// The topic page against the same page from memory.
const LEAST_SHARE: f64 = 0.3;
/// Half of one reader's requests are answered within so many milliseconds.
const MOST_MEDIAN: f64 = 2.0;
/// The smallest topic against the largest.
const MOST_GROWTH: f64 = 1.5;
/// The city's lists are imported within so many seconds.
const MOST_IMPORT: f64 = 10.0;
/// Each figure is the middle one of so many rounds, taken in turn with what it is compared with.
const ROUNDS: usize = 3;

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let part = if quick { 100 } else { 1 };
    let seconds = if quick { 1 } else { 5 };
    if cfg!(debug_assertions) && !quick {
        eprintln!("bench: this is not a release build; run cargo xtask bench");
        return ExitCode::FAILURE;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("sharikuna.db");
    fill::migrate(&file);
    let kept = kept::Kept::default();
    let routes = kept.clone();
    let app = App::with_routes(
        Backend::Sqlite,
        |config| config.opening = Opening::Sqlite(file),
        move |cfg| kept::route(cfg, routes.clone()),
    );
    let reader = app.citizen("reader");
    let lists = 100_000 / part;
    let [small, middle, large] = [1_000, 10_000, 100_000].map(|size| {
        let size = (size / part).max(30);
        println!("· filling a topic of {size} suggestions and {lists} lists");
        fill::topic(&app, &reader, size, lists)
    });
    app.run_jobs();
    kept.hold(&app, &reader, &middle);
    let load = Load { client: app.signed_in(&reader), seconds };
    same_page(&load.client, &middle);

    let mut judge = Judge { missed: 0, judging: !quick };
    let page = |topic: &Topic| format!("/en/topics/{}?from=0", topic.slug);
    let [ours, memory] = in_turn(&load, [&page(&middle), kept::PATH]);
    say("signed-in topic page, 32 connections", ours);
    say("the same page from memory", memory);
    judge.at_least("share of the page from memory", ours / memory, LEAST_SHARE);
    let median = load.run(&page(&middle), 1).median;
    judge.at_most("median of one reader, in milliseconds", median, MOST_MEDIAN);
    let [few, many] = in_turn(&load, [&page(&small), &page(&large)]);
    say("the smallest topic, 32 connections", few);
    say("the largest topic, 32 connections", many);
    judge.at_most("smallest against largest topic", few / many, MOST_GROWTH);
    for order in ["order=new", "order=top", "answer=none&order=waiting"] {
        let path = format!("/en/topics/{}?{order}", middle.slug);
        say(order, load.run(&path, 32).per_second);
    }
    let import = import_city(&app);
    judge.at_most("import of the city's lists, in seconds", import.as_secs_f64(), MOST_IMPORT);
    drop(app);
    match judge.missed {
        0 => ExitCode::SUCCESS,
        missed => {
            println!("{missed} missed");
            ExitCode::FAILURE
        }
    }
}

/// The middle figure of each of two pages, measured in turn, so that whatever else the machine does
/// meets both.
fn in_turn(load: &Load, paths: [&str; 2]) -> [f64; 2] {
    let mut seen: [Vec<f64>; 2] = Default::default();
    for path in paths {
        load.run(path, 32);
    }
    for _ in 0..ROUNDS {
        for (seen, path) in seen.iter_mut().zip(paths) {
            let Measured { per_second, .. } = load.run(path, 32);
            seen.push(per_second);
        }
    }
    seen.map(|mut seen| {
        seen.sort_by(f64::total_cmp);
        seen[ROUNDS / 2]
    })
}

/// What is compared must be comparable: the page from memory is as long as the one from the
/// database, and both hold twenty cards.
fn same_page(client: &Client, topic: &Topic) {
    let database = client.get(&format!("/en/topics/{}?from=0", topic.slug)).expect_status(200);
    let memory = client.get(kept::PATH).expect_status(200);
    for answer in [&database, &memory] {
        assert_eq!(answer.page().all("li.sug").len(), 20, "{}", answer.path);
    }
    let (ours, kept) = (database.body.len(), memory.body.len());
    println!("· the page has {ours} bytes, from memory {kept}");
    assert!(ours.abs_diff(kept) * 50 < ours, "these are two different pages");
    let packed = client
        .request("GET", kept::PATH)
        .header("Accept-Encoding", "gzip, br")
        .header("Cookie", &format!("{COOKIE}={}", client.cookie(COOKIE).expect("a session").value))
        .send();
    assert_eq!(packed.header("content-encoding"), Some("gzip"), "both are compressed alike");
}

/// Imports the city's proposals and lists as the command does, and gives the time of the lists.
fn import_city(app: &App) -> Duration {
    let agency = app.agency("city");
    let topic = app.topic_with(&agency, |topic| topic.imported = true);
    let read = |name: &str| File {
        name: name.to_owned(),
        bytes: std::fs::read(sources::data(&format!("krakow-2018/{name}"))).expect("read the data"),
    };
    let mut quiet = |_, _| {};
    let proposals = read("suggestions.csv");
    import::suggestions::import(app.inner(), &topic.slug, &proposals, &mut quiet).expect("import");
    let lists = read("lists.csv");
    let (done, took) = timed(|| import::lists::import(app.inner(), &topic.slug, &lists, &mut quiet));
    let Imported::Now { added, .. } = done.expect("import") else { panic!("nothing was added") };
    assert_eq!(added, 32_958);
    took
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = act();
    (done, begun.elapsed())
}

fn say(what: &str, per_second: f64) {
    println!("  {what:<42} {per_second:>9.0} requests/s");
}

/// Says each figure beside its limit, and counts the misses.
struct Judge {
    missed: usize,
    judging: bool,
}

impl Judge {
    fn at_least(&mut self, what: &str, figure: f64, limit: f64) {
        self.say(what, figure, "at least", limit, figure >= limit);
    }

    fn at_most(&mut self, what: &str, figure: f64, limit: f64) {
        self.say(what, figure, "at most", limit, figure <= limit);
    }

    fn say(&mut self, what: &str, figure: f64, word: &str, limit: f64, kept: bool) {
        let verdict = match (self.judging, kept) {
            (false, _) => "not judged",
            (true, true) => "kept",
            (true, false) => "MISSED",
        };
        println!("  {what:<42} {figure:>9.2} ({word} {limit}: {verdict})");
        self.missed += usize::from(self.judging && !kept);
    }
}

/// The account that reads, as the modules beside this one need it.
pub type Reader = Account;
