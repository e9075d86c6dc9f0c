//! Before any script has come: what is to be read is there, and every form can be used.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};

use super::{Story, enter, row, shown_order};

const SCRIPTS: [&str; 2] = ["*.js", "*.wasm"];

#[test]
fn pages_are_read_and_used_before_any_script_in_arabic() {
    reads_and_uses(Lang::Ar);
}

#[test]
fn pages_are_read_and_used_before_any_script_in_english() {
    reads_and_uses(Lang::En);
}

fn reads_and_uses(lang: Lang) {
    let app = App::start(Backend::Sqlite);
    let story = Story::begin(&app, lang);
    let listed: Vec<_> = story.others.iter().collect();
    app.list(&story.topic, &story.salma, &listed);
    let view = View::phone().lang(lang.code());
    let waiting = Browser::shared().page(view.clone());
    waiting.block(&SCRIPTS);
    let without = Browser::shared().page(view.without_javascript());
    for page in [&waiting, &without] {
        enter(&app, page, &story.salma);
    }
    let first = &story.others[0].reference;
    for path in [
        format!("/{}", lang.code()),
        story.path("?order=new"),
        story.path("/suggest"),
        format!("/{}/suggestions/{first}", lang.code()),
        story.path("/my-list"),
    ] {
        let texts = [&waiting, &without].map(|page| {
            page.goto(&app.browser_url(&path));
            page.eval("document.querySelector('main').innerText")
        });
        assert_eq!(texts[0], texts[1], "{path} needs its script to be read");
        assert!(texts[0].as_str().is_some_and(|text| text.len() > 100));
        let dead = waiting.eval(DEAD);
        assert_eq!(dead, serde_json::json!([]), "{path} needs its script");
    }

    // The order is changed although the script never comes.
    let last = &story.others[1].reference;
    up(&waiting, last);
    assert_eq!(shown_order(&waiting), [last.clone(), first.clone()]);
    assert_eq!(
        app.stored_list(&story.topic, &story.salma),
        [last.clone(), first.clone()]
    );
}

fn up(page: &Page<'_>, reference: &str) {
    page.loading(|page| page.tap(&format!("{} [name=op][value=up]", row(reference))));
}

/// Controls of forms that cannot be used as they stand. What is folded away opens without script; the
/// field that only programs fill in is nobody's to use.
const DEAD: &str = "[...document.querySelectorAll('main form')].flatMap(form =>
    [...form.elements].filter(e => e.type !== 'hidden' && e.type !== 'button' &&
        e.name !== 'leave_empty' && !e.closest('details:not([open])') &&
        (e.disabled || !e.checkVisibility({ checkVisibilityCSS: true })))
        .map(e => e.outerHTML.slice(0, 160)))";
