//! What a browser does on a poor line: which fonts it fetches, and how far the page moves while
//! it comes.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};
use tests::support::data::COOKIE;

use super::weight::KB;
use super::world::World;

/// Layout shift, as Chromium sums it up: the share of the window that moved, times how far.
const SHIFT: f64 = 0.02;

const fn fonts(lang: Lang) -> usize {
    match lang {
        Lang::Ar => 130 * KB,
        Lang::En => 45 * KB,
    }
}

#[test]
fn a_page_comes_lightly_and_stands_still_in_arabic() {
    comes_and_stands_still(Lang::Ar);
}

#[test]
fn a_page_comes_lightly_and_stands_still_in_english() {
    comes_and_stands_still(Lang::En);
}

fn comes_and_stands_still(lang: Lang) {
    let app = App::start(Backend::Sqlite);
    let world = World::new(&app);
    let mut wrong = Vec::new();
    for path in world.pages(lang) {
        // Each page as the first that somebody opens: nothing is kept from another.
        let page = Browser::shared().page(View::phone().size(390, 844).lang(lang.code()));
        page.set_cookie(app.base(), COOKIE, &app.session_of(&world.reader));
        page.slow_line();
        page.goto(&app.browser_url(&path));
        page.wait_for("!document.querySelector('leptos-island .grip[hidden]')");
        page.eval("document.fonts.ready.then(() => 1)");
        let fonts_loaded = number(&page, FONTS);
        let moved = page.eval(MOVED);
        let shift = moved["sum"].as_f64().expect("a number");
        println!("{path}: fonts {fonts_loaded} bytes, shift {shift:.4}");
        if fonts_loaded < 1.0 {
            wrong.push(format!("{path}: no font came"));
        }
        if fonts_loaded > fonts(lang) as f64 {
            wrong.push(format!("{path}: {fonts_loaded} bytes of fonts"));
        }
        if shift > SHIFT {
            wrong.push(format!(
                "{path}: a layout shift of {shift:.4}: {}",
                moved["what"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn number(page: &Page<'_>, js: &str) -> f64 {
    page.eval(js).as_f64().expect("a number")
}

const FONTS: &str = "performance.getEntriesByType('resource')
    .filter(entry => entry.name.endsWith('.woff2'))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)";

/// Two frames later all that moved has been noted; an observer is given it in a task of its own.
const MOVED: &str = "new Promise(done => {
    const moved = { sum: 0, what: [] };
    const add = entries => entries.forEach(entry => {
        moved.sum += entry.value;
        for (const { node } of entry.sources)
            moved.what.push(Math.round(entry.startTime) + ' ms: ' +
                (node?.outerHTML ?? node?.nodeName ?? 'something gone').slice(0, 80));
    });
    const observer = new PerformanceObserver(list => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        add(observer.takeRecords());
        done(moved);
    })));
})";
