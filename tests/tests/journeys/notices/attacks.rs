//! Links that were not signed for somebody, names that would break out of a letter, and what left
//! public view.

use diesel::prelude::*;
use server::db::schema::{agencies, suggestions, topics};
use server::usecases::notice::unsubscribe;
use shared::lang::Lang;
use shared::notice::{NoticeKind, Scope as Stops};
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{SALMA, Scene, letters, next_morning};

on_both!(
    a_forged_link_stops_nothing,
    names_cannot_break_out_of_a_letter,
    what_left_public_view_is_named_to_its_author_alone,
    a_session_is_no_part_of_stopping_letters,
);

fn a_forged_link_stops_nothing(app: &App) {
    let scene = Scene::new(app);
    let ahmed = app.reachable("ahmed", "ahmed@example.org", Lang::En);
    let secret = &app.inner().limits.secret;
    let kind = Stops::Kind(NoticeKind::Adopted);
    let good = unsubscribe::token(secret, &scene.salma.id, kind);
    let (_, signature) = good.rsplit_once('.').expect("a signature");
    let client = app.signed_in(&ahmed);
    let mut forged = vec![
        String::from("0123"),
        format!("{}.adopted.{}", scene.salma.id, "0".repeat(64)),
        format!("{}.adopted.{signature}", ahmed.id),
        format!("{}.all.{signature}", scene.salma.id),
        format!("{}.digest.{signature}", scene.salma.id),
        format!("{good}0"),
        good.replace(&scene.salma.id, "nobody"),
    ];
    // Signed, but for nobody.
    forged.push(unsubscribe::token(secret, "nobody", kind));
    for token in forged {
        for undo in ["", "/undo"] {
            let path = format!("/en/unsubscribe/{token}{undo}");
            let sent = app.unchanged(&token, || client.post_form(&path, &[("a", "b")]));
            sent.expect_status(410);
        }
    }
    // The undo is a button of ours, and of no other page.
    let path = format!("/en/unsubscribe/{good}/undo");
    let elsewhere = client
        .request("POST", &path)
        .without("Sec-Fetch-Site")
        .header("Origin", "https://evil.example")
        .form(&[("a", "b")])
        .send();
    elsewhere.expect_status(403);
}

fn names_cannot_break_out_of_a_letter(app: &App) {
    let scene = Scene::new(app);
    let evil = "A\r\nBcc: evil@example.org\u{202E}\u{2069}<b>";
    app.query(|conn| {
        diesel::update(topics::table.find(&scene.topic.id))
            .set((topics::title_ar.eq(evil), topics::title_en.eq(evil)))
            .execute(conn)?;
        diesel::update(agencies::table.find(&scene.agency.id))
            .set((agencies::name_ar.eq(evil), agencies::name_en.eq(evil)))
            .execute(conn)?;
        diesel::update(suggestions::table.find(&scene.suggestion.id))
            .set(suggestions::title.eq("أضيئوا\u{202E}الطريق\u{2067}\r\n.\r\n"))
            .execute(conn)
    });
    let client = app.signed_in(&scene.salma);
    let path = format!("/en/topics/{}/follow", scene.topic.slug);
    let sent = client.post_form(&path, &[("follow", "yes")]);
    sent.expect_status(303);
    scene.answers(app, &scene.suggestion, "adopted");
    app.set_clock("2026-12-17T05:00:00Z");
    app.run_jobs();
    next_morning(app);
    let letters = app.letters();
    assert_eq!(letters.len(), 2, "a notice and a digest");
    for letter in letters {
        assert!(
            !letter.subject.contains(['\r', '\n', '\u{202E}']),
            "{:?}",
            letter.subject
        );
        for body in [&letter.text, &letter.html] {
            assert!(!body.contains(['\r', '\u{202E}', '\u{2067}']), "{body:?}");
        }
        assert!(!letter.html.contains("<b>"));
        let (open, close) = ('\u{2068}', '\u{2069}');
        for line in letter.text.lines().chain([letter.subject.as_str()]) {
            assert_eq!(
                line.matches(open).count(),
                line.matches(close).count(),
                "{line:?}"
            );
            assert!(
                !line.starts_with('.') && !line.starts_with("Bcc"),
                "{line:?}"
            );
        }
    }
}

fn what_left_public_view_is_named_to_its_author_alone(app: &App) {
    let scene = Scene::new(app);
    let ahmed = app.reachable("ahmed", "ahmed@example.org", Lang::En);
    app.list(&scene.topic, &ahmed, &[&scene.suggestion]);
    scene.answers(app, &scene.suggestion, "adopted");
    // Hidden before the morning, through the desk.
    let path = format!(
        "/en/desk/libraries/suggestions/{}/hide",
        scene.suggestion.reference
    );
    let desk = scene.desk(app);
    let form = desk.get(&path).expect_status(200).page().form("main form");
    let form = form.set("reason", "4");
    form.submit(&desk).expect_status(303);
    app.run_jobs();
    let author = app.letter_to(SALMA);
    assert_eq!(author.kind, "notice");
    next_morning(app);
    let [digest] = &letters(app, "digest")[..] else {
        panic!("one digest")
    };
    let title = &scene.suggestion.title;
    assert!(!digest.text.contains(title) && !digest.html.contains(title));
    let theirs = app.signed_in(&ahmed).get("/en/account/notices").page();
    assert!(!theirs.root().text().contains(title));
    assert!(theirs.root().text().contains(&scene.suggestion.reference));
    let own = app.signed_in(&scene.salma).get("/en/account/notices");
    let own = own.page();
    assert_says(&own, Lang::En, "notices.hidden");
    assert!(own.root().text().contains(title));
}

fn a_session_is_no_part_of_stopping_letters(app: &App) {
    let scene = Scene::new(app);
    let ahmed = app.reachable("ahmed", "ahmed@example.org", Lang::En);
    let secret = &app.inner().limits.secret;
    let token = unsubscribe::token(secret, &scene.salma.id, Stops::All);
    // Somebody else's browser stops Salma's, whose link it is, and not its own.
    let path = format!("/en/unsubscribe/{token}");
    let client = app.signed_in(&ahmed);
    client.post_form(&path, &[("a", "b")]).expect_status(200);
    let none = |who| {
        let client = app.signed_in(who);
        let page = client.get("/en/account/notices/choices").page();
        let fields = page.form("form[action$='/choices']").fields();
        fields.iter().any(|(name, _)| name == "none")
    };
    assert!(none(&scene.salma));
    assert!(!none(&ahmed));
}
