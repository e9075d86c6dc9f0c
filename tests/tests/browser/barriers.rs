//! Every page of the table of routes, as every kind of person sees it, in both languages and both
//! schemes of colour: neither axe-core nor our own audits find a barrier. A new route is looked at
//! as soon as it stands in the table, and must stand there.

use std::collections::BTreeSet;

use shared::account::Role;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::audit::{
    Violation, audit, audit_calm, audit_enlarged, audit_focus, audit_forced_colours,
};
use tests::support::axe::axe;
use tests::support::browser::{Browser, Page, View};

use super::enter;
use super::furnished::{scenes, unmarked};
use crate::access::{PEOPLE, People, Row};

/// Who looks, by the columns of the table: the author, who sees most of what citizens see; the
/// moderator; the manager and the steward on pages that others do not have; the visitor.
const LOOKING: [usize; 5] = [1, 3, 5, 6, 0];
const VISITOR: usize = 0;
const MODERATOR: usize = 3;

#[test]
fn no_page_has_a_barrier_in_arabic() {
    look_at_every_page(Lang::Ar);
}

#[test]
fn no_page_has_a_barrier_in_english() {
    look_at_every_page(Lang::En);
}

/// What the table does not show: who sits at two desks chooses one, and a demonstration says on each
/// page that it is one.
#[test]
fn neither_the_choice_of_a_desk_nor_the_demonstration_is_a_barrier() {
    let desks = App::start(Backend::Sqlite);
    let roles = ["libraries", "buses"].map(|slug| Role::Moderator {
        agency: desks.agency(slug).id,
    });
    let both = desks.account("both", &roles);
    let demonstration = App::demonstration(Backend::Sqlite);
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let view = View::desktop().calm().lang(lang.code());
        let mut look = |app: &App, page: &Page<'_>, path: &str, holds: &str| {
            page.goto(&app.browser_url(&format!("/{}{path}", lang.code())));
            let there = page.eval(&format!("!!document.querySelector(\"{holds}\")"));
            assert_eq!(there, true, "{path} without {holds}");
            let mut found = both_schemes(page, &view);
            found.extend(every_other_look(page, &view));
            wrong.extend(found.iter().map(|one| format!("{path}: {one}")));
        };
        let page = Browser::shared().page(view.clone());
        enter(&desks, &page, &both);
        look(&desks, &page, "/desk", "main a[href$='/desk/buses']");
        let page = Browser::shared().page(view.clone());
        for path in [
            "",
            "/design",
            "/topics/town-buses",
            "/topics/school-canteens/outcome",
        ] {
            look(&demonstration, &page, path, "aside.demonstration");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn is_theirs(row: &Row, who: usize) -> bool {
    row.expected[who] == 200 && (who <= MODERATOR || row.expected[VISITOR] != 200)
}

fn look_at_every_page(lang: Lang) {
    let app = App::start(Backend::Sqlite);
    let people = People::new(&app);
    let scenes = scenes(&app, &people);
    let view = View::desktop().calm().lang(lang.code());
    let mut looked = 0;
    let mut alone = BTreeSet::new();
    let mut wrong = Vec::new();
    for who in LOOKING {
        let page = Browser::shared().page(view.clone());
        let client = match &people.all[who] {
            Some(account) => {
                enter(&app, &page, account);
                app.signed_in(account)
            }
            None => app.client(),
        };
        for (row, scene) in scenes.iter().filter(|(row, _)| is_theirs(row, who)) {
            let path = scene.path_in(lang, row.pattern);
            let kind = client.get(&path).expect_status(200);
            if !kind
                .header("content-type")
                .is_some_and(|kind| kind.starts_with("text/html"))
            {
                continue;
            }
            page.goto(&app.browser_url(&path));
            awake(&page);
            looked += 1;
            let mut found = both_schemes(&page, &view);
            // What does not hang on the person is looked at once.
            if alone.insert(row.pattern) {
                found.extend(every_other_look(&page, &view));
                wrong.extend(
                    unmarked(&page)
                        .into_iter()
                        .map(|one| named(&path, who, &one)),
                );
            }
            wrong.extend(found.iter().map(|one| named(&path, who, &one.to_string())));
        }
        assert_eq!(page.problems(), Vec::<String>::new(), "{}", PEOPLE[who]);
    }
    assert!(looked > 55, "only {looked} pages were looked at");
    wrong.dedup();
    let shown: Vec<&String> = wrong.iter().take(60).collect();
    assert!(
        wrong.is_empty(),
        "{} barriers on {looked} pages, the first of them:\n{shown:#?}",
        wrong.len()
    );
}

fn named(path: &str, who: usize, what: &str) -> String {
    format!("{path} ({}): {what}", PEOPLE[who])
}

/// Waits for the islands of the page, if it has any.
fn awake(page: &Page<'_>) {
    page.wait_for("!document.querySelector('leptos-island .grip[hidden]')");
}

fn both_schemes(page: &Page<'_>, view: &View) -> Vec<Violation> {
    let mut found = axe(page);
    page.look(&view.clone().dark());
    found.extend(axe(page));
    page.look(view);
    found
}

fn every_other_look(page: &Page<'_>, view: &View) -> Vec<Violation> {
    let mut found = audit_focus(page);
    found.extend(audit_calm(page));
    found.extend(audit_enlarged(page));
    found.extend(audit_forced_colours(page, view));
    page.look(&view.clone().size(320, 700));
    found.extend(audit(page));
    page.look(view);
    found
}
