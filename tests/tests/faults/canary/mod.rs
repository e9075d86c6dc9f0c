//! What is private stands on no page of anybody else: every private text of the database is replaced
//! by a mark, and no answer of any route to a visitor or to another citizen holds one. A text that
//! is named neither as private nor as public fails, so that none is forgotten.

mod texts;

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use diesel::prelude::*;
use diesel::sql_types::Text;
use server::db::dialect;
use tests::on_both_unlimited;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::{Answer, Client};

use crate::access::{Body, MATRIX, People, Scene};
use texts::{CHOICES, ENDINGS, PRIVATE, PUBLIC, Private};

on_both_unlimited!(
    no_private_text_is_told_to_anybody_else,
    every_text_is_named_as_private_or_public,
);

/// Pages whose links are followed.
const MOST: usize = 600;

fn mark(number: usize) -> String {
    format!("cnry{number}x")
}

/// Each private text with its mark's number.
fn numbered() -> impl Iterator<Item = (usize, &'static Private, &'static str)> {
    let texts = PRIVATE
        .iter()
        .flat_map(|one| one.columns.iter().map(move |column| (one, *column)));
    texts
        .enumerate()
        .map(|(number, (one, column))| (number, one, column))
}

fn every_text_is_named_as_private_or_public(app: &App) {
    let private: BTreeSet<(&str, &str)> = numbered().map(|(_, p, c)| (p.table, c)).collect();
    let public: BTreeSet<(&str, &str)> = PUBLIC
        .iter()
        .flat_map(|(table, columns)| columns.iter().map(|column| (*table, *column)))
        .collect();
    let columns = app.query(dialect::columns);
    let named: BTreeSet<(&str, &str)> = columns
        .iter()
        .map(|one| (one.table_name.as_str(), one.column_name.as_str()))
        .collect();
    let texts = |table: &str| named.iter().filter(|(name, _)| *name == table).count();
    let open: Vec<_> = columns
        .iter()
        .filter(|one| one.type_name.contains("TEXT") || one.type_name.contains("CHAR"))
        .map(|one| (one.table_name.as_str(), one.column_name.as_str()))
        .filter(|(table, column)| {
            let choice = CHOICES.contains(column)
                || ENDINGS.iter().any(|end| column.ends_with(end))
                // A table of the names that another may hold.
                || (*column == "name" && texts(table) == 1)
                || *table == "installation";
            !choice && !private.contains(&(*table, *column)) && !public.contains(&(*table, *column))
        })
        .collect();
    assert!(open.is_empty(), "neither private nor public: {open:?}");
    let gone: Vec<_> = private
        .union(&public)
        .filter(|one| !named.contains(one))
        .collect();
    assert!(gone.is_empty(), "no column any more: {gone:?}");
}

/// Puts the marks in, and counts for each the rows that hold it.
fn put(app: &App, asker: &str, held: &mut BTreeMap<usize, usize>) {
    for (number, private, column) in numbered() {
        let (table, mark) = (private.table, mark(number));
        let rows = private.rows.replace("{asker}", asker);
        let value = match private.unique {
            true => format!("'{mark}' || id"),
            false => format!("'{mark}'"),
        };
        let sql = format!(
            "UPDATE {table} SET {column} = {value} \
             WHERE {rows} AND ({column} IS NULL OR {column} NOT LIKE 'cnry%')"
        );
        let count = app
            .query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql.as_str()).execute(c)));
        *held.entry(number).or_default() += count;
    }
}

/// What says who somebody is, or opens something, by itself: ids of other people and of sessions,
/// and the installation's secrets.
fn ids(app: &App, asker: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        id: String,
    }
    let sql = format!(
        "SELECT id FROM accounts WHERE id <> '{asker}' UNION ALL SELECT id FROM sessions \
         UNION ALL SELECT value AS id FROM installation WHERE length(value) > 20"
    );
    let rows: Vec<Row> =
        app.query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql.as_str()).load(c)));
    rows.into_iter().map(|row| row.id).collect()
}

