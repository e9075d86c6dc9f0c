//! Ready texts: kept by a manager, chosen at the desk with nothing lost, and never a reason alone.

mod refused;

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::agencies::Agency;
use server::db::schema::{answer_templates, journal};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::bulk::carry_out::carry_out;
use shared::bulk::WAITS;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::html::{Document, Form};
use tests::support::http::Client;
use tests::support::words::{assert_says, words};

on_both!(
    kept_changed_and_taken_out_of_use_in_arabic,
    a_template_that_names_nothing_known_is_refused_at_its_field,
    two_managers_do_not_write_over_each_other,
    a_chosen_template_is_filled_in_and_loses_nothing,
);

const TEMPLATES: &str = "/ar/desk/libraries/templates";
const AR: &str = "تشكرك {agency} على «{title}»، وقد حوّلنا المقترح {reference} إلى لجنة {topic}.";
const EN: &str =
    "{agency} thanks you for “{title}”, and has passed {reference} to the panel on {topic}.";

struct Desk {
    agency: Agency,
    topic: Topic,
}

fn desk(app: &App) -> (Desk, Client, Client) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let manager = app.signed_in(&app.manager("maryam", &agency));
    let moderator = app.signed_in(&app.moderator("badr", &agency));
    (Desk { agency, topic }, manager, moderator)
}

fn add(manager: &Client, kind: &str, label: &str) {
    let page = manager.get(TEMPLATES).expect_status(200).page();
    page.form("form[action$='/templates']")
        .set("kind", kind)
        .set("label", label)
        .set("text_ar", AR)
        .set("text_en", EN)
        .submit(manager)
        .expect_status(303);
}

fn only_id(app: &App) -> String {
    app.query(|conn| {
        answer_templates::table
            .select(answer_templates::id)
            .first(conn)
    })
}

fn kinds(app: &App) -> Vec<String> {
    app.query(|conn| {
        journal::table
            .order(journal::kind)
            .select(journal::kind)
            .load(conn)
    })
}

fn case_path(one: &Suggestion) -> String {
    format!("/ar/desk/libraries/suggestions/{}", one.reference)
}

fn answer_form(client: &Client, one: &Suggestion) -> Form {
    let page = client.get(&case_path(one)).expect_status(200).page();
    page.form("form[action$='/answer']")
}

/// What the English text says on a suggestion.
fn filled(desk: &Desk, one: &Suggestion) -> String {
    EN.replace("{agency}", &desk.agency.name_en)
        .replace("{title}", &one.title)
        .replace("{reference}", &one.reference)
        .replace("{topic}", &desk.topic.title_en)
}

fn reason_of(page: &Document) -> String {
    let form = page.form("form[action$='/answer']");
    form.value("reason").replace("\r\n", "\n")
}

fn kept_changed_and_taken_out_of_use_in_arabic(app: &App) {
    let (_, manager, moderator) = desk(app);
    moderator.get(TEMPLATES).expect_status(404);
    let page = manager.get(TEMPLATES).expect_status(200).page();
    assert_says(&page, Lang::Ar, "templates.none");
    add(&manager, "rejected", "إلى لجنة");
    let id = only_id(app);
    let path = format!("{TEMPLATES}/{id}");
    let page = manager.get(TEMPLATES).expect_status(200).page();
    assert!(page.root().text().contains("إلى لجنة"));
    let page = manager.get(&path).expect_status(200).page();
    let form = page.form(&format!("form[action$='/templates/{id}']"));
    assert_eq!(form.value("text_en"), EN);
    let answer = form.set("label", "إلى اللجنة المختصة").submit(&manager);
    let page = manager.follow(answer.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "templates.changed");
    assert!(page.root().text().contains("إلى اللجنة المختصة"));

    let page = manager.get(&path).expect_status(200).page();
    let answer = page.form("form[action$='/retire']").submit(&manager);
    let page = manager.follow(answer.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "templates.retired");
    assert!(
        page.root().text().contains("إلى اللجنة المختصة"),
        "still shown"
    );
    manager.get(&path).expect_status(404);
    let again = app.unchanged("retiring twice", || {
        manager.post_form(&format!("{path}/retire"), &[("version", "2")])
    });
    assert_eq!(again.status, 404);
    assert_eq!(
        kinds(app),
        [
            "agency.template_added",
            "agency.template_changed",
            "agency.template_retired"
        ]
    );
    let facts = app.query(|conn| journal::table.select(journal::facts).load::<String>(conn));
    assert!(
        facts.iter().all(|one| !one.contains("تشكرك")),
        "the texts are the agency's own: {facts:?}"
    );
}

