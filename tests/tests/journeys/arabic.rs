//! A visitor reads in Arabic: direction, words, plural forms, numbers, and the way to the other
//! language.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::{assert_says, words};

on_both!(
    every_page_is_whole_in_both_languages,
    headings_go_down_one_step_at_a_time,
    arabic_plurals_have_all_six_forms,
    user_text_says_its_own_language_and_direction,
    the_start_leads_to_the_readers_language,
    an_error_page_speaks_the_readers_language,
    an_imported_topic_says_so,
);

/// Public pages, as paths behind the language.
fn pages(app: &App) -> Vec<String> {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let closed = app.closed_topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    app.suggestion(&closed, None);
    let (topic, closed) = (topic.slug, closed.slug);
    vec![
        String::new(),
        "/topics".into(),
        format!("/topics/{topic}"),
        format!("/topics/{topic}/standing"),
        format!("/topics/{topic}/about"),
        format!("/topics/{topic}?order=new"),
        format!("/topics/{topic}?order=waiting"),
        format!("/topics/{closed}"),
        format!("/suggestions/{}", suggestion.reference),
        "/agencies".into(),
        "/agencies/libraries".into(),
        "/ranking".into(),
        "/policy".into(),
        "/about".into(),
        "/sign-in".into(),
    ]
}

fn every_page_is_whole_in_both_languages(app: &App) {
    for page in pages(app) {
        for lang in [Lang::Ar, Lang::En] {
            let path = format!("/{}{page}", lang.code());
            let answer = app.client().get(&path).expect_status(200);
            assert_eq!(
                answer.header("content-language"),
                Some(lang.code()),
                "{path}"
            );
            assert_eq!(
                answer.header("content-type"),
                Some("text/html; charset=utf-8"),
                "{path}"
            );
            let document = answer.page();
            let root = document.root();
            assert_eq!(root.attr("lang"), Some(lang.code()), "{path}");
            assert_eq!(root.attr("dir"), Some(lang.dir().code()), "{path}");
            assert_eq!(document.all("h1").len(), 1, "{path} has one h1");
            assert!(
                document.has("main") && document.has("a.skip[href='#main']"),
                "{path}"
            );
            assert!(!document.text("title").is_empty(), "{path}");
            assert!(!document.has("[style], style"), "{path}: no inline styles");
            for script in document.all("script") {
                assert!(
                    script.attr("src").is_some(),
                    "{path}: no inline script: {}",
                    script.html()
                );
            }
            let text = root.text();
            for broken in ["{{", "}}", "None", "Some(", "undefined", "<!--"] {
                assert!(!text.contains(broken), "{path} says {broken}");
            }
            // The same page in the other language is one link away.
            let there = document.one("header a[hreflang]");
            assert_eq!(there.attr("hreflang"), Some(lang.other().code()), "{path}");
            let other = document.follow("header a[hreflang]", &app.client());
            let other = app.client().follow(other);
            assert_eq!(other.status, 200, "{path}");
            assert_eq!(
                other.page().root().attr("lang"),
                Some(lang.other().code()),
                "{path}"
            );
            let kept = page.split('?').next().unwrap_or_default();
            assert!(
                other
                    .path
                    .starts_with(&format!("/{}{kept}", lang.other().code())),
                "{path} leads to {}",
                other.path
            );
        }
    }
}

fn headings_go_down_one_step_at_a_time(app: &App) {
    for page in pages(app) {
        let path = format!("/ar{page}");
        let document = app.client().get(&path).expect_status(200).page();
        let mut level = 0;
        for heading in document.all("h1, h2, h3, h4, h5, h6") {
            let now: u32 = heading.tag()[1..].parse().expect("a level");
            assert!(
                now <= level + 1,
                "{path}: {} after h{level}",
                heading.html()
            );
            level = now;
        }
    }
}

