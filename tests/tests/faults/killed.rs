//! The program is killed without a word, on SQLite, while people save: whatever was answered is
//! there afterwards.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;

use server::config::{Base, Config};
use server::db::topics::Topic;
use server::db::{Db, Opening};
use shared::time::{MovedClock, Zone};
use tests::support::app::{App, Backend, START};
use tests::support::data::{Account, COOKIE};
use tests::support::http::Client;

/// Set for the process that is to be killed: the database that it serves.
const SERVES: &str = "SHARIKUNA_TEST_SERVES";
const PEOPLE: usize = 16;
/// Saves answered before each kill; odd numbers, so that it meets other moments each time.
const KILLS: [usize; 4] = [1, 37, 111, 223];

/// What a person was last told.
#[derive(Clone, Default)]
struct Told {
    version: u64,
    entries: Vec<String>,
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    if let Some(file) = std::env::var_os(SERVES) {
        return serve(Path::new(&file));
    }
    let app = App::start(Backend::Sqlite);
    let Opening::Sqlite(file) = app.storage().opening() else {
        unreachable!("it was started on SQLite")
    };
    let topic = app.topic(&app.agency("libraries"));
    let some: Vec<String> = app
        .suggestions(&topic, 3)
        .into_iter()
        .map(|one| one.reference)
        .collect();
    let people = app.citizens(PEOPLE);
    let cookies: Vec<String> = people.iter().map(|one| app.session_of(one)).collect();
    let mut told = vec![Told::default(); PEOPLE];
    for (round, saves) in KILLS.into_iter().enumerate() {
        told = killed_after(saves, round, &file, (&topic, &some), &cookies, &told);
        for (person, told) in people.iter().zip(&mut told) {
            let now = stored(&app, &topic, person);
            // One more may have been stored than was answered, and nothing less.
            let unanswered = now.version == told.version + 1;
            assert!(
                unanswered || now.entries == told.entries,
                "answered {:?}, stored {:?}",
                told.entries,
                now.entries
            );
            assert!(unanswered || now.version == told.version);
            *told = now;
        }
    }
}

/// Serves the database in another process, lets everybody save, and kills it when so many saves
/// were answered. What each was told at last.
fn killed_after(
    saves: usize,
    round: usize,
    file: &Path,
    (topic, some): (&Topic, &[String]),
    cookies: &[String],
    before: &[Told],
) -> Vec<Told> {
    let name = format!(
        "{}::what_was_answered_is_there_after_a_kill",
        module_path!().split_once("::").expect("a module").1
    );
    let mut server = Command::new(std::env::current_exe().expect("this program"))
        .args([&name, "--exact", "--nocapture"])
        .env(SERVES, file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("start another of this program");
    let out = BufReader::new(server.stdout.take().expect("its output"));
    let base = out
        .lines()
        .map(|line| line.expect("a line"))
        .find_map(|line| line.split_once("serves ").map(|(_, base)| base.to_owned()))
        .expect("where it serves");
    let (answered, answers) = mpsc::channel();
    thread::scope(|scope| {
        let saving: Vec<_> = cookies
            .iter()
            .zip(before)
            .enumerate()
            .map(|(n, (cookie, before))| {
                let (answered, base) = (answered.clone(), base.as_str());
                scope.spawn(move || {
                    let client = Client::new(base);
                    client.set_cookie(COOKIE, cookie);
                    let mut told = before.clone();
                    for turn in 0.. {
                        let first = (n + turn) % some.len();
                        let entries: Vec<String> =
                            some.iter().cycle().skip(first).take(2).cloned().collect();
                        let body =
                            serde_json::json!({ "version": told.version, "entries": entries });
                        let saved = client
                            .request("PUT", &format!("/api/v1/topics/{}/my-list", topic.slug))
                            .json(&body)
                            .header("Idempotency-Key", &format!("kill-{round}-{n}-{turn}"))
                            .try_send();
                        // Killed: there is no answer, and none after it.
                        let Ok(saved) = saved else { break };
                        let version = saved.expect_status(200).json()["version"].as_u64();
                        told = Told {
                            version: version.expect("a version"),
                            entries,
                        };
                        let _ = answered.send(());
                    }
                    told
                })
            })
            .collect();
        for _ in 0..saves {
            answers.recv().expect("an answer");
        }
        server.kill().expect("kill it");
        server.wait().expect("it is gone");
        saving
            .into_iter()
            .map(|one| one.join().expect("somebody who saves"))
            .collect()
    })
}

fn stored(app: &App, topic: &Topic, person: &Account) -> Told {
    let stored = app
        .db()
        .read_now(|conn| server::db::lists::of_person(conn, &topic.id, &person.id))
        .expect("a list");
    Told {
        version: u64::try_from(stored.version).expect("a version"),
        entries: stored
            .entries
            .into_iter()
            .map(|one| one.reference)
            .collect(),
    }
}

/// The process that is killed. It ends by itself when the test that started it does.
fn serve(file: &Path) {
    thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let opening = Opening::Sqlite(PathBuf::from(file));
    let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
    let bind = listener.local_addr().expect("its address");
    let config = Config {
        bind,
        data: file.parent().expect("a folder").to_owned(),
        opening: opening.clone(),
        base: Base::local(bind),
        zone: Zone::parse(Zone::DEFAULT).expect("the default zone"),
        proxies: server::limits::address::Proxies::default(),
        unlimited: false,
        mail: server::mail::Mailing::default(),
    };
    let db = Db::open(opening, 4).expect("open the database");
    let clock = Arc::new(MovedClock::at(START.parse().expect("a time")));
    let app = server::app::App::new(config, db, clock);
    println!("serves http://{bind}");
    let served = actix_web::rt::System::new()
        .block_on(async move { server::web::serve_with(app, listener, 2, |_| {})?.await });
    served.expect("serve until it is killed");
}
