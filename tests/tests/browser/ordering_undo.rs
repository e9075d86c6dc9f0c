//! Taking back what was done to a list: with script by key and button, without it by a form.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, View};
use tests::support::words::words;

use super::{OpenList, enter, row, shown_order};

on_both!(
    every_way_of_changing_is_taken_back_in_arabic,
    every_way_of_changing_is_taken_back_in_english,
    a_dozen_steps_are_taken_back,
    without_script_the_last_change_is_taken_back,
);

fn every_way_of_changing_is_taken_back(app: &App, lang: Lang) {
    let list = OpenList::of(app, lang, 4);
    let page = list.open(app, View::desktop());
    let seen = "getComputedStyle(document.querySelector('.keep')).visibility";
    assert_eq!(page.eval(seen), "hidden", "nothing was touched yet");
    let height = page.eval("document.querySelector('.ordering').offsetHeight");

    // By keys, by hand, by a button.
    list.up(&page, 4);
    list.until_shown(&page, &list.these([1, 2, 4, 3]));
    page.drag(&format!("#grip-{}", list.one(3)), &row(list.one(1)));
    list.until_shown(&page, &list.these([3, 1, 2, 4]));
    page.click(&format!("{} [name=op][value=remove]", row(list.one(1))));
    list.until_shown(&page, &list.these([3, 2, 4]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([3, 2, 4]));
    // The button that was pressed is gone: the focus is on what took its place.
    page.wait_for(&format!(
        "document.activeElement.id === 'grip-{}'",
        list.one(2)
    ));
    let title = &list.all[0].title;
    let undo = page.eval("document.getElementById('undo').ariaLabel");
    let undo = undo.as_str().expect("a name");
    assert!(
        undo.starts_with(&words(lang, "my_list.undo")) && undo.contains(title.as_str()),
        "{undo}"
    );
    assert_accessible(&page);

    // The removal by the key, inside the list: the focus goes to what came back.
    page.press("Control+z");
    list.until_shown(&page, &list.these([3, 1, 2, 4]));
    page.wait_for(&format!(
        "document.activeElement.id === 'grip-{}'",
        list.one(1)
    ));
    let spoken = page.eval("document.querySelector('[aria-live=assertive]').textContent");
    assert!(
        spoken
            .as_str()
            .is_some_and(|said| said.contains(title.as_str()) && said.contains('2')),
        "{spoken}"
    );
    // The rest by the button, which the Tab key reaches and which keeps the focus while it can.
    page.tab_to("#undo");
    page.press("Enter");
    list.until_shown(&page, &list.these([1, 2, 4, 3]));
    page.wait_for("document.activeElement.id === 'undo'");
    page.press("Enter");
    list.until_shown(&page, &list.these([1, 2, 3, 4]));
    page.wait_for("document.getElementById('undo').hidden");
    page.wait_for(&format!(
        "document.activeElement.id === 'grip-{}'",
        list.one(4)
    ));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 2, 3, 4]));
    assert_eq!(
        page.eval("document.querySelector('.ordering').offsetHeight"),
        height,
        "nothing moved"
    );
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn every_way_of_changing_is_taken_back_in_arabic(app: &App) {
    every_way_of_changing_is_taken_back(app, Lang::Ar);
}

fn every_way_of_changing_is_taken_back_in_english(app: &App) {
    every_way_of_changing_is_taken_back(app, Lang::En);
}

fn a_dozen_steps_are_taken_back(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let page = list.open(app, View::desktop());
    for number in [3, 3, 2, 1, 2, 3, 1, 2, 3, 3, 2, 1] {
        let before = shown_order(&page);
        if before
            .first()
            .is_some_and(|first| first == list.one(number))
        {
            page.click(&format!("{} [name=op][value=down]", row(list.one(number))));
        } else {
            list.up(&page, number);
        }
        page.wait_for(&format!(
            "JSON.stringify([...document.querySelectorAll('main [data-reference]')]\
             .map(e => e.dataset.reference)) !== {}",
            serde_json::json!(serde_json::json!(before).to_string())
        ));
    }
    list.until_said(&page, "my_list.saved");
    page.eval("document.querySelector('.grip').focus()");
    for _ in 0..12 {
        let taken = shown_order(&page);
        page.press("Control+z");
        page.wait_for(&format!(
            "JSON.stringify([...document.querySelectorAll('main [data-reference]')]\
             .map(e => e.dataset.reference)) !== {} && document.activeElement.matches('.grip')",
            serde_json::json!(serde_json::json!(taken).to_string())
        ));
    }
    list.until_shown(&page, &list.these([1, 2, 3]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    // There is nothing left to take back, and nothing happens.
    page.press("Control+z");
    assert_eq!(shown_order(&page), list.these([1, 2, 3]));
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn without_script_the_last_change_is_taken_back(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let view = View::phone().size(320, 640).without_javascript();
    let page = Browser::shared().page(view.lang(list.lang.code()));
    enter(app, &page, &list.salma);
    page.goto(&app.browser_url(&list.path()));
    assert_eq!(
        page.eval("getComputedStyle(document.querySelector('.keep')).display"),
        "none"
    );

    page.loading(|page| page.tap(&format!("{} [name=op][value=remove]", row(list.one(2)))));
    assert_eq!(list.stored(app), list.these([1, 3]));
    let undo = "main .saved form button";
    let said = page.eval(&format!("document.querySelector('{undo}').textContent"));
    assert!(
        said.as_str().is_some_and(|said| said.contains('2')),
        "its place is said: {said}"
    );
    page.loading(|page| page.tap(undo));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));

    page.loading(|page| page.tap(&format!("{} [name=op][value=up]", row(list.one(3)))));
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
    page.loading(|page| page.tap(undo));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
    assert_eq!(page.problems(), Vec::<String>::new());
}
