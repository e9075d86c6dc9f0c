//! What people and programs type: everywhere the right status, the reader's language, what was
//! typed still there, nothing half-written.

use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::{Document, Form};
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

const TITLE: &str = "إنارة الطريق إلى المكتبة";
const TEXT: &str = "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب.";

fn suggest_form(client: &Client, lang: Lang, topic: &Topic) -> Form {
    let path = format!("/{}/topics/{}/suggest", lang.code(), topic.slug);
    let page = client.get(&path).expect_status(200).page();
    page.form("form[action$='/suggest/check']")
        .set("title", TITLE)
        .set("text", TEXT)
}

/// The form came back whole: status, language, a summary that is heard, the field marked and tied
/// to its fault, everything typed still there.
#[track_caller]
fn came_back(answer: &Answer, lang: Lang, field: &str, typed: &Form) -> Document {
    assert_eq!(answer.status, 422, "{field}: {}", answer.text());
    let page = answer.page();
    assert_eq!(page.root().attr("lang"), Some(lang.code()));
    let alert = page.one("[role=alert]");
    assert_eq!(alert.attr("tabindex"), Some("-1"), "it can take the focus");
    assert!(
        !alert.all(&format!("a[href='#{field}']")).is_empty(),
        "the summary leads to {field}: {}",
        alert.html()
    );
    let control = page.one(&format!("main [name='{field}'][aria-invalid=true]"));
    let described = control.attr("aria-describedby").unwrap_or_default();
    let said: Vec<String> = described
        .split_whitespace()
        .map(|id| page.text(&format!("[id='{id}']")))
        .collect();
    assert!(
        said.iter().any(|words| !words.is_empty()),
        "{field} says what is wrong with it"
    );
    let kept = page.form("form[action$='/suggest/check']");
    for (name, value) in typed.fields() {
        if name == "key" || name == "lang" {
            continue;
        }
        let same = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        let now: Vec<(String, String)> = kept
            .fields()
            .into_iter()
            .filter(|pair| pair.0 == name)
            .collect();
        assert!(
            now.iter().any(|pair| same(&pair.1) == same(&value)),
            "{name} is not as it was typed: {now:?}"
        );
    }
    page
}

/// Marks that turn, hide or break a text.
const REFUSED: [char; 16] = [
    '\u{202A}',
    '\u{202B}',
    '\u{202D}',
    '\u{202E}',
    '\u{2066}',
    '\u{2067}',
    '\u{2068}',
    '\u{2069}',
    '\u{0007}',
    '\u{001B}',
    '\u{0085}',
    '\u{2028}',
    '\u{E0041}',
    '\u{FFFD}',
    '\u{3164}',
    '\u{E000}',
];

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

