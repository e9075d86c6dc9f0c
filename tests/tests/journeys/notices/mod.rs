//! Somebody is told what became of their suggestion, of one on their list, of a topic they follow;
//! chooses how, and stops letters by a link.

mod attacks;
mod choosing;
mod staff;

use jiff::SignedDuration;
use server::db::agencies::Agency;
use server::db::outbox::Stored;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::data::{Account, REASON};
use tests::support::http::Client;
use tests::support::words::{assert_says, says};

on_both!(
    an_author_is_told_at_once_in_their_language,
    those_who_listed_it_are_told_in_the_morning,
    one_click_stops_letters_and_a_button_brings_them_back,
    a_followed_topic_is_told_of,
);

/// An agency with an open topic, a suggestion of Salma's and a moderator.
pub struct Scene {
    pub agency: Agency,
    pub topic: Topic,
    pub suggestion: Suggestion,
    pub salma: Account,
    moderator: Account,
}

const NO: &str =
    "Evening hours cost more than this year's budget holds, and two branches would have to close.";

pub const SALMA: &str = "salma@example.org";

impl Scene {
    pub fn new(app: &App) -> Scene {
        let agency = app.agency("libraries");
        let topic = app.topic(&agency);
        let salma = app.reachable("salma", SALMA, Lang::Ar);
        let suggestion = app.suggestion(&topic, Some(&salma));
        let moderator = app.moderator("desk", &agency);
        app.run_jobs();
        Scene {
            agency,
            topic,
            suggestion,
            salma,
            moderator,
        }
    }

    /// The moderator's browser, just signed in.
    pub fn desk(&self, app: &App) -> Client {
        app.signed_in(&self.moderator)
    }

    /// The desk answers a suggestion; the jobs follow.
    pub fn answers(&self, app: &App, suggestion: &Suggestion, kind: &str) {
        let path = format!("/en/desk/libraries/suggestions/{}", suggestion.reference);
        let desk = self.desk(app);
        let page = desk.get(&path).expect_status(200).page();
        let form = page.form("form[action$='/answer']").set("kind", kind);
        let form = match kind {
            "adopted" => form
                .set("reason", REASON)
                .set("commitment_what", "Open until nine on two evenings a week")
                .set("commitment_due", "2027-03-31"),
            "rejected" => form.set("reason", NO),
            _ => form,
        };
        form.submit(&desk).expect_status(303);
        app.run_jobs();
    }
}

/// Letters of a kind that wait.
pub fn letters(app: &App, kind: &str) -> Vec<Stored> {
    let letters = app.letters().into_iter();
    letters.filter(|letter| letter.kind == kind).collect()
}

/// The next morning at seven in Muscat.
fn next_morning(app: &App) {
    let zone = &app.inner().config.zone;
    let tomorrow = zone.day(app.now()).tomorrow().expect("a day");
    app.clock().set(zone.at(tomorrow, 7));
    app.run_jobs();
}

fn an_author_is_told_at_once_in_their_language(app: &App) {
    let scene = Scene::new(app);
    scene.answers(app, &scene.suggestion, "acknowledged");
    app.clock().advance(SignedDuration::from_hours(1));
    scene.answers(app, &scene.suggestion, "rejected");
    app.run_jobs();
    let told = letters(app, "notice");
    assert_eq!(told.len(), 2);
    let letter = &told[1];
    assert_eq!((&*letter.to_address, &*letter.lang), (SALMA, "ar"));
    assert!(
        says(&letter.text, Lang::Ar, "notices.rejected"),
        "{}",
        letter.text
    );
    let title = format!("\u{2068}{}\u{2069}", scene.suggestion.title);
    assert!(letter.text.contains(&title), "{}", letter.text);
    assert!(
        letter
            .text
            .contains(&format!("/ar/suggestions/{}", scene.suggestion.reference))
    );
    let stop = letter.unsubscribe.as_deref().expect("a way to stop them");
    assert!(stop.starts_with(app.base()) && letter.text.contains(stop));

    let client = app.signed_in(&scene.salma);
    let page = client.get("/ar/account").expect_status(200).page();
    let page = page.follow("a[href$='/account/notices']", &client).page();
    assert_says(&page, Lang::Ar, "notices.rejected");
    assert_says(&page, Lang::Ar, "notices.acknowledged");
    assert_eq!(page.all("main li.sug .badge").len(), 2, "both are new");
    // What comes while the page is open stays new.
    app.clock().advance(SignedDuration::from_hours(1));
    scene.answers(app, &scene.suggestion, "adopted");
    let done = page.form("main form").submit(&client).expect_status(303);
    let page = client.follow(done).page();
    assert_says(&page, Lang::Ar, "notices.done_read");
    assert_eq!(page.all("main li.sug .badge").len(), 1);
    assert_says(&page, Lang::Ar, "notices.adopted");
}

