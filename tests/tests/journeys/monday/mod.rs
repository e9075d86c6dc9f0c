//! A moderator's Monday: from a full queue to an empty one, many at once, with a way back.

mod afterwards;
mod together;
mod writing;

use jiff::SignedDuration;
use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::bulk::carry_out::carry_out;
use shared::bulk::WAITS;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::http::{Answer, Client};
use tests::support::words::words;

on_both!(
    a_full_queue_is_emptied_and_nothing_is_public_before_its_time,
    many_are_adopted_with_one_commitment_on_each,
    many_are_hidden_for_one_reason,
    the_statements_of_an_act_do_not_grow_with_it,
);

const REASON_AR: &str =
    "لا تتسع ميزانية هذا العام لفتح الفروع مساءً، وسنعود إلى الأمر مع ميزانية العام القادم.";

struct Desk {
    agency: Agency,
    topic: Topic,
    moderator: Account,
}

fn desk(app: &App) -> (Desk, Client) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    let client = app.signed_in(&moderator);
    let desk = Desk {
        agency,
        topic,
        moderator,
    };
    (desk, client)
}

fn in_arabic(one: &mut Suggestion) {
    (one.lang, one.dir) = ("ar".into(), "rtl".into());
    one.title = "افتحوا المكتبة مساءً".into();
    one.body = "من يعمل نهارًا لا يأتي إلا مساءً.".into();
}

/// The page that says what would happen to these.
fn asked(client: &Client, act: &str, chosen: &[&Suggestion]) -> Answer {
    let chosen: Vec<String> = chosen
        .iter()
        .map(|one| format!("&suggestion={}", one.reference))
        .collect();
    client.get(&format!(
        "/ar/desk/libraries/bulk?act={act}{}",
        chosen.concat()
    ))
}

/// Sends an act by the page's own form, and gives the address of it.
fn sent(client: &Client, act: &str, chosen: &[&Suggestion], typed: &[(&str, &str)]) -> String {
    let page = asked(client, act, chosen).expect_status(200).page();
    let form = typed
        .iter()
        .fold(page.form("form[action$='/bulk']"), |form, (name, value)| {
            form.set(name, value)
        });
    let answer = form.submit(client).expect_status(303);
    answer.location().expect("the act").to_owned()
}

fn later(app: &App) {
    app.clock().advance(WAITS + SignedDuration::from_secs(1));
    app.run_jobs();
}

fn kinds(app: &App, suggestion: &Suggestion) -> Vec<String> {
    let answers = app.stored_answers(suggestion).into_iter();
    answers.map(|(kind, _)| kind).collect()
}

fn a_full_queue_is_emptied_and_nothing_is_public_before_its_time(app: &App) {
    let (desk, client) = desk(app);
    let all: Vec<Suggestion> = (0..60)
        .map(|_| app.suggestion_with(&desk.topic, None, in_arabic))
        .collect();
    for (act, state) in [("acknowledge", "acknowledged"), ("reject", "rejected")] {
        for left in [60, 10] {
            let queue = client
                .get(&format!(
                    "/ar/desk/libraries?owed={}&tick=all",
                    owed_before(act)
                ))
                .expect_status(200)
                .page();
            assert_eq!(queue.all("[data-row]").len(), left.min(50));
            let preview = queue
                .form("form[data-many]")
                .press(&client, "act", act)
                .expect_status(200)
                .page();
            let mut form = preview.form("form[action$='/bulk']");
            if act == "reject" {
                form = form.set("reason", REASON_AR);
            }
            form.submit(&client).expect_status(303);
            app.run_jobs();
            let done = all
                .iter()
                .filter(|one| kinds(app, one).contains(&state.to_owned()));
            assert_eq!(done.count(), 60 - left, "nothing before its time");
            let waits = client.get("/ar/desk/libraries").expect_status(200).page();
            assert!(
                waits
                    .root()
                    .text()
                    .contains(&words(Lang::Ar, "bulk.row_waits"))
            );
            later(app);
        }
        let done = all
            .iter()
            .filter(|one| kinds(app, one).contains(&state.to_owned()));
        assert_eq!(done.count(), 60);
    }
    let empty = client.get("/ar/desk/libraries").expect_status(200).page();
    let said = words(Lang::Ar, "queue.nothing_owed");
    assert!(empty.root().text().contains(&said));
    for one in &all {
        let public = app
            .client()
            .get(&format!("/ar/suggestions/{}", one.reference));
        let text = public.expect_status(200).page().root().text();
        assert!(text.contains(REASON_AR), "the reason stands on each");
        assert!(!text.contains(&desk.moderator.name), "the agency signs");
    }
}

