//! A reader reports a suggestion, and the desk of the topic's agency looks at it.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    a_report_is_looked_at_and_the_suggestion_stays,
    hiding_settles_the_reports,
    nobody_reports_twice_nor_the_desk_nor_the_author,
    what_is_not_in_public_is_not_reported,
    a_report_that_comes_meanwhile_is_seen_before_it_is_settled,
    a_report_without_a_reason_comes_back_as_typed,
);

const NOTE: &str = "رقم هاتف جاري في السطر الأخير.";
const KEPT: &str = "الرقم رقم البلدية نفسها، وهو منشور.";

struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    moderator: Account,
}

fn case(app: &App) -> Case {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion(&topic, Some(&author));
    Case {
        suggestion,
        author,
        moderator: app.moderator("mod", &agency),
        topic,
    }
}

impl Case {
    fn path(&self) -> String {
        format!("/ar/suggestions/{}", self.suggestion.reference)
    }

    fn desk(&self) -> String {
        format!("/ar/desk/libraries/reports/{}", self.suggestion.reference)
    }

    fn report(&self, client: &Client, reason: &str, note: &str) -> Answer {
        let page = client.get(&self.path()).expect_status(200).page();
        let form = page.follow("a[href$='/report']", client).expect_status(200);
        form.page()
            .form("form[action$='/report']")
            .set("reason", reason)
            .set("note", note)
            .submit(client)
    }
}

fn a_report_is_looked_at_and_the_suggestion_stays(app: &App) {
    let case = case(app);
    let (fatma, hamad) = (app.citizen("fatma"), app.citizen("hamad"));
    let (one, two) = (app.signed_in(&fatma), app.signed_in(&hamad));
    case.report(&one, "3", NOTE).expect_status(303);
    case.report(&two, "2", "").expect_status(303);
    let own = one.get(&case.path()).expect_status(200).page();
    assert_says(&own, Lang::Ar, "reports.own_waits");
    assert!(own.all("a[href$='/report']").is_empty());
    // Nothing of it is public, nor the author's to see.
    for client in [app.client(), app.signed_in(&case.author)] {
        let answer = client.get(&case.path()).expect_status(200);
        assert!(!answer.text().contains(NOTE));
        assert!(!answer.page().has("main .note"));
    }
    let desk = app.signed_in(&case.moderator);
    let queue = desk.get("/ar/desk/libraries/reports").expect_status(200);
    let page = queue.page();
    assert_eq!(page.all("table tbody tr").len(), 1, "grouped by suggestion");
    assert_says(&page, Lang::Ar, "policy.reasons.private_data");
    assert_says(&page, Lang::Ar, "policy.reasons.insult");
    // Two working days from Tuesday 24 November.
    assert!(page.has("time[datetime='2026-11-26']"));
    let shown = desk.get(&case.desk()).expect_status(200);
    assert!(shown.text().contains(NOTE));
    for person in [&fatma, &hamad] {
        assert!(
            !shown.text().contains(&person.name),
            "reporters stay unnamed"
        );
    }
    let form = shown.page().form("form[action*='/reports/']");
    let empty = app.unchanged("kept without a word", || form.submit(&desk));
    assert_eq!(empty.status, 422);
    assert_says(&empty.page(), Lang::Ar, "missing.keep_note");
    form.set("keep_note", KEPT).submit(&desk).expect_status(303);
    let queue = desk.get("/ar/desk/libraries/reports?done=kept").page();
    assert_says(&queue, Lang::Ar, "reports.none");
    assert_says(&queue, Lang::Ar, "reports.done");
    for client in [&one, &two] {
        let own = client.get(&case.path()).expect_status(200).page();
        assert_says(&own, Lang::Ar, "reports.own_kept");
        assert!(own.root().text().contains(KEPT));
    }
    let public = app.client().get(&case.path()).expect_status(200);
    assert!(!public.text().contains(KEPT));
    assert_eq!(
        app.stored(&case.suggestion.reference).publication,
        "published"
    );
}

fn hiding_settles_the_reports(app: &App) {
    let case = case(app);
    let reader = app.signed_in(&app.citizen("fatma"));
    case.report(&reader, "3", NOTE).expect_status(303);
    let desk = app.signed_in(&case.moderator);
    let page = desk.get(&case.desk()).expect_status(200).page();
    let hide = page.follow("a[href$='/hide']", &desk).expect_status(200);
    hide.page()
        .form("form[action$='/hide']")
        .set("reason", "3")
        .submit(&desk)
        .expect_status(303);
    let queue = desk.get("/ar/desk/libraries/reports").page();
    assert_says(&queue, Lang::Ar, "reports.none");
    assert_eq!(desk.get(&case.desk()).status, 404);
    let own = reader.get(&case.path()).expect_status(200).page();
    assert_says(&own, Lang::Ar, "reports.own_hidden");
    let public = app.client().get(&case.path()).expect_status(200).page();
    assert!(!public.root().text().contains("بلّغت"));
}

