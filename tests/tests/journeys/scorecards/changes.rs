//! What is changed afterwards: each change has a defined figure.

use jiff::SignedDuration;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};

use super::{healthy, recount};

on_both!(
    a_topic_of_which_everything_was_hidden_keeps_its_late_answers,
    a_calendar_changed_afterwards_makes_nobody_punctual,
    an_answer_corrected_twice_counts_once,
    a_restored_suggestion_counts_as_if_it_had_never_left,
);

fn days_on(app: &App, days: i64) {
    app.clock().advance(SignedDuration::from_hours(24 * days));
    app.run_jobs();
    recount::agree(app);
}

/// What stands beside a label on the scorecard.
fn fact(app: &App, css: &str) -> String {
    let page = app.client().get("/en/agencies/roads/scorecard");
    let page = page.expect_status(200).page();
    let found: Vec<String> = page.all(css).iter().map(|one| one.text()).collect();
    found.join(" | ")
}

/// Other reasons of substance, for decisions that are corrected.
const SECOND: &str =
    "The council looked at the figures again, and there is room in next year's budget.";
const THIRD: &str =
    "The contractor withdrew, and without one the line cannot be built before 2030.";

const ACKNOWLEDGE: &str = "section[aria-labelledby=h-acknowledge] .facts";
const DECIDE: &str = "section[aria-labelledby=h-decide] .facts";

fn a_topic_of_which_everything_was_hidden_keeps_its_late_answers(app: &App) {
    let agency = app.agency("roads");
    let topic = app.closed_topic(&agency);
    let badr = app.moderator("badr", &agency);
    let [early, late] = app.suggestions(&topic, 2).try_into().expect("two");
    app.hide(&early, &badr);
    app.touch(&topic);
    days_on(app, 10);
    app.hide(&late, &badr);
    app.report(&topic);
    app.touch(&topic);
    let manager = app.signed_in(&app.manager("salim", &agency));
    let path = format!("/en/desk/roads/topics/{}/conclude", topic.slug);
    let form = manager.get(&path).expect_status(200).page();
    let form = form.form("form[action$='/conclude']");
    form.submit(&manager).expect_status(303);
    assert_eq!(app.stored_topic(&topic.slug).state, "concluded");
    days_on(app, 60);
    let due = fact(app, ACKNOWLEDGE);
    assert!(
        due.contains("Came due1") || due.contains("Came due 1"),
        "{due}"
    );
    let gone = fact(app, "dl.facts.measure div");
    assert!(gone.contains("1 of them late by then"), "{gone}");
    assert!(gone.starts_with("Hidden"), "{gone}");
    for lang in Lang::ALL {
        let path = format!("/{}/topics/{}/outcome", lang.code(), topic.slug);
        app.client().get(&path).expect_status(200);
    }
    healthy(app);
}

fn a_calendar_changed_afterwards_makes_nobody_punctual(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let [one, _] = app.suggestions(&topic, 2).try_into().expect("two");
    app.touch(&topic);
    // Ten working days after Tuesday, 24 November.
    days_on(app, 14);
    app.adopt(&topic, &one, &badr);
    app.touch(&topic);
    days_on(app, 10);
    let before = fact(app, ACKNOWLEDGE);
    assert!(before.contains("10 working days"), "{before}");
    let share = fact(app, "section[aria-labelledby=h-acknowledge] .hero");
    // Two working days that were none, as is announced afterwards.
    app.holiday("2026-11-30");
    app.holiday("2026-12-01");
    app.touch(&topic);
    days_on(app, 0);
    let after = fact(app, ACKNOWLEDGE);
    assert!(after.contains("8 working days"), "{after}");
    assert_eq!(
        fact(app, "section[aria-labelledby=h-acknowledge] .hero"),
        share
    );
    healthy(app);
}

/// Decides at the desk, however often it was decided before.
fn decide(app: &App, by: &Account, reference: &str, kind: &str, reason: &str) {
    let desk = app.signed_in(by);
    let path = format!("/en/desk/roads/suggestions/{reference}");
    let page = desk.get(&path).expect_status(200).page();
    let mut form = page.form("form[action$='/answer']");
    form = form.set("kind", kind).set("reason", reason);
    if kind == "adopted" {
        form = form
            .set("commitment_what", "Two more buses on the coast line")
            .set("commitment_due", "2027-06-01");
    }
    form.submit(&desk).expect_status(303);
}

fn an_answer_corrected_twice_counts_once(app: &App) {
    let agency = app.agency("roads");
    let topic = app.closed_topic(&agency);
    let badr = app.moderator("badr", &agency);
    let one = app.suggestion(&topic, None);
    decide(app, &badr, &one.reference, "rejected", REASON);
    days_on(app, 20);
    decide(app, &badr, &one.reference, "adopted", SECOND);
    days_on(app, 40);
    decide(app, &badr, &one.reference, "rejected", THIRD);
    days_on(app, 20);
    // In time by the first, as it stands by the last, and in the month of the first.
    let decided = fact(app, DECIDE);
    assert!(
        decided.contains("Came due1") || decided.contains("Came due 1"),
        "{decided}"
    );
    let hero = fact(app, "section[aria-labelledby=h-decide] .hero");
    assert!(hero.contains("100%"), "{hero}");
    let card = |query: &str| {
        let path = format!("/en/agencies/roads/scorecard{query}");
        app.client()
            .get(&path)
            .expect_status(200)
            .page()
            .text("main")
    };
    assert!(card("?from=2026-11&to=2026-11").contains("1 decision: 0 adopted, 1 rejected"));
    assert!(card("?from=2026-12").contains("No decision in this period."));
    healthy(app);
}

fn a_restored_suggestion_counts_as_if_it_had_never_left(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let steward = app.steward("steward");
    let [one, _] = app.suggestions(&topic, 2).try_into().expect("two");
    app.touch(&topic);
    days_on(app, 10);
    let before = (fact(app, ".facts"), fact(app, ".debt"));
    app.hide(&one, &badr);
    app.touch(&topic);
    days_on(app, 0);
    let gone = (fact(app, ".facts"), fact(app, ".debt"));
    assert_ne!(gone, before);
    let path = format!("/en/desk/roads/suggestions/{}/restore", one.reference);
    let steward = app.signed_in(&steward);
    steward.post_form::<&str>(&path, &[]).expect_status(303);
    days_on(app, 0);
    assert_eq!((fact(app, ".facts"), fact(app, ".debt")), before);
    healthy(app);
}
