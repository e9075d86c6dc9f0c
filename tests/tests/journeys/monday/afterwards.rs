//! What was sent for many at once: taken back, refused, or overtaken by something else.

use diesel::prelude::*;
use server::db::schema::{account_roles, pending_acts};
use server::db::suggestions::Suggestion;
use server::usecases::bulk::carry_out::carry_out;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::http::{Answer, Client};
use tests::support::words::words;

use super::{asked, desk, in_arabic, kinds, later, sent};

on_both!(
    what_is_undone_in_time_never_becomes_public_and_later_it_is_refused,
    those_that_cannot_be_reached_are_named_with_the_reason,
    what_changed_while_it_waited_is_left_as_it_is,
    who_left_the_desk_meanwhile_speaks_for_it_no_more,
);

fn undo(client: &Client, act: &str) -> Answer {
    client.post_form::<&str>(&format!("{act}/undo"), &[])
}

/// The page of a refusal has its first sentence as a heading, without the full stop.
fn assert_says(refused: Answer, key: &str) {
    let text = refused.page().root().text();
    for sentence in words(Lang::Ar, key).trim_end_matches('.').split(". ") {
        assert!(text.contains(sentence), "{sentence} in {text}");
    }
}

fn what_is_undone_in_time_never_becomes_public_and_later_it_is_refused(app: &App) {
    let (desk, client) = desk(app);
    let all = app.suggestions(&desk.topic, 3);
    let chosen: Vec<&Suggestion> = all.iter().collect();
    let act = sent(&client, "acknowledge", &chosen, &[]);
    let page = client.get(&act).expect_status(200).page();
    // A colleague may take it back as well.
    let other = app.signed_in(&app.moderator("mod2", &desk.agency));
    page.form("form[action$='/undo']")
        .submit(&other)
        .expect_status(303);
    later(app);
    assert!(all.iter().all(|one| kinds(app, one).is_empty()));
    let again = undo(&client, &act).expect_status(409);
    assert_says(again, "errors.undone_before");

    let act = sent(&client, "acknowledge", &chosen, &[]);
    later(app);
    assert!(all.iter().all(|one| kinds(app, one) == ["acknowledged"]));
    let late = undo(&client, &act).expect_status(409);
    assert_says(late, "errors.undo_too_late");
    assert!(all.iter().all(|one| kinds(app, one) == ["acknowledged"]));
    let page = client.get(&act).expect_status(200).page();
    assert!(page.all("form[action$='/undo']").is_empty());
    let elsewhere = app.signed_in(&app.moderator("other", &app.agency("parks")));
    elsewhere.get(&act).expect_status(404);
    let foreign = act.replace("libraries", "parks");
    elsewhere.get(&foreign).expect_status(404);
    undo(&elsewhere, &foreign).expect_status(404);
}

fn those_that_cannot_be_reached_are_named_with_the_reason(app: &App) {
    let (desk, client) = desk(app);
    let good = app.suggestion(&desk.topic, None);
    let arabic = app.suggestion_with(&desk.topic, None, in_arabic);
    let hidden = app.suggestion(&desk.topic, None);
    app.hide(&hidden, &desk.moderator);
    let decided = app.suggestion(&desk.topic, None);
    app.adopt(&desk.topic, &decided, &desk.moderator);
    let foreign = app.suggestion(&app.topic(&app.agency("parks")), None);
    let waiting = app.suggestion(&desk.topic, None);
    app.waiting_act(&desk.topic, &waiting, &desk.moderator);
    let chosen = [&good, &arabic, &hidden, &decided, &foreign, &waiting];
    let page = asked(&client, "reject", &chosen).expect_status(200).page();
    let form = page.form("form[action$='/bulk']");
    let reached = form
        .fields()
        .into_iter()
        .filter(|(name, _)| name == "chosen");
    assert_eq!(reached.count(), 2);
    let text = page.root().text();
    for (one, why) in [
        (&hidden, "errors.suggestion_state"),
        (&decided, "errors.answered_before"),
        (&foreign, "errors.not_found"),
        (&waiting, "errors.act_waits"),
    ] {
        assert!(text.contains(&one.reference), "{}", one.reference);
        assert!(text.contains(&words(Lang::Ar, why)), "{why}");
    }
    assert!(
        !text.contains(&foreign.title),
        "another agency's is not shown"
    );

    // The text suits one of the two alone: it is looked at again, with what was typed.
    let again = form
        .clone()
        .set("reason", REASON)
        .submit(&client)
        .expect_status(409);
    let again = again.page();
    let mended = again.form("form[action$='/bulk']");
    assert_eq!(mended.value("chosen"), format!("{}.0", good.reference));
    assert_eq!(mended.value("reason"), REASON);
    assert!(
        again
            .root()
            .text()
            .contains(&words(Lang::Ar, "errors.reason_language"))
    );
    mended.submit(&client).expect_status(303);
    later(app);
    assert_eq!(kinds(app, &good), ["rejected"]);
    assert!(kinds(app, &arabic).is_empty());

    // Forms that nothing can mend.
    let refused = form.clone().set("reason", "No.").submit(&client);
    refused.expect_status(422);
    let none = asked(&client, "reject", &[]).expect_status(200).page();
    assert!(
        none.root()
            .text()
            .contains(&words(Lang::Ar, "errors.nothing_selected"))
    );
    let over: String = (1..=101u32)
        .map(|n| format!("&suggestion={}", shared::ids::Reference::from_bits(n * 31)))
        .collect();
    let over = client.get(&format!("/ar/desk/libraries/bulk?act=hide{over}"));
    let said = words(Lang::Ar, "errors.too_many_selected");
    assert!(over.expect_status(200).page().root().text().contains(&said));
    client
        .get("/ar/desk/libraries/bulk?act=delete")
        .expect_status(400);
}

fn what_changed_while_it_waited_is_left_as_it_is(app: &App) {
    let (desk, client) = desk(app);
    let all = app.suggestions(&desk.topic, 3);
    let act = sent(&client, "acknowledge", &all.iter().collect::<Vec<_>>(), &[]);
    app.adopt(&desk.topic, &all[0], &desk.moderator);
    app.hide(&all[1], &desk.moderator);
    later(app);
    assert_eq!(kinds(app, &all[0]), ["adopted"]);
    assert!(kinds(app, &all[1]).is_empty());
    assert_eq!(kinds(app, &all[2]), ["acknowledged"]);
    let text = client.get(&act).expect_status(200).page().root().text();
    assert!(text.contains(&words(Lang::Ar, "bulk.kept")));
    assert!(text.contains(&words(Lang::Ar, "errors.stale")));
    // The same act is not carried out twice, whoever leads.
    app.query(|conn| {
        let id = pending_acts::table
            .select(pending_acts::id)
            .first::<String>(conn)?;
        carry_out(conn, app.now(), app.inner().today(), &id)
    });
    assert_eq!(kinds(app, &all[2]), ["acknowledged"]);
}

fn who_left_the_desk_meanwhile_speaks_for_it_no_more(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let act = sent(&client, "acknowledge", &[&one], &[]);
    app.query(|conn| {
        let theirs = account_roles::account_id.eq(&desk.moderator.id);
        diesel::delete(account_roles::table.filter(theirs)).execute(conn)
    });
    later(app);
    assert!(kinds(app, &one).is_empty());
    client.get(&act).expect_status(404);
    let manager = app.signed_in(&app.manager("boss", &desk.agency));
    let text = manager.get(&act).expect_status(200).page().root().text();
    assert!(
        text.contains(&words(Lang::Ar, "errors.not_permitted")),
        "{text}"
    );
}
