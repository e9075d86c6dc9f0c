//! Markup that people type is text, wherever it is shown.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::Document;

use super::input::{TEXT, suggest_form};

on_both!(
    markup_is_text_in_every_field,
    markup_in_a_name_is_text_too,
    markup_is_text_in_what_managers_write,
);

/// Everything that has ever been taken for markup.
const MARKUP: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><svg onload=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "<a href=\"javascript:alert(1)\">مقترح</a>",
    "{{ constructor.constructor('alert(1)')() }}",
    "<!-- --><b>bold</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
];

/// No element of the page came from what was typed.
#[track_caller]
fn is_inert(page: &Document, what: &str) {
    for script in page.all("script") {
        assert!(script.attr("src").is_some(), "{what}: {}", script.html());
    }
    for css in [
        "[onerror]",
        "[onload]",
        "[onmouseover]",
        "img[src=x]",
        "[href^='javascript:']",
        "svg[onload]",
        "main b:only-child > script",
    ] {
        assert!(!page.has(css), "{what}: {css} in {}", page.one(css).html());
    }
}

fn markup_is_text_in_every_field(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic_with(&agency, |topic| topic.per_person = 100);
    let client = app.signed_in(&app.citizen("salma"));
    let desk = app.signed_in(&app.moderator("mod", &agency));
    for (number, markup) in MARKUP.into_iter().enumerate() {
        let title = format!("{markup} {number}");
        let text = format!("{markup}\n{TEXT}");
        let form = suggest_form(&client, Lang::Ar, &topic)
            .set("title", &title)
            .set("text", &text)
            .set("ground_kind", "study")
            .set("ground_text", markup)
            .set("governorate", "dhofar")
            .set("wilayat", markup);
        let check = form.submit(&client).expect_status(200).page();
        is_inert(&check, markup);
        let posting = check.form("form[action$='/suggest']");
        assert_eq!(posting.value("title"), title);
        let posted = posting.submit(&client).expect_status(303);
        let reference = posted
            .location()
            .unwrap()
            .split('/')
            .find(|p| p.starts_with("S-"))
            .unwrap()
            .to_owned();
        assert_eq!(app.stored(&reference).title, title, "stored as typed");
        is_inert(&client.follow(posted).page(), markup);
        // An answer with the same in it, then everywhere it is shown.
        let path = format!("/ar/desk/libraries/suggestions/{reference}");
        let answer = desk.get(&path).expect_status(200).page();
        is_inert(&answer, markup);
        let reason = format!(
            "{markup} {}",
            "سنضيء الطريق كله قبل نهاية العام لأن الأسر تستخدمه مساءً. ".repeat(3)
        );
        let form = answer
            .form("form[action$='/answer']")
            .set("kind", "adopted")
            .set("reason", &reason)
            .set("commitment_what", &format!("{markup} إنارة"))
            .set("commitment_due", "2027-03-31");
        form.submit(&desk).expect_status(303);
        for path in [
            format!("/ar/suggestions/{reference}"),
            format!("/en/suggestions/{reference}"),
            format!("/ar/topics/{}?order=new", topic.slug),
            "/ar".to_owned(),
            "/en/agencies/libraries".to_owned(),
            path.clone(),
        ] {
            let answer = desk.get(&path).expect_status(200);
            is_inert(&answer.page(), &format!("{path} {markup}"));
        }
        let page = app
            .client()
            .get(&format!("/ar/suggestions/{reference}"))
            .page();
        assert!(
            page.root()
                .text()
                .contains(markup.split_whitespace().next().unwrap()),
            "shown as typed: {markup}"
        );
    }
}

fn markup_in_a_name_is_text_too(app: &App) {
    // Names come by the command line, which cleans them; a name that got in all the same.
    let nasty = "<b onmouseover=alert(1)>";
    let citizen = app.citizen("nasty");
    app.sql("UPDATE accounts SET name = '<b onmouseover=alert(1)>', show_name = true");
    let topic = app.topic(&app.agency("libraries"));
    let own = app.suggestion_with(&topic, Some(&citizen), |one| one.show_name = true);
    let client = app.signed_in(&citizen);
    for path in [
        format!("/ar/suggestions/{}", own.reference),
        format!("/ar/topics/{}", topic.slug),
        "/ar".into(),
    ] {
        let page = client.get(&path).expect_status(200).page();
        is_inert(&page, nasty);
        assert!(
            page.root().text().contains(nasty),
            "{path}: the name stands in the header"
        );
    }
}

fn markup_is_text_in_what_managers_write(app: &App) {
    let agency = app.agency("libraries");
    let client = app.signed_in(&app.manager("maryam", &agency));
    for (number, markup) in MARKUP.into_iter().enumerate() {
        let slug = format!("markup-{number}");
        let long = |text: &str| format!("{markup} {text}");
        let page = client
            .get("/en/desk/libraries/topics/new")
            .expect_status(200)
            .page();
        let mut form = page.form("form[action$='/new']").set("slug", &slug);
        for name in [
            "title",
            "description",
            "question",
            "what_happens",
            "short_reason",
        ] {
            form = form.set(&format!("{name}_ar"), &long("ساعات المكتبات العامة"));
            form = form.set(&format!("{name}_en"), &long("hours of public libraries"));
        }
        let form = form.set("opens", "2026-11-24").set("closes", "2026-12-02");
        form.submit(&client).expect_status(303);
        let topic = format!("/en/desk/libraries/topics/{slug}");
        for step in ["edit", "open"] {
            let page = client
                .get(&format!("{topic}/{step}"))
                .expect_status(200)
                .page();
            is_inert(&page, &format!("{step} {markup}"));
        }
        let open = client
            .get(&format!("{topic}/open"))
            .page()
            .form("form[action$='/open']");
        open.submit(&client).expect_status(303);
        let page = client.get(&format!("{topic}/extend")).page();
        let extend = page
            .form("form[action$='/extend']")
            .set("closes", "2026-12-12");
        let extend = extend.set("reason_ar", &long("طلب كثيرون وقتًا أطول"));
        let extend = extend.set("reason_en", &long("many asked for more time"));
        extend.submit(&client).expect_status(303);
        let page = client.get(&format!("{topic}/report")).page();
        let report = page.form("form[action$='/report']");
        let report = report.set("ar", &long(&"سمعنا ما كُتب هنا. ".repeat(4)));
        let report = report.set("en", &long(&"We heard what was written here. ".repeat(2)));
        report.submit(&client).expect_status(303);
        for lang in ["ar", "en"] {
            for path in ["", "/about", "/standing", "/outcome"] {
                let path = format!("/{lang}/topics/{slug}{path}");
                is_inert(&app.client().get(&path).page(), &format!("{path} {markup}"));
            }
            for path in ["", "/topics", "/agencies/libraries"] {
                let page = app
                    .client()
                    .get(&format!("/{lang}{path}"))
                    .expect_status(200)
                    .page();
                is_inert(&page, &format!("/{lang}{path} {markup}"));
            }
        }
        let title = app
            .client()
            .get(&format!("/en/topics/{slug}"))
            .page()
            .text("h1");
        let word = markup.split_whitespace().next().expect("a word");
        assert!(title.contains(word), "shown as typed: {markup} in {title}");
    }
}
