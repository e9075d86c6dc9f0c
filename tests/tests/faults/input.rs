//! What people and programs type: everywhere the right status, the reader's language, what was
//! typed still there, nothing half-written.

use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::{Document, Form};
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    texts_that_are_empty_or_too_long_come_back,
    everything_wrong_is_said_at_once,
    characters_that_turn_or_hide_a_text_are_refused,
    numbers_are_read_in_arabic_indic_digits,
    posting_after_closing_is_refused_and_the_text_kept,
);

pub const TITLE: &str = "إنارة الطريق إلى المكتبة";
pub const TEXT: &str = "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب.";

pub fn suggest_form(client: &Client, lang: Lang, topic: &Topic) -> Form {
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

fn texts_that_are_empty_or_too_long_come_back(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let long_title = "ع".repeat(151);
    let long_text = "ع".repeat(4_001);
    for (field, typed) in [
        ("title", ""),
        ("title", "   "),
        ("title", "\u{200b}\u{2060}\u{feff}"),
        ("title", "\u{a0}\u{2003}\t"),
        ("title", "عن"),
        ("title", &*long_title),
        ("text", ""),
        ("text", " \r\n\t\u{3000} "),
        ("text", "قصير"),
        ("text", &*long_text),
        ("text", "\u{200b}\n\u{200b}"),
        ("ground_link", "javascript:alert(1)"),
        ("ground_link", "not a link"),
    ] {
        for lang in [Lang::Ar, Lang::En] {
            let form = suggest_form(&client, lang, &topic).set(field, typed);
            let form = if field == "ground_link" {
                form.set("ground_kind", "study")
            } else {
                form
            };
            let answer = app.unchanged(field, || form.submit(&client));
            came_back(&answer, lang, field, &form);
        }
    }
    let right = suggest_form(&client, Lang::Ar, &topic)
        .set("title", &"ع".repeat(150))
        .set("text", &"ع".repeat(4_000));
    right.submit(&client).expect_status(200);
}

fn everything_wrong_is_said_at_once(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let form = suggest_form(&client, Lang::Ar, &topic)
        .set("title", "")
        .set("text", "")
        .set("wilayat", &"و".repeat(61));
    let page = form.submit(&client).expect_status(422).page();
    let named = page.all("[role=alert] a[href^='#']").len();
    assert!(named >= 3, "{named} faults are named");
}

fn characters_that_turn_or_hide_a_text_are_refused(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    for character in REFUSED {
        for field in ["title", "text"] {
            let typed = format!("{TEXT}{character}قلب");
            let form = suggest_form(&client, Lang::Ar, &topic).set(field, &typed);
            let answer = app.unchanged(field, || form.submit(&client));
            assert_eq!(
                answer.status,
                422,
                "U+{:04X} in {field}",
                u32::from(character)
            );
            assert!(
                answer.text().contains("مظلم"),
                "the typed text is still there"
            );
        }
    }
    // What merely joins letters stays.
    let form = suggest_form(&client, Lang::Ar, &topic)
        .set("text", "می‌خواهیم روشنایی بیشتر در راه کتابخانه باشد.");
    form.submit(&client).expect_status(200);
}

fn numbers_are_read_in_arabic_indic_digits(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 2);
    let salma = app.citizen("salma");
    app.list(&topic, &salma, &[&some[0], &some[1]]);
    let client = app.signed_in(&salma);
    for (place, at) in [("٢", 1), ("۱", 0)] {
        let check = suggest_form(&client, Lang::Ar, &topic)
            .submit(&client)
            .expect_status(200)
            .page();
        let form = check.form("form[action$='/suggest']").forge("place", place);
        let posted = form.submit(&client).expect_status(303);
        let reference = posted
            .location()
            .unwrap()
            .split('/')
            .find(|p| p.starts_with("S-"))
            .unwrap()
            .to_owned();
        assert_eq!(app.stored_list(&topic, &salma)[at], reference, "{place}");
    }
    // A reference as it is read out and typed.
    let arabic: String = some[0]
        .reference
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0x660 + digit).unwrap(),
            None => c.to_ascii_lowercase(),
        })
        .collect();
    let path = format!("/ar/suggestions/{}", tests::support::http::encode(&arabic));
    let answer = client.get(&path);
    let page = client.follow(answer).expect_status(200).page();
    assert!(page.root().text().contains(&some[0].title));
    for place in ["0", "12", "-1", "1.5", "first", "٣٣", "1e0"] {
        let check = suggest_form(&client, Lang::Ar, &topic)
            .submit(&client)
            .expect_status(200)
            .page();
        let form = check.form("form[action$='/suggest']").forge("place", place);
        let answer = app.unchanged(place, || form.submit(&client));
        assert_eq!(answer.status, 422, "{place}");
        assert!(
            answer.text().contains("مظلم"),
            "{place}: the typed text is still there"
        );
    }
}

fn posting_after_closing_is_refused_and_the_text_kept(app: &App) {
    let agency = app.agency("libraries");
    for (what, topic, code) in [
        ("closed", app.closed_topic(&agency), "topic_closed"),
        (
            "not yet open",
            app.topic_with(&agency, |t| {
                t.opens_on = "2026-11-30".into();
            }),
            "topic_not_yet_open",
        ),
        (
            "ranking only",
            app.topic_with(&agency, |t| {
                t.closes_on = "2026-11-30".into();
            }),
            "topic_ranking_only",
        ),
        (
            "ended, not closed yet",
            app.topic_with(&agency, |t| {
                t.closes_on = "2026-11-23".into();
            }),
            "topic_closed",
        ),
        (
            "concluded",
            app.topic_with(&agency, |t| {
                t.state = "concluded".into();
                t.closes_on = "2026-11-10".into();
            }),
            "topic_closed",
        ),
    ] {
        let client = app.signed_in(&app.citizen(what));
        for step in ["suggest/check", "suggest"] {
            let fields = [
                ("title", TITLE),
                ("text", TEXT),
                ("key", "after-closing-1"),
                ("place", ""),
            ];
            let path = format!("/ar/topics/{}/{step}", topic.slug);
            let answer = app.unchanged(what, || client.post_form(&path, &fields));
            assert_eq!(answer.status, 409, "{what} {step}");
            assert_says(&answer.page(), Lang::Ar, &format!("errors.{code}"));
            assert!(
                answer.text().contains("مظلم"),
                "{what} {step}: the typed text is still there"
            );
        }
    }
    let draft = app.draft(&agency);
    let client = app.signed_in(&app.citizen("draft"));
    let fields = [("title", TITLE), ("text", TEXT), ("key", "after-closing-1")];
    let answer = app.unchanged("a draft", || {
        client.post_form(&format!("/ar/topics/{}/suggest", draft.slug), &fields)
    });
    assert_eq!(answer.status, 404, "nobody learns of a draft");
}
