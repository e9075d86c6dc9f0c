//! A topic closes; its count is published as files, and anybody repeats it.

mod corrected;
mod left;
mod plain;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use shared::publication::digest;
use tempfile::TempDir;
use tests::on_both;
use tests::support::app::App;
use tests::support::sources;
use tests::support::words::says;

on_both!(
    a_closed_topic_publishes_a_count_that_anybody_repeats,
    a_file_is_fetched_once_and_kept,
    whatever_is_changed_in_the_files_is_found,
    an_open_topic_has_no_count,
    with_few_lists_only_positions_are_published,
    a_topic_without_lists_has_nothing_to_count,
    the_demonstration_is_counted_alike_by_both_programs,
);

/// After the last day of the topics of these tests.
const CLOSED: &str = "2026-12-20T20:00:00Z";

/// A topic with lists of so many people: the first two suggestions are on all of them, the third
/// on two, the fourth is withdrawn before closing.
fn ranked(app: &App, people: usize) -> (Topic, Vec<Suggestion>) {
    let topic = app.topic(&app.agency("libraries"));
    let mut some = app.suggestions(&topic, 3);
    some.push(app.suggestion_with(&topic, None, |one| {
        one.publication = "withdrawn".to_owned();
    }));
    for (at, person) in app.citizens(people).iter().enumerate() {
        let mut entries = vec![&some[at % 2], &some[(at + 1) % 2]];
        if at < 2 {
            entries.insert(at, &some[2]);
        }
        if at == 5 {
            entries.push(&some[3]);
        }
        app.list(&topic, person, &entries);
    }
    (topic, some)
}

fn close(app: &App) {
    app.set_clock(CLOSED);
    app.run_jobs();
}

/// All files of a count, fetched as anybody fetches them, in a folder.
fn fetched(app: &App, slug: &str, number: i32) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let client = app.client();
    let path = format!("/en/topics/{slug}/count?number={number}");
    let page = client.get(&path).expect_status(200).page();
    let mut files = BTreeMap::new();
    for line in page.all(".files li") {
        let href = line.one("a").attr("href").expect("an address");
        let bytes = client.get(href).expect_status(200).body;
        assert_eq!(line.text_of(".digest"), [digest(&bytes)], "{href}");
        let name = href.rsplit('/').next().expect("a name").to_owned();
        std::fs::write(folder.path().join(&name), &bytes).expect("write");
        files.insert(name, bytes);
    }
    assert!(files.len() >= 6, "{:?}", files.keys());
    (folder, files)
}

/// `sharikuna recount`, with nothing of the server's around it.
fn recount(arguments: &[&str]) -> Output {
    let mut command = Command::new(sources::program());
    command.arg("recount").args(arguments).env_clear();
    command.output().expect("start the program")
}