/// Who asks, and which marks they may not see.
struct Asker<'a> {
    name: &'static str,
    client: Client,
    forbidden: Vec<(String, String)>,
    wrong: &'a mut BTreeSet<String>,
}

impl Asker<'_> {
    fn look(&mut self, asked: &str, answer: &Answer) {
        let said = String::from_utf8_lossy(&answer.body);
        let headers = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\n"));
        let said: String = headers.collect::<String>() + &said;
        let words: HashSet<&str> = said
            .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
            .collect();
        for (mark, place) in &self.forbidden {
            let told = match mark.starts_with("cnry") {
                true => said.contains(mark.as_str()),
                // There are thousands of ids; each stands as a word of its own.
                false => words.contains(mark.as_str()),
            };
            // What was asked for by its id is named by it.
            if told && !asked.contains(mark.as_str()) {
                let around = said.split(mark.as_str()).next().unwrap_or_default();
                let before: String = around.chars().rev().take(120).collect();
                let before: String = before.chars().rev().collect();
                self.wrong.insert(format!(
                    "{asked}: {} is told {place} ({})\n    …{before}",
                    self.name, answer.status
                ));
            }
        }
    }
}

fn forbidden(app: &App, asker: &str, of_staff_alone: bool) -> Vec<(String, String)> {
    let marks = numbered()
        .filter(|(_, private, _)| private.of_staff || !of_staff_alone)
        .map(|(number, private, column)| (mark(number), format!("{}.{column}", private.table)));
    let ids = ids(app, asker)
        .into_iter()
        .map(|id| (id, "an id or a secret".to_owned()));
    marks.chain(ids).collect()
}

