//! The same story in a real browser: with the island by keys and by hand, and without script.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, View};
use tests::support::words::words;

use super::{AR, EN, Story, row, shown_order, until_saved};

on_both!(
    a_citizen_suggests_and_orders_with_the_island_in_arabic,
    a_citizen_suggests_and_orders_with_the_island_in_english,
    the_same_without_script_in_arabic,
    the_same_without_script_in_english,
);

fn orders_with_the_island(app: &App, lang: Lang, text: (&str, &str)) {
    assert!(
        server::web::assets::has_islands(),
        "the server was built without islands: run cargo xtask test, which builds the islands"
    );
    let story = Story::begin(app, lang);
    let view = View::desktop().lang(lang.code());
    let page = Browser::shared().page(view);
    let [own, second, third] = story.signs_in_and_suggests(app, &page, text);

    // By keys: the grip of the last goes up twice, and keeps the focus.
    page.wait_for("document.querySelector('.grip:not([hidden])')");
    page.eval(&format!("document.getElementById('grip-{third}').focus()"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&own, &third, &second]);
    page.wait_for(&format!("document.activeElement.id === 'grip-{third}'"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&third, &own, &second]);
    let spoken = page.eval("document.querySelector('[aria-live=assertive]').textContent");
    assert!(
        spoken.as_str().is_some_and(|words| words.contains('1')),
        "the place is said: {spoken}"
    );

    // By hand: the last is drawn over the first.
    page.drag(&format!("#grip-{second}"), &row(&third));
    until_saved(&page, lang, [&second, &third, &own]);

    // By its buttons, without leaving the page.
    let before = page.url();
    page.click(&format!("{} [name=op][value=down]", row(&second)));
    until_saved(&page, lang, [&third, &second, &own]);
    assert_eq!(page.url(), before);

    let stored = || app.stored_list(&story.topic, &story.salma);
    page.wait_for("!document.querySelector('.lift')");
    page.loading(|page| drop(page.eval("setTimeout(() => location.reload()); 1")));
    assert_eq!(
        shown_order(&page),
        [&third, &second, &own].map(String::clone)
    );
    assert_eq!(stored(), [&third, &second, &own].map(String::clone));
    page.wait_for("document.querySelector('.grip:not([hidden])')");
    page.click(&format!("{} [name=op][value=remove]", row(&second)));
    page.wait_for("document.querySelectorAll('main [data-reference]').length === 2");
    page.wait_for(&format!(
        "document.querySelector('main [role=status]').textContent.includes({})",
        serde_json::json!(words(lang, "my_list.saved"))
    ));
    assert_eq!(stored(), [&third, &own].map(String::clone));
    assert_accessible(&page);
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn orders_without_script(app: &App, lang: Lang, text: (&str, &str)) {
    let story = Story::begin(app, lang);
    let view = View::desktop().lang(lang.code()).without_javascript();
    let page = Browser::shared().page(view);
    let [own, second, third] = story.signs_in_and_suggests(app, &page, text);
    page.loading(|page| page.click(&format!("{} [name=op][value=up]", row(&third))));
    page.loading(|page| page.click(&format!("{} [name=op][value=down]", row(&own))));
    assert_eq!(
        shown_order(&page),
        [&third, &own, &second].map(String::clone)
    );
    page.goto(&app.browser_url(&story.path("/my-list")));
    assert_eq!(
        shown_order(&page),
        [&third, &own, &second].map(String::clone)
    );
    page.loading(|page| page.click(&format!("{} [name=op][value=remove]", row(&own))));
    assert_eq!(
        app.stored_list(&story.topic, &story.salma),
        [&third, &second].map(String::clone)
    );
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_citizen_suggests_and_orders_with_the_island_in_arabic(app: &App) {
    orders_with_the_island(app, Lang::Ar, AR);
}

fn a_citizen_suggests_and_orders_with_the_island_in_english(app: &App) {
    orders_with_the_island(app, Lang::En, EN);
}

fn the_same_without_script_in_arabic(app: &App) {
    orders_without_script(app, Lang::Ar, AR);
}

fn the_same_without_script_in_english(app: &App) {
    orders_without_script(app, Lang::En, EN);
}
