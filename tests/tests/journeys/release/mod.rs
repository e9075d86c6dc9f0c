//! Where an agency wants it, a second person of the desk releases what the first one decided.

mod refused;

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::agencies::Agency;
use server::db::schema::{answer_releases, answers, journal};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::bulk::carry_out::carry_out;
use shared::bulk::WAITS;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::html::{Document, Form};
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    a_decision_waits_for_another_person_and_an_acknowledgement_does_not,
    what_is_sent_back_is_a_draft_with_its_note,
    its_writer_takes_it_back_and_does_not_release_it,
    two_who_release_at_once_release_once,
);

const OTHER: &str =
    "Evening hours cost more than this year's budget holds, and two branches would have to close.";

struct Desk {
    agency: Agency,
    topic: Topic,
    writer: Account,
    one: Suggestion,
}

/// A desk that wants a second person, with its writer, its releaser and its manager at work.
fn desk(app: &App) -> (Desk, [Client; 3]) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let writer = app.moderator("badr", &agency);
    let releaser = app.signed_in(&app.moderator("salma", &agency));
    let manager = app.signed_in(&app.manager("maryam", &agency));
    let page = manager
        .get("/ar/desk/libraries/team")
        .expect_status(200)
        .page();
    let set = page
        .form("form[action$='/team/release']")
        .set("second_person", "yes")
        .submit(&manager);
    let page = manager.follow(set.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "release.setting_kept");
    let one = app.suggestion(&topic, None);
    let client = app.signed_in(&writer);
    let desk = Desk {
        agency,
        topic,
        writer,
        one,
    };
    (desk, [client, releaser, manager])
}

fn path(one: &Suggestion) -> String {
    format!("/ar/desk/libraries/suggestions/{}", one.reference)
}

fn page(client: &Client, one: &Suggestion) -> Document {
    client.get(&path(one)).expect_status(200).page()
}

fn reject(client: &Client, one: &Suggestion, reason: &str) -> Answer {
    page(client, one)
        .form("form[action$='/answer']")
        .set("kind", "rejected")
        .set("reason", reason)
        .submit(client)
}

const RELEASE: &str = "form[action*='/releases/']:not([action$='/return'])";

fn to_release(client: &Client, one: &Suggestion) -> Form {
    page(client, one).form(RELEASE)
}

fn public(app: &App, one: &Suggestion) -> String {
    let page = app
        .client()
        .get(&format!("/en/suggestions/{}", one.reference));
    page.expect_status(200).page().root().text()
}

fn kinds(app: &App) -> Vec<String> {
    app.query(|conn| {
        journal::table
            .order(journal::kind)
            .select(journal::kind)
            .load(conn)
    })
}

fn a_decision_waits_for_another_person_and_an_acknowledgement_does_not(app: &App) {
    let (desk, [writer, releaser, manager]) = desk(app);
    let form = page(&writer, &desk.one).form("form[action$='/answer']");
    form.set("kind", "acknowledged")
        .submit(&writer)
        .expect_status(303);
    assert_eq!(app.stored(&desk.one.reference).answer_state, "acknowledged");

    let sent = page(&writer, &desk.one)
        .form("form[action$='/answer']")
        .set("kind", "adopted")
        .set("reason", REASON)
        .set("commitment_what", "Open until nine")
        .set("commitment_due", "2027-03-31");
    let answer = sent.submit(&writer).expect_status(303);
    let shown = writer.follow(answer).page();
    assert_says(&shown, Lang::Ar, "release.done_held");
    app.unchanged("a second sending", || sent.submit(&writer))
        .expect_status(303);
    let stored = app.stored(&desk.one.reference);
    assert_eq!(stored.answer_state, "acknowledged");
    assert_eq!(stored.decided_at, None, "the clock runs on");
    assert!(!public(app, &desk.one).contains(REASON));

    // In the queue, and in a list with its counts.
    let queue = releaser.get("/ar/desk/libraries").expect_status(200).page();
    assert_says(&queue, Lang::Ar, "release.row_waits");
    let list = releaser
        .get("/ar/desk/libraries/releases")
        .expect_status(200)
        .page();
    let text = list.root().text();
    assert!(text.contains(&desk.one.title) && text.contains(&desk.writer.name));
    let counts: Vec<String> = list
        .all("dl.facts dd")
        .iter()
        .map(|one| one.text())
        .collect();
    assert_eq!(counts, ["1", "0", "0"], "adopted, rejected, own");
    let at = list.one("main article a").attr("href").map(str::to_owned);
    assert!(at.is_some_and(|at| at.contains(&desk.one.reference)));

    app.clock().advance(SignedDuration::from_mins(5));
    let released = to_release(&releaser, &desk.one).submit(&releaser);
    let list = releaser.follow(released.expect_status(303)).page();
    assert_says(&list, Lang::Ar, "release.released");
    assert_says(&list, Lang::Ar, "release.none");
    let text = public(app, &desk.one);
    assert!(text.contains(REASON) && text.contains("Open until nine"));
    let stored = app.stored(&desk.one.reference);
    assert_eq!(stored.answer_state, "adopted");
    assert_eq!(
        stored.decided_at,
        Some(app.now().into()),
        "when it was public"
    );
    let by: Vec<String> = app.query(|conn| {
        answers::table
            .filter(answers::kind.eq("adopted"))
            .select(answers::answered_by)
            .load(conn)
    });
    assert_eq!(by, [desk.writer.id.as_str()]);
    let queue = manager.get("/ar/desk/libraries").expect_status(200).page();
    assert!(!queue.root().text().contains(&desk.one.title));
    assert_eq!(
        kinds(app),
        [
            "agency.release_set",
            "answer.given",
            "answer.given",
            "commitment.made",
            "desk.decision_written",
            "suggestion.first_read",
        ]
    );
    // Who wrote and who released is sealed.
    let facts = app.query(|conn| journal::table.select(journal::facts).load::<String>(conn));
    assert!(
        facts.iter().all(|one| !one.contains(&desk.writer.id)),
        "{facts:?}"
    );
}

