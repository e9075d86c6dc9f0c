//! Whether an answer met the point, as those it was given to say.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, says};

on_both!(
    the_author_and_who_listed_it_say_once_and_nobody_else,
    counts_are_shown_from_five_on,
    a_later_final_answer_asks_anew,
    nothing_is_asked_before_a_final_answer,
);

const NO: &str =
    "Evening hours cost more than this year's budget holds, and two branches would have to close.";

struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    moderator: Account,
}

fn case(app: &App) -> Case {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion(&topic, Some(&author));
    Case {
        suggestion,
        author,
        moderator: app.moderator("mod", &agency),
        topic,
    }
}

impl Case {
    fn path(&self) -> String {
        format!("/ar/suggestions/{}", self.suggestion.reference)
    }

    fn answer(&self, app: &App, kind: &str, reason: &str) {
        let desk = app.signed_in(&self.moderator);
        let path = format!(
            "/ar/desk/libraries/suggestions/{}",
            self.suggestion.reference
        );
        let form = desk.get(&path).expect_status(200).page();
        let form = form
            .form("form[action$='/answer']")
            .set("kind", kind)
            .set("reason", reason);
        let form = match kind {
            "adopted" => form
                .set("commitment_what", "Open in the evening")
                .set("commitment_due", "2027-03-31"),
            _ => form,
        };
        form.submit(&desk).expect_status(303);
    }

    /// Presses one of the three buttons.
    fn say(&self, client: &Client, verdict: &str) -> Answer {
        let page = client.get(&self.path()).expect_status(200).page();
        page.form("form[action$='/satisfaction']")
            .press(client, "verdict", verdict)
    }

    fn forged(&self, client: &Client, answer: &str, verdict: &str) -> Answer {
        let path = format!("{}/satisfaction", self.path());
        client.post_form(&path, &[("answer", answer), ("verdict", verdict)])
    }

    fn asked(&self, client: &Client) -> bool {
        let page = client.get(&self.path()).expect_status(200).page();
        page.has("form[action$='/satisfaction']")
    }
}

fn the_author_and_who_listed_it_say_once_and_nobody_else(app: &App) {
    let case = case(app);
    let lister = app.citizen("hamad");
    app.list(&case.topic, &lister, &[&case.suggestion]);
    case.answer(app, "rejected", NO);
    let (author, lister) = (app.signed_in(&case.author), app.signed_in(&lister));
    case.say(&author, "no").expect_status(303);
    case.say(&lister, "partly").expect_status(303);
    for (client, word) in [
        (&author, "satisfaction.no"),
        (&lister, "satisfaction.partly"),
    ] {
        let page = client.get(&case.path()).expect_status(200).page();
        assert_says(&page, Lang::Ar, "satisfaction.said");
        assert_says(&page, Lang::Ar, word);
        assert!(!page.has("form[action$='/satisfaction']"));
        let again = app.unchanged("twice", || case.forged(client, "1", "yes"));
        assert_eq!(again.status, 409);
        assert_says(&again.page(), Lang::Ar, "errors.already_said");
    }
    // Others get a clear refusal.
    let other = app.signed_in(&app.citizen("other"));
    let desk = app.signed_in(&case.moderator);
    for (client, code) in [
        (&other, "errors.not_concerned"),
        (&desk, "errors.staff_of_agency"),
    ] {
        assert!(!case.asked(client), "{code}");
        let answer = app.unchanged(code, || case.forged(client, "1", "yes"));
        assert_eq!(answer.status, 403, "{code}");
        assert_says(&answer.page(), Lang::Ar, code);
    }
    assert!(!case.asked(&app.client()));
    let visitor = app.unchanged("a visitor", || case.forged(&app.client(), "1", "yes"));
    assert!(visitor.location().is_some_and(|to| to.contains("sign-in")));
}

fn counts_are_shown_from_five_on(app: &App) {
    let case = case(app);
    let citizens = app.citizens(4);
    for citizen in &citizens {
        app.list(&case.topic, citizen, &[&case.suggestion]);
    }
    case.answer(app, "adopted", REASON);
    let counts = || -> Vec<String> {
        let page = app.client().get(&case.path()).expect_status(200).page();
        let cells = page.all("#satisfaction dl dd");
        cells.iter().map(|cell| cell.text()).collect()
    };
    let agency = || -> Vec<String> {
        app.run_jobs();
        let page = app.client().get("/ar/agencies/libraries").page();
        let cells = page.all("section[aria-labelledby=h-s] dl dd");
        cells.iter().map(|cell| cell.text()).collect()
    };
    for (citizen, verdict) in citizens.iter().zip(["yes", "yes", "partly", "no"]) {
        case.say(&app.signed_in(citizen), verdict)
            .expect_status(303);
    }
    assert!(counts().is_empty() && agency().is_empty(), "four said so");
    let page = app.client().get(&case.path()).page();
    assert_says(&page, Lang::Ar, "satisfaction.few");
    case.say(&app.signed_in(&case.author), "yes")
        .expect_status(303);
    assert_eq!(counts(), ["3", "1", "1"]);
    assert_eq!(agency(), ["3", "1", "1"]);
    let page = app.client().get("/en/agencies/libraries").page();
    assert_says(&page, Lang::En, "satisfaction.agency_words");
}

fn a_later_final_answer_asks_anew(app: &App) {
    let case = case(app);
    case.answer(app, "adopted", REASON);
    let author = app.signed_in(&case.author);
    let page = author.get(&case.path()).page();
    let old = page.form("form[action$='/satisfaction']");
    old.press(&author, "verdict", "yes").expect_status(303);
    assert!(!case.asked(&author));
    app.clock().advance(jiff::SignedDuration::from_mins(5));
    case.answer(app, "rejected", NO);
    assert!(case.asked(&author), "it belongs to the answer row");
    // What was on the screen spoke of the other answer.
    let stale = app.unchanged("an older answer", || old.press(&author, "verdict", "yes"));
    assert_eq!(stale.status, 409);
    case.say(&author, "no").expect_status(303);
    assert!(!case.asked(&author));
    assert_eq!(app.rows()["satisfactions"], 2);
}

fn nothing_is_asked_before_a_final_answer(app: &App) {
    let case = case(app);
    let author = app.signed_in(&case.author);
    for seen in ["0", "1"] {
        assert!(!case.asked(&author));
        let answer = app.unchanged("not decided", || case.forged(&author, seen, "yes"));
        assert_eq!(answer.status, 409);
        assert_says(&answer.page(), Lang::Ar, "errors.answer_not_final");
        if seen == "0" {
            case.answer(app, "acknowledged", "");
        }
    }
    case.answer(app, "rejected", NO);
    for (answer, verdict) in [("2", "maybe"), ("2", ""), ("x", "yes"), ("", "no")] {
        let refused = app.unchanged(verdict, || case.forged(&author, answer, verdict));
        assert_eq!(refused.status, 400, "{answer} {verdict}");
    }
    // Out of public it is not asked about.
    app.hide(&app.stored(&case.suggestion.reference), &case.moderator);
    let refused = app.unchanged("hidden", || case.forged(&author, "2", "yes"));
    assert_eq!(refused.status, 409);
    let text = author.get(&case.path()).page().root().text();
    assert!(!says(&text, Lang::Ar, "satisfaction.title"));
}
