//! The queue by single keys: fifty acknowledged with hardly more presses than there are, and no key
//! that fires while somebody types.

use shared::bulk::WAITS;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, Page, View};

use super::enter;

on_both!(fifty_are_acknowledged_with_at_most_sixty_presses);

const MOST_PRESSES: usize = 60;

fn at_the_desk<'a>(app: &App, count: usize) -> (Page<'a>, Vec<String>) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let all = app.suggestions(&topic, count);
    let page = Browser::shared().page(View::desktop().lang(Lang::Ar.code()));
    enter(app, &page, &app.moderator("mod", &agency));
    page.goto(&app.browser_url("/ar/desk/libraries"));
    (page, all.into_iter().map(|one| one.reference).collect())
}

fn fifty_are_acknowledged_with_at_most_sixty_presses(app: &App) {
    let (page, all) = at_the_desk(app, 50);
    let mut presses = 0;
    for _ in 0..50 {
        page.press("x");
        presses += 1;
    }
    let ticked = "document.querySelectorAll('[name=suggestion]:checked').length";
    assert_eq!(page.eval(ticked), 50);
    // The button of the queue, and the one of the page that says what will happen.
    for _ in 0..2 {
        page.loading(|page| page.press("a"));
        presses += 1;
    }
    assert!(page.url().contains("/acts/"), "{}", page.url());
    assert!(presses <= MOST_PRESSES, "{presses} presses");
    assert_accessible(&page);
    app.clock().advance(WAITS);
    app.run_jobs();
    for reference in &all {
        assert_eq!(app.stored(reference).answer_state, "acknowledged");
    }
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn focused_row(page: &Page<'_>) -> i64 {
    let js = "[...document.querySelectorAll('[data-row]')]\
              .findIndex(row => row.contains(document.activeElement))";
    page.eval(js).as_i64().expect("a number")
}

#[test]
fn keys_move_choose_and_open_what_is_on_the_page() {
    let app = App::start(Backend::Sqlite);
    let (page, all) = at_the_desk(&app, 3);
    page.press("j");
    assert_eq!(focused_row(&page), 0);
    page.press("j");
    page.press("j");
    page.press("j");
    assert_eq!(focused_row(&page), 2, "the last one is the end");
    page.press("k");
    assert_eq!(focused_row(&page), 1);
    let focus = "document.activeElement.name";
    page.press("/");
    assert_eq!(page.eval(focus), "place");
    page.eval("document.activeElement.blur()");
    page.press("g");
    assert_eq!(page.eval(focus), "to");
    // In a list of choices a letter chooses; with a modifier it is the browser's.
    let url = page.url();
    page.press("a");
    page.eval("document.activeElement.blur()");
    page.press("Control+a");
    page.press("Alt+j");
    assert_eq!((page.url(), focused_row(&page)), (url, -1));

    page.press("?");
    page.wait_for("document.querySelector('dialog').open");
    assert_accessible(&page);
    page.click("[data-keys-off]");
    page.click("dialog form button");
    page.eval("document.activeElement.blur()");
    page.press("j");
    assert_eq!(focused_row(&page), -1, "they are turned off");
    page.press("?");
    page.click("[data-keys-off]");
    page.click("dialog form button");

    // One suggestion: a key chooses the answer, and then types into its reason.
    page.goto(&app.browser_url(&format!("/ar/desk/libraries/suggestions/{}", all[0])));
    page.press("r");
    let kind = "document.querySelector('[name=kind]:checked')?.value ?? ''";
    assert_eq!(
        (page.eval(kind), page.eval(focus)),
        ("rejected".into(), "reason".into())
    );
    page.press("a");
    page.press("d");
    assert_eq!(page.eval(kind), "rejected");
    assert_eq!(page.eval("document.activeElement.value"), "ad");
    page.press("m");
    assert_eq!(page.eval("document.activeElement.value"), "adm");
    // Outside of fields it leads to merging.
    page.eval("document.activeElement.blur()");
    page.press("m");
    page.wait_for("location.pathname.endsWith('/merge')");
    assert_eq!(page.problems(), Vec::<String>::new());
}
