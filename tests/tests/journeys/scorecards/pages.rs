//! The pages of transparency: what they say, and what they refuse.

use jiff::SignedDuration;
use shared::input::places::Governorate;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::Document;
use tests::support::words::{assert_says, words};

on_both!(
    an_agency_without_a_topic_is_shown_as_such,
    silence_is_said_with_its_day_and_ends_with_an_answer,
    what_cannot_be_shown_is_refused_and_comes_back,
    few_cases_have_no_place,
    figures_can_be_cut_by_place,
    a_quote_leads_to_the_figures_that_it_gives,
    the_longest_waiting_are_of_the_place_that_was_chosen,
    no_page_of_figures_asks_more_than_four_times,
);

const PAGES: [&str; 3] = ["/transparency", "/agencies", "/agencies/roads/scorecard"];

fn an_agency_without_a_topic_is_shown_as_such(app: &App) {
    app.agency("roads");
    for lang in Lang::ALL {
        for path in PAGES {
            let path = format!("/{}{path}", lang.code());
            app.client().get(&path).expect_status(200);
        }
        let page = app
            .client()
            .get(&format!("/{}/agencies", lang.code()))
            .page();
        assert_says(&page, lang, "scored.no_topic");
        let card = format!("/{}/agencies/roads/scorecard", lang.code());
        assert_says(&app.client().get(&card).page(), lang, "agency.no_topics");
    }
    app.client()
        .get("/en/agencies/nobody/scorecard")
        .expect_status(404);
}

fn silence_is_said_with_its_day_and_ends_with_an_answer(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let one = app.suggestion(&topic, None);
    app.touch(&topic);
    app.run_jobs();
    let silent = |app: &App| {
        app.run_jobs();
        let page = app
            .client()
            .get("/en/transparency")
            .expect_status(200)
            .page();
        page.text("main")
            .contains(&words(Lang::En, "scored.silent_none"))
    };
    assert!(silent(app), "nothing is late yet");
    // Three working days to acknowledge, and five more of silence.
    app.clock().advance(SignedDuration::from_hours(24 * 16));
    app.run_jobs();
    let page = app.client().get("/en/transparency").page();
    let main = page.text("main");
    assert!(main.contains("roads") || main.contains("Roads"), "{main}");
    assert!(!main.contains(&words(Lang::En, "scored.silent_none")));
    assert!(main.contains(&words(Lang::En, "scored.no_answer")));
    app.adopt(&topic, &one, &badr);
    app.touch(&topic);
    assert!(silent(app), "it has answered");
}

fn what_cannot_be_shown_is_refused_and_comes_back(app: &App) {
    app.agency("roads");
    for lang in Lang::ALL {
        for path in PAGES {
            for (query, key, kept) in [
                (
                    "from=2026-05&to=2026-01",
                    "errors.period_reversed",
                    "2026-05",
                ),
                ("from=1999-05", "errors.month_invalid", "1999-05"),
                ("to=soon", "errors.month_invalid", "soon"),
                (
                    "from=2001-01&to=2026-01",
                    "errors.period_too_long",
                    "2001-01",
                ),
                ("governorate=atlantis", "errors.choice_unknown", "2026"),
            ] {
                let path = format!("/{}{path}?{query}", lang.code());
                let answer = app.client().get(&path).expect_status(422);
                let page = answer.page();
                assert!(
                    page.text("main").contains(&words(lang, key)),
                    "{path}: {}",
                    page.text("main")
                );
                assert!(answer.text().contains(kept), "{path}");
            }
            for query in ["order=password_hash", "order=sign_in"] {
                let path = format!("/{}{path}?{query}", lang.code());
                app.client().get(&path).expect_status(422);
            }
            let path = format!("/{}{path}", lang.code());
            let twice = format!("{path}?from=2026-01&from=2026-02");
            app.client().get(&twice).expect_status(400);
            let unknown: Vec<String> = (0..100).map(|n| format!("filter{n}=x")).collect();
            let many = format!("{path}?{}", unknown.join("&"));
            app.client().get(&many).expect_status(200);
            let long = format!("{path}?category={}", "x".repeat(101));
            app.client().get(&long).expect_status(422);
            let nothing = format!("{path}?category=nothing-of-the-kind");
            app.client().get(&nothing).expect_status(200);
        }
    }
}

fn few_cases_have_no_place(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.suggestions(&topic, 19);
    app.touch(&topic);
    app.clock().advance(SignedDuration::from_hours(24 * 10));
    app.run_jobs();
    let rank = || {
        let page = app.client().get("/en/agencies?order=acknowledged").page();
        page.text("td[data-l='Place']")
    };
    assert_eq!(rank(), "fewer than 20");
    app.suggestion(&topic, None);
    app.clock().advance(SignedDuration::from_hours(24 * 10));
    app.touch(&topic);
    app.run_jobs();
    assert_eq!(rank(), "1");
}

