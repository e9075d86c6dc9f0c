//! A visitor reads: the front page, the lists, every order from its first page to its last.

use std::collections::BTreeSet;

use server::db::topics::Topic;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;

on_both!(
    every_order_shows_each_suggestion_once,
    the_front_page_says_what_is_open_answered_and_owed,
    topics_are_found_by_their_state_and_agency,
    answers_are_found_by_their_kind,
);

/// The references on all pages of an order, in the order in which they are shown.
fn all_pages(app: &App, topic: &Topic, query: &str) -> Vec<String> {
    let client = app.client();
    let mut seen = Vec::new();
    let mut answer = client.get(&format!("/en/topics/{}?{query}", topic.slug));
    for _ in 0..20 {
        let page = answer.expect_status(200).page();
        let cards = page.all("li.sug");
        assert!((1..=20).contains(&cards.len()), "{} cards", cards.len());
        seen.extend(
            cards
                .iter()
                .map(|card| card.attr("id").expect("a reference").to_owned()),
        );
        let next = page.all("a[rel=next]");
        let Some(next) = next.first() else {
            return seen;
        };
        answer = client.get(&page.resolve(next.attr("href").expect("an address")));
    }
    panic!("the pages of {query} do not end");
}

fn every_order_shows_each_suggestion_once(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let mut all = BTreeSet::new();
    let mut some = Vec::new();
    for number in 0..53_i64 {
        // Spread over the whole shuffle, some with the same place in it.
        let one = app.suggestion_with(&topic, None, |one| {
            one.shuffle = (number / 2) * (i64::MAX / 27);
        });
        all.insert(one.reference.clone());
        some.push(one);
        if number % 7 == 0 {
            app.clock().advance(jiff::SignedDuration::from_secs(1));
        }
    }
    for number in 0..20 {
        let person = app.citizen(&format!("citizen-{number}"));
        app.list(&topic, &person, &[&some[number], &some[40]]);
    }
    // Dealt already, as above.
    app.sql(&format!(
        "UPDATE topics SET shuffled_on = '{}'",
        app.inner().today()
    ));
    app.run_jobs();
    let orders = [
        "order=new",
        "order=top",
        "order=waiting",
        "order=discover&from=0",
    ];
    let points = (1..16).map(|point| format!("order=discover&from={point}"));
    for query in orders.map(str::to_owned).into_iter().chain(points) {
        let shown = all_pages(app, &topic, &query);
        assert_eq!(
            shown.len(),
            all.len(),
            "{query} shows some twice or not at all"
        );
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), all, "{query}");
    }
    let top = all_pages(app, &topic, "order=top");
    assert_eq!(
        top[0], some[40].reference,
        "on all lists at the second place"
    );
    let newest = all_pages(app, &topic, "order=new");
    // The last three were posted in the same moment.
    assert!(some[50..].iter().any(|one| one.reference == newest[0]));
}

fn the_front_page_says_what_is_open_answered_and_owed(app: &App) {
    let agency = app.agency("libraries");
    let open = app.topic(&agency);
    let draft = app.draft(&agency);
    let over = app.closed_topic(&agency);
    let owed = app.suggestion_with(&over, None, |one| {
        one.acknowledge_due = Some("2026-11-10".into());
    });
    let answered = app.suggestion(&over, None);
    app.adopt(&over, &answered, &app.moderator("mod", &agency));
    for lang in ["ar", "en"] {
        let page = app
            .client()
            .get(&format!("/{lang}"))
            .expect_status(200)
            .page();
        let text = page.one("main").text();
        let title = |ar: &str, en: &str| {
            if lang == "ar" {
                ar.to_owned()
            } else {
                en.to_owned()
            }
        };
        assert!(
            text.contains(&title(&open.title_ar, &open.title_en)),
            "{lang}: what is open"
        );
        assert!(
            !text.contains(&title(&draft.title_ar, &draft.title_en)),
            "{lang}: no draft"
        );
        assert!(text.contains(&answered.title), "{lang}: what was answered");
        assert!(
            text.contains(&title(&agency.name_ar, &agency.name_en)),
            "{lang}: who owes"
        );
        assert!(
            !text.contains(&owed.title),
            "{lang}: debts are the agency's, not a citizen's"
        );
    }
}

fn topics_are_found_by_their_state_and_agency(app: &App) {
    let (libraries, parks) = (app.agency("libraries"), app.agency("parks"));
    let open = app.topic(&libraries);
    let closed = app.closed_topic(&libraries);
    let other = app.topic(&parks);
    let draft = app.draft(&parks);
    let shown = |query: &str| {
        let page = app
            .client()
            .get(&format!("/en/topics{query}"))
            .expect_status(200)
            .page();
        let text = page.one("main").text();
        [&open, &closed, &other, &draft].map(|topic| text.contains(&topic.title_en))
    };
    assert_eq!(
        shown(""),
        [true, false, true, false],
        "what is open comes first"
    );
    assert_eq!(shown("?state=open"), [true, false, true, false]);
    assert_eq!(shown("?state=closed"), [false, true, false, false]);
    assert_eq!(shown("?agency=parks"), [false, false, true, false]);
    assert_eq!(
        shown("?agency=libraries&state=open"),
        [true, false, false, false]
    );
    let page = app
        .client()
        .get("/en/agencies/parks")
        .expect_status(200)
        .page();
    let text = page.one("main").text();
    assert!(text.contains(&other.title_en) && !text.contains(&draft.title_en));
}

fn answers_are_found_by_their_kind(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    let some = [0, 1, 2].map(|_| {
        app.clock().advance(jiff::SignedDuration::from_secs(1));
        app.suggestion(&topic, None)
    });
    app.adopt(&topic, &some[0], &moderator);
    let shown = |query: &str| all_pages(app, &topic, query);
    assert_eq!(shown("answer=adopted"), [some[0].reference.clone()]);
    let waiting = shown("answer=none&order=waiting");
    assert_eq!(
        waiting,
        [some[1].reference.clone(), some[2].reference.clone()]
    );
    let page = app
        .client()
        .get(&format!("/en/topics/{}?answer=adopted", topic.slug))
        .page();
    assert!(
        page.one("li.sug .reply").text().contains(&REASON[..60]),
        "the card says the answer"
    );
    let page = app
        .client()
        .get(&format!("/en/topics/{}?answer=rejected", topic.slug))
        .page();
    assert!(!page.has("li.sug"));
}
