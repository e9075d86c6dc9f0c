//! A suggestion that is being written outlives its tab, and ends with its posting or its throwing
//! away.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::browser::{Browser, Page, View};
use tests::support::data::COOKIE;

use super::{AR, Story};

on_both!(
    a_closed_tab_loses_nothing_that_was_written,
    what_was_kept_can_be_thrown_away_and_goes_with_signing_out,
);

const SAID: &str = "!document.querySelector('[data-draft-said]').hidden";

fn signed_in<'a>(app: &App, story: &Story) -> Page<'a> {
    let page = Browser::shared().page(View::phone().lang(story.lang.code()));
    page.set_cookie(app.base(), COOKIE, &app.session_of(&story.salma));
    page
}

fn value(page: &Page<'_>, name: &str) -> String {
    let js = format!("document.querySelector('main [name={name}]').value");
    page.eval(&js).as_str().expect("a value").to_owned()
}

fn a_closed_tab_loses_nothing_that_was_written(app: &App) {
    let story = Story::begin(app, Lang::Ar);
    let page = signed_in(app, &story);
    let form = app.browser_url(&story.path("/suggest"));
    page.goto(&form);
    page.type_text("main [name=title]", AR.0);
    page.click("main details.more summary");
    page.type_text("main [name=wilayat]", "نزوى");
    // The tab goes elsewhere without a word, and comes back another day.
    page.goto(&app.browser_url("/ar/about"));
    page.goto(&form);
    page.wait_for(SAID);
    assert_eq!(value(&page, "title"), AR.0);
    assert_eq!(value(&page, "wilayat"), "نزوى");
    let open = page.eval("document.querySelector('main details.more').open");
    assert_eq!(open, true, "what is kept below is not hidden");
    // A refused form keeps its own words: there is nothing to bring back.
    page.loading(|page| page.click("main form[action$='/suggest/check'] button[type=submit]"));
    assert_eq!(value(&page, "title"), AR.0);
    page.type_text("main [name=text]", AR.1);
    // A wilayat without its governorate would be asked about.
    page.eval("document.querySelector('main [name=wilayat]').value = ''");
    page.loading(|page| page.click("main form[action$='/suggest/check'] button[type=submit]"));
    page.loading(|page| page.click("main form[action$='/suggest'] button.btn:not(.alt)"));
    page.goto(&form);
    assert_eq!(value(&page, "title"), "", "it was posted");
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn what_was_kept_can_be_thrown_away_and_goes_with_signing_out(app: &App) {
    let story = Story::begin(app, Lang::En);
    let page = signed_in(app, &story);
    let form = app.browser_url(&story.path("/suggest"));
    page.goto(&form);
    page.type_text("main [name=title]", "Benches in the shade");
    page.goto(&form);
    page.wait_for(SAID);
    page.click("[data-draft-said] button");
    assert_eq!(value(&page, "title"), "");
    page.goto(&form);
    assert_eq!(value(&page, "title"), "");

    page.type_text("main [name=title]", "Benches in the sun");
    page.loading(|page| page.click("header form[action$='/sign-out'] button"));
    let next = signed_in(app, &story);
    drop(page);
    next.goto(&form);
    assert_eq!(value(&next, "title"), "");
}
