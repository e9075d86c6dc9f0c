//! What a desk goes through, in Arabic and in the browser: a Monday from a full queue to an empty
//! one, a topic concluded, a hidden suggestion objected to and restored, a holiday announced late.

use shared::bulk::WAITS;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, Page, View};
use tests::support::data::Account;
use tests::support::words::words;

use super::enter;

on_both!(
    a_moderators_monday_ends_with_an_empty_queue,
    a_manager_concludes_a_topic,
    a_hidden_suggestion_is_objected_to_and_restored,
    a_holiday_is_announced_late,
);

const REASON: &str =
    "لا تتسع ميزانية هذا العام لهذا العمل، وسنعود إليه مع ميزانية العام القادم ونعلن ما تقرر.";

/// A page of somebody's own browser.
fn page_of<'a>(app: &App, account: &Account) -> Page<'a> {
    let page = Browser::shared().page(View::desktop().lang(Lang::Ar.code()));
    enter(app, &page, account);
    page
}

fn open(app: &App, page: &Page<'_>, path: &str) {
    page.goto(&app.browser_url(path));
    assert_eq!(page.status(), Some(200), "{path}");
}

/// Presses the first button of a form and waits for what comes.
fn send(page: &Page<'_>, form: &str) {
    page.loading(|page| page.click(&format!("main {form} button.btn:not(.alt)")));
    assert_eq!(page.status(), Some(200), "{form} led to {}", page.url());
}

fn main_text(page: &Page<'_>) -> String {
    let text = page.eval("document.querySelector('main').innerText");
    text.as_str().expect("text").to_owned()
}

#[track_caller]
fn says(page: &Page<'_>, text: &str) {
    let said = main_text(page);
    assert!(said.contains(text), "no {text} in {said}");
}

fn rows(page: &Page<'_>) -> i64 {
    let count = page.eval("document.querySelectorAll('[data-row]').length");
    count.as_i64().expect("a number")
}

/// Ticks every row of the queue, presses a key of an act and confirms it, with a reason where the
/// page asks for one.
fn all_at_once(page: &Page<'_>, key: &str, reason: Option<&str>) {
    for _ in 0..rows(page) {
        page.press("x");
    }
    page.loading(|page| page.press(key));
    if let Some(reason) = reason {
        page.type_text("main [name=reason]", reason);
    }
    assert_accessible(page);
    send(page, "form[action$='/bulk']");
    assert!(page.url().contains("/acts/"), "{}", page.url());
}

