//! What an operator does by the command line alone.

use std::process::Command;

use tests::on_both;
use tests::support::app::App;
use tests::support::sources;

use super::{done, file, import, refused, sharikuna, text};

on_both!(
    an_operator_sets_everything_up_by_the_command_line,
    only_a_topic_marked_for_it_takes_an_import,
);

fn an_operator_sets_everything_up_by_the_command_line(app: &App) {
    let run = |arguments: &[&str], input: &str| done(&sharikuna(app, arguments, input));
    run(
        &[
            "agency",
            "create",
            "--slug",
            "city",
            "--name-ar",
            "بلدية المدينة",
            "--name-en",
            "City Council",
        ],
        "",
    );
    run(
        &[
            "account",
            "create",
            "--sign-in",
            "maryam",
            "--name",
            "Maryam",
            "--role",
            "manager",
            "--agency",
            "city",
        ],
        "a long enough passphrase\n",
    );
    run(
        &[
            "topic",
            "create",
            "--agency",
            "city",
            "--as",
            "maryam",
            "--slug",
            "budget-2018",
            "--imported",
            "--title-ar",
            "الموازنة التشاركية",
            "--title-en",
            "Participatory budget",
            "--question-ar",
            "ماذا ينبغي أن تبني المدينة؟",
            "--question-en",
            "What should the city build?",
            "--description-ar",
            "اقترح السكان مشاريع ورتّبوها في عام 2018.",
            "--description-en",
            "Residents proposed projects and ranked them in 2018.",
            "--what-happens-ar",
            "بُنيت المشاريع الأولى في العام التالي.",
            "--what-happens-en",
            "The first projects were built the year after.",
            "--opens",
            "2018-05-01",
            "--closes",
            "2018-06-30",
        ],
        "",
    );
    run(&["topic", "open", "--slug", "budget-2018"], "");
    let data = file(app, "some.csv", b"id,title\n1,A park\n2,A bridge\n");
    run(
        &[
            "import",
            "suggestions",
            "--topic",
            "budget-2018",
            data.to_str().unwrap(),
        ],
        "",
    );
    let page = app
        .client()
        .get("/en/topics/budget-2018")
        .expect_status(200)
        .page();
    assert!(page.root().text().contains("A bridge"));
    // What was created signs in.
    let client = app.client();
    client
        .post_form(
            "/en/sign-in",
            &[("name", "maryam"), ("password", "a long enough passphrase")],
        )
        .expect_status(303);
    client.get("/en/desk/city").expect_status(200);
    // Refusals: a name that is taken, a password that is too short, an agency that is not there.
    let again = [
        "account",
        "create",
        "--sign-in",
        "Maryam ",
        "--name",
        "Maryam",
        "--role",
        "citizen",
    ];
    refused(&sharikuna(app, &again, "a long enough passphrase\n"));
    let short = [
        "account",
        "create",
        "--sign-in",
        "salim",
        "--name",
        "Salim",
        "--role",
        "steward",
    ];
    app.unchanged("a short password", || {
        refused(&sharikuna(app, &short, "short\n"))
    });
    let nowhere = [
        "account",
        "create",
        "--sign-in",
        "salim",
        "--name",
        "Salim",
        "--role",
        "moderator",
        "--agency",
        "gone",
    ];
    app.unchanged("no such agency", || {
        refused(&sharikuna(app, &nowhere, "a long enough passphrase\n"))
    });
    for name in ["", "a", "Mary\u{202e}am", "Maryаm", &"x".repeat(61)] {
        let arguments = [
            "account",
            "create",
            "--sign-in",
            "salim",
            "--name",
            name,
            "--role",
            "citizen",
        ];
        app.unchanged(name, || {
            refused(&sharikuna(app, &arguments, "a long enough passphrase\n"))
        });
    }
}

fn only_a_topic_marked_for_it_takes_an_import(app: &App) {
    let agency = app.agency("libraries");
    let own = app.topic(&agency);
    let draft = app.topic_with(&agency, |topic| {
        topic.imported = true;
        topic.state = "draft".into();
    });
    let good = file(app, "good.csv", b"text\nThe only one\n");
    for slug in [own.slug.as_str(), &draft.slug, "nowhere"] {
        let said = app.unchanged(slug, || refused(&import(app, "suggestions", slug, &good)));
        assert!(said.contains(slug), "{said}");
    }
}

#[test]
fn wrong_settings_are_all_named_at_once() {
    let output = Command::new(sources::program())
        .arg("migrate")
        .env_clear()
        .envs([
            ("SHARIKUNA_BIND", "8080"),
            ("DATABASE_URL", "mysql://root:secret@host/db"),
            ("SHARIKUNA_BASE_URL", "nowhere/path"),
        ])
        .output()
        .expect("run the program");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    for name in ["SHARIKUNA_BIND", "DATABASE_URL", "SHARIKUNA_BASE_URL"] {
        assert!(said.contains(name), "{name} in:\n{said}");
    }
    assert!(!said.contains("secret"), "{said}");
}
