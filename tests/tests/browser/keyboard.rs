//! By keys alone: from a topic to a saved order, with Tab, Enter, Space and the arrows.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};

use super::{AR, EN, Story, choose, enter, own_reference, row, shown_order, until_saved};

#[test]
fn a_citizen_suggests_and_ranks_by_keys_alone_in_arabic() {
    suggests_and_ranks(Lang::Ar, AR);
}

#[test]
fn a_citizen_suggests_and_ranks_by_keys_alone_in_english() {
    suggests_and_ranks(Lang::En, EN);
}

fn suggests_and_ranks(lang: Lang, (title, text): (&str, &str)) {
    assert!(
        server::web::assets::has_islands(),
        "the server was built without islands: run cargo xtask test, which builds the islands"
    );
    let app = App::start(Backend::Sqlite);
    let story = Story::begin(&app, lang);
    let page = Browser::shared().page(View::desktop().lang(lang.code()));
    enter(&app, &page, &story.salma);
    page.goto(&app.browser_url(&story.path("")));

    follow(&page, "main a[href$='/suggest']");
    page.tab_to("[name=title]");
    page.write(title);
    page.tab_to("[name=text]");
    page.write(text);
    press_button(&page, "form[action$='/suggest/check'] button[type=submit]");
    page.tab_to("[name=place]");
    choose(&page, "[name=place][value='1']");
    press_button(
        &page,
        "form[action$='/suggest'] button[type=submit]:not([name])",
    );
    let own = own_reference(&page);

    let topic = format!("main a[href$='/topics/{}']", story.topic.slug);
    follow(&page, &topic);
    for other in &story.others {
        press_button(&page, &format!("#{} .foot button", other.reference));
    }
    follow(&page, "main a[href$='/my-list']");
    let [second, third] = [0, 1].map(|at| story.others[at].reference.clone());
    assert_eq!(
        shown_order(&page),
        [&own, &second, &third].map(String::clone)
    );

    // The last goes up twice by its grip, which keeps the focus.
    page.wait_for("document.querySelector('.grip:not([hidden])')");
    page.tab_to(&format!("#grip-{third}"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&own, &third, &second]);
    page.wait_for(&format!("document.activeElement.id === 'grip-{third}'"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&third, &own, &second]);
    // Its button does the same, with Space.
    page.wait_for(&format!("document.activeElement.id === 'grip-{third}'"));
    page.tab_to(&format!("{} [name=op][value=down]", row(&third)));
    page.press("Space");
    until_saved(&page, lang, [&own, &third, &second]);
    assert_eq!(
        app.stored_list(&story.topic, &story.salma),
        [&own, &third, &second].map(String::clone)
    );
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn follow(page: &Page<'_>, link: &str) {
    page.tab_to(link);
    page.loading(|page| page.press("Enter"));
}

fn press_button(page: &Page<'_>, button: &str) {
    page.tab_to(button);
    page.loading(|page| page.press("Space"));
}
