//! A moderator keeps filters of the queue under names of their own.

use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, says, words};

on_both!(
    a_filter_is_kept_and_stands_over_the_queue_with_its_count,
    a_view_is_renamed_and_removed,
    a_name_is_given_once_and_has_an_end,
    nobody_keeps_more_than_twenty,
    views_are_their_keepers_alone,
    a_view_says_when_something_of_it_is_gone,
);

struct Desk {
    agency: Agency,
    topic: Topic,
    moderator: Account,
    client: Client,
}

fn desk(app: &App) -> Desk {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    Desk {
        client: app.signed_in(&moderator),
        topic,
        moderator,
        agency,
    }
}

const QUEUE: &str = "/ar/desk/libraries";

impl Desk {
    /// Keeps the filter by the way that the queue shows.
    fn keep(&self, filter: &str, name: &str) -> Answer {
        let page = self.client.get(&format!("{QUEUE}?{filter}"));
        let page = page.expect_status(200).page();
        let form = page.follow("nav a[href*='/views?']", &self.client);
        let form = form.expect_status(200).page();
        form.form("form[action$='/views']")
            .set("name", name)
            .submit(&self.client)
    }
}

fn late(app: &App, one: &Suggestion) {
    let id = &one.id;
    app.sql(&format!(
        "UPDATE suggestions SET acknowledge_due = '2026-11-22' WHERE id = '{id}'"
    ));
}

fn a_filter_is_kept_and_stands_over_the_queue_with_its_count(app: &App) {
    let desk = desk(app);
    let all = app.suggestions(&desk.topic, 5);
    for one in all.iter().take(2) {
        late(app, one);
    }
    let plain = desk.client.get(QUEUE).expect_status(200).page();
    assert!(!plain.has("nav a[href*='/views']"), "nothing to keep yet");
    desk.keep("stage=overdue", "المتأخر عندنا")
        .expect_status(303);
    desk.keep("language=en&assigned=me", "Mine in English")
        .expect_status(303);
    let page = desk.client.get(QUEUE).expect_status(200).page();
    let links = page.all("nav li a[href*='/desk/libraries?']");
    let read: Vec<(String, String)> = links
        .iter()
        .map(|link| {
            (
                link.text(),
                link.attr("href").unwrap_or_default().to_owned(),
            )
        })
        .collect();
    // By name; what another statement would have to count has no number.
    assert_eq!(
        read,
        [
            (
                "Mine in English".to_owned(),
                "/ar/desk/libraries?language=en&assigned=me".to_owned()
            ),
            (
                "المتأخر عندنا 2".to_owned(),
                "/ar/desk/libraries?stage=overdue".to_owned()
            ),
        ]
    );
    let name = page.one("nav li a[href$='stage=overdue'] [data-user-text]");
    assert_eq!(name.attr("lang"), Some("ar"));
    let shown = page.follow("nav li a[href$='stage=overdue']", &desk.client);
    let shown = shown.expect_status(200).page();
    assert_eq!(shown.all("tr[data-row]").len(), 2);
    assert!(shown.has("nav li a[aria-current][href$='stage=overdue']"));
    let ways = shown.text("nav[aria-label]:has(li a[aria-current])");
    assert!(!says(&ways, Lang::Ar, "views.keep_this"), "kept already");
    // Under the same narrowing the count is known.
    let mine = format!("{QUEUE}?language=en&assigned=me");
    let mine = desk.client.get(&mine).expect_status(200).page();
    let link = mine.text("nav li a[href$='assigned=me'][aria-current]");
    assert_eq!(link, "Mine in English 0");
}

fn a_view_is_renamed_and_removed(app: &App) {
    let desk = desk(app);
    desk.keep("owed=decide", "Decide").expect_status(303);
    let manage = format!("{QUEUE}/views");
    let page = desk.client.get(&manage).expect_status(200).page();
    page.form("article form")
        .set("name", "  لنقرر ")
        .submit(&desk.client)
        .expect_status(303);
    let page = desk.client.get(&format!("{manage}?done=renamed")).page();
    assert_says(&page, Lang::Ar, "views.renamed");
    assert_eq!(page.text("article h2"), "لنقرر");
    let ask = page.follow("article a[href$='/remove']", &desk.client);
    let ask = ask.expect_status(200).page();
    assert_says(&ask, Lang::Ar, "views.remove_words");
    assert_eq!(app.rows()["saved_views"], 1, "asking removes nothing");
    let form = ask.form("form[action$='/remove']");
    form.submit(&desk.client).expect_status(303);
    assert_eq!(app.rows()["saved_views"], 0);
    assert_eq!(form.submit(&desk.client).status, 404, "it is gone");
    let page = desk.client.get(&manage).expect_status(200).page();
    assert_says(&page, Lang::Ar, "views.none");
}

