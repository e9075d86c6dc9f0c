//! What no page offers: null bytes, forged fields, a thousand of them, a database that is gone.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::words::assert_says;

use super::input::{TITLE, suggest_form};

on_both!(
    a_null_byte_reaches_no_database,
    forged_fields_change_nothing_of_others,
    a_thousand_fields_or_a_field_a_thousand_times_is_no_server_error,
);

fn a_null_byte_reaches_no_database(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let salma = app.citizen("salma");
    let one = app.suggestion(&topic, Some(&salma));
    let client = app.signed_in(&salma);
    for field in [
        "title",
        "text",
        "wilayat",
        "place",
        "key",
        "governorate",
        "show_name",
    ] {
        let form =
            suggest_form(&client, Lang::Ar, &topic).forge(field, "مكتبة\u{0}مكتبة وبعض النص");
        let answer = app.unchanged(field, || form.submit(&client));
        assert!(
            matches!(answer.status, 200 | 400 | 422),
            "{field}: {}",
            answer.status
        );
        let check = format!("/ar/topics/{}/suggest", topic.slug);
        let fields: Vec<(String, String)> = form.fields();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let answer = client.post_form(&check, &fields);
        assert!(answer.status < 500, "{field}: {}", answer.status);
    }
    let desk = app.signed_in(&app.manager("maryam", &agency));
    let mut faults = Vec::new();
    for path in [
        "/ar/topics?state=%00",
        "/ar/topics?agency=%00",
        "/ar/topics?after=%00",
        "/ar/suggestions/S-7K3Q-92%00",
        "/ar/agencies/%00",
        "/ar/topics/%00",
        "/ar/topics/%00/standing",
        "/ar/topics/%00/about",
        "/ar/topics/%00/outcome",
        "/ar/topics/%00/suggest",
        "/ar/topics/%00/my-list",
        "/api/v1/topics/%00/my-list",
        "/ar/desk/%00",
        "/ar/desk/%00/topics",
        "/ar/desk/libraries/topics/%00/edit",
        "/ar/desk/libraries/topics/%00/open",
        "/ar/desk/%00/suggestions/S-7K3Q-92",
        "/ar/desk/libraries?topic=%00&after=2026-11-22.%00",
        "/ar/sign-in?next=%00",
        "/ar/language/en?to=%00",
        "/ar/topics/x?order=%00",
    ] {
        for client in [&client, &desk] {
            let status = client.get(path).status;
            if status >= 500 {
                faults.push(format!("GET {path}: {status}"));
            }
        }
    }
    let fields = [
        ("kind", "acknowledged"),
        ("reason", "a\u{0}b"),
        ("seen", "0"),
        ("key", "null-byte-\u{0}-1"),
        ("op", "add"),
        ("suggestion", &*one.reference),
        ("version", "1"),
        ("slug", "a\u{0}b"),
        ("title_en", "Hours\u{0}hours"),
        ("commitment", "\u{0}"),
        ("state", "\u{0}"),
        ("note", "\u{0}"),
        ("title", "a\u{0}b"),
        ("text", "\u{0}"),
        ("ar", "\u{0}"),
        ("en", "\u{0}"),
        ("closes", "\u{0}"),
        ("reason_ar", "\u{0}"),
        ("back", "\u{0}"),
        ("act", "reject"),
        ("with", "template"),
        ("into", "\u{0}"),
        ("merge_reason", "\u{0}"),
        ("template", "\u{0}"),
        ("label", "\u{0}"),
        ("text_ar", "\u{0}"),
        ("text_en", "\u{0}"),
    ];
    let (slug, case) = (
        &topic.slug,
        format!("/ar/desk/libraries/suggestions/{}", one.reference),
    );
    for path in [
        format!("{case}/answer"),
        format!("{case}/answer/form"),
        format!("{case}/answer/preview"),
        format!("{case}/answer/draft"),
        "/ar/desk/libraries/bulk/template".into(),
        "/ar/desk/libraries/bulk/preview".into(),
        "/ar/desk/libraries/bulk/draft".into(),
        "/ar/desk/libraries/bulk/draft/throw-away".into(),
        "/ar/desk/libraries/bulk/form".into(),
        "/ar/desk/libraries/templates".into(),
        format!("{case}/hide"),
        format!("{case}/merge"),
        format!("{case}/unmerge"),
        format!("{case}/commitment"),
        format!("/ar/topics/{slug}/my-list"),
        format!("/ar/topics/{slug}/suggest"),
        "/ar/desk/libraries/topics/new".into(),
        format!("/ar/desk/libraries/topics/{slug}/extend"),
        format!("/ar/desk/libraries/topics/{slug}/report"),
        format!("/ar/suggestions/{}/edit", one.reference),
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
    let answer = app.client().post_form(
        "/ar/sign-in",
        &[("name", "sal\u{0}ma"), ("password", "a\u{0}b")],
    );
    assert_eq!(answer.status, 422);
}

fn forged_fields_change_nothing_of_others(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let (salma, nasser) = (app.citizen("salma"), app.citizen("nasser"));
    let client = app.signed_in(&salma);
    let check = suggest_form(&client, Lang::Ar, &topic)
        .submit(&client)
        .expect_status(200)
        .page();
    let form = check
        .form("form[action$='/suggest']")
        .forge("author_id", &nasser.id)
        .forge("publication", "hidden")
        .forge("answer_state", "adopted")
        .forge("topic_id", "x")
        .forge("id", "x")
        .forge("lang", "xx");
    let answer = form.submit(&client);
    // An unknown language is a fault of the form; the rest is nobody's field.
    assert_eq!(answer.status, 422, "{}", answer.text());
    let posted = form.forge("lang", "ar").submit(&client).expect_status(303);
    let reference = posted
        .location()
        .unwrap()
        .split('/')
        .find(|p| p.starts_with("S-"))
        .unwrap()
        .to_owned();
    let stored = app.stored(&reference);
    assert_eq!(
        (
            stored.author_id,
            &*stored.publication,
            &*stored.answer_state
        ),
        (Some(salma.id), "published", "none")
    );
}

fn a_thousand_fields_or_a_field_a_thousand_times_is_no_server_error(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let path = format!("/ar/topics/{}/suggest/check", topic.slug);
    let many: Vec<(String, &str)> = (0..1_000).map(|n| (format!("f{n}"), "x")).collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    assert_eq!(
        app.unchanged("many fields", || client.post_form(&path, &many))
            .status,
        422
    );
    let same = vec![("title", TITLE); 1_000];
    let answer = app.unchanged("one field often", || client.post_form(&path, &same));
    assert!(matches!(answer.status, 400 | 422), "{}", answer.status);
}

#[test]
fn a_database_that_is_gone_is_no_page_with_its_words() {
    let app = App::start(Backend::Sqlite);
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
