//! What became of the commitments of all agencies: followed by anybody, by agency, state and day.

use std::collections::BTreeSet;

use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::html::Document;
use tests::support::words::{assert_says, says, words};

use super::commitments::{days, many, pages, promised};

on_both!(
    what_every_agency_promised_is_followed,
    what_left_public_view_is_neither_shown_nor_counted,
    a_choice_stands_in_the_address_and_goes_on_to_the_next_page,
    what_cannot_be_chosen_comes_back_with_the_reason,
    an_empty_list_says_so_and_leads_back,
    four_statements_are_enough,
);

/// Today is 24 November 2026.
const PROMISES: [(&str, &str, &str); 7] = [
    ("roads", "2026-10-25", "planned"),
    ("libraries", "2026-11-23", "in_progress"),
    ("libraries", "2026-11-01", "done"),
    ("roads", "2026-11-24", "planned"),
    ("roads", "2026-12-24", "in_progress"),
    ("libraries", "2026-12-25", "planned"),
    ("roads", "2026-09-01", "dropped"),
];

struct World {
    agencies: [Agency; 2],
    suggestions: Vec<Suggestion>,
    moderator: Account,
}

fn world(app: &App) -> World {
    let agencies = ["roads", "libraries"].map(|slug| app.agency(slug));
    let moderator = app.moderator("mod", &agencies[0]);
    let topics = [app.topic(&agencies[0]), app.topic(&agencies[1])];
    let mut suggestions = Vec::new();
    for (of, due, state) in PROMISES {
        let topic = &topics[usize::from(of == "libraries")];
        suggestions.push(promised(app, (topic, &moderator), (due, state)));
    }
    World {
        agencies,
        suggestions,
        moderator,
    }
}

/// Past their day, planned, in progress, done, dropped.
fn figures(page: &Document) -> Vec<String> {
    page.root().text_of("dl.figs dd")
}

fn at(app: &App, lang: Lang, query: &str) -> Document {
    let path = format!("/{}/commitments{query}", lang.code());
    app.client().get(&path).expect_status(200).page()
}

fn what_every_agency_promised_is_followed(app: &App) {
    let world = world(app);
    for lang in Lang::ALL {
        let from = format!("/{}/transparency", lang.code());
        let way = app.client().get(&from).page();
        let page = way.follow("main a[href$='/commitments']", &app.client());
        let page = page.expect_status(200).page();
        let wanted = [
            "2026-10-25",
            "2026-11-23",
            "2026-09-01",
            "2026-11-01",
            "2026-11-24",
            "2026-12-24",
            "2026-12-25",
        ];
        assert_eq!(days(&page), wanted);
        assert_eq!(figures(&page), ["2", "3", "2", "1", "1"]);
        let late = page.all("section[aria-labelledby=h-late] li");
        assert_eq!(late.len(), 2);
        // In words and with a sign, never by colour alone.
        let signs: Vec<_> = late.iter().map(|one| one.one(".clock.over")).collect();
        assert!(signs.iter().all(|sign| sign.has("svg")));
        let thirty = match lang {
            Lang::Ar => "outcome.over_many",
            Lang::En => "outcome.over_other",
        };
        assert!(says(&signs[0].text(), lang, thirty) && signs[0].text().contains("30"));
        assert!(says(&signs[1].text(), lang, "outcome.over_one"));
        let lists = page.all("ul.promises");
        let text: String = lists.iter().map(|list| list.text()).collect();
        for agency in &world.agencies {
            let name = match lang {
                Lang::Ar => &agency.name_ar,
                Lang::En => &agency.name_en,
            };
            assert!(text.contains(name.as_str()), "{name}");
            let css = format!("main li a[href$='/agencies/{}/commitments']", agency.slug);
            assert!(page.has(&css), "{css}");
        }
    }
}

fn what_left_public_view_is_neither_shown_nor_counted(app: &App) {
    let world = world(app);
    let [hidden, withdrawn, restored] = [0, 1, 2].map(|n| &world.suggestions[n]);
    app.hide(hidden, &world.moderator);
    app.hide(withdrawn, &world.moderator);
    app.hide(restored, &world.moderator);
    let steward = app.signed_in(&app.steward("steward"));
    let back = format!(
        "/en/desk/libraries/suggestions/{}/restore",
        restored.reference
    );
    steward.post_form::<&str>(&back, &[]).expect_status(303);
    for query in ["", "?due=", "?agency=&state="] {
        let page = at(app, Lang::En, query);
        assert_eq!(figures(&page), ["0", "2", "1", "1", "1"], "{query}");
        assert_eq!(days(&page).len(), 5, "{query}");
        let text = page.root().text();
        assert!(!text.contains(&hidden.title) && !text.contains(&withdrawn.title));
    }
    for (agency, wanted) in [
        ("roads", ["0", "1", "1", "0", "1"]),
        ("libraries", ["0", "1", "0", "1", "0"]),
    ] {
        let chosen = at(app, Lang::En, &format!("?agency={agency}"));
        let path = format!("/en/agencies/{agency}/commitments");
        let own = app.client().get(&path).expect_status(200).page();
        assert_eq!(figures(&chosen), wanted, "{agency}");
        assert_eq!(figures(&own), wanted, "{agency}");
        assert_eq!(days(&chosen), days(&own), "{agency}");
    }
}

