//! When a citizen is refused: twice the same, too many, too late, not signed in.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{AR, press, suggest_form};

on_both!(
    the_same_form_sent_twice_posts_once,
    a_sixth_suggestion_is_refused_and_the_text_is_kept,
    posting_ends_with_the_day_in_muscat,
    ranking_ends_with_the_last_day_in_muscat,
    a_visitor_reads_and_is_led_to_sign_in,
);

fn the_same_form_sent_twice_posts_once(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let check = suggest_form(&client, Lang::Ar, &topic, AR)
        .submit(&client)
        .expect_status(200)
        .page();
    let form = check.form("form[action$='/suggest']").set("place", "1");
    let first = form.submit(&client).expect_status(303);
    let second = app
        .unchanged("a second sending", || form.submit(&client))
        .expect_status(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(app.rows()["suggestions"], 1);
    // The same key with another text is no repetition.
    let other = app.unchanged("a key used again", || {
        form.clone().forge("title", "Another title").submit(&client)
    });
    assert_eq!(other.status, 422, "{}", other.text());
    assert_says(&other.page(), Lang::Ar, "errors.key_reused");
}

fn a_sixth_suggestion_is_refused_and_the_text_is_kept(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let form = suggest_form(&client, Lang::Ar, &topic, AR);
    let check = form.submit(&client).expect_status(200).page();
    for _ in 0..5 {
        app.suggestion(&topic, Some(&salma));
    }
    let form = check.form("form[action$='/suggest']");
    let answer = app
        .unchanged("a sixth", || form.submit(&client))
        .expect_status(409);
    let page = answer.page();
    assert_says(&page, Lang::Ar, "errors.suggestion_limit");
    assert!(
        answer.text().contains("مصابيح"),
        "the typed text is still there"
    );
}

fn posting_ends_with_the_day_in_muscat(app: &App) {
    // Ranking only from 9 December; 20:00 UTC is midnight in Muscat.
    let topic = app.topic(&app.agency("libraries"));
    app.set_clock("2026-12-08T19:59:59.999999Z");
    let client = app.signed_in(&app.citizen("salma"));
    let check = suggest_form(&client, Lang::Ar, &topic, AR)
        .submit(&client)
        .expect_status(200)
        .page();
    let form = check.form("form[action$='/suggest']");
    app.set_clock("2026-12-08T20:00:00Z");
    let answer = app
        .unchanged("too late", || form.submit(&client))
        .expect_status(409);
    assert_says(&answer.page(), Lang::Ar, "errors.topic_ranking_only");
    assert!(
        answer.text().contains("مصابيح"),
        "the typed text is still there"
    );
    app.set_clock("2026-12-08T19:59:59.999999Z");
    form.submit(&client).expect_status(303);
}

fn ranking_ends_with_the_last_day_in_muscat(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    app.set_clock("2026-12-20T19:59:59.999999Z");
    let client = app.signed_in(&salma);
    let page = client
        .get(&format!("/ar/topics/{}", topic.slug))
        .expect_status(200)
        .page();
    app.set_clock("2026-12-20T20:00:00Z");
    // Nobody has closed it yet: the day alone decides.
    let answer = app.unchanged("too late", || press(&page, &client, "add", &one.reference));
    let answer = answer.expect_status(409);
    assert_says(&answer.page(), Lang::Ar, "errors.topic_closed");
    app.set_clock("2026-12-20T19:59:59.999999Z");
    press(&page, &client, "add", &one.reference).expect_status(303);
    assert_eq!(app.stored_list(&topic, &salma), [one.reference]);
}

fn a_visitor_reads_and_is_led_to_sign_in(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    app.suggestions(&topic, 2);
    let client = app.client();
    let page = client
        .get(&format!("/ar/topics/{}", topic.slug))
        .expect_status(200)
        .page();
    assert_eq!(page.all("li.sug").len(), 2);
    let answer = client
        .get(&format!("/ar/topics/{}/suggest", topic.slug))
        .expect_status(303);
    assert!(answer.location().unwrap().starts_with("/ar/sign-in"));
}
