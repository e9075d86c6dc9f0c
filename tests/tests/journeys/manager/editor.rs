//! The editor of a draft: what it takes, what keeps a topic from opening.

use tests::on_both;
use tests::support::app::App;

use super::{filled, form, manager};

on_both!(
    a_draft_with_something_missing_is_saved_and_does_not_open,
    days_out_of_the_rules_do_not_open,
    a_short_topic_opens_with_a_public_reason,
    numbers_are_read_in_every_kind_of_digit,
    every_allowed_share_of_ranking_only_is_stored,
    a_slug_is_taken_once,
    two_managers_do_not_write_over_each_other,
);

fn a_draft_with_something_missing_is_saved_and_does_not_open(app: &App) {
    let client = manager(app);
    filled(&client)
        .set("question_ar", "")
        .set("what_happens_en", "")
        .submit(&client)
        .expect_status(303);
    let page = client
        .get("/ar/desk/libraries/topics/library-hours/open")
        .expect_status(200)
        .page();
    assert!(page.has("[role=alert]") && !page.has("form[action$='/open']"));
    let version = app.stored_topic("library-hours").version.to_string();
    let answer = app.unchanged("opening half a topic", || {
        client.post_form(
            "/ar/desk/libraries/topics/library-hours/open",
            &[("version", &version)],
        )
    });
    assert_eq!(answer.status, 422);
    assert_eq!(app.stored_topic("library-hours").state, "draft");
    assert!(answer.page().has("[role=alert]"));
}

fn days_out_of_the_rules_do_not_open(app: &App) {
    let client = manager(app);
    for (opens, closes) in [
        ("2026-11-24", "2026-11-30"), // 7 days and no reason
        ("2026-11-24", "2027-02-22"), // 91 days
        ("2026-12-20", "2026-12-01"),
        ("2026-10-01", "2026-11-20"), // over before it opens
        ("", ""),
    ] {
        let slug = format!(
            "days-{}-{}",
            opens.len() + closes.len(),
            closes.replace('-', "")
        );
        let slug = slug.trim_end_matches('-').to_owned();
        filled(&client)
            .set("slug", &slug)
            .set("opens", opens)
            .set("closes", closes)
            .submit(&client)
            .expect_status(303);
        let version = app.stored_topic(&slug).version.to_string();
        let path = format!("/en/desk/libraries/topics/{slug}/open");
        let answer = app.unchanged("opening", || {
            client.post_form(&path, &[("version", &version)])
        });
        assert_eq!(answer.status, 422, "{opens} {closes}");
    }
}

fn a_short_topic_opens_with_a_public_reason(app: &App) {
    let client = manager(app);
    let form_ = filled(&client)
        .set("closes", "2026-11-30")
        .set("short_reason_ar", "يبدأ العمل بالساعات الجديدة في ديسمبر.")
        .set("short_reason_en", "The new hours begin in December.");
    form_.submit(&client).expect_status(303);
    form(&client, "/en/desk/libraries/topics/library-hours/open")
        .submit(&client)
        .expect_status(303);
    let page = app
        .client()
        .get("/en/topics/library-hours/about")
        .expect_status(200)
        .page();
    assert!(
        page.root()
            .text()
            .contains("The new hours begin in December.")
    );
}

fn numbers_are_read_in_every_kind_of_digit(app: &App) {
    let client = manager(app);
    filled(&client)
        .set("list_places", "٧")
        .set("per_person", "۳")
        .set("shortlist_places", "12")
        .submit(&client)
        .expect_status(303);
    let topic = app.stored_topic("library-hours");
    assert_eq!(
        (topic.list_length, topic.per_person, topic.shortlist_length),
        (7, 3, 12)
    );
    for (name, value) in [
        ("list_places", "2"),
        ("list_places", "١٧"),
        ("list_places", "1e1"),
        ("list_places", "ten"),
        ("per_person", "0"),
        ("per_person", "-1"),
        ("per_person", "99999999999999999999"),
        ("ranking_only_percent", "76"),
        ("shortlist_min_lists", "1.5"),
        ("opens", "2026-02-30"),
        ("closes", "24/12/2026x"),
        ("participation", "decree"),
        ("slug", "ساعات"),
        ("slug", "a--b"),
    ] {
        let form = filled(&client)
            .forge("slug", "other-hours")
            .forge(name, value);
        let answer = app.unchanged(name, || form.submit(&client));
        assert_eq!(answer.status, 422, "{name}={value}");
        let page = answer.page();
        assert!(page.has("[role=alert]"), "{name}={value}");
        if name != "participation" {
            assert_eq!(
                page.form("form[action$='/new']").value(name),
                value,
                "what was typed is still there"
            );
        }
    }
}

/// Every number that the rules allow is one that the tables take.
fn every_allowed_share_of_ranking_only_is_stored(app: &App) {
    let client = manager(app);
    for percent in ["0", "50", "51", "75"] {
        let slug = format!("share-{percent}");
        let answer = filled(&client)
            .set("slug", &slug)
            .set("ranking_only_percent", percent)
            .submit(&client);
        assert!(
            matches!(answer.status, 303 | 422),
            "{percent}: {}",
            answer.status
        );
    }
}

fn a_slug_is_taken_once(app: &App) {
    let client = manager(app);
    filled(&client).submit(&client).expect_status(303);
    let answer = app.unchanged("a taken slug", || filled(&client).submit(&client));
    assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
    let kept = answer.page().form("form[action$='/new']");
    assert_eq!(
        kept.value("title_en"),
        "Hours of public libraries",
        "what was typed is still there"
    );
}

fn two_managers_do_not_write_over_each_other(app: &App) {
    let client = manager(app);
    filled(&client).submit(&client).expect_status(303);
    let path = "/en/desk/libraries/topics/library-hours/edit";
    let (one, other) = (form(&client, path), form(&client, path));
    one.set("title_en", "Hours of all public libraries")
        .submit(&client)
        .expect_status(303);
    let answer = app.unchanged("a stale edit", || {
        other.set("title_en", "Hours").submit(&client)
    });
    let answer = answer.expect_status(409);
    assert_eq!(
        answer
            .page()
            .form("form[action$='/edit']")
            .value("title_en"),
        "Hours"
    );
    assert_eq!(
        app.stored_topic("library-hours").title_en,
        "Hours of all public libraries"
    );
}
