//! What a topic came to: what was asked, what was said, what was done.

use diesel::prelude::*;
use server::db::schema::{answers, commitments, suggestions};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::html::Document;
use tests::support::words::{assert_says, says, words};

on_both!(
    asked_said_and_done_stand_in_both_languages,
    a_topic_of_which_nothing_is_left_says_why,
    a_decision_that_was_corrected_twice_stands_as_it_is_now,
    a_topic_that_is_not_concluded_says_what_is_missing,
    decisions_go_on_page_by_page,
    six_statements_are_enough,
);

const NO: &str =
    "The budget of this year holds nothing for it, and we shall look at it again in the next.";

fn outcome(app: &App, lang: Lang, topic: &Topic) -> Document {
    let path = format!("/{}/topics/{}/outcome", lang.code(), topic.slug);
    app.client().get(&path).expect_status(200).page()
}

/// Answers at the desk, after so many answers were given.
fn answer(app: &App, of: (&Account, &Suggestion), kind: &str, reason: &str, seen: usize) {
    let (moderator, suggestion) = of;
    let path = format!(
        "/en/desk/libraries/suggestions/{}/answer",
        suggestion.reference
    );
    let (seen, key) = (seen.to_string(), format!("{}-{seen}", suggestion.reference));
    let fields = [
        ("kind", kind),
        ("reason", reason),
        ("commitment_what", "Open until nine on two evenings"),
        ("commitment_due", "2027-03-31"),
        ("seen", &seen),
        ("key", &key),
    ];
    let fields = &fields[..];
    let fields: Vec<_> = fields
        .iter()
        .filter(|(name, _)| kind == "adopted" || !name.starts_with("commitment"))
        .copied()
        .collect();
    app.signed_in(moderator)
        .post_form(&path, &fields)
        .expect_status(303);
}

fn due(app: &App, commitment: &str, day: &str) {
    app.query(|conn| {
        diesel::update(commitments::table.find(commitment))
            .set(commitments::due_on.eq(day))
            .execute(conn)
    });
}

fn asked_said_and_done_stand_in_both_languages(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("mod", &agency);
    let topic = app.closed_topic(&agency);
    // Decisions stand in the order in which suggestions were posted.
    let of = |category: &str| {
        app.clock().advance(jiff::SignedDuration::from_secs(1));
        app.suggestion_with(&topic, None, |one| {
            one.category = Some(category.to_owned());
        })
    };
    let [first, second, third] = ["evenings", "evenings", "branches"].map(of);
    let plain = app.suggestion(&topic, None);
    let late = app.adopt(&topic, &first, &moderator);
    due(app, &late, "2026-11-14");
    app.adopt(&topic, &second, &moderator);
    answer(app, (&moderator, &third), "rejected", NO, 0);
    app.counted(&topic, 100, &[&second, &first]);
    for lang in Lang::ALL {
        let page = outcome(app, lang, &topic);
        let says = |key: &str| assert_says(&page, lang, key);
        // Asked: open from 1 to 20 November.
        assert!(page.text("#h-asked").contains("20"));
        says("topic.what_happens");
        let said = match lang {
            Lang::Ar => &topic.what_happens_ar,
            Lang::En => &topic.what_happens_en,
        };
        let asked = page.text("section[aria-labelledby=h-asked]");
        assert!(asked.contains(said.as_str()) && asked.contains("100"));
        // Said: by points, the balanced shortlist, categories.
        let said = page.one("section[aria-labelledby=h-said]");
        let places: Vec<_> = said.text_of("section[aria-labelledby=h-p] li a");
        assert_eq!(places, [second.title.as_str(), first.title.as_str()]);
        assert_eq!(said.all("section[aria-labelledby=h-b] li").len(), 2);
        for way in ["/standing", "/count"] {
            let css = format!("section[aria-labelledby=h-said] a[href$='{way}']");
            page.follow(&css, &app.client()).expect_status(200);
        }
        let rows: Vec<_> = said
            .all("tbody tr")
            .iter()
            .map(|row| row.text_of("th, td"))
            .collect();
        let without = words(lang, "outcome.without_category");
        let wanted = [
            ["evenings", "2", "2", "0"],
            ["branches", "1", "0", "1"],
            [without.as_str(), "1", "0", "0"],
        ];
        assert_eq!(rows, wanted);
        assert!(page.text("#h-k").contains("evenings"));
        // Done: each decision, what was promised, and what is past its day.
        let done = page.one("section[aria-labelledby=h-done]");
        assert!(page.text("#h-done").contains('2') && page.text("#h-done").contains('1'));
        assert_eq!(done.text_of("dl.figs dd"), ["1", "2", "0", "0", "0"]);
        let titles = done.text_of("ul.promises h4");
        assert_eq!(
            titles,
            [&first, &second, &third].map(|one| one.title.as_str())
        );
        let lines = done.all("ul.promises > li");
        assert!(lines[0].has(".clock.over svg") && lines[0].text().contains("10"));
        assert!(lines[1].has(".clock.rest") && !lines[2].has(".clock"));
        assert!(lines[1].text().contains(&REASON[..40]) && lines[2].text().contains(&NO[..40]));
        assert!(!done.text().contains(&plain.title), "it has no decision");
        let overdue = page.follow("a[href*='due=overdue']", &app.client());
        let overdue = overdue.expect_status(200).page();
        assert!(overdue.text("ul.promises").contains(&first.title));
    }
}

