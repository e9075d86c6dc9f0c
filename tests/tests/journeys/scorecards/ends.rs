//! Agencies are renamed, closed and merged; what they owe and what was counted of them stays.

use jiff::SignedDuration;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::{assert_says, words};

use super::{healthy, recount};

on_both!(
    renaming_keeps_the_figures_and_the_former_name,
    a_closed_agency_opens_nothing_and_still_owes,
    figures_of_a_merged_agency_are_its_successors,
    commitments_are_followed_at_the_successor,
    what_cannot_end_is_refused,
);

/// Runs `sharikuna agency …`; what it wrote where it succeeded, and what it complained of where not.
fn run(app: &App, arguments: &[&str]) -> Result<String, String> {
    let mut command = app.program(&["agency"]);
    let out = command.args(arguments).output().expect("run the program");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match out.status.code() {
        Some(0) => Ok(text(&out.stdout)),
        _ => Err(text(&out.stderr)),
    }
}

/// A topic of an agency with as many suggestions, all of them late by now.
fn late(app: &App, slug: &str, many: usize) {
    let agency = app.agency(slug);
    let topic = app.topic(&agency);
    app.suggestions(&topic, many);
    app.touch(&topic);
}

fn ten_days_on(app: &App) {
    app.clock().advance(SignedDuration::from_hours(24 * 10));
    app.run_jobs();
    recount::agree(app);
}

/// The cases of acknowledging in a row of the comparison.
fn cases(app: &App, slug: &str) -> Option<String> {
    let page = app.client().get("/en/agencies").expect_status(200).page();
    let link = format!("a[href='/en/agencies/{slug}/scorecard']");
    let row = page
        .all("tbody tr")
        .into_iter()
        .find(|row| row.has(&link))?;
    let words = row.text_of("td[data-l='Acknowledged on time'] small");
    words.into_iter().next()
}

fn renaming_keeps_the_figures_and_the_former_name(app: &App) {
    late(app, "roads", 2);
    ten_days_on(app);
    let before = app.client().get("/en/agencies/roads").page();
    let former = before.text("h1");
    let done = run(
        app,
        &["rename", "--slug", "roads", "--name-en", "Ministry of Ways"],
    );
    assert!(done.expect("renamed").contains("roads"));
    assert_eq!(cases(app, "roads").as_deref(), Some("of 2 cases"));
    for (lang, name) in [(Lang::En, "Ministry of Ways"), (Lang::Ar, "")] {
        let path = format!("/{}/agencies/roads", lang.code());
        let page = app.client().get(&path).expect_status(200).page();
        let mast = page.text(".mast");
        assert!(mast.contains(name), "{mast}");
        let said = page.text("ul.past");
        assert!(lang == Lang::Ar || said.contains(&former), "{said}");
    }
    let (kind, facts) = last_act(app);
    assert_eq!(kind, "agency.renamed");
    assert!(facts.contains("Ministry of Ways") && facts.contains(&former));
    recount::agree(app);
}

/// The kind and the public facts of the last row of the journal about an agency itself.
fn last_act(app: &App) -> (String, String) {
    use diesel::prelude::*;
    use server::db::schema::journal;
    app.query(|conn| {
        journal::table
            .filter(journal::kind.like("agency.%"))
            .order(journal::id.desc())
            .select((journal::kind, journal::facts))
            .first(conn)
    })
}

fn a_closed_agency_opens_nothing_and_still_owes(app: &App) {
    let agency = app.agency("roads");
    let topic = app.closed_topic(&agency);
    app.suggestions(&topic, 3);
    let draft = app.topic_with(&agency, |topic| {
        topic.state = "draft".to_owned();
        topic.opens_on = "2026-12-10".to_owned();
        topic.closes_on = "2027-01-10".to_owned();
        topic.opened_at = None;
    });
    let salim = app.manager("salim", &agency);
    app.touch(&topic);
    ten_days_on(app);
    let manager = app.signed_in(&salim);
    let opening = format!("/en/desk/roads/topics/{}/open", draft.slug);
    let form = manager.get(&opening).expect_status(200).page();
    let form = form.form("form[action$='/open']");
    let typed = manager.get("/en/desk/roads/topics/new").page();
    let typed = typed.form("form[action$='/new']");
    run(app, &["close", "--slug", "roads"]).expect("closed");
    // Nothing new; the debts are read and answered as before.
    let refused = app.unchanged("opening", || form.submit(&manager));
    assert_says(
        &refused.expect_status(409).page(),
        Lang::En,
        "errors.agency_closed",
    );
    let drafts = "/en/desk/roads/topics";
    let new = format!("{drafts}/new");
    for refused in [
        manager.get(&new),
        app.unchanged("drafting", || {
            typed.set("title_en", "Again").submit(&manager)
        }),
    ] {
        let page = refused.expect_status(409).page();
        assert_says(&page, Lang::En, "errors.agency_closed");
    }
    let page = manager.get(drafts).expect_status(200).page();
    assert_says(&page, Lang::En, "errors.agency_closed");
    assert!(!page.has(&format!("a[href='{new}']")));
    manager.get("/en/desk/roads").expect_status(200);
    app.run_jobs();
    recount::agree(app);
    assert_eq!(cases(app, "roads").as_deref(), Some("of 3 cases"));
    for lang in Lang::ALL {
        let get = |path: &str| {
            let path = format!("/{}{path}", lang.code());
            app.client().get(&path).expect_status(200).page()
        };
        let start = words(lang, "agency.closed_since");
        let start = start.split("{{").next().expect("a beginning");
        assert!(get("/agencies/roads").text("ul.past").contains(start));
        assert!(
            get("/agencies/roads/scorecard")
                .text(".mast")
                .contains(start)
        );
        let start = words(lang, "scored.closed");
        let start = start.split("{{").next().expect("a beginning");
        assert!(get("/agencies").text("tbody").contains(start.trim()));
    }
    // A steward decided too early: nothing was lost.
    run(app, &["reopen", "--slug", "roads"]).expect("open again");
    form.submit(&manager).expect_status(303);
}

