//! Who may do what: every route, asked by every kind of person, from one table. A route that is
//! not in the table fails.

mod scene;
mod table;

use server::db::agencies::Agency;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::data::Account;
use tests::support::http::{Client, Request};

pub use scene::Scene;
pub use table::{Body, In, MATRIX, Row};

on_both!(every_route_answers_every_kind_of_person_as_the_table_says);

/// Who asks, in the order of the columns: a visitor; the citizen whose suggestion and list it is;
/// another citizen; a moderator of the topic's agency; one of another agency; a manager of the
/// topic's agency; a steward.
pub const PEOPLE: [&str; 7] = [
    "visitor",
    "author",
    "citizen",
    "moderator",
    "other desk",
    "manager",
    "steward",
];

/// The people of the table, and the agency of its topics.
pub struct People {
    pub agency: Agency,
    pub author: Account,
    pub moderator: Account,
    /// In the order of [`PEOPLE`]; none for the visitor.
    pub all: [Option<Account>; 7],
}

impl People {
    pub fn new(app: &App) -> People {
        let (agency, elsewhere) = (app.agency("roads"), app.agency("parks"));
        let author = app.citizen("author");
        let moderator = app.moderator("moderator", &agency);
        let all = [
            None,
            Some(author.clone()),
            Some(app.citizen("citizen")),
            Some(moderator.clone()),
            Some(app.moderator("other", &elsewhere)),
            Some(app.manager("manager", &agency)),
            Some(app.steward("steward")),
        ];
        People {
            agency,
            author,
            moderator,
            all,
        }
    }
}

fn request<'a>(row: &Row, scene: &Scene, client: &'a Client) -> Request<'a> {
    let request = client.request(row.method, &scene.path(row.pattern));
    match row.body {
        Body::None => request,
        Body::Form(fields) => request.form(&fields(scene)),
        Body::List => {
            let body = format!(
                "{{\"version\":0,\"entries\":[\"{}\"]}}",
                scene.suggestion.reference
            );
            let request = request.body("application/json", body.as_bytes());
            request.header("Idempotency-Key", &scene.key().1)
        }
    }
}

fn every_route_answers_every_kind_of_person_as_the_table_says(app: &App) {
    let people = People::new(app);
    let mut wrong = Vec::new();
    let mut number = 0;
    for row in MATRIX {
        for ((account, who), expected) in people.all.iter().zip(PEOPLE).zip(row.expected) {
            number += 1;
            let scene = Scene::new(app, &people, row, number);
            let client = account
                .as_ref()
                .map_or_else(|| app.client(), |a| app.signed_in(a));
            let before = app.rows();
            let answer = request(row, &scene, &client).send();
            let (method, pattern) = (row.method, row.pattern);
            if answer.status != expected {
                let said = String::from_utf8_lossy(&answer.body);
                let said = said.split("<main").nth(1).unwrap_or(&said);
                let said: String = said.chars().take(300).collect();
                wrong.push(format!(
                    "{method} {pattern}: {who} got {}, not {expected}\n    {said}",
                    answer.status
                ));
            }
            let to_sign_in = answer.location().is_some_and(|to| to.contains("/sign-in"));
            if account.is_none()
                && expected == 303
                && row.method != "GET"
                && pattern != "/{lang}/sign-out"
                // The letter's link says who it is.
                && !pattern.ends_with("{token}")
                && !to_sign_in
            {
                wrong.push(format!(
                    "{method} {pattern}: a visitor is sent to {:?}",
                    answer.location()
                ));
            }
            if matches!(answer.status, 401 | 403 | 404 | 422) || to_sign_in {
                let after = app.rows();
                if after != before {
                    wrong.push(format!(
                        "{method} {pattern}: {who} was refused and rows changed"
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers differ from the table:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Methods that pages and programs use, and one that nobody does.
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "FANCY"];

#[test]
fn every_route_stands_in_the_table() {
    let app = App::start(Backend::Sqlite);
    let mut listed: Vec<String> = MATRIX.iter().map(|row| row.pattern.to_owned()).collect();
    listed.sort();
    listed.dedup();
    let served = app.patterns();
    let missing: Vec<&String> = served.iter().filter(|one| !listed.contains(one)).collect();
    assert!(
        missing.is_empty(),
        "routes that are not in the table: {missing:#?}"
    );
    let gone: Vec<&String> = listed.iter().filter(|one| !served.contains(one)).collect();
    assert!(
        gone.is_empty(),
        "rows of the table without a route: {gone:#?}"
    );
}

#[test]
fn every_method_that_is_not_in_the_table_is_refused() {
    let app = App::start(Backend::Sqlite);
    let people = People::new(&app);
    let mut wrong = Vec::new();
    for (number, row) in MATRIX.iter().enumerate() {
        let scene = Scene::new(&app, &people, row, number);
        for method in METHODS {
            if MATRIX
                .iter()
                .any(|one| one.pattern == row.pattern && one.method == method)
            {
                continue;
            }
            for account in people.all.iter().flatten() {
                let client = app.signed_in(account);
                let answer = client.request(method, &scene.path(row.pattern)).send();
                if answer.status != 405 {
                    wrong.push(format!("{method} {}: {}", row.pattern, answer.status));
                }
            }
        }
    }
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "answered, but in no row of the table (405 expected):\n{}",
        wrong.join("\n")
    );
}

/// Every pattern that is read with GET.
pub fn reading_patterns() -> Vec<&'static str> {
    MATRIX
        .iter()
        .filter(|row| row.method == "GET")
        .map(|row| row.pattern)
        .collect()
}
