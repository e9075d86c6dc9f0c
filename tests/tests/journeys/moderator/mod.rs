//! A moderator answers.

mod afterwards;
mod refused;

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::html::Form;
use tests::support::http::{Answer, Client};

on_both!(
    acknowledges_then_adopts_then_corrects_and_both_stand,
    decides_at_once_and_stops_both_clocks,
    the_queue_shows_the_oldest_debt_first,
);

const NO: &str =
    "Evening hours cost more than this year's budget holds, and two branches would have to close.";

/// One agency, one open topic, one suggestion in English, and who answers it.
struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    path: String,
}

fn case(app: &App) -> (Case, Client) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion(&topic, Some(&author));
    let path = format!("/ar/desk/libraries/suggestions/{}", suggestion.reference);
    let client = app.signed_in(&app.moderator("mod", &agency));
    (
        Case {
            topic,
            suggestion,
            author,
            path,
        },
        client,
    )
}

impl Case {
    fn form(&self, client: &Client) -> Form {
        client
            .get(&self.path)
            .expect_status(200)
            .page()
            .form("form[action$='/answer']")
    }

    fn answer(&self, client: &Client, kind: &str, reason: &str) -> Answer {
        self.form(client)
            .set("kind", kind)
            .set("reason", reason)
            .submit(client)
    }

    fn adopt(&self, client: &Client, reason: &str, what: &str, due: &str) -> Answer {
        let form = self
            .form(client)
            .set("kind", "adopted")
            .set("reason", reason);
        form.set("commitment_what", what)
            .set("commitment_due", due)
            .submit(client)
    }

    fn public(&self, app: &App) -> String {
        let path = format!("/en/suggestions/{}", self.suggestion.reference);
        app.client()
            .get(&path)
            .expect_status(200)
            .page()
            .root()
            .text()
    }
}

fn acknowledges_then_adopts_then_corrects_and_both_stand(app: &App) {
    let (case, client) = case(app);
    case.answer(&client, "acknowledged", "").expect_status(303);
    let stored = app.stored(&case.suggestion.reference);
    assert_eq!(stored.answer_state, "acknowledged");
    let acknowledged = stored.acknowledged_at.expect("the first clock has stopped");
    assert_eq!(stored.decided_at, None);

    app.clock().advance(jiff::SignedDuration::from_hours(24));
    let client = app.signed_in(&app.moderator("mod2", &agency_of(app)));
    let what = "Open until nine on two evenings a week";
    case.adopt(&client, REASON, what, "2027-03-31")
        .expect_status(303);
    let stored = app.stored(&case.suggestion.reference);
    assert_eq!(stored.answer_state, "adopted");
    assert_eq!(
        stored.acknowledged_at,
        Some(acknowledged),
        "a stopped clock stays stopped"
    );
    let decided = stored.decided_at.expect("the second clock has stopped");
    let text = case.public(app);
    for words in [REASON, what, "2027"] {
        assert!(text.contains(words), "{words} in {text}");
    }

    app.clock().advance(jiff::SignedDuration::from_hours(24));
    let client = app.signed_in(&app.moderator("mod3", &agency_of(app)));
    case.answer(&client, "rejected", NO).expect_status(303);
    let stored = app.stored(&case.suggestion.reference);
    assert_eq!(stored.answer_state, "rejected");
    assert_eq!(
        stored.decided_at,
        Some(decided),
        "the first final answer stopped it for good"
    );
    let text = case.public(app);
    assert!(
        text.contains(REASON) && text.contains(NO),
        "the correction stands beside the old"
    );
    assert!(
        !text.contains(&case.author.name),
        "in public the author is a participant"
    );
    assert!(
        !text.contains("Person mod"),
        "the agency signs, not a person"
    );
    let kinds: Vec<String> = app
        .stored_answers(&case.suggestion)
        .into_iter()
        .map(|a| a.0)
        .collect();
    assert_eq!(kinds, ["acknowledged", "adopted", "rejected"]);
}

fn decides_at_once_and_stops_both_clocks(app: &App) {
    let (case, client) = case(app);
    case.answer(&client, "rejected", NO).expect_status(303);
    let stored = app.stored(&case.suggestion.reference);
    assert!(stored.decided_at.is_some());
    // A decision is also the first sign that it was read.
    assert!(stored.acknowledged_at.is_some() || stored.decided_at.is_some());
    let page = client.get("/ar/desk/libraries").expect_status(200).page();
    assert!(
        !page.root().text().contains(&case.suggestion.title),
        "no debt is left"
    );
}

fn the_queue_shows_the_oldest_debt_first(app: &App) {
    let (case, client) = case(app);
    let older = app.suggestion_with(&case.topic, None, |one| {
        one.acknowledge_due = Some("2026-11-10".into());
    });
    let oldest = app.suggestion_with(&case.topic, None, |one| {
        one.acknowledge_due = Some("2026-11-05".into());
    });
    let hidden = app.suggestion_with(&case.topic, None, |one| {
        one.publication = "hidden".into();
        one.hidden_reason = Some(2);
        one.acknowledge_due = Some("2026-11-01".into());
    });
    let page = client.get("/ar/desk/libraries").expect_status(200).page();
    let mut shown: Vec<String> = page
        .all("main a[href*='/suggestions/S-']")
        .iter()
        .map(|a| {
            a.attr("href")
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    shown.dedup();
    let wanted = [
        &oldest.reference,
        &older.reference,
        &case.suggestion.reference,
    ];
    assert_eq!(shown, wanted.map(String::clone));
    assert!(!page.root().text().contains(&hidden.title));
}

fn agency_of(app: &App) -> server::db::agencies::Agency {
    app.query(|conn| server::db::agencies::by_slug(conn, "libraries"))
        .expect("the agency")
}
