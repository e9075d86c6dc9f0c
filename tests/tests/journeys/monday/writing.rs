//! One answer to many while it is written: looked at, kept and taken up again.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::Form;
use tests::support::words::assert_says;

use super::*;

on_both!(
    a_preview_shows_the_first_three_each_in_its_language_with_its_names,
    a_preview_refuses_what_its_sending_would,
    what_is_written_to_many_is_kept_for_the_person_until_it_is_sent,
);

const NAMED: &str =
    "قرأنا «{title}» ورقمه {reference}، ولا تتسع ميزانية هذا العام لفتح الفروع مساءً.";

fn press(client: &Client, form: &Form, to: &str) -> Answer {
    let fields = form.fields();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post_form(&format!("/ar/desk/libraries/bulk{to}"), &fields)
}

fn chosen(app: &App, desk: &Desk, count: usize) -> Vec<Suggestion> {
    (0..count)
        .map(|_| app.suggestion_with(&desk.topic, None, in_arabic))
        .collect()
}

fn a_preview_shows_the_first_three_each_in_its_language_with_its_names(app: &App) {
    let (desk, client) = desk(app);
    let all = chosen(app, &desk, 5);
    let english = app.suggestion(&desk.topic, None);
    let mut chosen: Vec<&Suggestion> = all.iter().collect();
    chosen.push(&english);
    let page = asked(&client, "reject", &chosen).expect_status(200).page();
    let form = page.form("form[action$='/bulk']").set("reason", NAMED);
    let before = app.stored_answers(&all[0]);
    let page = press(&client, &form, "/preview").expect_status(200).page();
    let shown = page.all("main .reply");
    assert_eq!(shown.len(), 3);
    for (one, shown) in all.iter().zip(&shown) {
        assert_eq!(
            (shown.attr("lang"), shown.attr("dir")),
            (Some("ar"), Some("rtl"))
        );
        let text = shown.text();
        assert!(text.contains(&one.reference), "{text}");
        assert!(
            text.contains(&one.title) && !text.contains("{title}"),
            "{text}"
        );
    }
    // Two more alike; the English one is not answered in Arabic, and it is said which and why.
    assert_says(&page, Lang::Ar, "preview_answer.rest_two");
    let cannot = page.text("#cannot + ul");
    assert!(cannot.contains(&english.reference), "{cannot}");
    assert!(cannot.contains(&words(Lang::Ar, "errors.reason_language")));
    assert_eq!(app.stored_answers(&all[0]), before, "nothing is public");
    assert_eq!(app.rows()["pending_acts"], 0);
    // Back with all that was typed, and sent as it was shown.
    let sent = page.form("form[action$='/bulk']");
    let back = press(&client, &sent, "/form").expect_status(200).page();
    assert_eq!(back.form("form[action$='/bulk']").value("reason"), NAMED);
    sent.submit(&client).expect_status(303);
    later(app);
    for one in &all {
        let (kind, reason) = app.stored_answers(one).remove(0);
        assert_eq!(kind, "rejected");
        assert!(reason.contains(&one.reference), "{reason}");
    }
    assert!(app.stored_answers(&english).is_empty());
}

fn a_preview_refuses_what_its_sending_would(app: &App) {
    let (desk, client) = desk(app);
    let all = chosen(app, &desk, 2);
    let both: Vec<&Suggestion> = all.iter().collect();
    let page = asked(&client, "adopt", &both).expect_status(200).page();
    let form = page.form("form[action$='/bulk']");
    for (reason, code) in [
        ("  ", "errors.reason_missing"),
        ("قصير", "errors.reason_too_short"),
        (REASON_AR, "errors.commitment_missing"),
    ] {
        let typed = form.clone().set("reason", reason);
        let answer = press(&client, &typed, "/preview");
        assert_eq!(answer.status, 422, "{code}");
        let page = answer.page();
        assert_says(&page, Lang::Ar, code);
        let kept = page.form("form[action$='/bulk']").value("reason");
        assert_eq!(kept.trim(), reason.trim(), "{code}");
    }
    // Answered by somebody else meanwhile: none is left to look at.
    for one in &all {
        app.adopt(&desk.topic, one, &desk.moderator);
    }
    let typed = form
        .set("reason", REASON_AR)
        .set("commitment_what", "نفتح مساءً");
    let typed = typed.set("commitment_due", "2027-01-31");
    assert_eq!(press(&client, &typed, "/preview").status, 409);
    // Others of the desk, and nobody else, look at all.
    let parks = app.agency("parks");
    let elsewhere = app.signed_in(&app.moderator("elsewhere", &parks));
    for to in ["/preview", "/draft", "/draft/throw-away", "/form"] {
        let answer = app.unchanged(to, || press(&elsewhere, &typed, to));
        assert_eq!(answer.status, 404, "{to}");
    }
}

fn what_is_written_to_many_is_kept_for_the_person_until_it_is_sent(app: &App) {
    let (desk, client) = desk(app);
    let all = chosen(app, &desk, 3);
    let first = [&all[0], &all[1]];
    let page = asked(&client, "reject", &first).expect_status(200).page();
    let form = page.form("form[action$='/bulk']").set("reason", REASON_AR);
    let kept = press(&client, &form, "/draft").expect_status(200).page();
    assert_says(&kept, Lang::Ar, "drafts.bulk_own");
    assert_eq!(app.rows()["bulk_drafts"], 1);
    // Another choice finds it; another kind of answer and another person do not.
    let other = asked(&client, "reject", &[&all[2]])
        .expect_status(200)
        .page();
    let own = other.form("form[action$='/bulk']");
    assert_eq!(own.value("reason"), REASON_AR);
    let adopting = asked(&client, "adopt", &first).page();
    assert_eq!(adopting.form("form[action$='/bulk']").value("reason"), "");
    let colleague = app.signed_in(&app.moderator("colleague", &desk.agency));
    let theirs = asked(&colleague, "reject", &first).page();
    assert_eq!(theirs.form("form[action$='/bulk']").value("reason"), "");
    // Thrown away, and by itself when nothing is typed.
    let empty = press(&client, &own, "/draft/throw-away")
        .expect_status(200)
        .page();
    assert_eq!(empty.form("form[action$='/bulk']").value("reason"), "");
    assert_eq!(app.rows()["bulk_drafts"], 0);
    press(&client, &form, "/draft").expect_status(200);
    press(&client, &form.clone().set("reason", " "), "/draft").expect_status(200);
    assert_eq!(app.rows()["bulk_drafts"], 0);
    // Too long for a draft: said, and what was kept stays.
    press(&client, &form, "/draft").expect_status(200);
    let long = form.clone().set("reason", &"أ".repeat(20_001));
    let answer = app.unchanged("too long", || press(&client, &long, "/draft"));
    assert_eq!(answer.status, 422);
    // Sent, it is no draft any more, and a slow line does not bring it back.
    form.submit(&client).expect_status(303);
    assert_eq!(app.rows()["bulk_drafts"], 0);
    press(&client, &form, "/draft").expect_status(200);
    assert_eq!(app.rows()["bulk_drafts"], 0);
}