/// The independent recount as it is published.
fn in_python(arguments: &[&str]) -> Output {
    let mut command = Command::new("python3");
    command.arg(sources::root().join("tests/recount.py"));
    command.args(arguments).output().expect("start python3")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

/// Both programs count what is at `path` and print the same bytes; answers them.
#[track_caller]
fn both_agree(path: &Path) -> String {
    let path = path.to_str().expect("a path");
    let (ours, theirs) = (recount(&[path]), in_python(&[path]));
    let said = text(&ours.stdout);
    assert_eq!(ours.status.code(), Some(0), "{said}{}", text(&ours.stderr));
    assert_eq!(theirs.status.code(), Some(0), "{}", text(&theirs.stderr));
    assert!(said.ends_with("\nsame\n"), "{said}");
    assert_eq!(said, text(&theirs.stdout));
    said.to_owned()
}

/// Both say that something is not the same; answers what our program says.
#[track_caller]
fn both_object(folder: &Path) -> String {
    let path = folder.to_str().expect("a path");
    let (ours, theirs) = (recount(&[path]), in_python(&[path]));
    assert_eq!(ours.status.code(), Some(1), "{}", text(&ours.stdout));
    assert_eq!(theirs.status.code(), Some(1), "{}", text(&theirs.stdout));
    let last = text(&ours.stdout).lines().last().unwrap_or_default();
    last.to_owned()
}

fn a_closed_topic_publishes_a_count_that_anybody_repeats(app: &App) {
    let (topic, some) = ranked(app, 120);
    let mut people = app.query(|conn| {
        use diesel::prelude::*;
        use server::db::schema::accounts::dsl::{accounts, id};
        accounts.select(id).load::<String>(conn)
    });
    close(app);
    let (folder, files) = fetched(app, &topic.slug, 1);
    let said = both_agree(folder.path());
    // 120 and 60 firsts and seconds, but for the two lists that put the third between or before.
    assert!(said.contains(&some[0].reference) && said.contains(&some[1].reference));
    assert!(!said.contains(&some[2].reference), "on two lists only");
    assert_eq!(both_agree(&folder.path().join("count.zip")), said);

    let lists = text(&files["lists.csv"]);
    let lines: Vec<&str> = lists.lines().skip(1).collect();
    let blanks = lines.iter().flat_map(|line| line.split(','));
    assert_eq!(blanks.filter(|cell| *cell == "_").count(), 2, "{lists}");
    assert_eq!(lines.len(), 120);
    assert!(!lists.contains(&some[2].reference) && !lists.contains(&some[3].reference));
    let suggestions = text(&files["suggestions.csv"]);
    assert!(some.iter().all(|one| suggestions.contains(&one.reference)));
    people.push("citizen".to_owned());
    for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with(".zip")) {
        let found = people.iter().find(|id| text(bytes).contains(*id));
        assert_eq!(found, None, "{name} names a person");
    }
    // Masked, it has no numbers on any page either.
    let path = format!("/en/suggestions/{}", some[2].reference);
    let page = app.client().get(&path).expect_status(200).page();
    assert!(!page.has(".rank"));

    for lang in [Lang::Ar, Lang::En] {
        let standing = format!("/{}/topics/{}/standing", lang.code(), topic.slug);
        let page = app.client().get(&standing).expect_status(200).page();
        let page = page.follow("a[href$='/count']", &app.client());
        let page = page.expect_status(200).page();
        let main = page.one("main").text();
        assert!(says(&main, lang, "count.repeat_words"), "{main}");
        assert!(says(&main, lang, "count.in_both"), "{main}");
        assert_eq!(page.all(".counts tbody tr").len(), 2);
    }
    let json = recount(&["--json", folder.path().to_str().expect("a path")]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!((&json["same"], &json["lists"]), (&true.into(), &120.into()));
    assert_eq!(json["order"].as_array().map(Vec::len), Some(2));
}

fn a_file_is_fetched_once_and_kept(app: &App) {
    let (topic, _) = ranked(app, 100);
    close(app);
    let client = app.client();
    let base = format!("/en/topics/{}/count/1", topic.slug);
    let path = format!("{base}/result.csv");
    let first = client.get(&path).expect_status(200);
    let kept = first.header("cache-control").unwrap_or_default();
    assert!(
        kept.contains("immutable") && kept.contains("public"),
        "{kept}"
    );
    let named = first.header("content-disposition").unwrap_or_default();
    let name = format!("{}-count-1-result.csv", topic.slug);
    assert!(
        named.contains(&name) && named.starts_with("attachment"),
        "{named}"
    );
    assert_eq!(
        first.header("content-type"),
        Some("text/csv; charset=utf-8; header=present")
    );
    let tag = first.header("etag").expect("a tag");
    let again = client
        .request("GET", &path)
        .header("If-None-Match", tag)
        .send();
    assert!(again.expect_status(304).body.is_empty());
    let arabic = client.get(&path.replace("/en/", "/ar/")).expect_status(200);
    assert_eq!(arabic.body, first.body);
    for missing in [
        "1/other.csv",
        "2/result.csv",
        "0/result.csv",
        "x/result.csv",
        "1/..%2F1",
    ] {
        let path = format!("/en/topics/{}/count/{missing}", topic.slug);
        client.get(&path).expect_status(404);
    }
    client
        .get("/en/topics/nothing/count/1/result.csv")
        .expect_status(404);
    client
        .get(&format!("/en/topics/{}/count?number=7", topic.slug))
        .expect_status(404);
}

fn whatever_is_changed_in_the_files_is_found(app: &App) {
    let (topic, some) = ranked(app, 110);
    close(app);
    let (folder, files) = fetched(app, &topic.slug, 1);
    let path = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| std::fs::write(path(name), text).expect("write");
    let manifest = text(&files["manifest.json"]);
    let (one, other) = (&some[0].reference, &some[1].reference);
    // A list turned round; and with a manifest that hides it.
    let lists = text(&files["lists.csv"]);
    let turned = lists.replacen(&format!("{one},{other}"), &format!("{other},{one}"), 1);
    assert_ne!(turned, lists);
    write("lists.csv", &turned);
    let said = both_object(folder.path());
    assert!(
        said.starts_with("lists.csv: the manifest says SHA-256"),
        "{said}"
    );
    let hidden = manifest.replace(&digest(lists.as_bytes()), &digest(turned.as_bytes()));
    write("manifest.json", &hidden);
    let said = both_object(folder.path());
    assert!(said.starts_with("manifest.json: the root is"), "{said}");
    write("manifest.json", manifest);
    // A list that names what there is not.
    let strange = lists.replacen(one.as_str(), "S-0000-00", 1);
    write("lists.csv", &strange);
    let said = both_object(folder.path());
    assert!(said.starts_with("lists.csv, line "), "{said}");
    assert!(said.contains("no suggestion \"S-0000-00\""), "{said}");
    write("lists.csv", lists);
    // A result of somebody's own, with its digest.
    let result = text(&files["result.csv"]);
    let forged = result.replacen(&format!("1,no,{one}"), &format!("1,no,{other}"), 1);
    let forged = match forged == result {
        true => result.replacen(one.as_str(), "S-0000-00", 1),
        false => forged,
    };
    write("result.csv", &forged);
    let hidden = manifest.replace(&digest(result.as_bytes()), &digest(forged.as_bytes()));
    write("manifest.json", &hidden);
    let said = both_object(folder.path());
    assert!(said.starts_with("result.csv, line "), "{said}");
    // What cannot be read is neither the same nor different.
    write("manifest.json", "{}");
    for output in [
        recount(&[folder.path().to_str().expect("a path")]),
        recount(&["/nowhere"]),
    ] {
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).starts_with("sharikuna: "));
    }
}

