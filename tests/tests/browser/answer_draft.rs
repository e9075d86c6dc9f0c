//! An answer keeps itself while it is typed, says so, and says when it cannot.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::browser::{Browser, Page, View};
use tests::support::words::words;

use super::enter;

on_both!(an_answer_that_is_typed_keeps_itself_and_says_so);

const SAID: &str = "document.querySelector('[data-draft-said]')";

fn waits_for(page: &Page<'_>, words: &str) {
    let words = serde_json::json!(words);
    page.wait_for(&format!(
        "!{SAID}.hidden && {SAID}.textContent.includes({words})"
    ));
}

/// Writes over what stands in the field, wherever its caret is.
fn write_over(page: &Page<'_>, text: &str) {
    let text = serde_json::json!(text);
    page.eval(&format!(
        "(() => {{ const field = document.querySelector('main [name=reason]'); \
         field.value = {text}; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); return 1; }})()"
    ));
}

fn reason(page: &Page<'_>) -> String {
    let value = page.eval("document.querySelector('main [name=reason]').value");
    value.as_str().expect("a value").to_owned()
}

fn an_answer_that_is_typed_keeps_itself_and_says_so(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let one = app.suggestion(&topic, None);
    let page = Browser::shared().page(View::desktop().lang(Lang::Ar.code()));
    enter(app, &page, &app.moderator("mod", &agency));
    let case = format!("/ar/desk/libraries/suggestions/{}", one.reference);
    page.goto(&app.browser_url(&case));
    assert_eq!(page.eval(&format!("{SAID}.hidden")), true);
    page.type_text("main [name=reason]", "Evening hours cost more");
    let kept = words(Lang::Ar, "drafts.kept_at");
    let kept = kept.split("{{").next().expect("words").trim().to_owned();
    waits_for(&page, &kept);
    page.goto(&app.browser_url("/ar/about"));
    page.goto(&app.browser_url(&case));
    assert_eq!(reason(&page), "Evening hours cost more");
    assert_eq!(page.problems(), Vec::<String>::new());

    // The line is gone: it says so, keeps what stands there, and goes on trying.
    page.block(&["*/answer/draft"]);
    write_over(&page, "Evening hours cost too much");
    waits_for(&page, &words(Lang::Ar, "drafts.failed"));
    assert_eq!(reason(&page), "Evening hours cost too much");
    page.block(&[]);
    write_over(&page, "Evening hours cost too much this year");
    waits_for(&page, &kept);
    page.goto(&app.browser_url(&case));
    assert_eq!(reason(&page), "Evening hours cost too much this year");
}
