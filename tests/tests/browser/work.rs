//! The piece of work that a form asks for where much was tried: done by script, waited for without.

use jiff::SignedDuration;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};
use tests::support::data::{COOKIE, PASSWORD};
use tests::support::words::words;

fn warm(app: &App) {
    for n in 0..100 {
        let name = format!("nobody-{n}");
        let fields = [("name", name.as_str()), ("password", "not the right one")];
        if app.client().post_form("/en/sign-in", &fields).status == 429 {
            return;
        }
    }
    panic!("no work was asked for");
}

fn fill(page: &Page<'_>) {
    page.type_text("#name", "salma");
    page.type_text("#password", PASSWORD);
}

#[test]
fn script_does_the_work_while_the_form_is_filled_in() {
    for lang in Lang::ALL {
        let app = App::start(Backend::Sqlite);
        app.citizen("salma");
        warm(&app);
        let page = Browser::shared().page(View::phone().lang(lang.code()));
        page.goto(&app.browser_url(&format!("/{}/sign-in", lang.code())));
        page.wait_for("document.querySelector('[name=work_number]').value !== ''");
        let said = page.eval("document.querySelector('.work p').textContent");
        assert_eq!(said, words(lang, "limits.worked").as_str());
        fill(&page);
        page.loading(|page| page.click("main button[type=submit]"));
        assert!(page.cookie(COOKIE).is_some(), "{}", page.html());
        assert_eq!(page.problems(), Vec::<String>::new());
    }
}

#[test]
fn without_script_the_form_is_good_after_twenty_seconds() {
    let app = App::start(Backend::Sqlite);
    app.citizen("salma");
    warm(&app);
    let view = View::phone().lang("ar").without_javascript();
    let page = Browser::shared().page(view);
    page.goto(&app.browser_url("/ar/sign-in"));
    let said = page.eval("document.querySelector('.work p').textContent");
    assert_eq!(said, words(Lang::Ar, "limits.work").as_str());
    app.clock().advance(SignedDuration::from_secs(20));
    fill(&page);
    page.loading(|page| page.click("main button[type=submit]"));
    assert!(page.cookie(COOKIE).is_some(), "{}", page.html());
}