on_both! {
    fn texts_that_are_empty_or_too_long_come_back(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let long_title = "ع".repeat(151);
        let long_text = "ع".repeat(4_001);
        for (field, typed) in [
            ("title", ""), ("title", "   "), ("title", "\u{200b}\u{2060}\u{feff}"), ("title", "\u{a0}\u{2003}\t"),
            ("title", "عن"), ("title", &*long_title), ("text", ""), ("text", " \r\n\t\u{3000} "),
            ("text", "قصير"), ("text", &*long_text), ("text", "\u{200b}\n\u{200b}"),
            ("ground_link", "javascript:alert(1)"), ("ground_link", "not a link"),
        ] {
            for lang in [Lang::Ar, Lang::En] {
                let form = suggest_form(&client, lang, &topic).set(field, typed);
                let form = if field == "ground_link" { form.set("ground_kind", "study") } else { form };
                let answer = app.unchanged(field, || form.submit(&client));
                came_back(&answer, lang, field, &form);
            }
        }
        let right = suggest_form(&client, Lang::Ar, &topic).set("title", &"ع".repeat(150)).set("text", &"ع".repeat(4_000));
        right.submit(&client).expect_status(200);
    }

    fn everything_wrong_is_said_at_once(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let form = suggest_form(&client, Lang::Ar, &topic).set("title", "").set("text", "").set("wilayat", &"و".repeat(61));
        let page = form.submit(&client).expect_status(422).page();
        let named = page.all("[role=alert] a[href^='#']").len();
        assert!(named >= 3, "{named} faults are named");
    }

    fn characters_that_turn_or_hide_a_text_are_refused(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        for character in REFUSED {
            for field in ["title", "text"] {
                let typed = format!("{TEXT}{character}قلب");
                let form = suggest_form(&client, Lang::Ar, &topic).set(field, &typed);
                let answer = app.unchanged(field, || form.submit(&client));
                assert_eq!(answer.status, 422, "U+{:04X} in {field}", u32::from(character));
                assert!(answer.text().contains("مظلم"), "the typed text is still there");
            }
        }
        // What merely joins letters stays.
        let form = suggest_form(&client, Lang::Ar, &topic).set("text", "می‌خواهیم روشنایی بیشتر در راه کتابخانه باشد.");
        form.submit(&client).expect_status(200);
    }

    fn a_null_byte_reaches_no_database(app) {
        let agency = app.agency("libraries");
        let topic = app.topic(&agency);
        let salma = app.citizen("salma");
        let one = app.suggestion(&topic, Some(&salma));
        let client = app.signed_in(&salma);
        for field in ["title", "text", "wilayat", "place", "key", "governorate", "show_name"] {
            let form = suggest_form(&client, Lang::Ar, &topic).forge(field, "مكتبة\u{0}مكتبة وبعض النص");
            let answer = app.unchanged(field, || form.submit(&client));
            assert!(matches!(answer.status, 200 | 400 | 422), "{field}: {}", answer.status);
            let check = format!("/ar/topics/{}/suggest", topic.slug);
            let fields: Vec<(String, String)> = form.fields();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let answer = client.post_form(&check, &fields);
            assert!(answer.status < 500, "{field}: {}", answer.status);
        }
        let desk = app.signed_in(&app.manager("maryam", &agency));
        let mut faults = Vec::new();
        for path in [
            "/ar/topics?state=%00", "/ar/topics?agency=%00", "/ar/topics?after=%00", "/ar/suggestions/S-7K3Q-92%00",
            "/ar/agencies/%00", "/ar/topics/%00", "/ar/topics/%00/standing", "/ar/topics/%00/about",
            "/ar/topics/%00/outcome", "/ar/topics/%00/suggest", "/ar/topics/%00/my-list", "/api/v1/topics/%00/my-list",
            "/ar/desk/%00", "/ar/desk/%00/topics", "/ar/desk/libraries/topics/%00/edit", "/ar/desk/libraries/topics/%00/open",
            "/ar/desk/%00/suggestions/S-7K3Q-92", "/ar/desk/libraries?topic=%00&after=2026-11-22.%00",
            "/ar/sign-in?next=%00", "/ar/language/en?to=%00", "/ar/topics/x?order=%00",
        ] {
            for client in [&client, &desk] {
                let status = client.get(path).status;
                if status >= 500 {
                    faults.push(format!("GET {path}: {status}"));
                }
            }
        }
        let fields = [
            ("kind", "acknowledged"), ("reason", "a\u{0}b"), ("seen", "0"), ("key", "null-byte-\u{0}-1"), ("op", "add"),
            ("suggestion", &*one.reference), ("version", "1"), ("slug", "a\u{0}b"), ("title_en", "Hours\u{0}hours"),
            ("commitment", "\u{0}"), ("state", "\u{0}"), ("note", "\u{0}"), ("title", "a\u{0}b"), ("text", "\u{0}"),
            ("ar", "\u{0}"), ("en", "\u{0}"), ("closes", "\u{0}"), ("reason_ar", "\u{0}"), ("back", "\u{0}"),
        ];
        let (slug, case) = (&topic.slug, format!("/ar/desk/libraries/suggestions/{}", one.reference));
        for path in [
            format!("{case}/answer"), format!("{case}/hide"), format!("{case}/commitment"),
            format!("/ar/topics/{slug}/my-list"), format!("/ar/topics/{slug}/suggest"),
            "/ar/desk/libraries/topics/new".into(), format!("/ar/desk/libraries/topics/{slug}/extend"),
            format!("/ar/desk/libraries/topics/{slug}/report"), format!("/ar/suggestions/{}/edit", one.reference),
        ] {
            for client in [&client, &desk] {
                let status = client.post_form(&path, &fields).status;
                if status >= 500 {
                    faults.push(format!("POST {path}: {status}"));
                }
            }
        }
        faults.dedup();
        assert!(faults.is_empty(), "{faults:#?}");
        let answer = app.client().post_form("/ar/sign-in", &[("name", "sal\u{0}ma"), ("password", "a\u{0}b")]);
        assert_eq!(answer.status, 422);
    }

    fn markup_is_text_in_every_field(app) {
        let agency = app.agency("libraries");
        let topic = app.topic_with(&agency, |topic| topic.per_person = 100);
        let client = app.signed_in(&app.citizen("salma"));
        let desk = app.signed_in(&app.moderator("mod", &agency));
        for (number, markup) in MARKUP.into_iter().enumerate() {
            let title = format!("{markup} {number}");
            let text = format!("{markup}\n{TEXT}");
            let form = suggest_form(&client, Lang::Ar, &topic)
                .set("title", &title).set("text", &text).set("ground_kind", "study")
                .set("ground_text", markup).set("governorate", "dhofar").set("wilayat", markup);
            let check = form.submit(&client).expect_status(200).page();
            is_inert(&check, markup);
            let posting = check.form("form[action$='/suggest']");
            assert_eq!(posting.value("title"), title);
            let posted = posting.submit(&client).expect_status(303);
            let reference = posted.location().unwrap().split('/').find(|p| p.starts_with("S-")).unwrap().to_owned();
            assert_eq!(app.stored(&reference).title, title, "stored as typed");
            is_inert(&client.follow(posted).page(), markup);
            // An answer with the same in it, then everywhere it is shown.
            let path = format!("/ar/desk/libraries/suggestions/{reference}");
            let answer = desk.get(&path).expect_status(200).page();
            is_inert(&answer, markup);
            let reason = format!("{markup} {}", "سنضيء الطريق كله قبل نهاية العام لأن الأسر تستخدمه مساءً. ".repeat(3));
            let form = answer.form("form[action$='/answer']").set("kind", "adopted").set("reason", &reason)
                .set("commitment_what", &format!("{markup} إنارة")).set("commitment_due", "2027-03-31");
            form.submit(&desk).expect_status(303);
            for path in [format!("/ar/suggestions/{reference}"), format!("/en/suggestions/{reference}"),
                format!("/ar/topics/{}?order=new", topic.slug), "/ar".to_owned(), "/en/agencies/libraries".to_owned(), path.clone()] {
                let answer = desk.get(&path).expect_status(200);
                is_inert(&answer.page(), &format!("{path} {markup}"));
            }
            let page = app.client().get(&format!("/ar/suggestions/{reference}")).page();
            assert!(page.root().text().contains(markup.split_whitespace().next().unwrap()), "shown as typed: {markup}");
        }
    }

    fn markup_in_a_name_is_text_too(app) {
        // Names come by the command line, which cleans them; a name that got in all the same.
        let nasty = "<b onmouseover=alert(1)>";
        let citizen = app.citizen("nasty");
        app.sql("UPDATE accounts SET name = '<b onmouseover=alert(1)>', show_name = true");
        let topic = app.topic(&app.agency("libraries"));
        let own = app.suggestion_with(&topic, Some(&citizen), |one| one.show_name = true);
        let client = app.signed_in(&citizen);
        for path in [format!("/ar/suggestions/{}", own.reference), format!("/ar/topics/{}", topic.slug), "/ar".into()] {
            let page = client.get(&path).expect_status(200).page();
            is_inert(&page, nasty);
            assert!(page.root().text().contains(nasty), "{path}: the name stands in the header");
        }
    }

    fn numbers_are_read_in_arabic_indic_digits(app) {
        let topic = app.topic(&app.agency("libraries"));
        let some = app.suggestions(&topic, 2);
        let salma = app.citizen("salma");
        app.list(&topic, &salma, &[&some[0], &some[1]]);
        let client = app.signed_in(&salma);
        for (place, at) in [("٢", 1), ("۱", 0)] {
            let check = suggest_form(&client, Lang::Ar, &topic).submit(&client).expect_status(200).page();
            let form = check.form("form[action$='/suggest']").forge("place", place);
            let posted = form.submit(&client).expect_status(303);
            let reference = posted.location().unwrap().split('/').find(|p| p.starts_with("S-")).unwrap().to_owned();
            assert_eq!(app.stored_list(&topic, &salma)[at], reference, "{place}");
        }
        // A reference as it is read out and typed.
        let arabic: String = some[0].reference.chars().map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0x660 + digit).unwrap(),
            None => c.to_ascii_lowercase(),
        }).collect();
        let path = format!("/ar/suggestions/{}", tests::support::http::encode(&arabic));
        let answer = client.get(&path);
        let page = client.follow(answer).expect_status(200).page();
        assert!(page.root().text().contains(&some[0].title));
        for place in ["0", "12", "-1", "1.5", "first", "٣٣", "1e0"] {
            let check = suggest_form(&client, Lang::Ar, &topic).submit(&client).expect_status(200).page();
            let form = check.form("form[action$='/suggest']").forge("place", place);
            let answer = app.unchanged(place, || form.submit(&client));
            assert_eq!(answer.status, 422, "{place}");
            assert!(answer.text().contains("مظلم"), "{place}: the typed text is still there");
        }
    }

    fn posting_after_closing_is_refused_and_the_text_kept(app) {
        let agency = app.agency("libraries");
        for (what, topic, code) in [
            ("closed", app.closed_topic(&agency), "topic_closed"),
            ("not yet open", app.topic_with(&agency, |t| { t.opens_on = "2026-11-30".into(); }), "topic_not_yet_open"),
            ("ranking only", app.topic_with(&agency, |t| { t.closes_on = "2026-11-30".into(); }), "topic_ranking_only"),
            ("ended, not closed yet", app.topic_with(&agency, |t| { t.closes_on = "2026-11-23".into(); }), "topic_closed"),
            ("concluded", app.topic_with(&agency, |t| { t.state = "concluded".into(); t.closes_on = "2026-11-10".into(); }), "topic_closed"),
        ] {
            let client = app.signed_in(&app.citizen(what));
            for step in ["suggest/check", "suggest"] {
                let fields = [("title", TITLE), ("text", TEXT), ("key", "after-closing-1"), ("place", "")];
                let path = format!("/ar/topics/{}/{step}", topic.slug);
                let answer = app.unchanged(what, || client.post_form(&path, &fields));
                assert_eq!(answer.status, 409, "{what} {step}");
                assert_says(&answer.page(), Lang::Ar, &format!("errors.{code}"));
                assert!(answer.text().contains("مظلم"), "{what} {step}: the typed text is still there");
            }
        }
        let draft = app.draft(&agency);
        let client = app.signed_in(&app.citizen("draft"));
        let fields = [("title", TITLE), ("text", TEXT), ("key", "after-closing-1")];
        let answer = app.unchanged("a draft", || client.post_form(&format!("/ar/topics/{}/suggest", draft.slug), &fields));
        assert_eq!(answer.status, 404, "nobody learns of a draft");
    }

    fn forged_fields_change_nothing_of_others(app) {
        let topic = app.topic(&app.agency("libraries"));
        let (salma, nasser) = (app.citizen("salma"), app.citizen("nasser"));
        let client = app.signed_in(&salma);
        let check = suggest_form(&client, Lang::Ar, &topic).submit(&client).expect_status(200).page();
        let form = check.form("form[action$='/suggest']")
            .forge("author_id", &nasser.id).forge("publication", "hidden").forge("answer_state", "adopted")
            .forge("topic_id", "x").forge("id", "x").forge("lang", "xx");
        let answer = form.submit(&client);
        // An unknown language is a fault of the form; the rest is nobody's field.
        assert_eq!(answer.status, 422, "{}", answer.text());
        let posted = form.forge("lang", "ar").submit(&client).expect_status(303);
        let reference = posted.location().unwrap().split('/').find(|p| p.starts_with("S-")).unwrap().to_owned();
        let stored = app.stored(&reference);
        assert_eq!((stored.author_id, &*stored.publication, &*stored.answer_state), (Some(salma.id), "published", "none"));
    }

    fn a_thousand_fields_or_a_field_a_thousand_times_is_no_server_error(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let path = format!("/ar/topics/{}/suggest/check", topic.slug);
        let many: Vec<(String, &str)> = (0..1_000).map(|n| (format!("f{n}"), "x")).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(app.unchanged("many fields", || client.post_form(&path, &many)).status, 422);
        let same = vec![("title", TITLE); 1_000];
        let answer = app.unchanged("one field often", || client.post_form(&path, &same));
        assert!(matches!(answer.status, 400 | 422), "{}", answer.status);
    }
}

#[test]
fn a_database_that_is_gone_is_no_page_with_its_words() {
    let app = App::start(tests::support::app::Backend::Sqlite);
    app.sql("ALTER TABLE topics RENAME TO elsewhere");
    for lang in [Lang::Ar, Lang::En] {
        let answer = app.client().get(&format!("/{}/topics", lang.code()));
        assert_eq!(answer.status, 500);
        assert!(
            !answer.text().contains("no such table"),
            "the database's words are not shown"
        );
        assert_says(&answer.page(), lang, "errors.internal");
    }
}