/// Suggestions of these governorates to one agency, all past their day to be acknowledged.
fn late_in(app: &App, governorates: &[Option<&str>]) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    for governorate in governorates {
        app.suggestion_with(&topic, None, |one| {
            one.governorate = governorate.map(str::to_owned);
        });
    }
    app.clock().advance(SignedDuration::from_hours(24 * 10));
    app.touch(&topic);
    app.run_jobs();
}

fn figures_can_be_cut_by_place(app: &App) {
    late_in(app, &[Some("muscat"), Some("muscat"), None]);
    let cases = |query: &str| {
        let page = app.client().get(&format!("/en/agencies{query}")).page();
        page.text("td[data-l='Acknowledged on time'] small")
    };
    assert_eq!(cases(""), "of 3 cases");
    assert_eq!(cases("?governorate=muscat"), "of 2 cases");
    assert_eq!(cases("?governorate=dhofar"), "nothing came due");
    assert_eq!(cases("?from=2020-01&to=2020-12"), "nothing came due");
}

fn a_quote_leads_to_the_figures_that_it_gives(app: &App) {
    late_in(app, &[Some("muscat"), Some("muscat"), None]);
    let on = |page: &Document| (page.text(".quote p"), page.text(".chosen"));
    let mut quoted = Vec::new();
    for lang in Lang::ALL {
        for path in ["/transparency", "/agencies/roads/scorecard"] {
            for (query, status, cut, late) in [
                ("", 200, None, "3"),
                // What was refused is not what is shown.
                (
                    "?from=2026-05&to=2026-01&governorate=muscat",
                    422,
                    None,
                    "3",
                ),
                (
                    "?governorate=muscat&order=late&filter=x",
                    200,
                    Some("muscat"),
                    "2",
                ),
            ] {
                let path = format!("/{}{path}{query}", lang.code());
                let page = app.client().get(&path).expect_status(status).page();
                let (said, chosen) = on(&page);
                let place = Governorate::parse("muscat").expect("a place").name(lang);
                for words in [&said, &chosen] {
                    assert_eq!(words.contains(place), cut.is_some(), "{path}: {words}");
                }
                if lang == Lang::En {
                    assert!(
                        said.contains(&format!("{late} late answers")),
                        "{path}: {said}"
                    );
                }
                let link = page.one(".quote a").attr("href").expect("a link");
                let (origin, rest) = link
                    .split_once("/en/")
                    .or(link.split_once("/ar/"))
                    .expect("a page");
                assert!(origin.starts_with("http"), "{link}");
                assert!(
                    rest.ends_with("#definitions") && page.has("#definitions"),
                    "{link}"
                );
                assert!(
                    !rest.contains("filter") && !rest.contains("order"),
                    "{link}"
                );
                let rest = rest.trim_end_matches("#definitions");
                quoted.push((format!("/{}/{rest}", lang.code()), said, chosen));
            }
        }
    }
    for (path, said, _) in &quoted {
        let page = app.client().get(path).expect_status(200).page();
        assert_eq!(on(&page).0, *said, "{path}");
    }
    // Later the months are still those that were quoted.
    app.clock().advance(SignedDuration::from_hours(24 * 70));
    for (path, _, chosen) in &quoted {
        let page = app.client().get(path).expect_status(200).page();
        assert_eq!(on(&page).1, *chosen, "{path}");
    }
}

fn the_longest_waiting_are_of_the_place_that_was_chosen(app: &App) {
    late_in(app, &[Some("muscat"), None]);
    let waiting = |query: &str| {
        let path = format!("/en/agencies/roads/scorecard{query}");
        let page = app.client().get(&path).expect_status(200).page();
        page.all("#h-longest ~ * tbody tr").len()
    };
    assert_eq!(
        [
            "",
            "?governorate=muscat",
            "?governorate=dhofar",
            "?category=nothing"
        ]
        .map(waiting),
        [2, 1, 0, 0]
    );
}

fn no_page_of_figures_asks_more_than_four_times(app: &App) {
    let roads = app.agency("roads");
    let topic = app.topic(&roads);
    let badr = app.moderator("badr", &roads);
    for one in app.suggestions(&topic, 12).iter().take(6) {
        app.adopt(&topic, one, &badr);
    }
    app.clock().advance(SignedDuration::from_hours(24 * 10));
    app.touch(&topic);
    app.run_jobs();
    let client = app.client();
    for path in [
        "/transparency",
        "/transparency?from=2026-01&governorate=muscat&category=roads",
        "/agencies",
        "/agencies?order=done",
        "/agencies/roads/scorecard",
        "/agencies/roads/scorecard?from=2020-01",
        "/commitments",
        "/commitments?agency=roads&state=planned",
    ] {
        for lang in Lang::ALL {
            let path = format!("/{}{path}", lang.code());
            let before = app.statements();
            client.get(&path).expect_status(200);
            let asked = app.statements() - before;
            assert!(asked <= 4, "{path}: {asked}");
        }
    }
}