fn a_topic_of_which_nothing_is_left_says_why(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("mod", &agency);
    let concluded = |topic: &mut Topic| {
        topic.state = "concluded".to_owned();
        topic.closes_on = "2026-11-20".to_owned();
    };
    let topic = app.topic_with(&agency, concluded);
    let [one, other, merged] = [(); 3].map(|()| app.suggestion(&topic, None));
    app.adopt(&topic, &one, &moderator);
    app.merge(&merged, &other, &moderator);
    for hidden in [&one, &other] {
        app.hide(hidden, &moderator);
    }
    app.suggestion_with(&topic, None, |one| one.publication = "withdrawn".to_owned());
    app.report(&topic);
    let empty = app.topic_with(&agency, concluded);
    for lang in Lang::ALL {
        let page = outcome(app, lang, &topic);
        for key in [
            "outcome.gone_why",
            "outcome.said_none",
            "outcome.no_commitments",
        ] {
            assert_says(&page, lang, key);
        }
        let why = page.text("section[aria-labelledby=h-said]");
        assert!(why.contains('4'), "{why}");
        for (key, many) in [("hidden", '2'), ("merged", '1'), ("withdrawn", '1')] {
            let line = format!("{}: {many}", words(lang, &format!("outcome.{key}")));
            assert!(why.contains(&line), "{why}");
        }
        let policy = page.follow(
            "section[aria-labelledby=h-said] a[href$='/policy']",
            &app.client(),
        );
        policy.expect_status(200);
        // What the agency reported stands all the same.
        assert!(page.has("div.prose"));
        let text = page.root().text();
        for gone in [&one, &other, &merged] {
            assert!(!text.contains(&gone.title) && !text.contains(&gone.reference));
        }
        // Where nobody suggested anything, nothing has gone either.
        let page = outcome(app, lang, &empty);
        assert_says(&page, lang, "outcome.said_none");
        assert!(!says(&page.root().text(), lang, "outcome.gone_why"));
    }
}

fn a_decision_that_was_corrected_twice_stands_as_it_is_now(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("mod", &agency);
    let topic = app.closed_topic(&agency);
    let [thrice, once] = [(); 2].map(|()| app.suggestion(&topic, None));
    answer(app, (&moderator, &thrice), "rejected", NO, 0);
    answer(app, (&moderator, &thrice), "adopted", REASON, 1);
    let last = "After all the libraries open on three evenings a week, as people asked us to.";
    answer(app, (&moderator, &thrice), "adopted", last, 2);
    answer(app, (&moderator, &once), "rejected", NO, 0);
    for lang in Lang::ALL {
        let page = outcome(app, lang, &topic);
        let lines = page.all("ul.promises > li");
        assert_eq!(lines.len(), 2);
        let corrected = lines[0].text();
        assert!(corrected.contains(last), "{corrected}");
        assert!(!corrected.contains(&NO[..40]) && !corrected.contains(&REASON[..40]));
        assert!(lines[0].has(".clock.rest"), "the promise that stands");
        let key = match lang {
            Lang::Ar => "outcome.corrected_two",
            Lang::En => "outcome.corrected_other",
        };
        assert!(says(&corrected, lang, key), "{corrected}");
        assert!(!says(&lines[1].text(), lang, key));
        assert!(page.text("#h-done").contains('1'));
    }
}