fn nobody_reports_twice_nor_the_desk_nor_the_author(app: &App) {
    let case = case(app);
    let reader = app.signed_in(&app.citizen("fatma"));
    case.report(&reader, "3", NOTE).expect_status(303);
    let path = format!("{}/report", case.path());
    let fields = [("reason", "3"), ("note", "")];
    let again = app.unchanged("twice", || reader.post_form(&path, &fields));
    assert_eq!(again.status, 409);
    assert_says(&again.page(), Lang::Ar, "errors.already_reported");
    assert_eq!(reader.get(&path).status, 409);
    for (person, code) in [
        (&case.moderator, "errors.staff_of_agency"),
        (&case.author, "errors.own_suggestion"),
    ] {
        let client = app.signed_in(person);
        let page = client.get(&case.path()).expect_status(200).page();
        assert!(page.all("a[href$='/report']").is_empty(), "{code}");
        let answer = app.unchanged(code, || client.post_form(&path, &fields));
        assert_eq!(answer.status, 403, "{code}");
        assert_says(&answer.page(), Lang::Ar, code);
    }
    // A visitor is asked to sign in, and comes back to the form.
    let visitor = app.client().get(&case.path()).expect_status(200).page();
    let sign_in = visitor.follow("a[href$='/report']", &app.client());
    let to = sign_in.location().expect("a redirect");
    assert!(to.contains("sign-in") && to.contains("/report"), "{to}");
    // Another agency's desk does not see it.
    let parks = app.agency("parks");
    let other = app.signed_in(&app.moderator("other", &parks));
    assert_eq!(other.get("/ar/desk/libraries/reports").status, 404);
    assert_eq!(other.get(&case.desk()).status, 404);
    let through_own = case.desk().replace("libraries", "parks");
    assert_eq!(other.get(&through_own).status, 404);
}

fn what_is_not_in_public_is_not_reported(app: &App) {
    let case = case(app);
    let reader = app.signed_in(&app.citizen("fatma"));
    let path = format!("{}/report", case.path());
    let fields = [("reason", "1"), ("note", "")];
    app.hide(&case.suggestion, &case.moderator);
    let answer = app.unchanged("hidden", || reader.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    let withdrawn = app.suggestion_with(&case.topic, None, |one| {
        one.publication = "withdrawn".into();
    });
    let path = format!("/ar/suggestions/{}/report", withdrawn.reference);
    let answer = app.unchanged("withdrawn", || reader.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    let pending = app.suggestion_with(&case.topic, Some(&case.author), |one| {
        one.publication = "pending".into();
        one.pending_reason = Some("held_by_filter".into());
        one.publishes_on = Some("2026-11-25".into());
    });
    let path = format!("/ar/suggestions/{}/report", pending.reference);
    let answer = app.unchanged("pending", || reader.post_form(&path, &fields));
    assert_eq!(answer.status, 404);
}

fn a_report_that_comes_meanwhile_is_seen_before_it_is_settled(app: &App) {
    let case = case(app);
    let reader = app.signed_in(&app.citizen("fatma"));
    case.report(&reader, "1", "").expect_status(303);
    let desk = app.signed_in(&case.moderator);
    let page = desk.get(&case.desk()).expect_status(200).page();
    let form = page
        .form("form[action*='/reports/']")
        .set("keep_note", KEPT);
    let other = app.signed_in(&app.citizen("hamad"));
    case.report(&other, "3", NOTE).expect_status(303);
    let stale = app.unchanged("reported meanwhile", || form.submit(&desk));
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains(NOTE));
    let kept = stale.page().form("form[action*='/reports/']");
    assert_eq!(kept.value("keep_note"), KEPT);
    kept.submit(&desk).expect_status(303);
    let again = app.unchanged("settled twice", || kept.submit(&desk));
    assert_eq!(again.status, 409);
    // Reported anew by somebody else, it waits anew.
    let third = app.signed_in(&app.citizen("aisha"));
    case.report(&third, "3", "").expect_status(303);
    assert_eq!(desk.get(&case.desk()).status, 200);
}

fn a_report_without_a_reason_comes_back_as_typed(app: &App) {
    let case = case(app);
    let reader = app.signed_in(&app.citizen("fatma"));
    let path = format!("{}/report", case.path());
    let long = "ا".repeat(501);
    for (reason, note) in [
        ("", NOTE),
        ("0", NOTE),
        ("9", ""),
        ("x", NOTE),
        ("1", &*long),
    ] {
        let fields = [("reason", reason), ("note", note)];
        let answer = app.unchanged(reason, || reader.post_form(&path, &fields));
        assert_eq!(answer.status, 422, "{reason}");
        let page = answer.page();
        assert!(page.has("[role=alert]"));
        assert_eq!(page.form("form[action$='/report']").value("note"), note);
    }
}
