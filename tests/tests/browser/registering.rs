//! From an invitation to a suggestion that is saved, on a phone without script; and out again.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, Page, View};
use tests::support::data::mail::link_in;
use tests::support::words::words;

use super::{AR, EN};

on_both!(
    somebody_comes_in_and_leaves_in_arabic,
    somebody_comes_in_and_leaves_in_english,
);

const PASSWORD: &str = "four loud mountain goats";

/// Counts the pages that somebody is shown, and looks at each.
struct Reader<'a> {
    page: &'a Page<'a>,
    shown: usize,
}

impl Reader<'_> {
    fn opens(&mut self, address: &str) {
        self.page.goto(address);
        self.looks();
    }

    fn presses(&mut self, css: &str) {
        self.page.loading(|page| page.click(css));
        self.looks();
    }

    fn looks(&mut self) {
        self.shown += 1;
        assert_accessible(self.page);
        let wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(
            self.page.eval(wide),
            true,
            "{} is too wide",
            self.page.url()
        );
    }
}

fn comes_in_and_leaves(app: &App, lang: Lang, text: (&str, &str)) {
    let topic = app.topic(&app.agency("libraries"));
    let (code, view) = (
        lang.code(),
        View::phone().lang(lang.code()).without_javascript(),
    );
    let page = Browser::shared().page(view);
    let mut reader = Reader {
        page: &page,
        shown: 0,
    };
    reader.opens(&app.browser_url(&format!("/{code}/topics/{}/suggest", topic.slug)));
    reader.presses(&format!("main a[href^='/{code}/register']"));
    page.type_text("main [name=address]", "salma@example.org");
    reader.presses("main form button[type=submit]");
    let letter = app.letter_to("salma@example.org");
    assert_eq!(letter.lang, code);
    reader.opens(&app.browser_url(&link_in(&letter, "register")));
    page.type_text("main [name=password]", PASSWORD);
    page.click("main [name=consent]");
    reader.presses("main form button[type=submit]");
    page.type_text("main [name=title]", text.0);
    page.type_text("main [name=text]", text.1);
    reader.presses("main form[action$='/suggest/check'] button[type=submit]");
    reader.presses("main form[action$='/suggest'] button.btn:not(.alt)");
    assert!(says(&page, "S-"), "{}", page.url());
    assert!(reader.shown <= 7, "{} pages", reader.shown);

    // What is kept is all there to read, and goes.
    reader.opens(&app.browser_url(&format!("/{code}/account/data")));
    for kept in ["salma@example.org", text.0, text.1] {
        assert!(says(&page, kept), "{kept}");
    }
    reader.presses(&format!("main a[href='/{code}/account/erase']"));
    page.click("main [name=suggestions][value=stay]");
    page.type_text("main [name=current]", PASSWORD);
    page.click("main [name=understood]");
    reader.presses("main form[action$='/erase'] button[type=submit]");
    assert!(says(&page, &words(lang, "erase.gone")), "{}", page.url());
    reader.opens(&app.browser_url(&format!("/{code}/topics/{}?order=new", topic.slug)));
    assert!(says(&page, text.0), "the suggestion stays");
    reader.opens(&app.browser_url(&format!("/{code}/sign-in")));
    page.type_text("main [name=name]", "salma@example.org");
    page.type_text("main [name=password]", PASSWORD);
    reader.presses("main form button[type=submit]");
    assert!(page.url().contains("/sign-in"), "{}", page.url());
}

fn says(page: &Page<'_>, what: &str) -> bool {
    let text = page.eval("document.querySelector('main').innerText");
    text.as_str().is_some_and(|text| text.contains(what))
}

fn somebody_comes_in_and_leaves_in_arabic(app: &App) {
    comes_in_and_leaves(app, Lang::Ar, AR);
}

fn somebody_comes_in_and_leaves_in_english(app: &App) {
    comes_in_and_leaves(app, Lang::En, EN);
}
