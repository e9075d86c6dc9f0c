//! Two suggestions that ask for the same become one, and come apart again.

mod objected;
mod refused;

use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    two_that_ask_for_the_same_become_one_and_come_apart_again,
    the_other_is_found_by_words_and_by_reference,
    places_on_lists_count_for_the_one_that_stays,
    what_was_late_when_it_was_merged_stays_late_in_the_figures,
    what_was_merged_into_one_that_leaves_stands_for_itself_again,
);

const WHY: &str = "كلاهما يطلب مكتبة متنقلة تصل إلى القرى البعيدة كل أسبوع.";

struct Case {
    agency: Agency,
    topic: Topic,
    /// The one that is merged, late already.
    from: Suggestion,
    into: Suggestion,
    author: Account,
    moderator: Account,
}

fn case(app: &App) -> Case {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let from = app.suggestion_with(&topic, Some(&author), |one| {
        one.title = "مكتبة متنقلة للقرى البعيدة".into();
        one.body = "قرى كثيرة بلا مكتبة، وحافلة كتب كل أسبوع تكفي لتبدأ القراءة فيها.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
        one.acknowledge_due = Some("2026-11-19".into());
    });
    let into = app.suggestion_with(&topic, None, |one| {
        one.title = "حافلات كتب تزور القرى البعيدة أسبوعيًّا".into();
        one.body = "أقترح حافلات كتب تمر بالقرى التي لا مكتبة فيها.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
    });
    app.suggestion_with(&topic, None, |one| one.title = "Lamps at the stop".into());
    let moderator = app.moderator("mod", &agency);
    Case {
        agency,
        topic,
        from,
        into,
        author,
        moderator,
    }
}

fn of_desk(suggestion: &Suggestion, rest: &str) -> String {
    format!(
        "/ar/desk/libraries/suggestions/{}{rest}",
        suggestion.reference
    )
}

fn public(suggestion: &Suggestion) -> String {
    format!("/ar/suggestions/{}", suggestion.reference)
}

impl Case {
    /// The page with both side by side.
    fn compare(&self, desk: &Client) -> Answer {
        let into = format!("/merge?into={}", self.into.reference);
        desk.get(&of_desk(&self.from, &into))
    }

    fn merge(&self, desk: &Client) {
        let page = self.compare(desk).expect_status(200).page();
        page.form("form[action$='/merge'][method=post]")
            .set("merge_reason", WHY)
            .submit(desk)
            .expect_status(303);
    }
}

fn kinds(app: &App) -> Vec<String> {
    use diesel::prelude::*;
    use server::db::schema::journal;
    app.query(|conn| {
        journal::table
            .filter(journal::kind.eq_any(["suggestion.merged", "suggestion.unmerged"]))
            .order((journal::happened_at, journal::id))
            .select(journal::kind)
            .load(conn)
    })
}