fn a_choice_stands_in_the_address_and_goes_on_to_the_next_page(app: &App) {
    world(app);
    for (query, wanted) in [
        (
            "?agency=libraries",
            vec!["2026-11-23", "2026-11-01", "2026-12-25"],
        ),
        ("?state=done", vec!["2026-11-01"]),
        (
            "?state=planned",
            vec!["2026-10-25", "2026-11-24", "2026-12-25"],
        ),
        ("?due=overdue", vec!["2026-10-25", "2026-11-23"]),
        ("?due=soon", vec!["2026-11-24", "2026-12-24"]),
        ("?due=later", vec!["2026-12-25"]),
        (
            "?agency=roads&state=planned&due=overdue",
            vec!["2026-10-25"],
        ),
    ] {
        for lang in Lang::ALL {
            let page = at(app, lang, query);
            assert_eq!(days(&page), wanted, "{query}");
            let sums = figures(&page);
            let sums: usize = sums[1..].iter().map(|n| n.parse::<usize>().unwrap()).sum();
            assert_eq!(sums, wanted.len(), "{query}");
            let form = page.form("form.choosing");
            for pair in query.trim_start_matches('?').split('&') {
                let (name, value) = pair.split_once('=').unwrap();
                assert_eq!(form.value(name), value, "{query}");
            }
        }
    }
    let topic = app.topic(&app.agency("parks"));
    let moderator = app.citizen("somebody");
    many(app, &topic, &moderator);
    for (query, wanted) in [
        ("?agency=parks", vec![50, 50, 15]),
        ("?agency=parks&state=planned&due=overdue", vec![50, 5]),
        ("", vec![50, 50, 22]),
        ("?state=planned", vec![50, 50, 18]),
    ] {
        let mut sums = BTreeSet::new();
        let start = format!("/ar/commitments{query}");
        let long = pages(&app.client(), &start, |page| {
            sums.insert(figures(page));
        });
        assert_eq!(long, wanted, "{query}");
        assert_eq!(sums.len(), 1, "{query}: of the whole list");
    }
}

fn what_cannot_be_chosen_comes_back_with_the_reason(app: &App) {
    world(app);
    let many = vec!["agency=roads"; 100].join("&");
    for lang in Lang::ALL {
        for (query, key, field, typed) in [
            ("agency=nobody", "choice_unknown", "agency", ""),
            ("agency=%27%20OR%201%3D1", "choice_unknown", "agency", ""),
            ("state=secret", "choice_unknown", "state", ""),
            ("due=2026-01-01&state=done", "choice_unknown", "due", ""),
            ("state=done&state=planned", "choice_twice", "state", "done"),
            (many.as_str(), "choice_twice", "agency", "roads"),
        ] {
            let path = format!("/{}/commitments?{query}", lang.code());
            let page = app.client().get(&path).expect_status(422).page();
            let why = words(lang, &format!("errors.{key}"));
            assert!(page.text(".errors").contains(&why), "{query}");
            let field = format!("select[name={field}][aria-invalid=true]");
            assert!(page.has(&field), "{query}");
            if !typed.is_empty() {
                let chosen = page.one("form.choosing option[selected][value]:not([value=''])");
                assert_eq!(chosen.attr("value"), Some(typed), "{query}");
            }
            assert_eq!(
                days(&page).len(),
                PROMISES.len(),
                "{query}: all stand below"
            );
        }
        let kept = format!("/{}/commitments?due=never&state=done", lang.code());
        let page = app.client().get(&kept).expect_status(422).page();
        assert_eq!(page.form("form.choosing").value("state"), "done");
    }
    // What is no choice of this page is left alone.
    let others: Vec<_> = (0..100).map(|n| format!("filter{n}=x")).collect();
    let path = format!("/en/commitments?{}", others.join("&"));
    app.client().get(&path).expect_status(200);
    let id = "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00";
    for cursor in ["x", "d20261122_0193a5f0", "a2026-11-02_0193a5f0", "p5"] {
        let path = format!("/en/commitments?after={cursor}");
        assert_eq!(app.client().get(&path).status, 400, "{cursor}");
    }
    let twice = format!("/en/commitments?after=b20261122_{id}&after=b20261123_{id}");
    assert_eq!(app.client().get(&twice).status, 400);
    let one = format!("/en/commitments?after=b20261122_{id}");
    app.client().get(&one).expect_status(200);
}

fn an_empty_list_says_so_and_leads_back(app: &App) {
    app.agency("empty");
    for lang in Lang::ALL {
        assert_says(&at(app, lang, ""), lang, "commitments.none_all");
    }
    world(app);
    for lang in Lang::ALL {
        for query in ["?agency=empty", "?state=done&due=later"] {
            let page = at(app, lang, query);
            assert_says(&page, lang, "commitments.none_chosen");
            let back = format!("main a[href='/{}/commitments']", lang.code());
            let all = page.follow(&back, &app.client()).expect_status(200).page();
            assert_eq!(days(&all).len(), PROMISES.len());
        }
    }
}

fn four_statements_are_enough(app: &App) {
    world(app);
    let visitor = app.client();
    for query in ["", "?agency=roads", "?state=done", "?due=overdue", "?due=x"] {
        let path = format!("/ar/commitments{query}");
        visitor.get(&path);
        let before = app.statements();
        visitor.get(&path);
        let spent = app.statements() - before;
        assert!(spent <= 4, "{path}: {spent}");
    }
}
