//! A hidden suggestion is objected to, and a steward decides.

mod refused;

use jiff::SignedDuration;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, says, words};

on_both!(
    a_hidden_suggestion_is_objected_to_and_restored,
    a_hiding_that_stands_is_explained_in_public,
    what_was_late_when_it_was_hidden_stays_late_in_the_figures,
);

const WHY: &str = "لم أذكر محلًا بعينه، والأسعار التي كتبتها من قائمة الوزارة نفسها.";
const BECAUSE: &str = "النص لا يروّج لمحل بعينه، والأسعار منشورة رسميًّا، فلا ينطبق عليه السبب الرابع.";

struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    moderator: Account,
}

/// A late suggestion that its desk has hidden, through the desk's own form.
fn hidden(app: &App) -> Case {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion_with(&topic, Some(&author), |one| {
        one.title = "مكتبة متنقلة للقرى البعيدة".into();
        one.body = "قرى كثيرة بلا مكتبة، وحافلة كتب كل أسبوع تكفي لتبدأ القراءة فيها.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
        one.acknowledge_due = Some("2026-11-19".into());
    });
    let moderator = app.moderator("mod", &agency);
    let desk = app.signed_in(&moderator);
    let path = format!(
        "/ar/desk/libraries/suggestions/{}/hide",
        suggestion.reference
    );
    let form = desk.get(&path).expect_status(200).page();
    form.form("form[action$='/hide']")
        .set("reason", "4")
        .set("note", "فيه أسعار محل.")
        .submit(&desk)
        .expect_status(303);
    Case {
        topic,
        suggestion,
        author,
        moderator,
    }
}

impl Case {
    fn path(&self, lang: Lang) -> String {
        format!("/{}/suggestions/{}", lang.code(), self.suggestion.reference)
    }

    fn object(&self, client: &Client, text: &str) -> Answer {
        let path = format!("{}/object", self.path(Lang::Ar));
        let page = client.get(&path).expect_status(200).page();
        page.form("form[action$='/object']")
            .set("objection", text)
            .submit(client)
    }

    fn body(&self) -> &str {
        &self.suggestion.body
    }
}

/// The page of the only objection that waits.
fn waiting(steward: &Client) -> String {
    let queue = steward
        .get("/ar/steward/objections")
        .expect_status(200)
        .page();
    let link = queue.one("main a[href*='/steward/objections/']");
    link.attr("href").expect("an address").to_owned()
}

fn decide(steward: &Client, path: &str, outcome: &str, reason: &str) -> Answer {
    let page = steward.get(path).expect_status(200).page();
    page.form("form[action*='/steward/objections/']")
        .set("outcome", outcome)
        .set("public_reason", reason)
        .submit(steward)
}

fn kinds(app: &App) -> Vec<String> {
    use diesel::prelude::*;
    use server::db::schema::journal;
    app.query(|conn| {
        journal::table
            .order((journal::happened_at, journal::id))
            .select(journal::kind)
            .load(conn)
    })
}

