//! Ordering with a finger on a phone.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::browser::{Page, View};

use super::{OpenList, row, shown_order};

on_both!(
    a_row_follows_the_finger_in_arabic,
    a_row_follows_the_finger_in_english,
    a_touch_that_is_taken_away_puts_the_row_back,
    the_page_scrolls_along_near_its_edges,
    a_long_title_widens_nothing_in_arabic,
    a_long_title_widens_nothing_in_english,
);

/// The middle of a row's grip in the window, in CSS pixels.
fn height(page: &Page<'_>, reference: &str) -> f64 {
    let js = format!(
        "(box => box.y + box.height / 2)(document.getElementById('grip-{reference}').getBoundingClientRect())"
    );
    page.eval(&js).as_f64().expect("a height")
}

fn a_row_follows_the_finger(app: &App, lang: Lang) {
    let list = OpenList::of(app, lang, 3);
    let page = list.open(app, View::phone().size(320, 740));
    let grip = |number| format!("#grip-{}", list.one(number));
    page.eval(
        "document.querySelector('.prio').scrollIntoView({ block: 'center', behavior: 'instant' })",
    );
    let (mut first, mut before) = (0.0, serde_json::Value::Null);
    page.touch_hold(&grip(2), |page| {
        before = page.eval("scrollY");
        first = height(page, list.one(1));
        first
    });
    page.wait_for(&format!(
        "document.querySelector(\"{}\").matches('.lift')",
        row(list.one(2))
    ));
    let grip_js = format!(
        "document.getElementById('grip-{}').getBoundingClientRect()",
        list.one(2)
    );
    page.wait_for(&format!(
        "(box => Math.abs(box.y + box.height / 2 - {first}) < 3)({grip_js})"
    ));
    assert_eq!(
        list.stored(app),
        list.these([1, 2, 3]),
        "nothing is saved under way"
    );
    page.touch_lift();
    list.until_shown(&page, &list.these([2, 1, 3]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([2, 1, 3]));
    assert_eq!(page.eval("scrollY"), before, "the page stood still");
    let left = page.eval("document.querySelectorAll('.lift, .prio [style*=translate]').length");
    assert_eq!(left, 0);
    // Beside the grip a finger scrolls the page, as everywhere.
    page.touch_drag(
        &format!("{} .num", row(list.one(2))),
        &format!("{} .num", row(list.one(3))),
    );
    assert_eq!(shown_order(&page), list.these([2, 1, 3]));
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_row_follows_the_finger_in_arabic(app: &App) {
    a_row_follows_the_finger(app, Lang::Ar);
}

fn a_row_follows_the_finger_in_english(app: &App) {
    a_row_follows_the_finger(app, Lang::En);
}

fn a_touch_that_is_taken_away_puts_the_row_back(app: &App) {
    let list = OpenList::of(app, Lang::Ar, 3);
    let page = list.open(app, View::phone());
    let rows = app.rows();
    page.eval(
        "document.querySelector('.prio').scrollIntoView({ block: 'center', behavior: 'instant' })",
    );
    page.touch_hold(&format!("#grip-{}", list.one(3)), |page| {
        height(page, list.one(1))
    });
    list.until_shown(&page, &list.these([3, 1, 2]));
    page.touch_cancel();
    list.until_shown(&page, &list.these([1, 2, 3]));
    page.wait_for("!document.querySelector('.lift')");
    assert_eq!(
        page.eval("document.querySelector('.keep').dataset.state"),
        "",
        "nothing was saved"
    );
    assert_eq!(app.rows(), rows);
    // So does the Escape key, from the row that is held.
    page.touch_hold(&format!("#grip-{}", list.one(1)), |page| {
        height(page, list.one(3)) + 30.0
    });
    list.until_shown(&page, &list.these([2, 3, 1]));
    page.eval(&format!(
        "document.getElementById('grip-{}').focus()",
        list.one(1)
    ));
    page.press("Escape");
    list.until_shown(&page, &list.these([1, 2, 3]));
    page.touch_lift();
    assert_eq!(shown_order(&page), list.these([1, 2, 3]));
    assert_eq!(list.stored(app), list.these([1, 2, 3]));
}

fn the_page_scrolls_along_near_its_edges(app: &App) {
    let list = OpenList::of(app, Lang::En, 7);
    let page = list.open(app, View::phone().size(320, 640));
    page.eval(
        "document.querySelector('.prio').scrollIntoView({ block: 'start', behavior: 'instant' })",
    );
    // Held at the lower edge, the page goes on until the row is the last.
    page.touch_hold(&format!("#grip-{}", list.one(1)), |_| 630.0);
    page.wait_for(&format!(
        "document.querySelector('main .prio > li:last-child').dataset.reference === '{}'",
        list.one(1)
    ));
    page.touch_lift();
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([2, 3, 4, 5, 6, 7, 1]));
    // At the upper edge it goes back, until the row is the first again.
    let mut below = 0.0;
    page.touch_hold(&format!("#grip-{}", list.one(1)), |page| {
        below = page.eval("scrollY").as_f64().expect("a height");
        10.0
    });
    page.wait_for(&format!(
        "document.querySelector('main .prio > li:first-child').dataset.reference === '{}'",
        list.one(1)
    ));
    page.touch_lift();
    list.until_shown(&page, &list.these([1, 2, 3, 4, 5, 6, 7]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(list.stored(app), list.these([1, 2, 3, 4, 5, 6, 7]));
    let above = page.eval("scrollY").as_f64().expect("a height");
    assert!(above < below - 100.0, "from {below} up to {above}");
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_long_title_widens_nothing(app: &App, lang: Lang) {
    let mut list = OpenList::of(app, lang, 2);
    let long = app.suggestion_with(&list.topic, None, |one| {
        one.lang = "ar".into();
        one.dir = "rtl".into();
        one.title =
            "ركن هادئ للأطفال في كل فرع ومعه كتب مصوّرة ومقاعد صغيرة وساعة حكاية كل خميس بعد العصر"
                .into();
    });
    let nasser = app.citizen("nasser");
    app.list(&list.topic, &nasser, &[&list.all[0], &list.all[1], &long]);
    (list.salma, list.all) = (nasser, vec![list.all.remove(0), list.all.remove(0), long]);
    let page = list.open(app, View::phone().size(320, 640));
    let wide = || page.eval("[innerWidth, document.documentElement.scrollWidth]");
    let before = wide();
    assert_eq!(before, serde_json::json!([320, 320]));
    list.up(&page, 3);
    list.until_said(&page, "my_list.saved");
    assert_eq!(wide(), before, "saved");
    page.offline(true);
    list.up(&page, 3);
    list.until_said(&page, "my_list.waiting");
    assert_eq!(wide(), before, "not saved yet");
    page.offline(false);
    list.until_said(&page, "my_list.saved");
    page.tap(&format!("{} [name=op][value=remove]", row(list.one(3))));
    list.until_shown(&page, &list.these([1, 2]));
    list.until_said(&page, "my_list.saved");
    assert_eq!(wide(), before, "taken off");
}

fn a_long_title_widens_nothing_in_arabic(app: &App) {
    a_long_title_widens_nothing(app, Lang::Ar);
}

fn a_long_title_widens_nothing_in_english(app: &App) {
    a_long_title_widens_nothing(app, Lang::En);
}
