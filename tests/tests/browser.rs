//! The same stories in a real browser: with the island by keys and by hand, and without script.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::audit::assert_accessible;
use tests::support::browser::{Browser, Page, View};
use tests::support::data::{Account, COOKIE, PASSWORD};
use tests::support::words::words;

on_both!(
    a_citizen_suggests_and_orders_with_the_island_in_arabic,
    a_citizen_suggests_and_orders_with_the_island_in_english,
    the_same_without_script_in_arabic,
    the_same_without_script_in_english,
);

const AR: (&str, &str) = (
    "إنارة الطريق إلى المكتبة",
    "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب. نقترح مصابيح تعمل حتى الإغلاق.",
);
const EN: (&str, &str) = (
    "Light the way to the library",
    "The way from the bus to the library is dark after sunset. Lamps should burn until it closes.",
);

struct Story {
    lang: Lang,
    topic: Topic,
    others: Vec<Suggestion>,
    salma: Account,
}

impl Story {
    fn begin(app: &App, lang: Lang) -> Story {
        let topic = app.topic(&app.agency("libraries"));
        let others = app.suggestions(&topic, 2);
        Story {
            lang,
            topic,
            others,
            salma: app.citizen("salma"),
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/topics/{}{rest}", self.lang.code(), self.topic.slug)
    }

    /// Signs in, suggests, puts it first and two others behind it, all by the pages' own forms;
    /// ends on the person's list and gives the three references in their order.
    fn signs_in_and_suggests(&self, app: &App, page: &Page<'_>, text: (&str, &str)) -> [String; 3] {
        page.goto(&app.browser_url(&format!("/{}/sign-in", self.lang.code())));
        page.type_text("main [name=name]", &self.salma.sign_in);
        page.type_text("main [name=password]", PASSWORD);
        page.loading(|page| page.click("main form button[type=submit]"));
        page.goto(&app.browser_url(&self.path("/suggest")));
        page.type_text("main [name=title]", text.0);
        page.type_text("main [name=text]", text.1);
        page.loading(|page| page.click("main form[action$='/suggest/check'] button[type=submit]"));
        page.click("main [name=place][value='1']");
        page.loading(|page| page.click("main form[action$='/suggest'] button.btn:not(.alt)"));
        let shown = page.url();
        let own = shown.split(['/', '?']).find(|part| part.starts_with("S-"));
        let own = own
            .unwrap_or_else(|| panic!("no reference in {shown}"))
            .to_owned();
        for other in &self.others {
            page.goto(&app.browser_url(&self.path("")));
            page.loading(|page| page.click(&format!("#{} form button", other.reference)));
        }
        page.goto(&app.browser_url(&self.path("/my-list")));
        let order = [
            own,
            self.others[0].reference.clone(),
            self.others[1].reference.clone(),
        ];
        assert_eq!(shown_order(page), order);
        order
    }
}

/// The references of the list as the page shows it.
fn shown_order(page: &Page<'_>) -> Vec<String> {
    let js =
        "[...document.querySelectorAll('main [data-reference]')].map(e => e.dataset.reference)";
    let shown = page.eval(js);
    let shown = shown.as_array().expect("a list").iter();
    shown
        .map(|one| one.as_str().expect("a reference").to_owned())
        .collect()
}

fn row(reference: &str) -> String {
    format!("main [data-reference='{reference}']")
}

/// Waits until the page shows the order, and has said that it is saved.
fn until_saved(page: &Page<'_>, lang: Lang, order: [&String; 3]) {
    let wanted = serde_json::json!(order);
    page.wait_for(&format!(
        "JSON.stringify([...document.querySelectorAll('main [data-reference]')]\
         .map(e => e.dataset.reference)) === JSON.stringify({wanted})"
    ));
    let said = serde_json::json!(words(lang, "my_list.saved"));
    page.wait_for(&format!(
        "[...document.querySelectorAll('main [role=status]')].some(e => e.textContent.includes({said}))"
    ));
}

fn orders_with_the_island(app: &App, lang: Lang, text: (&str, &str)) {
    assert!(
        server::web::assets::has_islands(),
        "the server was built without islands: run cargo xtask test, which builds the islands"
    );
    let story = Story::begin(app, lang);
    let view = View::desktop().lang(lang.code());
    let page = Browser::shared().page(view);
    let [own, second, third] = story.signs_in_and_suggests(app, &page, text);

    // By keys: the grip of the last goes up twice, and keeps the focus.
    page.wait_for("document.querySelector('.grip:not([hidden])')");
    page.eval(&format!("document.getElementById('grip-{third}').focus()"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&own, &third, &second]);
    page.wait_for(&format!("document.activeElement.id === 'grip-{third}'"));
    page.press("ArrowUp");
    until_saved(&page, lang, [&third, &own, &second]);
    let spoken = page.eval("document.querySelector('[aria-live=assertive]').textContent");
    assert!(
        spoken.as_str().is_some_and(|words| words.contains('1')),
        "the place is said: {spoken}"
    );

    // By hand: the last is drawn over the first.
    page.drag(&format!("#grip-{second}"), &row(&third));
    until_saved(&page, lang, [&second, &third, &own]);

    // By its buttons, without leaving the page.
    let before = page.url();
    page.click(&format!("{} [name=op][value=down]", row(&second)));
    until_saved(&page, lang, [&third, &second, &own]);
    assert_eq!(page.url(), before);

    let stored = || app.stored_list(&story.topic, &story.salma);
    page.wait_for("!document.querySelector('.lift')");
    page.loading(|page| drop(page.eval("setTimeout(() => location.reload()); 1")));
    assert_eq!(
        shown_order(&page),
        [&third, &second, &own].map(String::clone)
    );
    assert_eq!(stored(), [&third, &second, &own].map(String::clone));
    page.wait_for("document.querySelector('.grip:not([hidden])')");
    page.click(&format!("{} [name=op][value=remove]", row(&second)));
    page.wait_for("document.querySelectorAll('main [data-reference]').length === 2");
    page.wait_for(&format!(
        "document.querySelector('main [role=status]').textContent.includes({})",
        serde_json::json!(words(lang, "my_list.saved"))
    ));
    assert_eq!(stored(), [&third, &own].map(String::clone));
    assert_accessible(&page);
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn orders_without_script(app: &App, lang: Lang, text: (&str, &str)) {
    let story = Story::begin(app, lang);
    let view = View::desktop().lang(lang.code()).without_javascript();
    let page = Browser::shared().page(view);
    let [own, second, third] = story.signs_in_and_suggests(app, &page, text);
    page.loading(|page| page.click(&format!("{} [name=op][value=up]", row(&third))));
    page.loading(|page| page.click(&format!("{} [name=op][value=down]", row(&own))));
    assert_eq!(
        shown_order(&page),
        [&third, &own, &second].map(String::clone)
    );
    page.goto(&app.browser_url(&story.path("/my-list")));
    assert_eq!(
        shown_order(&page),
        [&third, &own, &second].map(String::clone)
    );
    page.loading(|page| page.click(&format!("{} [name=op][value=remove]", row(&own))));
    assert_eq!(
        app.stored_list(&story.topic, &story.salma),
        [&third, &second].map(String::clone)
    );
    assert_eq!(page.problems(), Vec::<String>::new());
}

fn a_citizen_suggests_and_orders_with_the_island_in_arabic(app: &App) {
    orders_with_the_island(app, Lang::Ar, AR);
}

fn a_citizen_suggests_and_orders_with_the_island_in_english(app: &App) {
    orders_with_the_island(app, Lang::En, EN);
}

fn the_same_without_script_in_arabic(app: &App) {
    orders_without_script(app, Lang::Ar, AR);
}

fn the_same_without_script_in_english(app: &App) {
    orders_without_script(app, Lang::En, EN);
}

/// What each kind of person looks at, behind the language.
fn looked_at(app: &App) -> Vec<(Option<Account>, Vec<String>)> {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let closed = app.closed_topic(&agency);
    let draft = app.draft(&agency);
    let moderator = app.moderator("mod", &agency);
    let salma = app.citizen("salma");
    let own = app.suggestion(&topic, Some(&salma));
    let late = app.suggestion_with(&topic, None, |one| {
        one.acknowledge_due = Some("2026-11-10".into());
        one.title = "مكتبة متنقلة للقرى البعيدة".into();
        one.body = "قرى كثيرة بلا مكتبة، وحافلة كتب كل أسبوع تكفي لتبدأ القراءة فيها.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
    });
    let adopted = app.suggestion(&topic, None);
    app.adopt(&topic, &adopted, &moderator);
    for number in 0..20 {
        let person = app.citizen(&format!("citizen-{number}"));
        app.list(&topic, &person, &[&own, &late]);
    }
    app.list(&topic, &salma, &[&late, &own]);
    app.touch(&topic);
    app.run_jobs();
    let (slug, over, unborn) = (&topic.slug, &closed.slug, &draft.slug);
    let public = vec![
        String::new(),
        "/topics".into(),
        format!("/topics/{slug}"),
        format!("/topics/{slug}?order=top"),
        format!("/topics/{slug}?answer=none&order=waiting"),
        format!("/topics/{slug}/standing"),
        format!("/topics/{slug}/about"),
        format!("/topics/{over}"),
        format!("/suggestions/{}", adopted.reference),
        format!("/suggestions/{}", late.reference),
        "/agencies".into(),
        "/agencies/libraries".into(),
        "/ranking".into(),
        "/policy".into(),
        "/about".into(),
        "/sign-in".into(),
        "/nothing".into(),
    ];
    let taking_part = vec![
        format!("/topics/{slug}"),
        format!("/topics/{slug}/suggest"),
        format!("/topics/{slug}/my-list"),
        format!("/suggestions/{}/edit", own.reference),
        format!("/suggestions/{}/withdraw", own.reference),
    ];
    let desk = format!("/desk/libraries/suggestions/{}", late.reference);
    let desk = vec![
        "/desk/libraries".into(),
        desk.clone(),
        format!("{desk}/hide"),
    ];
    let managing = vec![
        "/desk/libraries/topics".into(),
        "/desk/libraries/topics/new".into(),
        format!("/desk/libraries/topics/{unborn}/edit"),
        format!("/desk/libraries/topics/{unborn}/open"),
        format!("/desk/libraries/topics/{slug}/extend"),
        format!("/desk/libraries/topics/{over}/report"),
        format!("/desk/libraries/topics/{over}/conclude"),
    ];
    let manager = app.manager("maryam", &agency);
    vec![
        (None, public),
        (Some(salma), taking_part),
        (Some(moderator), desk),
        (Some(manager), managing),
    ]
}

#[test]
fn every_page_is_there_for_everyone() {
    let app = App::start(tests::support::app::Backend::Sqlite);
    let looked_at = looked_at(&app);
    let mut wrong = Vec::new();
    for lang in [Lang::Ar, Lang::En] {
        for view in [
            View::desktop(),
            View::phone(),
            View::desktop().size(320, 700),
            View::desktop().dark(),
        ] {
            for (account, paths) in &looked_at {
                let page = Browser::shared().page(view.clone().lang(lang.code()));
                if let Some(account) = account {
                    page.set_cookie(app.base(), COOKIE, &app.session_of(account));
                }
                for path in paths {
                    page.goto(&app.browser_url(&format!("/{}{path}", lang.code())));
                    let found = tests::support::audit::audit(&page);
                    wrong.extend(
                        found
                            .iter()
                            .map(|one| format!("/{}{path} ({view:?}): {one}", lang.code())),
                    );
                }
                wrong.extend(
                    page.problems()
                        .into_iter()
                        .map(|one| format!("{}: {one}", lang.code())),
                );
            }
        }
    }
    wrong.dedup();
    let shown: Vec<&String> = wrong.iter().take(60).collect();
    assert!(
        wrong.is_empty(),
        "{} violations, the first of them:\n{shown:#?}",
        wrong.len()
    );
}