fn two_that_ask_for_the_same_become_one_and_come_apart_again(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    // The way there is a link, which the key presses.
    let page = desk.get(&of_desk(&case.from, "")).expect_status(200).page();
    let asked = page
        .follow("a[data-key=m]", &desk)
        .expect_status(200)
        .page();
    // What is closest by its title is offered before anything is searched for.
    let offered = asked.all("main tbody th a");
    assert_eq!(offered.len(), 1, "{}", asked.root().text());
    assert_eq!(offered[0].text(), case.into.title);
    let compared = asked
        .follow("main tbody td a", &desk)
        .expect_status(200)
        .page();
    let text = compared.root().text();
    assert!(text.contains(&case.from.body) && text.contains(&case.into.body));
    assert_says(&compared, Lang::Ar, "merging.means_lists");
    // A reason is needed, and what was typed comes back.
    let form = compared.form("form[action$='/merge'][method=post]");
    for (reason, code) in [
        ("  ", "missing.merge_reason"),
        ("سواء", "errors.text_too_short"),
    ] {
        let form = form.clone().set("merge_reason", reason);
        let refused = app.unchanged(code, || form.submit(&desk));
        assert_eq!(refused.status, 422, "{code}");
        let page = refused.page();
        assert_says(&page, Lang::Ar, code);
        let kept = page.form("form[action$='/merge'][method=post]");
        assert_eq!(kept.value("merge_reason").trim(), reason.trim());
        assert!(page.root().text().contains(&case.into.body));
    }
    let done = form
        .set("merge_reason", WHY)
        .submit(&desk)
        .expect_status(303);
    let page = desk
        .get(&done.location().unwrap())
        .expect_status(200)
        .page();
    assert_says(&page, Lang::Ar, "merging.done_merged");
    assert_says(&page, Lang::Ar, "answering.not_merged");
    assert!(!page.has("form[action$='/answer']"));
    assert!(page.root().text().contains(WHY));

    // The queue holds the other alone; the public reads both, each with a link to the other.
    let queue = desk.get("/ar/desk/libraries").expect_status(200).page();
    let titles = queue.root().text();
    assert!(!titles.contains(&case.from.title) && titles.contains(&case.into.title));
    let visitor = app.client();
    let merged = visitor.get(&public(&case.from)).expect_status(200).page();
    let text = merged.root().text();
    assert!(text.contains(&case.from.body) && text.contains(WHY));
    assert_says(&merged, Lang::Ar, "suggestion.merged");
    assert!(merged.has(&format!("main a[href='{}']", public(&case.into))));
    assert!(!merged.has(".clock"), "it is owed nothing by itself");
    assert!(!merged.has("a[href$='/object']"), "the author's alone");
    let stays = visitor.get(&public(&case.into)).expect_status(200).page();
    assert_says(&stays, Lang::Ar, "suggestion.gathered_one");
    assert!(stays.has(&format!("main a[href='{}']", public(&case.from))));
    let at_desk = desk.get(&of_desk(&case.into, "")).expect_status(200).page();
    assert_says(&at_desk, Lang::Ar, "suggestion.gathered_one");
    let list = visitor
        .get(&format!("/ar/topics/{}", case.topic.slug))
        .page();
    assert!(!list.root().text().contains(&case.from.title));
    assert_eq!(kinds(app), ["suggestion.merged"]);

    // Taken back, it is due when it was.
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    let page = desk.get(&of_desk(&case.from, "")).page();
    let asked = page
        .follow("a[href$='/unmerge']", &desk)
        .expect_status(200)
        .page();
    let undone = asked.form("form[action$='/unmerge']").submit(&desk);
    let page = desk
        .get(&undone.expect_status(303).location().unwrap())
        .page();
    assert_says(&page, Lang::Ar, "merging.done_unmerged");
    assert!(page.has("form[action$='/answer']"));
    let stored = app.stored(&case.from.reference);
    assert_eq!(
        (stored.publication.as_str(), stored.merged_into),
        ("published", None)
    );
    assert_eq!(stored.acknowledge_due, case.from.acknowledge_due);
    assert_eq!(stored.decide_due, case.from.decide_due);
    let page = visitor.get(&public(&case.from)).page();
    assert!(page.has(".clock.over, .clock.long"), "as late as it was");
    assert!(!page.root().text().contains(WHY));
    let page = visitor.get(&public(&case.into)).page();
    assert!(!page.has(&format!("main a[href='{}']", public(&case.from))));
    assert_eq!(kinds(app), ["suggestion.merged", "suggestion.unmerged"]);
    // And merged once more: each merge is a row of its own.
    case.merge(&desk);
    assert_eq!(app.rows()["merges"], 2);
}

fn the_other_is_found_by_words_and_by_reference(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    let page = desk
        .get(&of_desk(&case.from, "/merge"))
        .expect_status(200)
        .page();
    let found = |search: &str| -> Vec<String> {
        let form = page.form("form[role=search]").set("search", search);
        let page = form.submit(&desk).expect_status(200).page();
        let found = page.all("main tbody th a");
        found.iter().map(|link| link.text()).collect()
    };
    assert_eq!(found("حافلة، كتب"), std::slice::from_ref(&case.into.title));
    assert_eq!(found("LAMP"), ["Lamps at the stop"]);
    let spoken = case.into.reference.to_lowercase().replace('-', " ");
    assert_eq!(found(&spoken), std::slice::from_ref(&case.into.title));
    for nothing in ["<script>", "زيتون", &case.from.reference] {
        assert!(found(nothing).is_empty(), "{nothing}");
    }
    // What left public view is not offered.
    app.hide(&case.into, &case.moderator);
    assert!(found("كتب").is_empty());
}