fn no_private_text_is_told_to_anybody_else(app: &App) {
    let people = People::new(app);
    let citizen = people.all[2].clone().expect("a citizen");
    let mut held = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    furnish(app, &people);
    for (number, row) in MATRIX.iter().enumerate() {
        // Whoever holds a letter's link is told the address it went to.
        if row.pattern.ends_with("{token}") {
            continue;
        }
        let scene = Scene::new(app, &people, row, number);
        put(app, &citizen.id, &mut held);
        let askers: [(&'static str, Option<&Account>, bool); 3] = [
            ("a visitor", None, false),
            ("another citizen", Some(&citizen), false),
            ("the author", Some(&people.author), true),
        ];
        for (name, account, of_staff_alone) in askers {
            let client = account.map_or_else(|| app.client(), |account| app.signed_in(account));
            let id = account.map_or("", |account| account.id.as_str());
            let mut asker = Asker {
                name,
                client,
                forbidden: forbidden(app, id, of_staff_alone),
                wrong: &mut wrong,
            };
            // One's own sessions are named on one's own page.
            if row.pattern.contains("/sessions") {
                asker.forbidden.retain(|(mark, _)| mark.starts_with("cnry"));
            }
            let path = scene.path(row.pattern);
            let request = asker.client.request(row.method, &path);
            let answer = match row.body {
                Body::Form(fields) => request.form(&fields(&scene)).send(),
                Body::None | Body::List => request.send(),
            };
            asker.look(&format!("{} {path}", row.method), &answer);
            // Pages that say what is wrong.
            for (method, path) in [("DELETE", path.clone()), ("GET", format!("{path}/~"))] {
                let answer = asker.client.request(method, &path).send();
                asker.look(&format!("{method} {path}"), &answer);
            }
        }
    }
    put(app, &citizen.id, &mut held);
    for (name, account) in [("a visitor", None), ("another citizen", Some(&citizen))] {
        let client = account.map_or_else(|| app.client(), |account| app.signed_in(account));
        let id = account.map_or("", |account| account.id.as_str());
        let mut asker = Asker {
            name,
            client,
            forbidden: forbidden(app, id, false),
            wrong: &mut wrong,
        };
        crawl(app, &mut asker);
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(
        wrong.is_empty(),
        "{} places:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let empty: Vec<String> = numbered()
        .filter(|(number, _, _)| held[number] == 0)
        .map(|(_, private, column)| format!("{}.{column}", private.table))
        .collect();
    assert!(empty.is_empty(), "no row held {empty:?}");
}

/// Rows of what no scene makes.
fn furnish(app: &App, people: &People) {
    let topic = app.topic(&people.agency);
    for state in ["staged", "pending", "withdrawn"] {
        app.suggestion_with(&topic, Some(&people.author), |one| {
            one.publication = state.to_owned();
            if state == "pending" {
                one.pending_reason = Some("filter".to_owned());
            }
        });
    }
    let hidden = app.suggestion(&topic, Some(&people.author));
    app.question(&topic, &hidden, &people.moderator);
    app.hide(&hidden, &people.moderator);
    let answered = app.suggestion(&topic, Some(&people.author));
    app.writing(&answered, &people.moderator, "What I would say.");
    app.session_of(&people.author);
    let (hidden, topic, agency) = (&hidden.id, &topic.id, &people.agency.id);
    let (author, moderator) = (&people.author.id, &people.moderator.id);
    for sql in [
        format!(
            "INSERT INTO suggestion_versions \
             SELECT 'canary', id, 1, title, body, lang, dir, posted_at \
             FROM suggestions WHERE id = '{hidden}'"
        ),
        format!(
            "INSERT INTO suggestion_additions SELECT 'canary', id, body, lang, dir, posted_at \
             FROM suggestions WHERE id = '{hidden}'"
        ),
        format!(
            "INSERT INTO imports \
             SELECT 'canary', '{topic}', 'lists', token_hash, 'lists.csv', 1, 1 = 1, created_at \
             FROM sessions WHERE account_id = '{author}'"
        ),
        format!(
            "INSERT INTO bulk_drafts \
             SELECT id, '{agency}', (SELECT min(name) FROM pending_act_kinds), '', '', '', '', \
             created_at FROM accounts WHERE id = '{moderator}'"
        ),
        format!(
            "INSERT INTO sign_ins \
             SELECT 'canary', id, created_at, 'wrong_password', 'firefox/linux', '127.0.0.0/24' \
             FROM accounts WHERE id = '{author}'"
        ),
        format!(
            "INSERT INTO account_acts \
             SELECT 'canary', id, 'disabled', NULL, NULL, 'Asked for', id, created_at \
             FROM accounts WHERE id = '{author}'"
        ),
        format!(
            "INSERT INTO data_requests \
             SELECT 'canary', id, 'access', 1 = 0, 'Asked', 'en', 'ltr', created_at, '2027-01-01', \
             created_at, 'Answered', 'en', 'ltr', id FROM accounts WHERE id = '{author}'"
        ),
    ] {
        app.sql(&sql);
    }
}

/// Every page that a link leads to from the front pages, and what the addresses of hidden,
/// withdrawn and unopened things answer.
fn crawl(app: &App, asker: &mut Asker<'_>) {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        path: String,
    }
    let sql = "SELECT '/en/suggestions/' || reference AS path FROM suggestions \
               UNION ALL SELECT '/ar/topics/' || slug FROM topics";
    let rows: Vec<Row> =
        app.query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql).load(c)));
    let front = ["/ar".to_owned(), "/en".to_owned()];
    let mut waiting: VecDeque<String> = front.into_iter().collect();
    waiting.extend(rows.into_iter().map(|row| row.path));
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop_front() {
        let answer = asker.client.get(&path);
        asker.look(&format!("GET {path}"), &answer);
        pages += 1;
        let html = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        if !html || pages > MOST {
            continue;
        }
        let page = answer.page();
        for link in page.all("a[href], link[href], script[src], img[src]") {
            let Some(to) = link.attr("href").or_else(|| link.attr("src")) else {
                continue;
            };
            let to = to.split('#').next().unwrap_or_default();
            let inside = to.starts_with('/') && !to.starts_with("//");
            if inside && !to.contains("/account/sessions") && seen.insert(to.to_owned()) {
                waiting.push_back(to.to_owned());
            }
        }
    }
    assert!(pages > 300, "{} read only {pages} pages", asker.name);
    // Each file in both formats, and the dictionary.
    let files = seen.iter().filter(|to| to.starts_with("/open-data/"));
    assert_eq!(files.count(), 2 * server::open_data::ALL.len() + 1);
}
