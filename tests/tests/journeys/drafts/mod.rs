//! An answer before it is given: kept as a draft, looked at as the author will see it.

mod preview;

use diesel::prelude::*;
use server::db::agencies::Agency;
use server::db::schema::answer_drafts;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::html::Form;
use tests::support::http::Client;
use tests::support::words::{assert_says, words};

on_both!(
    a_draft_comes_back_and_ends_with_its_answer,
    a_draft_is_kept_by_the_script_and_not_after_its_form_was_sent,
    colleagues_read_a_draft_and_nobody_else,
    markup_and_too_much_text_are_only_text,
    what_was_typed_for_a_suggestion_that_is_gone_is_kept,
    nobody_else_keeps_anything,
);

const REASON_AR: &str =
    "لا تتسع ميزانية هذا العام لفتح الفروع مساءً، وسنعود إلى الأمر مع ميزانية العام القادم.";

struct Desk {
    agency: Agency,
    topic: Topic,
    badr: Account,
}

fn desk(app: &App) -> (Desk, Client) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let client = app.signed_in(&badr);
    (
        Desk {
            agency,
            topic,
            badr,
        },
        client,
    )
}

fn path(one: &Suggestion) -> String {
    format!("/ar/desk/libraries/suggestions/{}", one.reference)
}

fn form(client: &Client, one: &Suggestion) -> Form {
    let page = client.get(&path(one)).expect_status(200).page();
    page.form("form[action$='/answer']")
}

/// Sends the form to the address of another of its buttons.
fn send(form: &Form, client: &Client, to: &str) -> tests::support::http::Answer {
    let fields = form.fields();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post_form(to, &fields)
}

fn put(form: &Form, client: &Client, one: &Suggestion) -> tests::support::http::Answer {
    let at = format!("{}/answer/draft", path(one));
    let fields = form.fields();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.request("PUT", &at).form(&fields).send()
}

fn kept(app: &App) -> Vec<(String, String)> {
    app.query(|conn| {
        answer_drafts::table
            .order(answer_drafts::reason)
            .select((answer_drafts::account_id, answer_drafts::reason))
            .load(conn)
    })
}

fn a_draft_comes_back_and_ends_with_its_answer(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let at = format!("{}/answer/draft", path(&one));
    let typed = form(&client, &one)
        .set("kind", "adopted")
        .set("reason", "Half a sentence,\nand")
        .set("other_reason", "نصف جملة")
        .set("commitment_what", "Something")
        .set("commitment_due", "2027-01-31");
    let saved = send(&typed, &client, &at).expect_status(303);
    let page = client.follow(saved).page();
    assert_says(&page, Lang::Ar, "drafts.done_kept");
    let back = page.form("form[action$='/answer']");
    for (name, value) in [
        ("kind", "adopted"),
        ("other_reason", "نصف جملة"),
        ("commitment_what", "Something"),
        ("commitment_due", "2027-01-31"),
    ] {
        assert_eq!(back.value(name), value);
    }
    let reason = back.value("reason").replace("\r\n", "\n");
    assert_eq!(reason, "Half a sentence,\nand");
    let public = app
        .client()
        .get(&format!("/en/suggestions/{}", one.reference));
    assert!(!public.expect_status(200).text().contains("Half a sentence"));

    // Thrown away.
    let away = page.form("form[action$='/throw-away']").submit(&client);
    let page = client.follow(away.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "drafts.done_thrown_away");
    assert_eq!(page.form("form[action$='/answer']").value("reason"), "");
    assert!(kept(app).is_empty());

    // An empty form keeps nothing; an answer ends the draft, and only its writer's.
    let colleague = app.moderator("salma", &desk.agency);
    app.writing(&one, &colleague, "Another draft.");
    let typed = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", REASON);
    send(&typed, &client, &at).expect_status(303);
    assert_eq!(kept(app).len(), 2);
    let empty = typed.clone().set("reason", " \n");
    send(&empty, &client, &at).expect_status(303);
    assert_eq!(kept(app).len(), 1);
    send(&typed, &client, &at).expect_status(303);
    typed.submit(&client).expect_status(303);
    assert_eq!(kept(app), [(colleague.id, "Another draft.".to_owned())]);
}

fn a_draft_is_kept_by_the_script_and_not_after_its_form_was_sent(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let typed = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", REASON);
    let answer = put(&typed, &client, &one).expect_status(200);
    // 09:00 in Muscat.
    let said = words(Lang::Ar, "drafts.kept_at").replace("{{ time }}", "09:00");
    assert_eq!(answer.json(), said);
    assert_eq!(kept(app), [(desk.badr.id.clone(), REASON.to_owned())]);
    typed.submit(&client).expect_status(303);
    // A slow line brings the last keeping after the sending.
    app.unchanged("a late draft", || put(&typed, &client, &one))
        .expect_status(200);
    assert!(kept(app).is_empty());
    let foreign = client
        .request("PUT", &format!("{}/answer/draft", path(&one)))
        .header("Sec-Fetch-Site", "cross-site")
        .form(&[("reason", "forged"), ("key", "forged-key-1")]);
    let answer = app.unchanged("from another site", || foreign.send());
    assert_eq!(answer.status, 403);
}