fn a_moderators_monday_ends_with_an_empty_queue(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let all: Vec<_> = (0..12)
        .map(|n| {
            app.suggestion_with(&topic, None, |one| {
                one.title = format!("ساعات أطول في الفرع رقم {n}");
                one.body = "من يعمل نهارًا لا يأتي إلى المكتبة إلا مساءً.".into();
                (one.lang, one.dir) = ("ar".into(), "rtl".into());
            })
        })
        .collect();
    let queue = "/ar/desk/libraries";
    let page = page_of(app, &app.moderator("mod", &agency));
    open(app, &page, queue);
    assert_eq!(rows(&page), 12);

    // Chosen too quickly, and taken back while nobody has seen it.
    all_at_once(&page, "a", None);
    send(&page, "form[action$='/undo']");
    app.clock().advance(WAITS);
    app.run_jobs();
    assert_eq!(app.stored(&all[0].reference).answer_state, "none");
    open(app, &page, queue);
    all_at_once(&page, "a", None);
    app.clock().advance(WAITS);
    app.run_jobs();
    open(app, &page, &format!("{queue}?owed=acknowledge"));
    says(&page, &words(Lang::Ar, "queue.nothing_here"));

    // One is adopted with what will be done, by itself.
    open(app, &page, queue);
    assert_eq!(rows(&page), 12);
    let case = format!("main a[href$='/suggestions/{}']", all[0].reference);
    page.loading(|page| page.click(&case));
    page.click("[name=kind][value=adopted]");
    page.type_text("main [name=reason]", REASON);
    page.type_text(
        "main [name=commitment_what]",
        "يفتح الفرع مساءين في الأسبوع.",
    );
    page.eval("document.querySelector('[name=commitment_due]').value = '2027-03-01'");
    send(&page, "form[action$='/answer']");
    assert_eq!(app.stored(&all[0].reference).answer_state, "adopted");

    // The others get one answer, which stands on each.
    open(app, &page, queue);
    assert_eq!(rows(&page), 11);
    all_at_once(&page, "r", Some(REASON));
    app.clock().advance(WAITS);
    app.run_jobs();
    open(app, &page, queue);
    says(&page, &words(Lang::Ar, "queue.nothing_owed"));
    assert_accessible(&page);
    let reader = Browser::shared().page(View::phone().lang("ar"));
    for one in &all[1..] {
        open(app, &reader, &format!("/ar/suggestions/{}", one.reference));
        says(&reader, REASON);
    }
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_manager_concludes_a_topic(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.closed_topic(&agency);
    let moderator = app.moderator("badr", &agency);
    let adopted = app.suggestion(&topic, None);
    app.adopt(&topic, &adopted, &moderator);
    let owed = app.suggestion_with(&topic, None, |one| {
        one.title = "قاعة للقراءة في كل حي".into();
        one.body = "أقرب مكتبة إلى حيّنا على بعد نصف ساعة بالسيارة.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
    });
    let page = page_of(app, &app.manager("maryam", &agency));
    let at = format!("/ar/desk/libraries/topics/{}", topic.slug);

    // Not before everything is there: what is missing is named, and leads to where it is done.
    open(app, &page, &format!("{at}/conclude"));
    assert_eq!(
        page.eval("document.querySelectorAll(\"main form[action$='/conclude']\").length"),
        0
    );
    says(&page, &owed.reference);
    page.loading(|page| page.click(&format!("main a[href$='/suggestions/{}']", owed.reference)));
    page.click("[name=kind][value=rejected]");
    page.type_text("main [name=reason]", REASON);
    send(&page, "form[action$='/answer']");

    open(app, &page, &format!("{at}/report"));
    page.loading(|page| page.click("main button[name=then][value=compose]"));
    let filled = page.eval("document.querySelector('main [name=ar]').value");
    let filled = filled.as_str().expect("text").to_owned();
    assert!(
        filled.contains(&adopted.reference) && filled.contains(REASON),
        "{filled}"
    );
    assert_accessible(&page);
    send(&page, "form[action$='/report']");
    open(app, &page, &format!("{at}/conclude"));
    send(&page, "form[action$='/conclude']");
    assert_eq!(app.stored_topic(&topic.slug).state, "concluded");

    let reader = Browser::shared().page(View::phone().lang("ar"));
    open(app, &reader, &format!("/ar/topics/{}/outcome", topic.slug));
    says(&reader, REASON);
    says(&reader, &adopted.reference);
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_hidden_suggestion_is_objected_to_and_restored(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let text = "قرى كثيرة بلا مكتبة، وحافلة كتب كل أسبوع تكفي لتبدأ القراءة فيها.";
    let suggestion = app.suggestion_with(&topic, Some(&author), |one| {
        one.title = "مكتبة متنقلة للقرى البعيدة".into();
        one.body = text.into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
    });
    let reference = &suggestion.reference;
    let public = format!("/ar/suggestions/{reference}");

    let desk = page_of(app, &app.moderator("mod", &agency));
    open(
        app,
        &desk,
        &format!("/ar/desk/libraries/suggestions/{reference}/hide"),
    );
    desk.click("[name=reason][value='4']");
    desk.type_text("main [name=note]", "فيه أسعار محل.");
    send(&desk, "form[action$='/hide']");
    let reader = Browser::shared().page(View::phone().lang("ar"));
    open(app, &reader, &public);
    assert!(!main_text(&reader).contains(text));
    says(&reader, &words(Lang::Ar, "policy.reasons.advertising"));

    let own = page_of(app, &author);
    open(app, &own, &public);
    says(&own, text);
    says(&own, "فيه أسعار محل.");
    own.loading(|page| page.click("main a[href$='/object']"));
    own.type_text(
        "main [name=objection]",
        "لم أذكر محلًا بعينه، والأسعار التي كتبتها من قائمة الوزارة نفسها.",
    );
    assert_accessible(&own);
    send(&own, "form[action$='/object']");
    assert!(tests::support::words::says(
        &main_text(&own),
        Lang::Ar,
        "objection.waits"
    ));

    let steward = page_of(app, &app.steward("amina"));
    open(app, &steward, "/ar/steward/objections");
    steward.loading(|page| page.click("main a[href*='/steward/objections/']"));
    steward.click("[name=outcome][value=restored]");
    steward.type_text(
        "main [name=public_reason]",
        "النص لا يروّج لمحل بعينه، والأسعار منشورة رسميًّا، فلا ينطبق عليه السبب الرابع.",
    );
    assert_accessible(&steward);
    send(&steward, "form[action*='/steward/objections/']");
    open(app, &reader, &public);
    says(&reader, text);
    let now = app.stored(reference);
    assert_eq!(
        (now.publication.as_str(), now.acknowledge_due),
        ("published", suggestion.acknowledge_due)
    );
    for page in [&desk, &own, &steward] {
        assert_eq!(page.problems(), Vec::<String>::new());
    }
}

fn a_holiday_is_announced_late(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let suggestion = app.suggestion(&topic, None);
    let due = || app.stored(&suggestion.reference).acknowledge_due;
    assert_eq!(due().as_deref(), Some("2026-11-29"));
    let page = page_of(app, &app.steward("amina"));
    open(app, &page, "/ar/steward/calendar");
    page.loading(|page| page.click("main a[href$='/holidays/new']"));
    for (name, value) in [
        ("name_ar", "اليوم الوطني"),
        ("name_en", "National Day"),
        ("first_day", "2026-11-25"),
        ("last_day", "2026-11-26"),
        ("source_ar", "بيان رسمي في 22 نوفمبر"),
        ("source_en", "An official statement of 22 November"),
        ("link", "https://example.om/decree"),
    ] {
        let field = page.eval(&format!(
            "(field => {{ field.value = ''; return field.type; }})\
             (document.querySelector('main [name={name}]'))"
        ));
        match field.as_str() {
            Some("date") => drop(page.eval(&format!(
                "document.querySelector('main [name={name}]').value = '{value}'"
            ))),
            _ => page.type_text(&format!("main [name={name}]"), value),
        }
    }
    page.click("[name=status][value=announced]");
    // What would move is shown before anything does.
    page.loading(|page| page.click("main form[method=post] button.btn:not(.alt)"));
    says(&page, &topic.title_ar);
    assert_eq!(due().as_deref(), Some("2026-11-29"));
    assert_accessible(&page);
    page.loading(|page| page.click("main button[name=confirm][value=yes]"));
    assert_eq!(due().as_deref(), Some("2026-12-01"));

    let reader = Browser::shared().page(View::phone().lang("ar"));
    for path in ["/ar/calendar", &format!("/ar/topics/{}/about", topic.slug)] {
        open(app, &reader, path);
        says(&reader, "اليوم الوطني");
        assert_accessible(&reader);
    }
    open(
        app,
        &reader,
        &format!("/ar/suggestions/{}", suggestion.reference),
    );
    says(&reader, "1 ديسمبر 2026");
    assert_eq!(page.problems(), Vec::<String>::new());
}
