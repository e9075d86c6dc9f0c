//! A list whose connection is lost: the order stays, says so, and is sent again with its key.

use diesel::prelude::*;
use server::db::schema::priority_lists;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::browser::View;
use tests::support::data::COOKIE;

use super::{OpenList, kept, shown_order};

on_both!(
    an_order_is_sent_when_the_connection_is_back_in_arabic,
    an_order_is_sent_when_the_connection_is_back_in_english,
    each_pause_before_it_is_sent_again_is_longer,
    an_unsaved_order_outlives_its_page_with_its_key,
    an_answer_that_was_lost_is_asked_for_again,
    what_one_person_keeps_is_not_anothers,
    a_page_that_outlived_its_session_saves_nothing,
    what_makes_no_sense_is_thrown_away,
    a_browser_that_stores_nothing_orders_all_the_same,
    an_order_that_came_too_late_is_shown_beside_the_one_that_stands,
    an_unsaved_order_is_found_after_the_closing,
);

const API: [&str; 1] = ["*/api/*"];

fn version(app: &App, list: &OpenList) -> i32 {
    app.query(|conn| {
        priority_lists::table
            .filter(priority_lists::topic_id.eq(&list.topic.id))
            .filter(priority_lists::account_id.eq(&list.salma.id))
            .select(priority_lists::version)
            .first(conn)
    })
}

fn an_order_is_sent_when_the_connection_is_back(app: &App, lang: Lang) {
    let list = OpenList::of(app, lang, 3);
    let page = list.open(app, View::phone());
    page.offline(true);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    // More is changed meanwhile, and undone.
    list.up(&page, 3);
    list.until_shown(&page, &list.these([3, 1, 2]));
    list.until_said(&page, "my_list.waiting");
    page.press("Control+z");
    list.until_shown(&page, &list.these([1, 3, 2]));
    list.up(&page, 2);
    list.until_shown(&page, &list.these([1, 2, 3]));
    list.up(&page, 3);
    list.up(&page, 3);
    list.until_shown(&page, &list.these([3, 1, 2]));
    list.until_said(&page, "my_list.waiting");
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    assert_eq!(kept(&page).len(), 1);
    page.offline(false);
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([3, 1, 2]));
    page.wait_for("localStorage.length === 0");
}

fn an_order_is_sent_when_the_connection_is_back_in_arabic(app: &App) {
    an_order_is_sent_when_the_connection_is_back(app, Lang::Ar);
}

fn an_order_is_sent_when_the_connection_is_back_in_english(app: &App) {
    an_order_is_sent_when_the_connection_is_back(app, Lang::En);
}

/// Every pause of a second or more is noted, and over at once; but not the ten seconds for which this
/// test itself would wait.
const NOTE_PAUSES: &str = "globalThis.pauses = []; const well = setTimeout;
    globalThis.setTimeout = (act, time, ...rest) => {
        if (!(time >= 1000) || time === 10000) return well(act, time, ...rest);
        pauses.push(time / 1000);
        return well(act, pauses.length < 8 ? 0 : time);
    }; 1";

fn each_pause_before_it_is_sent_again_is_longer(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let page = list.open(app, View::desktop());
    page.eval(NOTE_PAUSES);
    page.block(&API);
    list.up(&page, 3);
    page.wait_for("pauses.length === 8");
    let pauses = page.eval("pauses");
    assert_eq!(pauses, serde_json::json!([2, 4, 8, 16, 32, 64, 120, 120]));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    // By hand at once, without waiting for the rest of the pause.
    page.block(&[]);
    page.click(".keep button.link");
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
    assert_eq!(version(app, &list), 2, "the save came once");
}

/// The key of what is kept.
fn key(kept: &[(String, String)]) -> String {
    let kept: serde_json::Value = serde_json::from_str(&kept[0].1).expect("what is kept");
    kept["key"].as_str().expect("a key").to_owned()
}

fn an_unsaved_order_outlives_its_page_with_its_key(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let page = list.open(app, View::desktop());
    page.block(&API);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    let before = kept(&page);
    assert!(!before[0].0.contains(&list.salma.id) && !before[0].0.contains("salma"));
    assert!(!before[0].1.contains(&list.salma.id) && !before[0].1.contains("salma"));

    // The page goes, and comes again without the connection being any better.
    list.show(app, &page);
    list.until_shown(&page, &list.these([1, 3, 2]));
    list.until_said(&page, "my_list.waiting");
    assert_eq!(key(&kept(&page)), key(&before));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));

    page.block(&[]);
    page.click(".keep button.link");
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
    assert_eq!(kept(&page), []);
}

/// The save arrives, and its answer does not.
const LOSE_ANSWERS: &str = "globalThis.well = fetch; globalThis.fetch = async (...sent) => {
    await well(...sent); throw new TypeError('the answer is lost') }; 1";

