//! What an author may still do with a posted text.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;

use super::{EN, suggest};

on_both!(
    an_author_changes_the_text_until_others_lean_on_it,
    a_withdrawn_suggestion_leaves_its_place_and_no_text,
    an_edit_by_somebody_else_is_refused,
);

fn an_author_changes_the_text_until_others_lean_on_it(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let reference = suggest(&client, Lang::En, &topic, EN, "1");
    let path = format!("/en/suggestions/{reference}/edit");
    let form = client
        .get(&path)
        .expect_status(200)
        .page()
        .form("form[action$='/edit']");
    assert_eq!(form.value("title"), EN.0);
    let changed = form.clone().set("title", "Light the way and the stairs");
    changed.submit(&client).expect_status(303);
    assert_eq!(app.stored(&reference).title, "Light the way and the stairs");
    let page = app
        .client()
        .get(&format!("/en/suggestions/{reference}"))
        .page();
    assert!(
        page.root().text().contains(EN.0),
        "the earlier version stays readable"
    );

    // The same form again was made for a text that no longer stands.
    let stale = form.set("title", "From an old page");
    let answer = app
        .unchanged("a stale edit", || stale.submit(&client))
        .expect_status(409);
    assert!(
        answer.text().contains("From an old page"),
        "what was typed is still there"
    );

    let stored = app.stored(&reference);
    for other in app.citizens(5) {
        app.list(&topic, &other, &[&stored]);
    }
    let page = client.get(&path).expect_status(200).page();
    assert!(page.all("[name=title]").is_empty(), "only additions now");
    let form = page
        .form("form[action$='/edit']")
        .set("text", "The stairs are dark as well.");
    form.submit(&client).expect_status(303);
    assert_eq!(app.stored(&reference).title, "Light the way and the stairs");
    let page = app
        .client()
        .get(&format!("/en/suggestions/{reference}"))
        .page();
    assert!(page.root().text().contains("The stairs are dark as well."));
}

fn a_withdrawn_suggestion_leaves_its_place_and_no_text(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let reference = suggest(&client, Lang::En, &topic, EN, "");
    let page = client
        .get(&format!("/en/suggestions/{reference}/withdraw"))
        .expect_status(200)
        .page();
    page.form("form[action$='/withdraw']")
        .submit(&client)
        .expect_status(303);
    assert_eq!(app.stored(&reference).publication, "withdrawn");
    let answer = app.client().get(&format!("/en/suggestions/{reference}"));
    assert!(matches!(answer.status, 200 | 410), "{}", answer.status);
    assert!(!answer.text().contains("Lamps should burn"));
    let shown = app.client().get(&format!("/en/topics/{}", topic.slug));
    assert!(!shown.text().contains(EN.0));
}

fn an_edit_by_somebody_else_is_refused(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let salma = app.citizen("salma");
    let suggestion = app.suggestion(&topic, Some(&salma));
    let other = app.signed_in(&app.citizen("other"));
    let fields = [
        ("title", "Mine now"),
        ("text", "A text that somebody else put here."),
        ("version", "1"),
    ];
    for verb in ["edit", "withdraw"] {
        let path = format!("/en/suggestions/{}/{verb}", suggestion.reference);
        let answer = app.unchanged(verb, || other.post_form(&path, &fields));
        assert!(
            matches!(answer.status, 403 | 404),
            "{verb}: {}",
            answer.status
        );
    }
    assert_eq!(app.stored(&suggestion.reference).title, suggestion.title);
}