fn a_hidden_suggestion_is_objected_to_and_restored(app: &App) {
    let case = hidden(app);
    let author = app.signed_in(&case.author);
    for lang in [Lang::Ar, Lang::En] {
        // The author sees text, reason and note, and until when to object.
        let page = author.get(&case.path(lang)).expect_status(200).page();
        let text = page.root().text();
        assert!(text.contains(case.body()) && text.contains("فيه أسعار محل."));
        assert_says(&page, lang, "policy.reasons.advertising");
        assert_says(&page, lang, "objection.may_until");
        // Nobody else does.
        for client in [
            app.client(),
            app.signed_in(&app.citizen(&format!("reader-{}", lang.code()))),
        ] {
            let answer = client.get(&case.path(lang)).expect_status(200);
            assert!(!answer.text().contains(case.body()));
            assert!(!answer.text().contains("فيه أسعار محل."));
            assert!(!answer.text().contains("/object"));
        }
    }
    app.clock().advance(SignedDuration::from_hours(48));
    let author = app.signed_in(&case.author);
    case.object(&author, WHY).expect_status(303);
    let page = author.get(&case.path(Lang::Ar)).expect_status(200).page();
    assert!(page.root().text().contains(WHY));
    assert_says(&page, Lang::Ar, "objection.waits");
    let public = app.client().get(&case.path(Lang::Ar)).expect_status(200);
    assert!(!public.text().contains(WHY), "the objection is not public");

    let steward = app.signed_in(&app.steward("steward"));
    let path = waiting(&steward);
    let text = steward.get(&path).expect_status(200).page().root().text();
    for part in [case.body(), "فيه أسعار محل.", WHY] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // Not past the objection.
    let restore = format!(
        "/ar/desk/libraries/suggestions/{}/restore",
        case.suggestion.reference
    );
    let around = app.unchanged("restored past the objection", || {
        steward.post_form::<&str>(&restore, &[])
    });
    assert_eq!(around.status, 409);
    app.clock().advance(SignedDuration::from_hours(24));
    let steward = app.signed_in(&app.steward("steward-2"));
    decide(&steward, &path, "restored", BECAUSE).expect_status(303);
    let done = steward.get(&path).expect_status(200).page();
    assert!(done.all("form[action*='/steward/']").is_empty());
    let queue = steward.get("/ar/steward/objections").expect_status(200);
    assert!(says(
        &queue.page().root().text(),
        Lang::Ar,
        "objection.none"
    ));

    // Back in public, with the due dates it had: it is as late as it was.
    let stored = app.stored(&case.suggestion.reference);
    assert_eq!(stored.publication, "published");
    assert_eq!(stored.acknowledge_due, case.suggestion.acknowledge_due);
    assert_eq!(stored.decide_due, case.suggestion.decide_due);
    let public = app.client().get(&case.path(Lang::Ar)).expect_status(200);
    let page = public.page();
    let text = page.root().text();
    assert!(text.contains(case.body()) && text.contains(BECAUSE));
    assert_says(&page, Lang::Ar, "objection.back");
    assert!(
        page.has(".clock.over, .clock.long"),
        "its clock is late again"
    );
    assert!(!text.contains(WHY));
    // Two acts of one moment have no order among themselves.
    let mut kinds = kinds(app);
    kinds.sort();
    let wanted = [
        "objection.decided",
        "objection.made",
        "suggestion.hidden",
        "suggestion.restored",
    ];
    assert_eq!(kinds, wanted);
}

fn a_hiding_that_stands_is_explained_in_public(app: &App) {
    let case = hidden(app);
    let author = app.signed_in(&case.author);
    case.object(&author, WHY).expect_status(303);
    let steward = app.signed_in(&app.steward("steward"));
    let path = waiting(&steward);
    decide(&steward, &path, "stands", BECAUSE).expect_status(303);
    for client in [app.client(), author] {
        let page = client.get(&case.path(Lang::Ar)).expect_status(200).page();
        assert_says(&page, Lang::Ar, "objection.public_stands");
        assert!(page.root().text().contains(BECAUSE));
        assert!(page.all("a[href$='/object']").is_empty());
    }
    assert_eq!(app.stored(&case.suggestion.reference).publication, "hidden");
    // The steward may still change course by restoring, and another hiding may be objected to.
    let restore = format!(
        "/ar/desk/libraries/suggestions/{}/restore",
        case.suggestion.reference
    );
    steward.post_form::<&str>(&restore, &[]).expect_status(303);
    app.clock().advance(SignedDuration::from_mins(1));
    app.hide(&case.suggestion, &case.moderator);
    let author = app.signed_in(&case.author);
    case.object(&author, WHY).expect_status(303);
}

fn what_was_late_when_it_was_hidden_stays_late_in_the_figures(app: &App) {
    let case = hidden(app);
    // Another that is hidden while there is still time.
    let in_time = app.suggestion(&case.topic, None);
    app.hide(&in_time, &case.moderator);
    app.touch(&case.topic);
    app.run_jobs();
    let late = || -> (String, String) {
        let page = app.client().get("/en/agencies/libraries").page();
        let cells = page.all("table.tbl tbody tr:first-child td");
        (cells[3].text(), cells[4].text())
    };
    assert_eq!(late(), ("1".into(), "0".into()));
    // Months later the late one is late by more; the other was never late.
    app.set_clock("2027-03-01T08:00:00Z");
    app.touch(&case.topic);
    app.run_jobs();
    assert_eq!(late(), ("0".into(), "1".into()));
    let outcome = format!("/en/topics/{}/outcome", case.topic.slug);
    let page = app.client().get(&outcome).expect_status(200).page();
    let counts = page.all("dl.facts > div");
    let hidden = counts
        .iter()
        .find(|row| row.text().starts_with(&words(Lang::En, "outcome.hidden")));
    assert!(hidden.is_some_and(|row| row.text().ends_with('2')));
}