fn figures_of_a_merged_agency_are_its_successors(app: &App) {
    for (slug, many) in [("ways", 1), ("bridges", 2), ("roads", 4)] {
        late(app, slug, many);
    }
    ten_days_on(app);
    run(app, &["merge", "--slug", "ways", "--into", "bridges"]).expect("merged");
    recount::agree(app);
    assert_eq!(cases(app, "bridges").as_deref(), Some("of 3 cases"));
    // Whoever was part of it goes with it.
    run(app, &["merge", "--slug", "bridges", "--into", "roads"]).expect("merged");
    recount::agree(app);
    assert_eq!(cases(app, "roads").as_deref(), Some("of 7 cases"));
    assert_eq!((cases(app, "ways"), cases(app, "bridges")), (None, None));
    for lang in Lang::ALL {
        let code = lang.code();
        // A figure that was quoted leads to where it is counted now, with what was chosen.
        let path = format!("/{code}/agencies/ways/scorecard?from=2026-11");
        let moved = app.client().get(&path).expect_status(303);
        let wanted = format!("/{code}/agencies/roads/scorecard?from=2026-11");
        assert_eq!(moved.header("location"), Some(wanted.as_str()));
        let card = app.client().get(&wanted).expect_status(200).page();
        assert!(card.text(".mast").contains(match lang {
            Lang::Ar => "جهتين",
            Lang::En => "2 agencies",
        }));
        let waits = card.all("#h-longest ~ * tbody tr").len();
        assert_eq!(waits, 5, "the longest waiting, whoever was asked");
        let page = app.client().get(&format!("/{code}/agencies/ways")).page();
        assert!(page.has(&format!("ul.past a[href='/{code}/agencies/roads']")));
        let owed = page.all("section[aria-labelledby=h-d] tbody tr:first-child td.red");
        assert_eq!(owed.first().map(|cell| cell.text()).as_deref(), Some("1"));
        let page = app.client().get(&format!("/{code}/agencies/roads")).page();
        for slug in ["ways", "bridges"] {
            assert!(page.has(&format!("ul.past a[href='/{code}/agencies/{slug}']")));
        }
        let owed = page.all("section[aria-labelledby=h-d] tbody tr:first-child td.red");
        assert_eq!(owed.first().map(|cell| cell.text()).as_deref(), Some("7"));
        // Each agency stands on the first page once, with everything that is owed.
        let home = app.client().get(&format!("/{code}")).expect_status(200);
        let home = home.page();
        assert!(home.has(&format!("table a[href='/{code}/agencies/roads']")));
        assert!(!home.has(&format!("table a[href='/{code}/agencies/ways']")));
    }
    run(app, &["reopen", "--slug", "bridges"]).expect("on its own again");
    recount::agree(app);
    assert_eq!(cases(app, "roads").as_deref(), Some("of 5 cases"));
    assert_eq!(cases(app, "bridges").as_deref(), Some("of 2 cases"));
    healthy(app);
}

fn what_cannot_end_is_refused(app: &App) {
    late(app, "roads", 1);
    app.agency("ways");
    app.agency("bridges");
    let refused = |arguments: &[&str], why: &str| {
        let said = app.unchanged(why, || run(app, arguments));
        let said = said.expect_err("a refusal");
        assert!(said.contains(why), "{said}");
    };
    refused(&["close", "--slug", "nobody"], "no agency nobody");
    refused(&["close", "--slug", "roads"], "1 of its topics");
    refused(&["reopen", "--slug", "roads"], "roads is not closed");
    let merge = |from, into| ["merge", "--slug", from, "--into", into];
    refused(&merge("ways", "ways"), "into itself");
    refused(&merge("ways", "nobody"), "no agency nobody");
    run(app, &["close", "--slug", "bridges"]).expect("closed");
    refused(&["close", "--slug", "bridges"], "bridges is closed already");
    refused(&merge("ways", "bridges"), "bridges is closed already");
    run(app, &merge("bridges", "ways")).expect("merged after it was closed");
    refused(&merge("bridges", "roads"), "merged into another already");
    let rename = |name| ["rename", "--slug", "ways", "--name-ar", name];
    refused(&rename("\u{202E}طرق"), "--name-ar");
    refused(&["rename", "--slug", "ways"], "--name-ar");
    let same = app.client().get("/ar/agencies/ways").page().text("h1");
    refused(&rename(&same), "these names already");
}

fn commitments_are_followed_at_the_successor(app: &App) {
    let ways = app.agency("ways");
    app.agency("roads");
    let topic = app.topic(&ways);
    let one = app.suggestion(&topic, None);
    app.adopt(&topic, &one, &app.moderator("badr", &ways));
    let followed = |path: &str| {
        let page = app.client().get(path).expect_status(200).page();
        page.all("ul.promises > li").len()
    };
    let pages = [
        "/en/agencies/roads/commitments",
        "/ar/commitments?agency=roads",
    ];
    assert_eq!(pages.map(followed), [0, 0]);
    run(app, &["merge", "--slug", "ways", "--into", "roads"]).expect("merged");
    assert_eq!(pages.map(followed), [1, 1]);
    assert_eq!(followed("/en/agencies/ways/commitments"), 1);
}
