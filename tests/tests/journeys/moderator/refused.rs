//! When an answer is refused, and what was typed comes back.

use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;

use super::{NO, agency_of, case};

on_both!(
    an_answer_without_substance_is_refused_and_kept,
    adopting_promises_something_by_a_day_to_come,
    another_agencys_desk_and_the_steward_do_not_answer,
    the_same_answer_sent_twice_answers_once,
    two_moderators_do_not_answer_past_each_other,
    nothing_returns_to_no_answer,
);

fn an_answer_without_substance_is_refused_and_kept(app: &App) {
    let (case, client) = case(app);
    let letters_39 = "abcdefghij ".repeat(3) + "abcdefghi";
    let padded = format!("{}{}", "1234567890 ".repeat(9), "too few letters");
    for (kind, reason) in [
        ("rejected", ""),
        ("rejected", "   \n\t "),
        ("rejected", &*letters_39),
        ("rejected", &*padded),
        ("adopted", &*letters_39),
        ("rejected", "\u{200b}\u{200b}"),
        (
            "rejected",
            "لأن ميزانية هذا العام لا تتسع لساعات مسائية في جميع الفروع، وسيُغلق فرعان.",
        ),
    ] {
        let form = case.form(&client).set("kind", kind).set("reason", reason);
        let form = match kind {
            "adopted" => form
                .set("commitment_what", "Open in the evening")
                .set("commitment_due", "2027-03-31"),
            _ => form,
        };
        let answer = app.unchanged(reason, || form.submit(&client));
        assert_eq!(answer.status, 422, "{kind} {reason:?}");
        let page = answer.page();
        assert!(page.has("[role=alert]"), "{kind} {reason:?}");
        let kept = page.form("form[action$='/answer']");
        assert_eq!(kept.value("kind"), kind);
        assert_eq!(
            kept.value("reason").replace("\r\n", "\n").trim(),
            reason.trim(),
            "the typed text is still there"
        );
        assert_eq!(app.stored(&case.suggestion.reference).answer_state, "none");
    }
    let letters_40 = "abcdefghij ".repeat(4);
    case.answer(&client, "rejected", &letters_40)
        .expect_status(303);
}

fn adopting_promises_something_by_a_day_to_come(app: &App) {
    let (case, client) = case(app);
    // The first reading is kept.
    case.form(&client);
    for (what, due) in [
        ("", ""),
        ("Open in the evening", ""),
        ("", "2027-03-31"),
        ("Open in the evening", "2026-11-23"),
        ("Open in the evening", "tomorrow"),
        ("Open in the evening", "2027-02-30"),
    ] {
        let answer = app.unchanged(due, || case.adopt(&client, REASON, what, due));
        assert_eq!(answer.status, 422, "{what:?} {due:?}");
        let kept = answer.page().form("form[action$='/answer']");
        assert_eq!(
            (kept.value("commitment_what"), kept.value("reason")),
            (what.to_owned(), REASON.to_owned())
        );
    }
    // Digits as they are typed in Arabic.
    case.adopt(&client, REASON, "Open in the evening", "٢٠٢٧-٠٣-٣١")
        .expect_status(303);
    assert!(case.public(app).contains("2027"));
}

fn another_agencys_desk_and_the_steward_do_not_answer(app: &App) {
    let (case, _) = case(app);
    let parks = app.agency("parks");
    let people = [
        app.moderator("other", &parks),
        app.manager("other-manager", &parks),
        app.steward("steward"),
        app.citizen("citizen"),
        case.author.clone(),
    ];
    for (number, person) in people.iter().enumerate() {
        let client = app.signed_in(person);
        let key = format!("other-agency-{number}");
        let fields = [
            ("kind", "rejected"),
            ("reason", NO),
            ("seen", "0"),
            ("key", &*key),
        ];
        // By the suggestion's own desk, and by their own with the other's suggestion.
        for agency in ["libraries", "parks"] {
            let path = format!(
                "/ar/desk/{agency}/suggestions/{}/answer",
                case.suggestion.reference
            );
            let answer = app.unchanged(&person.sign_in, || client.post_form(&path, &fields));
            assert!(
                matches!(answer.status, 403 | 404),
                "{} {agency}: {}",
                person.sign_in,
                answer.status
            );
            assert_eq!(answer.page().root().attr("lang"), Some("ar"));
        }
    }
}

fn the_same_answer_sent_twice_answers_once(app: &App) {
    let (case, client) = case(app);
    let form = case.form(&client).set("kind", "rejected").set("reason", NO);
    form.submit(&client).expect_status(303);
    app.unchanged("a second sending", || form.submit(&client))
        .expect_status(303);
    assert_eq!(app.stored_answers(&case.suggestion).len(), 1);
}

fn two_moderators_do_not_answer_past_each_other(app: &App) {
    let (case, client) = case(app);
    let colleague = app.signed_in(&app.moderator("colleague", &agency_of(app)));
    let old = case.form(&client).set("kind", "rejected").set("reason", NO);
    case.answer(&colleague, "acknowledged", "")
        .expect_status(303);
    let answer = app
        .unchanged("a stale answer", || old.submit(&client))
        .expect_status(409);
    let kept = answer.page().form("form[action$='/answer']");
    assert_eq!(kept.value("reason"), NO, "the typed text is still there");
    // Having seen the other's answer, the same form goes through.
    kept.submit(&client).expect_status(303);
    assert_eq!(app.stored_answers(&case.suggestion).len(), 2);
}

fn nothing_returns_to_no_answer(app: &App) {
    let (case, client) = case(app);
    case.answer(&client, "rejected", NO).expect_status(303);
    let form = case
        .form(&client)
        .forge("kind", "acknowledged")
        .forge("reason", "");
    let answer = app.unchanged("a step back", || form.submit(&client));
    assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
    let form = case.form(&client).forge("kind", "none").forge("reason", "");
    let answer = app.unchanged("a step back", || form.submit(&client));
    assert_eq!(answer.status, 422);
    // Turning it round needs a reason of its own.
    let answer = app.unchanged("the same reason", || {
        case.adopt(&client, NO, "Open in the evening", "2027-03-31")
    });
    assert_eq!(answer.status, 422);
}