fn a_template_that_names_nothing_known_is_refused_at_its_field(app: &App) {
    let (_, manager, _) = desk(app);
    let form = |text_ar: &str, text_en: &str| {
        let page = manager.get(TEMPLATES).expect_status(200).page();
        page.form("form[action$='/templates']")
            .set("kind", "adopted")
            .set("label", "Thanks")
            .set("text_ar", text_ar)
            .set("text_en", text_en)
    };
    for (text_ar, text_en, field) in [
        ("شكرًا يا {name}", EN, "text_ar"),
        (AR, "Dear {author}, thank you.", "text_en"),
        (AR, "Dear {}, thank you.", "text_en"),
        ("", EN, "text_ar"),
        (AR, " \n ", "text_en"),
    ] {
        let answer = app.unchanged(text_en, || form(text_ar, text_en).submit(&manager));
        assert_eq!(answer.status, 422, "{text_ar} {text_en}");
        let page = answer.page();
        assert!(page.has(&format!("#{field}-error")), "{field}");
        assert_eq!(page.all("p.error").len(), 1);
        let kept = page.form("form[action$='/templates']");
        assert_eq!(kept.value("text_ar").trim(), text_ar.trim());
        assert_eq!(kept.value("label"), "Thanks");
    }
    let much = "x".repeat(1_000_000);
    let answer = app.unchanged("1 MB", || form(AR, &much).submit(&manager));
    assert_eq!(answer.status, 413);
    assert_says(&answer.page(), Lang::Ar, "errors.too_large");
}

fn two_managers_do_not_write_over_each_other(app: &App) {
    let (desk, manager, _) = desk(app);
    let second = app.signed_in(&app.manager("hind", &desk.agency));
    add(&manager, "rejected", "Panel");
    let path = format!("{TEMPLATES}/{}", only_id(app));
    let css = format!("form[action$='{path}']");
    let old = second.get(&path).expect_status(200).page().form(&css);
    let page = manager.get(&path).expect_status(200).page();
    page.form(&css)
        .set("label", "First")
        .submit(&manager)
        .expect_status(303);
    let answer = app.unchanged("a stale change", || {
        old.clone().set("label", "Second").submit(&second)
    });
    let page = answer.expect_status(409).page();
    assert_says(&page, Lang::Ar, "templates.stale");
    let kept = page.form(&css);
    assert_eq!(kept.value("label"), "Second");
    kept.submit(&second).expect_status(303);
    let stranger = app.signed_in(&app.manager("other", &app.agency("parks")));
    for at in [path.clone(), path.replace("libraries", "parks")] {
        stranger.get(&at).expect_status(404);
    }
}

fn a_chosen_template_is_filled_in_and_loses_nothing(app: &App) {
    let (desk, manager, moderator) = desk(app);
    add(&manager, "rejected", "Panel");
    let id = only_id(app);
    let one = app.suggestion(&desk.topic, None);
    let form = answer_form(&moderator, &one);
    // Nothing typed yet: the text, and the kind it is for.
    let page = app.unchanged("choosing", || {
        let chosen = form.clone().set("template", &id);
        chosen.press(&moderator, "with", "template")
    });
    let page = page.expect_status(200).page();
    assert_eq!(reason_of(&page), filled(&desk, &one));
    let kept = page.form("form[action$='/answer']");
    assert_eq!(kept.value("kind"), "rejected");
    // Something typed: it stays above, and so does all the rest.
    let page = form
        .set("kind", "adopted")
        .set("reason", "Typed before.\nTwo lines.")
        .set("other_reason", "كُتب قبله.")
        .set("commitment_what", "Open at <b>five</b>")
        .set("commitment_due", "2027-01-31")
        .set("template", &id)
        .press(&moderator, "with", "template")
        .expect_status(200)
        .page();
    let wanted = format!("Typed before.\nTwo lines.\n\n{}", filled(&desk, &one));
    assert_eq!(reason_of(&page), wanted);
    let kept = page.form("form[action$='/answer']");
    for (name, value) in [
        ("kind", "adopted"),
        ("other_reason", "كُتب قبله."),
        ("commitment_what", "Open at <b>five</b>"),
        ("commitment_due", "2027-01-31"),
    ] {
        assert_eq!(kept.value(name), value);
    }
    // With words of its own it is a reason.
    kept.submit(&moderator).expect_status(303);
    assert_eq!(app.stored(&one.reference).answer_state, "adopted");

    // An Arabic suggestion is answered in Arabic, whatever the desk reads.
    let arabic = app.suggestion_with(&desk.topic, None, |one| {
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
        one.title = "افتحوا المكتبة مساءً".into();
    });
    let english = case_path(&arabic).replace("/ar/", "/en/");
    let page = moderator.get(&english).expect_status(200).page();
    let page = page
        .form("form[action$='/answer']")
        .set("template", &id)
        .press(&moderator, "with", "template")
        .expect_status(200)
        .page();
    let said = reason_of(&page);
    assert!(
        said.contains("افتحوا المكتبة مساءً") && said.contains(&desk.agency.name_ar),
        "{said}"
    );
    assert!(!said.contains('{'), "{said}");
}