/// Arabic counts in six forms; the number of suggestions runs through all of them.
fn arabic_plurals_have_all_six_forms(app: &App) {
    let agency = app.agency("libraries");
    for count in [0, 1, 2, 3, 11, 100] {
        let topic = app.topic(&agency);
        app.suggestions(&topic, count);
        app.touch(&topic);
        app.run_jobs();
        let shown = app
            .client()
            .get(&format!("/ar/topics/{}", topic.slug))
            .expect_status(200)
            .page();
        let unanswered = shown.text("a.loud");
        let wanted = match count {
            0 => "لا مقترح",
            1 => "مقترح واحد",
            2 => "مقترحان",
            3 => "3 مقترحات",
            11 => "11 مقترحًا",
            _ => "100 مقترح",
        };
        assert!(unanswered.contains(wanted), "{count}: {unanswered}");
        assert!(
            !(unanswered.starts_with("1 ") || unanswered.starts_with("2 ")),
            "one and two are words"
        );
        let listed = app
            .client()
            .get("/ar/topics")
            .expect_status(200)
            .page()
            .root()
            .text();
        assert!(listed.contains(wanted), "{count}: {listed}");
    }
}

fn user_text_says_its_own_language_and_direction(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    // Begins with a Latin word, and is Arabic all the same.
    let arabic = app.suggestion_with(&topic, None, |one| {
        one.title = "Wi-Fi مجاني في المكتبات".into();
        one.body = "الإنترنت في المكتبة ضعيف، ونحتاجه للبحث والدراسة.".into();
        one.lang = "ar".into();
        one.dir = "rtl".into();
    });
    let english = app.suggestion(&topic, None);
    for lang in ["ar", "en"] {
        for path in [
            format!("/{lang}/topics/{}", topic.slug),
            format!("/{lang}/suggestions/{}", arabic.reference),
            format!("/{lang}/suggestions/{}", english.reference),
        ] {
            let document = app.client().get(&path).expect_status(200).page();
            for node in document.all("[data-user-text]") {
                let (text_lang, dir) = (node.attr("lang"), node.attr("dir"));
                assert!(
                    text_lang.is_some() && matches!(dir, Some("rtl" | "ltr")),
                    "{path}: {}",
                    node.html()
                );
                if node.text().contains("Wi-Fi مجاني") {
                    assert_eq!((text_lang, dir), (Some("ar"), Some("rtl")), "{path}");
                }
                if node.text().contains(&english.title) {
                    assert_eq!((text_lang, dir), (Some("en"), Some("ltr")), "{path}");
                }
            }
            assert!(document.has("[data-user-text]"), "{path}");
        }
    }
}

fn the_start_leads_to_the_readers_language(app: &App) {
    let client = app.client();
    for (accepted, wanted) in [
        ("ar-OM,ar;q=0.9,en;q=0.5", "/ar"),
        ("en-GB,en;q=0.9", "/en"),
        ("fr-FR", "/ar"),
        ("*", "/ar"),
        ("de, en;q=0.3, ar;q=0.2", "/en"),
    ] {
        let answer = client
            .request("GET", "/")
            .header("Accept-Language", accepted)
            .send();
        assert_eq!(
            answer.expect_status(303).location().as_deref(),
            Some(wanted),
            "{accepted}"
        );
    }
    assert_eq!(
        client.get("/").location().as_deref(),
        Some("/ar"),
        "Arabic unless asked otherwise"
    );
    // The language chosen last is kept.
    client
        .get("/en/language/ar?to=/en/topics")
        .expect_status(303);
    let answer = client
        .request("GET", "/")
        .header("Accept-Language", "en")
        .send();
    assert_eq!(answer.location().as_deref(), Some("/ar"));
}

fn an_error_page_speaks_the_readers_language(app: &App) {
    for lang in [Lang::Ar, Lang::En] {
        let answer = app
            .client()
            .get(&format!("/{}/nothing", lang.code()))
            .expect_status(404);
        assert_says(&answer.page(), lang, "errors.not_found");
    }
}

fn an_imported_topic_says_so(app: &App) {
    let topic = app.topic_with(&app.agency("libraries"), |topic| topic.imported = true);
    app.suggestion(&topic, None);
    let plain = app.topic(&app.agency("parks"));
    for lang in [Lang::Ar, Lang::En] {
        let said = words(lang, "topic.imported");
        let text = |slug: &str| {
            app.client()
                .get(&format!("/{}/topics/{slug}", lang.code()))
                .page()
                .root()
                .text()
        };
        assert!(text(&topic.slug).contains(&said));
        assert!(!text(&plain.slug).contains(&said));
    }
}