fn owed_before(act: &str) -> &'static str {
    match act {
        "acknowledge" => "acknowledge",
        _ => "decide",
    }
}

fn many_are_adopted_with_one_commitment_on_each(app: &App) {
    let (desk, client) = desk(app);
    let all = app.suggestions(&desk.topic, 4);
    let chosen: Vec<&Suggestion> = all.iter().collect();
    let page = asked(&client, "adopt", &chosen).expect_status(200).page();
    let bare = page
        .form("form[action$='/bulk']")
        .set("reason", REASON)
        .submit(&client)
        .expect_status(422);
    assert!(
        bare.page()
            .root()
            .text()
            .contains(&words(Lang::Ar, "errors.commitment_missing"))
    );
    let what = "Open until nine on two evenings a week";
    let typed = [
        ("reason", REASON),
        ("commitment_what", what),
        ("commitment_due", "2027-03-31"),
    ];
    sent(&client, "adopt", &chosen, &typed);
    later(app);
    for one in &all {
        let stored = app.stored(&one.reference);
        assert_eq!(stored.answer_state, "adopted");
        assert!(stored.acknowledged_at.is_some() && stored.decided_at.is_some());
        let path = format!("/en/suggestions/{}", one.reference);
        let text = app
            .client()
            .get(&path)
            .expect_status(200)
            .page()
            .root()
            .text();
        assert!(text.contains(REASON) && text.contains(what));
    }
}

fn many_are_hidden_for_one_reason(app: &App) {
    let (desk, client) = desk(app);
    let all = app.suggestions(&desk.topic, 3);
    let reader = app.citizen("reader");
    app.reader_report(&desk.topic, &all[0], &reader);
    let chosen: Vec<&Suggestion> = all.iter().collect();
    sent(
        &client,
        "hide",
        &chosen,
        &[("policy", "4"), ("note", "بيع وشراء.")],
    );
    assert!(
        all.iter()
            .all(|one| app.stored(&one.reference).publication == "published")
    );
    // Its author changes one while it waits: that is not the text which was judged.
    app.sql(&format!(
        "UPDATE suggestions SET version = 2 WHERE id = '{}'",
        all[2].id
    ));
    later(app);
    for (one, state) in all.iter().zip(["hidden", "hidden", "published"]) {
        assert_eq!(app.stored(&one.reference).publication, state);
    }
    let reports = client
        .get("/ar/desk/libraries/reports")
        .expect_status(200)
        .page();
    assert!(
        !reports.root().text().contains(&all[0].reference),
        "its reports are settled"
    );
}

fn the_statements_of_an_act_do_not_grow_with_it(app: &App) {
    let (desk, client) = desk(app);
    let spent = [3, 60].map(|count| {
        let all = app.suggestions(&desk.topic, count);
        let chosen: Vec<&Suggestion> = all.iter().collect();
        let typed = [
            ("reason", REASON),
            ("commitment_what", "Open until nine"),
            ("commitment_due", "2027-03-31"),
        ];
        let page = asked(&client, "adopt", &chosen).expect_status(200).page();
        let form = typed
            .iter()
            .fold(page.form("form[action$='/bulk']"), |form, (name, value)| {
                form.set(name, value)
            });
        let start = app.statements();
        let act = form.submit(&client).expect_status(303);
        let sending = app.statements() - start;
        let act = act.location().expect("the act");
        let id = act.rsplit('/').next().expect("an id").to_owned();
        let start = app.statements();
        app.query(|conn| carry_out(conn, app.now(), app.inner().today(), &id));
        let carrying = app.statements() - start;
        assert!(all.iter().all(|one| kinds(app, one) == ["adopted"]));
        (sending, carrying)
    });
    assert_eq!(spent[0], spent[1]);
}