fn colleagues_read_a_draft_and_nobody_else(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    app.writing(&one, &desk.badr, "What I would say of the evening hours.");
    let colleague = app.signed_in(&app.moderator("salma", &desk.agency));
    let page = colleague.get(&path(&one)).expect_status(200).page();
    let text = page.root().text();
    assert!(text.contains(&desk.badr.name) && text.contains("What I would say"));
    assert_eq!(page.form("form[action$='/answer']").value("reason"), "");
    assert!(!page.has("form[action$='/throw-away']"));
    let own = form(&client, &one).value("reason");
    assert_eq!(own, "What I would say of the evening hours.");
    let stranger = app.signed_in(&app.moderator("other", &app.agency("parks")));
    stranger.get(&path(&one)).expect_status(404);
    for client in [app.client(), stranger] {
        let public = client.get(&format!("/en/suggestions/{}", one.reference));
        assert!(
            !public
                .expect_status(200)
                .text()
                .contains("What I would say")
        );
    }
}

fn markup_and_too_much_text_are_only_text(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let at = format!("{}/answer/draft", path(&one));
    let nasty = "</textarea><script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    let typed = form(&client, &one).set("reason", nasty);
    send(&typed, &client, &at).expect_status(303);
    let colleague = app.signed_in(&app.moderator("salma", &desk.agency));
    for who in [&client, &colleague] {
        let answer = who.get(&path(&one)).expect_status(200);
        assert!(!answer.text().contains("<script>alert"), "escaped");
        let page = answer.page();
        assert!(!page.has("[onerror]") && !page.has("img[src=x]"));
        let shown = page.root().text() + &page.form("form[action$='/answer']").value("reason");
        assert!(shown.contains("<script>alert(1)</script>"), "as typed");
    }
    // More than an answer may have is kept, and refused only when it is sent.
    let long = "لا نستطيع هذا العام. ".repeat(500);
    let typed = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", &long);
    send(&typed, &client, &at).expect_status(303);
    assert_eq!(form(&client, &one).value("reason").trim(), long.trim());
    let refused = app.unchanged("too long an answer", || typed.submit(&client));
    assert_eq!(refused.status, 422);
    let endless = form(&client, &one).set("reason", &"x".repeat(20_001));
    let refused = app.unchanged("too long a draft", || send(&endless, &client, &at));
    let page = refused.expect_status(422).page();
    assert_eq!(
        page.form("form[action$='/answer']").value("reason").len(),
        20_001
    );
    let refused = app.unchanged("too long a draft", || put(&endless, &client, &one));
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .json()
            .as_str()
            .is_some_and(|words| words.contains("20"))
    );
    let megabyte = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", &"x".repeat(1_000_000));
    for to in ["", "/draft", "/form", "/preview"] {
        let to = format!("{}/answer{to}", path(&one));
        let refused = app.unchanged("1 MB", || send(&megabyte, &client, &to));
        assert_eq!(refused.status, 413, "{to}");
        assert_says(&refused.page(), Lang::Ar, "errors.too_large");
    }
    let refused = app.unchanged("1 MB", || put(&megabyte, &client, &one));
    assert_eq!(refused.status, 413);
}

fn what_was_typed_for_a_suggestion_that_is_gone_is_kept(app: &App) {
    let (desk, client) = desk(app);
    for (state, why) in [
        ("hidden", "answering.not_hidden"),
        ("withdrawn", "answering.not_withdrawn"),
        ("merged", "answering.not_merged"),
    ] {
        let one = app.suggestion(&desk.topic, None);
        let other = app.suggestion(&desk.topic, None);
        let typed = form(&client, &one)
            .set("kind", "rejected")
            .set("reason", REASON);
        let (id, into) = (&one.id, &other.id);
        let also = match state {
            "hidden" => ", hidden_reason = 4".to_owned(),
            "merged" => format!(", merged_into = '{into}'"),
            _ => String::new(),
        };
        app.sql(&format!(
            "UPDATE suggestions SET publication = '{state}'{also} WHERE id = '{id}'"
        ));
        let page = typed.submit(&client).expect_status(409).page();
        assert_says(&page, Lang::Ar, "errors.suggestion_state");
        assert_says(&page, Lang::Ar, "drafts.kept_instead");
        assert_says(&page, Lang::Ar, why);
        assert!(page.root().text().contains(REASON), "{state}");
        assert!(app.stored_answers(&one).is_empty(), "{state}");
        for to in ["preview", "form"] {
            let to = format!("{}/answer/{to}", path(&one));
            send(&typed, &client, &to).expect_status(409);
        }
        let page = client.get(&path(&one)).expect_status(200).page();
        assert!(page.root().text().contains(REASON), "{state}");
    }
}

fn nobody_else_keeps_anything(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let typed = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", REASON);
    let citizen = app.citizen("citizen");
    let stranger = app.moderator("other", &app.agency("parks"));
    let steward = app.steward("amina");
    // A moderator removed between two keeps.
    let of = desk.badr.id.clone();
    let manager = app.signed_in(&app.manager("maryam", &desk.agency));
    let people = [citizen, stranger, steward].map(|one| app.signed_in(&one));
    let removed = format!("/ar/desk/libraries/team/{of}/remove");
    manager.post_form::<&str>(&removed, &[]).expect_status(303);
    // Whose session ended with that, gets back what was typed, and signs in again.
    let to = format!("{}/answer/draft", path(&one));
    let answer = app.unchanged(&to, || send(&typed, &client, &to));
    let page = answer.expect_status(401).page();
    assert!(page.text("main").contains(REASON));
    let again = app.signed_in(&desk.badr);
    for who in people.iter().chain([&again]) {
        for to in ["answer", "answer/draft", "answer/form", "answer/preview"] {
            let to = format!("{}/{to}", path(&one));
            let answer = app.unchanged(&to, || send(&typed, who, &to));
            assert_eq!(answer.status, 404, "{to}");
        }
        let answer = app.unchanged("by script", || put(&typed, who, &one));
        assert_eq!(answer.status, 404);
    }
}
