//! What a desk does besides answering: following what was promised, hiding by the policy.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::words::assert_says;

use super::{NO, case};

on_both!(
    a_commitment_is_followed_in_public,
    hides_for_a_numbered_reason_and_never_silently,
);

fn a_commitment_is_followed_in_public(app: &App) {
    let (case, client) = case(app);
    case.adopt(&client, REASON, "Open in the evening", "2027-03-31")
        .expect_status(303);
    let update = |state: &str, note: &str| {
        let page = client.get(&case.path).expect_status(200).page();
        page.form("form[action$='/commitment']")
            .set("state", state)
            .set("note", note)
            .submit(&client)
    };
    update("in_progress", "The staff for the evenings is being hired.").expect_status(303);
    assert!(
        case.public(app)
            .contains("The staff for the evenings is being hired.")
    );
    let answer = app.unchanged("dropped without a reason", || update("dropped", ""));
    assert_eq!(answer.status, 422);
    let answer = app.unchanged("dropped with 39 letters", || {
        update("dropped", &"abcdefghijklm".repeat(3))
    });
    assert_eq!(answer.status, 422);
    let why = "No staff could be found who would work in the evenings of this year.";
    update("dropped", why).expect_status(303);
    assert!(case.public(app).contains(why));
}

fn hides_for_a_numbered_reason_and_never_silently(app: &App) {
    let (case, client) = case(app);
    let path = format!("{}/hide", case.path);
    let form = client
        .get(&path)
        .expect_status(200)
        .page()
        .form("form[action$='/hide']");
    for reason in ["", "0", "9", "two", "1e1"] {
        let answer = app.unchanged(reason, || {
            form.clone().forge("reason", reason).submit(&client)
        });
        assert_eq!(answer.status, 422, "{reason:?}");
    }
    let answer = form
        .clone()
        .set("reason", "4")
        .set("note", "Names a shop three times.")
        .submit(&client);
    answer.expect_status(303);
    assert_eq!(app.stored(&case.suggestion.reference).publication, "hidden");
    for lang in [Lang::Ar, Lang::En] {
        let public = app.client().get(&format!(
            "/{}/suggestions/{}",
            lang.code(),
            case.suggestion.reference
        ));
        assert!(
            !public.text().contains(&case.suggestion.body),
            "the text is out of public"
        );
        let page = public.expect_status(200).page();
        assert!(
            !page.root().text().contains("Names a shop"),
            "the note is not public"
        );
        assert_says(&page, lang, "policy.reasons.advertising");
    }
    // Not twice, and nothing hidden is answered.
    let answer = app.unchanged("hiding again", || form.set("reason", "4").submit(&client));
    assert_eq!(answer.status, 409);
    let fields = [
        ("kind", "rejected"),
        ("reason", NO),
        ("seen", "0"),
        ("key", "hidden-answer-1"),
    ];
    let answer = client.post_form(&format!("{}/answer", case.path), &fields);
    let page = answer.expect_status(409).page();
    assert_says(&page, Lang::Ar, "errors.suggestion_state");
    assert!(app.stored_answers(&case.suggestion).is_empty());
    assert!(page.root().text().contains(NO), "what was typed is kept");

    // A steward brings it back with the due dates it had.
    app.clock().advance(jiff::SignedDuration::from_hours(2));
    let steward = app.signed_in(&app.steward("steward"));
    steward
        .post_form::<&str>(&format!("{}/restore", case.path), &[])
        .expect_status(303);
    let restored = app.stored(&case.suggestion.reference);
    assert_eq!(restored.publication, "published");
    assert_eq!(restored.acknowledge_due, case.suggestion.acknowledge_due);
    assert!(case.public(app).contains(&case.suggestion.body));
}
