//! Every form of the table, sent empty: what comes back says so in its title, and is as free of
//! barriers as what was sent.

use std::collections::BTreeMap;

use serde_json::json;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::audit::audit;
use tests::support::axe::axe;
use tests::support::browser::{Browser, Page, View};
use tests::support::words::words;

use super::enter;
use crate::access::{Body, MATRIX, PEOPLE, People, Scene};

/// Fields that forms carry along without showing them.
const CARRIED: [&str; 8] = [
    "act",
    "key",
    "version",
    "seen",
    "commitment",
    "suggestion",
    "op",
    "back",
];

#[test]
fn a_form_that_was_refused_says_so_in_its_title_in_arabic() {
    send_every_form_empty(Lang::Ar);
}

#[test]
fn a_form_that_was_refused_says_so_in_its_title_in_english() {
    send_every_form_empty(Lang::En);
}

fn send_every_form_empty(lang: Lang) {
    let app = App::start(Backend::Sqlite);
    let people = People::new(&app);
    let word = words(lang, "field.error");
    let mut tabs: BTreeMap<usize, Page<'_>> = BTreeMap::new();
    let mut refused = Vec::new();
    let mut wrong = Vec::new();
    for (number, row) in MATRIX.iter().enumerate() {
        let Body::Form(fields) = row.body else {
            continue;
        };
        // A file is no page to be loaded.
        if row.pattern.ends_with(".json") {
            continue;
        }
        // A visitor who is sent to sign in is not refused a form.
        let may = |who: &usize| match row.expected[*who] {
            200 | 422 => true,
            status => status == 303 && *who != 0,
        };
        let Some(who) = (0..PEOPLE.len()).find(may) else {
            continue;
        };
        let scene = Scene::new(&app, &people, row, number);
        let page = tabs
            .entry(who)
            .or_insert_with(|| Browser::shared().page(View::desktop().lang(lang.code())));
        // Each time anew: one of the forms signs out.
        if let Some(account) = &people.all[who] {
            enter(&app, page, account);
        }
        page.goto(&app.browser_url(&format!("/{}/about", lang.code())));
        send(
            page,
            &scene.path_in(lang, row.pattern),
            &emptied(&scene, fields),
        );
        if page.status() != Some(422) {
            continue;
        }
        refused.push(row.pattern);
        let title = page.eval("document.title");
        if !title.as_str().is_some_and(|title| title.starts_with(&word)) {
            wrong.push(format!("{}: the title is {title}", row.pattern));
        }
        let found = audit(page).into_iter().chain(axe(page));
        wrong.extend(found.map(|one| format!("{}: {one}", row.pattern)));
    }
    assert!(refused.len() >= 8, "only these were refused: {refused:#?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn emptied(
    scene: &Scene,
    fields: fn(&Scene) -> Vec<(&'static str, String)>,
) -> Vec<(&'static str, String)> {
    let mut fields = fields(scene);
    for (name, value) in &mut fields {
        if !CARRIED.contains(name) {
            value.clear();
        }
    }
    fields
}

/// Sends a form as the browser does, from a page of the same site.
fn send(page: &Page<'_>, action: &str, fields: &[(&str, String)]) {
    let js = format!(
        "setTimeout(() => {{
            const form = Object.assign(document.createElement('form'),
                {{ method: 'post', action: {} }});
            for (const [name, value] of {})
                form.append(Object.assign(document.createElement('input'), {{ name, value }}));
            document.body.append(form);
            form.submit();
        }}); 1",
        json!(action),
        json!(fields)
    );
    page.loading(|page| drop(page.eval(&js)));
}