fn an_open_topic_has_no_count(app: &App) {
    let (topic, _) = ranked(app, 25);
    app.run_jobs();
    for lang in [Lang::Ar, Lang::En] {
        let path = format!("/{}/topics/{}/count", lang.code(), topic.slug);
        let page = app.client().get(&path).expect_status(200).page();
        assert!(says(&page.one("main").text(), lang, "count.not_yet"));
        let standing = path.replace("/count", "/standing");
        let page = app.client().get(&standing).expect_status(200).page();
        assert!(!page.has("a[href$='/count']"));
    }
    let path = format!("/en/topics/{}/count", topic.slug);
    app.client()
        .get(&format!("{path}?number=1"))
        .expect_status(404);
    app.client()
        .get(&format!("{path}?number=one"))
        .expect_status(400);
    app.client()
        .get(&format!("{path}/1/lists.csv"))
        .expect_status(404);
    let draft = app.draft(&app.agency("parks"));
    let path = format!("/en/topics/{}/count", draft.slug);
    app.client().get(&path).expect_status(404);
}

fn with_few_lists_only_positions_are_published(app: &App) {
    let (topic, _) = ranked(app, 99);
    close(app);
    let (folder, files) = fetched(app, &topic.slug, 1);
    assert!(!files.contains_key("lists.csv"));
    let said = both_agree(folder.path());
    assert_eq!(said.lines().count(), 4, "{said}");
    let path = format!("/ar/topics/{}/count", topic.slug);
    let page = app.client().get(&path).expect_status(200).page();
    assert!(says(&page.one("main").text(), Lang::Ar, "count.few"));
}

fn a_topic_without_lists_has_nothing_to_count(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    app.suggestion(&topic, None);
    close(app);
    for lang in [Lang::Ar, Lang::En] {
        let path = format!("/{}/topics/{}/count", lang.code(), topic.slug);
        let page = app.client().get(&path).expect_status(200).page();
        assert!(says(&page.one("main").text(), lang, "count.none"));
    }
}

fn the_demonstration_is_counted_alike_by_both_programs(app: &App) {
    server::demo::fill(app.inner()).expect("fill the demonstration");
    let counted: Vec<(String, bool)> = app.query(|conn| {
        use diesel::prelude::*;
        use server::db::schema::{counts, topics};
        counts::table
            .inner_join(topics::table)
            .select((topics::slug, counts::lists_published))
            .order(topics::slug)
            .load(conn)
    });
    assert!(
        counted.iter().any(|(_, lists)| *lists),
        "one shows all lists: {counted:?}"
    );
    for (slug, _) in counted {
        let (folder, _) = fetched(app, &slug, 1);
        both_agree(folder.path());
    }
}