fn a_name_is_given_once_and_has_an_end(app: &App) {
    let desk = desk(app);
    desk.keep("owed=decide", "Decide").expect_status(303);
    let long = "x".repeat(61);
    for (name, key) in [
        ("", "views.missing"),
        (" \u{200B}", "views.missing"),
        (&*long, "errors.text_too_long"),
        ("Decide", "errors.view_name_taken"),
        ("a\u{202E}b", "errors.char_refused"),
    ] {
        let back = app.unchanged(key, || desk.keep("stage=overdue", name));
        assert_eq!(back.status, 422, "{key}");
        let page = back.page();
        assert!(says(&page.text("#name-error"), Lang::Ar, key), "{key}");
        let form = page.form("form[action$='/views']");
        // What was typed is kept, and what it was to be the name of.
        assert_eq!(form.value("name"), name);
        assert_eq!(form.value("stage"), "overdue");
    }
    desk.keep("stage=overdue", "Late").expect_status(303);
    let page = desk.client.get(&format!("{QUEUE}/views")).page();
    let forms = page.all("article form");
    let taken = page.form_of(forms[1]).set("name", "Decide");
    let back = app.unchanged("a name that is taken", || taken.submit(&desk.client));
    assert_eq!(back.status, 422);
    assert_says(&back.page(), Lang::Ar, "errors.view_name_taken");
}

fn nobody_keeps_more_than_twenty(app: &App) {
    let desk = desk(app);
    for number in 0..20 {
        app.saved_view(&desk.agency, &desk.moderator, &format!("View {number}"));
    }
    let back = app.unchanged("one more", || desk.keep("owed=decide", "One more"));
    assert_eq!(back.status, 422);
    assert_says(&back.page(), Lang::Ar, "errors.view_limit");
    // At another agency there is room.
    let parks = app.agency("parks");
    let other = app.moderator("other", &parks);
    app.saved_view(&parks, &other, "View 0");
}

fn views_are_their_keepers_alone(app: &App) {
    let desk = desk(app);
    desk.keep("owed=decide", "Decide").expect_status(303);
    let colleague = app.signed_in(&app.manager("manager", &desk.agency));
    let page = colleague.get(&format!("{QUEUE}?stage=overdue")).page();
    assert!(!page.root().text().contains("Decide 0"));
    assert!(!page.has("nav li a[href$='?owed=decide'] [data-user-text]"));
    let own = desk.client.get(&format!("{QUEUE}/views")).page();
    let path = own
        .one("article form")
        .attr("action")
        .expect("an address")
        .to_owned();
    for at in [path.clone(), format!("{path}/remove")] {
        let answer = app.unchanged("a colleague", || {
            colleague.post_form(&at, &[("name", "Mine")])
        });
        assert_eq!(answer.status, 404, "{at}");
    }
    // The same name is everyone's own.
    let kept = colleague.post_form(
        &format!("{QUEUE}/views"),
        &[("name", "Decide"), ("owed", "decide")],
    );
    assert_eq!(kept.status, 303);
}

fn a_view_says_when_something_of_it_is_gone(app: &App) {
    let desk = desk(app);
    app.suggestions(&desk.topic, 2);
    let filter = format!("topic={}", desk.topic.slug);
    desk.keep(&filter, "This topic").expect_status(303);
    let ways = |client: &Client| client.get(QUEUE).expect_status(200).page();
    let link = ways(&desk.client).text("nav li a [data-user-text]");
    assert_eq!(link, "This topic");
    let id = &desk.topic.id;
    app.sql(&format!(
        "UPDATE topics SET state = 'concluded' WHERE id = '{id}'"
    ));
    let page = desk.client.get(&format!("{QUEUE}/views")).page();
    assert_says(&page, Lang::Ar, "views.gone");
    assert!(!page.root().text().contains(&words(Lang::Ar, "views.none")));
}