fn a_topic_that_is_not_concluded_says_what_is_missing(app: &App) {
    let agency = app.agency("libraries");
    let (open, closed) = (app.topic(&agency), app.closed_topic(&agency));
    app.suggestion(&open, None);
    app.suggestion(&closed, None);
    app.report(&closed);
    for lang in Lang::ALL {
        for (topic, missing) in [
            (&open, ["outcome.still_open", "standing.not_yet_many"]),
            (&closed, ["outcome.no_report", "outcome.decided_none"]),
        ] {
            let page = outcome(app, lang, topic);
            let text = page.root().text();
            assert_says(&page, lang, "outcome.no_report");
            for key in missing {
                let key = match (lang, key) {
                    (Lang::En, "standing.not_yet_many") => "standing.not_yet_other",
                    (_, key) => key,
                };
                assert!(says(&text, lang, key), "{key}: {text}");
            }
            assert!(!page.has("div.prose"), "a report before its time");
            assert!(!text.contains("do not suit people who work"));
        }
    }
    let draft = app.draft(&agency);
    let path = format!("/en/topics/{}/outcome", draft.slug);
    assert_eq!(app.client().get(&path).status, 404);
}

fn decisions_go_on_page_by_page(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("mod", &agency);
    let topic = app.closed_topic(&agency);
    let all = app.suggestions(&topic, 115);
    for one in &all {
        app.adopt(&topic, one, &moderator);
    }
    let rejected: Vec<_> = all.iter().step_by(2).map(|one| one.id.clone()).collect();
    app.query(|conn| {
        diesel::update(answers::table.filter(answers::suggestion_id.eq_any(&rejected)))
            .set(answers::kind.eq("rejected"))
            .execute(conn)?;
        diesel::update(suggestions::table.filter(suggestions::id.eq_any(&rejected)))
            .set(suggestions::answer_state.eq("rejected"))
            .execute(conn)
    });
    let mut page = outcome(app, Lang::En, &topic);
    let mut seen = Vec::new();
    loop {
        seen.push(page.root().text_of("ul.promises h4"));
        if !page.has("a[rel=next]") {
            break;
        }
        let next = page.follow("a[rel=next]", &app.client());
        page = next.expect_status(200).page();
    }
    assert_eq!(seen.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 15]);
    let is_rejected = |title: &String| {
        let found = all.iter().find(|one| one.title == *title);
        rejected.contains(&found.expect("one of them").id)
    };
    let titles = seen.concat();
    assert_eq!(titles.iter().filter(|title| is_rejected(title)).count(), 58);
    assert!(titles[..57].iter().all(|title| !is_rejected(title)));
    let mut distinct = titles.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 115, "each once");
    for cursor in ["x", "d20261122_0193a5f0", "p5", "m1_0193a5f0"] {
        let path = format!("/ar/topics/{}/outcome?after={cursor}", topic.slug);
        assert_eq!(app.client().get(&path).status, 400, "{cursor}");
    }
}

fn six_statements_are_enough(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("mod", &agency);
    let topic = app.closed_topic(&agency);
    let all = app.suggestions(&topic, 60);
    for one in &all {
        app.adopt(&topic, one, &moderator);
    }
    app.counted(&topic, 20, &[&all[0], &all[1]]);
    app.report(&topic);
    app.sql("UPDATE topics SET state = 'concluded'");
    app.touch(&topic);
    app.run_jobs();
    let visitor = app.client();
    let path = format!("/ar/topics/{}/outcome", topic.slug);
    visitor.get(&path).expect_status(200);
    let before = app.statements();
    visitor.get(&path);
    let spent = app.statements() - before;
    assert!(spent <= 6, "{spent}");
}
