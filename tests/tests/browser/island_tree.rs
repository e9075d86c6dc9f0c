//! What a screen reader is told of the list that is put in order, as a person looked at it.

use shared::ids::Reference;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, View};
use tests::support::snapshot::compare;
use tests::support::words::words;

use super::enter;

const TITLES: [(&str, &str); 3] = [
    ("ar", "افتحوا المكتبة مساءً"),
    ("en", "Light the way to the library"),
    ("ar", "حافلة كتب WiFi للقرى البعيدة"),
];

#[test]
fn the_list_is_told_as_reviewed() {
    assert!(
        server::web::assets::has_islands(),
        "the server was built without islands: run cargo xtask test, which builds the islands"
    );
    let app = App::start(Backend::Sqlite);
    let agency = app.agency("libraries");
    let mut wrong = Vec::new();
    for (lang, first) in [(Lang::Ar, 1), (Lang::En, 11)] {
        let topic = app.topic_with(&agency, |topic| topic.list_length = 4);
        let salma = app.citizen(&format!("salma-{}", lang.code()));
        let listed: Vec<_> = (first..)
            .zip(TITLES)
            .map(|(number, (lang, title))| {
                app.suggestion_with(&topic, None, |one| {
                    one.reference = Reference::from_bits(number).to_string();
                    one.lang = lang.into();
                    one.dir = if lang == "ar" { "rtl" } else { "ltr" }.into();
                    one.title = title.into();
                })
            })
            .collect();
        let all: Vec<_> = listed.iter().collect();
        app.list(&topic, &salma, &all);
        let page = Browser::shared().page(View::desktop().lang(lang.code()));
        enter(&app, &page, &salma);
        let path = format!("/{}/topics/{}/my-list", lang.code(), topic.slug);
        page.goto(&app.browser_url(&path));
        page.wait_for("document.querySelector('.grip:not([hidden])')");
        // A key makes a move and says so: what is said is part of the tree.
        let last = &listed[2].reference;
        page.eval(&format!("document.getElementById('grip-{last}').focus()"));
        page.press("ArrowUp");
        page.wait_for(&format!("document.activeElement.id === 'grip-{last}'"));
        page.wait_for(&format!(
            "[...document.querySelectorAll('main [role=status]')].some(e => e.textContent === {})",
            serde_json::json!(words(lang, "my_list.saved"))
        ));
        let name = format!("ordering-island.{}.txt", lang.code());
        wrong.extend(
            compare(
                &name,
                &page.outline("leptos-island > .ordering > *:not([hidden])"),
            )
            .err(),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