fn what_is_sent_back_is_a_draft_with_its_note(app: &App) {
    let (desk, [writer, releaser, _]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    let back = |note: &str| {
        page(&releaser, &desk.one)
            .form("form[action$='/return']")
            .set("note", note)
            .submit(&releaser)
    };
    page(&releaser, &desk.one);
    let refused = app.unchanged("without a word", || back(" \n"));
    let shown = refused.expect_status(422).page();
    assert_says(&shown, Lang::Ar, "missing.note");
    assert!(shown.root().text().contains(REASON));
    let long = "x".repeat(1_001);
    let refused = app.unchanged("a long note", || back(&long));
    let kept = refused.expect_status(422).page();
    assert_eq!(kept.form("form[action$='/return']").value("note"), long);

    let note = "Which <b>budget</b>? Name the year.";
    let list = releaser.follow(back(note).expect_status(303)).page();
    assert_says(&list, Lang::Ar, "release.returned");
    let shown = page(&writer, &desk.one);
    let text = shown.root().text();
    assert!(
        text.contains(note) && text.contains("Person salma"),
        "{text}"
    );
    let form = shown.form("form[action$='/answer']");
    assert_eq!(
        (form.value("kind"), form.value("reason")),
        ("rejected".to_owned(), REASON.to_owned())
    );
    // Mended, it waits again.
    form.set("reason", OTHER).submit(&writer).expect_status(303);
    to_release(&releaser, &desk.one)
        .submit(&releaser)
        .expect_status(303);
    assert!(public(app, &desk.one).contains(OTHER));
    assert!(!public(app, &desk.one).contains("Name the year"));
}

fn its_writer_takes_it_back_and_does_not_release_it(app: &App) {
    let (desk, [writer, _, _]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    let shown = page(&writer, &desk.one);
    assert!(!shown.has(RELEASE));
    let id: String = app.query(|conn| {
        answer_releases::table
            .select(answer_releases::id)
            .first(conn)
    });
    let at = format!("/ar/desk/libraries/releases/{id}");
    let refused = app.unchanged("one's own", || writer.post_form::<&str>(&at, &[]));
    assert_eq!(refused.status, 403);
    assert_says(&refused.page(), Lang::Ar, "errors.release_own");
    let back = shown.form("form[action$='/return']").submit(&writer);
    back.expect_status(303);
    let form = page(&writer, &desk.one).form("form[action$='/answer']");
    assert_eq!(form.value("reason"), REASON);
    for at in [at.clone(), format!("{at}/return")] {
        let refused = app.unchanged(&at, || writer.post_form::<&str>(&at, &[]));
        assert_eq!(refused.status, 409);
        assert_says(&refused.page(), Lang::Ar, "errors.release_ended");
    }
}

fn two_who_release_at_once_release_once(app: &App) {
    let (desk, [writer, releaser, manager]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    let first = to_release(&releaser, &desk.one);
    let second = to_release(&manager, &desk.one);
    let (a, b) = (&releaser, &manager);
    let mut statuses = std::thread::scope(|scope| {
        let first = scope.spawn(|| first.submit(a).status);
        let second = scope.spawn(|| second.submit(b).status);
        [first, second].map(|one| one.join().expect("an answer"))
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(app.stored_answers(&desk.one).len(), 1);
}
