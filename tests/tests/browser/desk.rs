//! Answering at the desk, from the queue to an answer given, by keys alone, with script and
//! without.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, View};
use tests::support::data::REASON;
use tests::support::words::words;

use super::{choose, enter};

const REASON_AR: &str =
    "لا تتسع ميزانية هذا العام لفتح الفروع مساءً، وسنعود إلى الأمر مع ميزانية العام القادم.";

#[test]
fn the_desk_answers_by_keys_alone_in_arabic() {
    answers(Lang::Ar, View::desktop());
}

#[test]
fn the_desk_answers_by_keys_alone_in_english() {
    answers(Lang::En, View::desktop());
}

#[test]
fn the_desk_answers_without_script_in_arabic() {
    answers(Lang::Ar, View::desktop().without_javascript());
}

#[test]
fn the_desk_answers_without_script_in_english() {
    answers(Lang::En, View::desktop().without_javascript());
}

fn answers(lang: Lang, view: View) {
    let app = App::start(Backend::Sqlite);
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    let suggestion = app.suggestion_with(&topic, None, |one| {
        if lang == Lang::Ar {
            (one.lang, one.dir) = ("ar".into(), "rtl".into());
            one.title = "افتحوا المكتبة مساءً".into();
            one.body = "من يعمل نهارًا لا يأتي إلا مساءً.".into();
        }
    });
    app.suggestions(&topic, 2);
    let reason = match lang {
        Lang::Ar => REASON_AR,
        Lang::En => REASON,
    };

    let page = Browser::shared().page(view.lang(lang.code()));
    enter(&app, &page, &moderator);
    page.goto(&app.browser_url(&format!("/{}/desk", lang.code())));
    page.tab_to(&format!(
        "main a[href$='/suggestions/{}']",
        suggestion.reference
    ));
    page.loading(|page| page.press("Enter"));
    page.tab_to("[name=kind]");
    choose(&page, "[name=kind][value=rejected]");
    page.tab_to("[name=reason]");
    page.write(reason);
    page.tab_to("form[action$='/answer'] button[type=submit]");
    page.loading(|page| page.press("Enter"));

    let said = serde_json::json!(words(lang, "answering.done_answered"));
    page.wait_for(&format!(
        "[...document.querySelectorAll('main [role=status]')].some(e => e.textContent.includes({said}))"
    ));
    assert_eq!(
        app.stored_answers(&suggestion),
        [("rejected".to_owned(), reason.to_owned())]
    );
    assert_accessible(&page);
    assert_eq!(page.problems(), Vec::<String>::new());
}
