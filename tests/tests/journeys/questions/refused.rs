//! Where nothing is asked, and what comes back as it was typed.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::{assert_says, says};

use super::{QUESTION, REPLY, case};

on_both!(
    nothing_is_asked_where_nobody_could_reply,
    a_question_without_substance_comes_back_as_typed,
    nobody_else_asks_or_replies,
);

fn nothing_is_asked_where_nobody_could_reply(app: &App) {
    let case = case(app);
    let imported = app.suggestion(&case.topic, None);
    let base = "/ar/desk/libraries/suggestions";
    let page = case
        .desk
        .get(&format!("{base}/{}", imported.reference))
        .page();
    assert_says(&page, Lang::Ar, "errors.question_no_author");
    assert!(!page.has("form[action$='/question']"));
    let withdrawn = app.suggestion_with(&case.topic, Some(&case.author), |one| {
        one.publication = "withdrawn".into();
    });
    let merged = app.suggestion_with(&case.topic, Some(&case.author), |one| {
        one.publication = "merged".into();
        one.merged_into = Some(case.suggestion.id.clone());
    });
    let hidden = app.suggestion(&case.topic, Some(&case.author));
    app.hide(&hidden, &case.author);
    for (one, code) in [
        (&imported, "errors.question_no_author"),
        (&withdrawn, "errors.suggestion_state"),
        (&merged, "errors.suggestion_state"),
        (&hidden, "errors.suggestion_state"),
    ] {
        let path = format!("{base}/{}/question", one.reference);
        let answer = app.unchanged(code, || {
            case.desk.post_form(&path, &[("question", QUESTION)])
        });
        assert_eq!(answer.status, 409, "{}", one.publication);
        assert_says(&answer.page(), Lang::Ar, code);
    }
    // Hidden while the question waits: there is nowhere to reply.
    case.ask(QUESTION).expect_status(303);
    app.hide(&case.suggestion, &case.author);
    let list = format!("/ar/topics/{}/my-list", case.topic.slug);
    let page = case.own.get(&list).expect_status(200).page();
    assert!(!says(&page.root().text(), Lang::Ar, "question.asked_you"));
    let path = format!("{}/reply", case.public());
    let fields = [("question", "1"), ("reply", REPLY)];
    let answer = app.unchanged("hidden", || case.own.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
}

fn a_question_without_substance_comes_back_as_typed(app: &App) {
    let case = case(app);
    for typed in [
        "",
        " \n ",
        "لماذا؟",
        "12345678901234567890123",
        &"ا".repeat(1_001),
    ] {
        let answer = app.unchanged("no substance", || {
            let path = format!("{}/question", case.at_desk());
            // The first reading is kept by looking at the page, not by asking.
            case.desk.post_form(&path, &[("question", typed)])
        });
        assert_eq!(answer.status, 422, "{typed:.20}");
        let page = answer.page();
        assert!(page.has("details[open] [role=alert]"));
        let kept = page.form("form[action$='/question']").value("question");
        assert_eq!(kept.replace("\r\n", "\n").trim(), typed.trim());
    }
}

fn nobody_else_asks_or_replies(app: &App) {
    let case = case(app);
    let parks = app.agency("parks");
    let path = format!("{}/question", case.at_desk());
    for person in [
        app.moderator("other", &parks),
        app.steward("steward"),
        app.citizen("fatma"),
        case.author.clone(),
    ] {
        let client = app.signed_in(&person);
        let answer = app.unchanged(&person.sign_in, || {
            client.post_form(&path, &[("question", QUESTION)])
        });
        assert_eq!(answer.status, 404, "{}", person.sign_in);
    }
    case.ask(QUESTION).expect_status(303);
    let path = format!("{}/reply", case.public());
    let fields = [("question", "1"), ("reply", REPLY)];
    let reader = app.signed_in(&app.citizen("hamad"));
    for client in [&reader, &case.desk] {
        let answer = app.unchanged("not the author", || client.post_form(&path, &fields));
        assert_eq!(answer.status, 403);
    }
    // A question that was never asked.
    let fields = [("question", "2"), ("reply", REPLY)];
    let answer = app.unchanged("no such question", || case.own.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
}
