//! What is not merged, and by whom.

use std::sync::Barrier;

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{WHY, case, of_desk};

on_both!(
    what_is_not_merged_is_said_and_changes_nothing,
    nobody_but_the_desk_of_the_agency_merges,
    a_text_changed_meanwhile_is_read_again_first,
    two_merges_of_a_pair_at_once_leave_one,
);

fn what_is_not_merged_is_said_and_changes_nothing(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    let send = |from: &str, into: &str| {
        let path = format!("/ar/desk/libraries/suggestions/{from}/merge");
        let fields = [
            ("into", into),
            ("merge_reason", WHY),
            ("version", "1"),
            ("into_version", "1"),
        ];
        desk.post_form(&path, &fields)
    };
    let other_topic = app.suggestion(&app.topic(&case.agency), None);
    let elsewhere = app.suggestion(&app.topic(&app.agency("parks")), None);
    let (hidden, adopted, reported, held, target) = (
        app.suggestion(&case.topic, None),
        app.suggestion(&case.topic, None),
        app.suggestion(&case.topic, None),
        app.suggestion(&case.topic, None),
        app.suggestion(&case.topic, None),
    );
    app.hide(&hidden, &case.moderator);
    app.adopt(&case.topic, &adopted, &case.moderator);
    app.reader_report(&case.topic, &reported, &app.citizen("reader"));
    app.held(&case.topic, &held, &app.moderator("writer", &case.agency));
    let merged = app.suggestion(&case.topic, None);
    app.merge(&merged, &target, &case.moderator);
    let (from, into) = (&case.from.reference, &case.into.reference);
    for (from, into, status, code) in [
        (from, from, 422, "errors.merge_into_itself"),
        (
            from,
            &other_topic.reference,
            422,
            "errors.merge_other_topic",
        ),
        (from, &elsewhere.reference, 422, "errors.merge_other_topic"),
        (
            from,
            &"S-0000-00".to_owned(),
            422,
            "errors.merge_other_topic",
        ),
        (from, &"../../x".to_owned(), 422, "errors.reference_invalid"),
        (from, &hidden.reference, 409, "errors.merge_target"),
        (from, &merged.reference, 409, "errors.merge_target"),
        (&hidden.reference, into, 409, "errors.suggestion_state"),
        (&merged.reference, into, 409, "errors.suggestion_state"),
        (&adopted.reference, into, 409, "errors.merge_decided"),
        (&target.reference, into, 409, "errors.merge_gathers"),
        (&reported.reference, into, 409, "errors.merge_reported"),
        (&held.reference, into, 409, "errors.release_waits"),
    ] {
        let answer = app.unchanged(code, || send(from, into));
        assert_eq!(answer.status, status, "{code}");
        assert_says(&answer.page(), Lang::Ar, code);
    }
    // What has its answer can be merged into: it answers both.
    send(from, &adopted.reference).expect_status(303);
    let again = app.unchanged("twice", || send(from, into));
    assert_eq!(again.status, 409);
    let apart = app.unchanged("nothing is merged", || {
        desk.post_form::<&str>(&of_desk(&case.into, "/unmerge"), &[])
    });
    assert_eq!(apart.status, 409);
    assert_says(&apart.page(), Lang::Ar, "errors.suggestion_not_merged");
    // The topic closes on Sunday 20 December: its last five working days begin on Monday.
    app.set_clock("2026-12-13T20:00:00Z");
    let late = app.signed_in(&case.moderator);
    let path = of_desk(&case.into, "/merge");
    let page = late.get(&path).expect_status(200).page();
    assert_says(&page, Lang::Ar, "errors.merge_too_late");
    assert!(!page.has("main form"));
    let fields = [
        ("into", target.reference.as_str()),
        ("merge_reason", WHY),
        ("version", "1"),
        ("into_version", "1"),
    ];
    let answer = app.unchanged("in the quiet days", || late.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    app.set_clock("2026-12-13T19:59:00Z");
    let closed = format!(
        "UPDATE topics SET state = 'closed' WHERE id = '{}'",
        case.topic.id
    );
    app.sql(&closed);
    let answer = app.unchanged("once it is counted", || late.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::Ar, "errors.merge_too_late");
    // What was merged before can still be taken out: it is owed its answer.
    late.post_form::<&str>(&of_desk(&merged, "/unmerge"), &[])
        .expect_status(303);
}

fn nobody_but_the_desk_of_the_agency_merges(app: &App) {
    let case = case(app);
    let parks = app.agency("parks");
    let fields = [
        ("into", case.into.reference.as_str()),
        ("merge_reason", WHY),
        ("version", "1"),
        ("into_version", "1"),
    ];
    let path = of_desk(&case.from, "/merge");
    for person in [
        app.moderator("elsewhere", &parks),
        app.citizen("citizen"),
        case.author.clone(),
        app.steward("steward"),
    ] {
        let client = app.signed_in(&person);
        let answer = app.unchanged(&person.sign_in, || client.post_form(&path, &fields));
        assert_eq!(answer.status, 404, "{}", person.sign_in);
        assert_eq!(client.get(&path).status, 404, "{}", person.sign_in);
    }
    let visitor = app.unchanged("a visitor", || app.client().post_form(&path, &fields));
    assert_eq!(visitor.status, 303);
    // A script in the reason reaches everyone as text.
    let desk = app.signed_in(&case.moderator);
    let script = "<script>alert(1)</script> كلاهما يطلب الأمر نفسه";
    let mut hostile = fields;
    hostile[1] = ("merge_reason", script);
    desk.post_form(&path, &hostile).expect_status(303);
    let page = app.client().get(&super::public(&case.from)).page();
    assert!(page.root().text().contains(script));
    assert!(!page.has("main script"));
}

fn a_text_changed_meanwhile_is_read_again_first(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    let page = case.compare(&desk).expect_status(200).page();
    let form = page
        .form("form[action$='/merge'][method=post]")
        .set("merge_reason", WHY);
    for changed in [&case.from, &case.into] {
        app.sql(&format!(
            "UPDATE suggestions SET version = version + 1, body = 'نص آخر' WHERE id = '{}'",
            changed.id
        ));
        let form = match changed.id == case.into.id {
            true => form.clone().forge("version", "2"),
            false => form.clone(),
        };
        let answer = app.unchanged("changed meanwhile", || form.submit(&desk));
        assert_eq!(answer.status, 409);
        let page = answer.page();
        assert_says(&page, Lang::Ar, "merging.stale");
        assert!(page.root().text().contains("نص آخر"));
        let kept = page.form("form[action$='/merge'][method=post]");
        assert_eq!(kept.value("merge_reason"), WHY);
    }
}

fn two_merges_of_a_pair_at_once_leave_one(app: &App) {
    let case = case(app);
    let start = Barrier::new(2);
    let (one, other) = (&case.from, &case.into);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let both = [(one, other, "one"), (other, one, "two")];
        let sent: Vec<_> = both
            .into_iter()
            .map(|(from, into, name)| {
                let (start, agency) = (&start, &case.agency);
                scope.spawn(move || {
                    let desk = app.signed_in(&app.moderator(name, agency));
                    start.wait();
                    let fields = [
                        ("into", into.reference.as_str()),
                        ("merge_reason", WHY),
                        ("version", "1"),
                        ("into_version", "1"),
                    ];
                    desk.post_form(&of_desk(from, "/merge"), &fields).status
                })
            })
            .collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut statuses = statuses;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let states = [one, other].map(|one| app.stored(&one.reference).publication);
    assert_eq!(states.iter().filter(|state| *state == "merged").count(), 1);
}
