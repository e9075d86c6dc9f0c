//! Two windows with one list: neither writes silently over the other.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, View};

use super::{OpenList, enter, row};

on_both!(
    both_orders_are_shown_and_one_is_kept_in_arabic,
    both_orders_are_shown_and_one_is_kept_in_english,
    what_is_no_longer_possible_is_left_out_by_name,
    the_same_choice_without_script,
);

fn both_orders_are_shown_and_one_is_kept(app: &App, lang: Lang) {
    let list = OpenList::of(app, lang, 3);
    let first = list.open(app, View::desktop());
    let second = list.open(app, View::phone().size(320, 640));
    list.up(&first, 3);
    list.until_said(&first, "my_list.saved");

    list.up(&second, 2);
    second.wait_for("document.activeElement.id === 'apart'");
    let hrefs = second.eval(
        "[...document.querySelectorAll('.pair > section')].map(section =>
            [...section.querySelectorAll('li a')].map(a => a.getAttribute('href').split('/').pop()))",
    );
    assert_eq!(
        hrefs,
        serde_json::json!([list.these([1, 3, 2]), list.these([2, 1, 3])])
    );
    assert_eq!(
        list.stored(app),
        list.these([1, 3, 2]),
        "nothing was written over"
    );
    assert_accessible(&second);
    // Unchosen, it is still there when the page comes again.
    second.goto(&app.browser_url(&list.path()));
    second.wait_for("document.activeElement.id === 'apart'");
    second.tap("#apart .btn:not(.alt)");
    list.until_shown(&second, &list.these([2, 1, 3]));
    list.until_said(&second, "my_list.saved");
    assert_eq!(list.stored(app), list.these([2, 1, 3]));

    // Now the first window is the old one, and gives way.
    list.up(&first, 2);
    first.wait_for("document.activeElement.id === 'apart'");
    first.click("#apart .btn.alt");
    list.until_shown(&first, &list.these([2, 1, 3]));
    first.wait_for("localStorage.length === 0");
    assert_eq!(list.stored(app), list.these([2, 1, 3]));
    // It goes on from there.
    list.up(&first, 3);
    list.until_shown(&first, &list.these([2, 3, 1]));
    list.until_said(&first, "my_list.saved");
    assert_eq!(list.stored(app), list.these([2, 3, 1]));
    // The same change in both is no conflict.
    list.up(&second, 3);
    list.until_shown(&second, &list.these([2, 3, 1]));
    list.until_said(&second, "my_list.saved");
}

fn both_orders_are_shown_and_one_is_kept_in_arabic(app: &App) {
    both_orders_are_shown_and_one_is_kept(app, Lang::Ar);
}

fn both_orders_are_shown_and_one_is_kept_in_english(app: &App) {
    both_orders_are_shown_and_one_is_kept(app, Lang::En);
}

fn what_is_no_longer_possible_is_left_out_by_name(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let agency = app.agency("parks");
    let (first, second) = (
        list.open(app, View::desktop()),
        list.open(app, View::desktop()),
    );
    first.click(&format!("{} [name=op][value=remove]", row(list.one(2))));
    list.until_said(&first, "my_list.saved");
    app.hide(&list.all[1], &app.moderator("moderator", &agency));
    list.up(&second, 3);
    second.wait_for("document.activeElement.id === 'apart'");
    second.click("#apart .btn:not(.alt)");
    list.until_shown(&second, &list.these([1, 3]));
    list.until_said(&second, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3]));
    let named =
        second.eval("document.querySelector('.ordering .note:not([hidden]) li a').textContent");
    assert_eq!(named, serde_json::json!(list.all[1].title));
    // Undoing in the first window does not bring it back either.
    first.press("Control+z");
    list.until_shown(&first, &list.these([1, 3]));
    list.until_said(&first, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 3]));
}

fn the_same_choice_without_script(app: &App) {
    let list = OpenList::of(app, Lang::En, 3);
    let open = |view: View| {
        let page = Browser::shared().page(view.without_javascript().lang(list.lang.code()));
        enter(app, &page, &list.salma);
        page.goto(&app.browser_url(&list.path()));
        page
    };
    let (first, second) = (open(View::desktop()), open(View::phone().size(320, 640)));
    first.loading(|page| page.click(&format!("{} [name=op][value=up]", row(list.one(3)))));
    second.loading(|page| page.tap(&format!("{} [name=op][value=up]", row(list.one(2)))));
    assert_eq!(second.status(), Some(409));
    assert_eq!(list.stored(app), list.these([1, 3, 2]));
    second.loading(|page| page.tap(".pair form button"));
    // The whole order that was seen, with the change: not the change alone.
    assert_eq!(list.stored(app), list.these([2, 1, 3]));

    first.loading(|page| page.click(&format!("{} [name=op][value=down]", row(list.one(1)))));
    assert_eq!(first.status(), Some(409));
    first.loading(|page| page.click(".pair a.btn"));
    assert_eq!(list.stored(app), list.these([2, 1, 3]));
    assert_eq!(super::shown_order(&first), list.these([2, 1, 3]));
}