fn places_on_lists_count_for_the_one_that_stays(app: &App) {
    let case = case(app);
    let third = app.suggestion(&case.topic, None);
    let people = app.citizens(20);
    for person in &people[..12] {
        app.list(&case.topic, person, &[&case.from, &third, &case.into]);
    }
    for person in &people[12..] {
        app.list(&case.topic, person, &[&third]);
    }
    let desk = app.signed_in(&case.moderator);
    case.merge(&desk);
    app.run_jobs();
    let standing = app
        .client()
        .get(&format!("/en/topics/{}/standing", case.topic.slug))
        .expect_status(200)
        .page()
        .root()
        .text();
    assert!(!standing.contains(&case.from.title));
    // Twelve first places against twelve seconds and eight firsts: 12 and 14 points.
    assert!(standing.find(&third.title) < standing.find(&case.into.title));
    assert!(
        standing.contains("14") && standing.contains("12"),
        "{standing}"
    );
    // Nobody's list was changed, and its page says what became of the place.
    let person = &people[0];
    let kept = [&case.from, &third, &case.into].map(|one| one.reference.clone());
    assert_eq!(app.stored_list(&case.topic, person), kept);
    let client = app.signed_in(person);
    let mine = client.get(&format!("/ar/topics/{}/my-list", case.topic.slug));
    let page = mine.expect_status(200).page();
    assert_says(&page, Lang::Ar, "my_list.merged");
    assert!(page.root().text().contains(&case.from.title));
}

fn what_was_late_when_it_was_merged_stays_late_in_the_figures(app: &App) {
    let case = case(app);
    let in_time = app.suggestion(&case.topic, None);
    app.merge(&in_time, &case.into, &case.moderator);
    case.merge(&app.signed_in(&case.moderator));
    app.touch(&case.topic);
    app.run_jobs();
    let late = || -> (String, String) {
        let page = app.client().get("/en/agencies/libraries").page();
        let cells = page.all("table.tbl tbody tr:first-child td");
        (cells[3].text(), cells[4].text())
    };
    assert_eq!(late(), ("1".into(), "0".into()));
    // The one that stays and the third are answered; the merged one was late and stays so.
    for one in [&case.into, &in_time] {
        app.adopt(&case.topic, one, &case.moderator);
    }
    app.touch(&case.topic);
    app.run_jobs();
    assert_eq!(late(), ("1".into(), "0".into()));
    let outcome = format!("/en/topics/{}/outcome", case.topic.slug);
    let page = app.client().get(&outcome).expect_status(200).page();
    let counts = page.all("dl.facts > div");
    let merged = counts.iter().find(|one| one.text().contains("Merged"));
    assert!(merged.is_some_and(|one| one.text().contains('2')));
}

fn what_was_merged_into_one_that_leaves_stands_for_itself_again(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    let stands = |what: &str| {
        let stored = app.stored(&case.from.reference);
        assert_eq!(stored.publication, "published", "{what}");
        assert_eq!(stored.acknowledge_due, case.from.acknowledge_due, "{what}");
        let page = app
            .client()
            .get(&public(&case.from))
            .expect_status(200)
            .page();
        assert!(page.has(".clock"), "{what}: it is owed an answer again");
    };
    // Hidden by itself.
    case.merge(&desk);
    let hide = desk.get(&of_desk(&case.into, "/hide")).page();
    let hide = hide.form("form[action$='/hide']").set("reason", "4");
    hide.submit(&desk).expect_status(303);
    stands("hidden");
    // Hidden among others.
    let many = app.suggestion(&case.topic, None);
    app.merge(&case.from, &many, &case.moderator);
    let bulk = format!(
        "/ar/desk/libraries/bulk?act=hide&suggestion={}",
        many.reference
    );
    let page = desk.get(&bulk).expect_status(200).page();
    let sent = page.form("form[action$='/bulk']").set("policy", "4");
    sent.submit(&desk).expect_status(303);
    app.clock().advance(jiff::SignedDuration::from_secs(31));
    app.run_jobs();
    assert_eq!(app.stored(&many.reference).publication, "hidden");
    stands("hidden among others");
    // Taken back by its author.
    let other = app.citizen("other");
    let own = app.suggestion(&case.topic, Some(&other));
    app.merge(&case.from, &own, &case.moderator);
    let client = app.signed_in(&other);
    let page = client.get(&format!("{}/withdraw", public(&own))).page();
    page.form("form[action$='/withdraw']")
        .submit(&client)
        .expect_status(303);
    stands("withdrawn");
    let undone = kinds(app);
    let undone = undone.iter().filter(|kind| *kind == "suggestion.unmerged");
    assert_eq!(undone.count(), 3);
}