fn those_who_listed_it_are_told_in_the_morning(app: &App) {
    let scene = Scene::new(app);
    let ahmed = app.reachable("ahmed", "ahmed@example.org", Lang::En);
    app.list(&scene.topic, &ahmed, &[&scene.suggestion]);
    scene.answers(app, &scene.suggestion, "acknowledged");
    assert_eq!(app.letters().len(), 1, "its author alone");
    app.clock().advance(SignedDuration::from_hours(1));
    scene.answers(app, &scene.suggestion, "adopted");
    assert_eq!(letters(app, "notice").len(), 2);
    assert!(letters(app, "digest").is_empty());
    next_morning(app);
    app.run_jobs();
    let [digest] = &letters(app, "digest")[..] else {
        panic!("one digest")
    };
    assert_eq!(digest.to_address, "ahmed@example.org");
    assert!(
        says(&digest.text, Lang::En, "notices.listed_answered"),
        "{}",
        digest.text
    );
    next_morning(app);
    assert_eq!(letters(app, "digest").len(), 1, "nothing new");
}

fn one_click_stops_letters_and_a_button_brings_them_back(app: &App) {
    let scene = Scene::new(app);
    scene.answers(app, &scene.suggestion, "adopted");
    let letter = app.letter_to(SALMA);
    let link = link_in(&letter, "unsubscribe");
    // Whoever opens it, a scanner among them, changes nothing.
    let reader = app.client();
    let page = app.unchanged("opening the link", || reader.get(&link));
    let page = page.expect_status(200).page();
    assert_says(&page, Lang::Ar, "notices.stop_kind");
    assert!(page.has("main form[method=post]"));
    // As a mail program sends it (RFC 8058): no cookies, no page of ours before it.
    let program = app.client();
    let sent = program
        .request("POST", &link)
        .without("Sec-Fetch-Site")
        .header("Origin", "null")
        .form(&[("List-Unsubscribe", "One-Click")])
        .send();
    let stopped = sent.expect_status(200);
    assert_eq!(stopped.header("set-cookie"), None);
    assert_says(&stopped.page(), Lang::Ar, "notices.stopped_kind");
    let second = app.suggestion(&scene.topic, Some(&scene.salma));
    scene.answers(app, &second, "adopted");
    assert_eq!(letters(app, "notice").len(), 1, "adopted ones are stopped");
    let third = app.suggestion(&scene.topic, Some(&scene.salma));
    scene.answers(app, &third, "rejected");
    assert_eq!(letters(app, "notice").len(), 2, "and no others");
    let client = app.signed_in(&scene.salma);
    let choices = "/ar/account/notices/choices";
    let form = client.get(choices).page().form("form[action$='/choices']");
    assert_eq!(form.value("adopted"), "site");
    // The button of the page that says so.
    let undone = page.form("main form").submit(&reader).page();
    let undone = undone.form("main form").submit(&reader).expect_status(200);
    assert_says(&undone.page(), Lang::Ar, "notices.undone");
    let form = client.get(choices).page().form("form[action$='/choices']");
    assert_eq!(form.value("adopted"), "mail");
    let fourth = app.suggestion(&scene.topic, Some(&scene.salma));
    scene.answers(app, &fourth, "adopted");
    assert_eq!(letters(app, "notice").len(), 3);
}

fn a_followed_topic_is_told_of(app: &App) {
    let scene = Scene::new(app);
    let client = app.signed_in(&scene.salma);
    let path = format!("/ar/topics/{}", scene.topic.slug);
    let page = client.get(&path).expect_status(200).page();
    let page = page.follow("aside a[href$='/follow']", &client).page();
    assert_says(&page, Lang::Ar, "notices.not_followed");
    let done = page.form("main form").submit(&client).expect_status(303);
    let page = client.follow(done).page();
    assert_says(&page, Lang::Ar, "notices.followed");
    // Three days before 20 December, the last day.
    app.set_clock("2026-12-17T05:00:00Z");
    let client = app.signed_in(&scene.salma);
    app.run_jobs();
    let page = client.get("/en/account/notices").page();
    assert_says(&page, Lang::En, "notices.topic_closes");
    next_morning(app);
    let [digest] = &letters(app, "digest")[..] else {
        panic!("one digest")
    };
    assert!(
        says(&digest.text, Lang::Ar, "notices.topic_closes"),
        "{}",
        digest.text
    );
    // The same button takes it back.
    let page = client.get(&format!("{path}/follow")).page();
    let done = page.form("main form").submit(&client).expect_status(303);
    assert_says(
        &client.follow(done).page(),
        Lang::Ar,
        "notices.not_followed",
    );
}