fn an_answer_that_was_lost_is_asked_for_again(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let page = list.open(app, View::desktop());
    page.eval(LOSE_ANSWERS);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
    page.eval("globalThis.fetch = well; 1");
    page.click(".keep button.link");
    list.until_said(&page, "my_list.saved");
    assert_eq!(version(app, &list), 2, "it was saved once");
    // The next one goes over the version that was told.
    list.up(&page, 3);
    list.until_shown(&page, &list.these([3, 1, 2]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(version(app, &list), 3);
    // Lost again: the page that comes next finds it stored, and has nothing to say.
    page.eval(LOSE_ANSWERS);
    list.up(&page, 2);
    list.until_said(&page, "my_list.waiting");
    list.show(app, &page);
    page.wait_for("localStorage.length === 0");
    assert_eq!(shown_order(&page), list.these([3, 2, 1]));
    assert_eq!(version(app, &list), 4);
}

fn what_one_person_keeps_is_not_anothers(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let nasser = app.citizen("nasser");
    app.list(&list.topic, &nasser, &[&list.all[1], &list.all[0]]);
    let page = list.open(app, View::desktop());
    page.block(&API);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    page.block(&[]);

    page.set_cookie(app.base(), COOKIE, &app.session_of(&nasser));
    list.show(app, &page);
    assert_eq!(shown_order(&page), list.these([2, 1]));
    page.click(&format!("{} [name=op][value=up]", super::row(list.one(1))));
    list.until_said(&page, "my_list.saved");
    assert_eq!(app.stored_list(&list.topic, &nasser), list.these([1, 2]));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    assert_eq!(kept(&page).len(), 1, "the first one's order is still there");

    page.set_cookie(app.base(), COOKIE, &app.session_of(&list.salma));
    list.show(app, &page);
    list.until_shown(&page, &list.these([1, 3, 2]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
}

fn a_page_that_outlived_its_session_saves_nothing(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let nasser = app.citizen("nasser");
    app.list(
        &list.topic,
        &nasser,
        &[&list.all[0], &list.all[1], &list.all[2]],
    );
    let page = list.open(app, View::desktop());
    // Another person signs in elsewhere in this browser.
    page.set_cookie(app.base(), COOKIE, &app.session_of(&nasser));
    list.up(&page, 3);
    list.until_said(&page, "my_list.signed_out");
    assert_eq!(app.stored_list(&list.topic, &nasser), list.these([1, 2, 3]));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    assert!(
        page.eval("document.querySelector('.keep a:not([hidden])').href")
            .is_string()
    );
    page.set_cookie(app.base(), COOKIE, &app.session_of(&list.salma));
    list.show(app, &page);
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
}

fn what_makes_no_sense_is_thrown_away(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let page = list.open(app, View::desktop());
    page.block(&API);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    let (name, value) = kept(&page).remove(0);
    page.block(&[]);
    let own = format!("\"{}\"", list.one(3));
    for rubbish in [
        String::new(),
        "null".to_owned(),
        "{\"key\":".to_owned(),
        value.replace("\"key\":\"", "\"key\":\"<script>"),
        value.replace(&own, "\"S-\\u0022]}\""),
        value.replace(&own, &format!("\"{}\"", list.one(1))),
        value.replace("\"version\":1", "\"version\":-1"),
    ] {
        assert_ne!(rubbish, value, "it was changed");
        page.eval(&format!(
            "localStorage.setItem({}, {})",
            serde_json::json!(name),
            serde_json::json!(rubbish)
        ));
        list.show(app, &page);
        page.wait_for("localStorage.length === 0");
        assert_eq!(shown_order(&page), list.these([1, 2, 3]), "{rubbish}");
    }
    // A key that came before with another body, over a version that is none any more.
    let used = serde_json::json!(
        value
            .replace(&format!(",{own}"), "")
            .replace("\"version\":1", "\"version\":7")
    );
    page.eval(&format!(
        "localStorage.setItem({}, {used})",
        serde_json::json!(name)
    ));
    list.show(app, &page);
    page.wait_for("document.activeElement.id === 'apart'");
    assert_eq!(
        list.stored(app),
        list.these([1, 2, 3]),
        "nothing was written over"
    );
    page.click("#apart .btn.alt");
    list.until_shown(&page, &list.these([1, 2, 3]));
    list.up(&page, 2);
    list.until_shown(&page, &list.these([2, 1, 3]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([2, 1, 3]));
}

fn a_browser_that_stores_nothing_orders_all_the_same(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let page = list.open(app, View::desktop());
    page.before_documents(
        "Object.defineProperty(window, 'localStorage', { get() { \
         throw new DOMException('refused', 'SecurityError'); } })",
    );
    list.show(app, &page);
    list.up(&page, 3);
    list.until_said(&page, "my_list.saved");
    assert_eq!(page.problems(), Vec::<String>::new());
    page.offline(true);
    list.up(&page, 3);
    list.until_said(&page, "my_list.page_only");
    page.offline(false);
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([3, 1, 2]));
}

/// A day after the topic of these lists has closed.
fn close(app: &App) {
    app.set_clock("2026-11-26T05:00:00Z");
    app.run_jobs();
}

fn orders_apart(page: &super::Page<'_>) -> serde_json::Value {
    page.eval(
        "[...document.querySelectorAll('.pair > section')].map(section =>
            [...section.querySelectorAll('li a')].map(a => a.getAttribute('href').split('/').pop()))",
    )
}

fn an_order_that_came_too_late_is_shown_beside_the_one_that_stands(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let page = list.open(app, View::phone());
    close(app);
    list.up(&page, 3);
    page.wait_for("document.activeElement.id === 'apart'");
    let both = serde_json::json!([list.these([1, 2, 3]), list.these([1, 3, 2])]);
    assert_eq!(orders_apart(&page), both);
    let said = page.eval("document.querySelector('#apart').textContent");
    let words = tests::support::words::words(list.lang, "my_list.late");
    assert!(said.as_str().is_some_and(|said| said.contains(&words)));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    page.loading(|page| page.click("#apart .btn.alt"));
    assert_eq!(kept(&page), []);
}

fn an_unsaved_order_is_found_after_the_closing(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let page = list.open(app, View::desktop());
    page.block(&API);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    close(app);
    page.goto(&app.browser_url(&list.path()));
    page.wait_for("document.querySelector('#apart:not([hidden])')");
    let both = serde_json::json!([list.these([1, 2, 3]), list.these([1, 3, 2])]);
    assert_eq!(orders_apart(&page), both);
    page.click("#apart .btn.alt");
    page.wait_for("document.querySelector('#apart[hidden]') && localStorage.length === 0");
}
