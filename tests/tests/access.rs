//! Who may do what: every route, asked by every kind of person, from one table. A route that is
//! not in the table fails.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::data::Account;
use tests::support::http::{Client, Request};

/// Who asks, in the order of the columns: a visitor; the citizen whose suggestion and list it is;
/// another citizen; a moderator of the topic's agency; one of another agency; a manager of the
/// topic's agency; a steward.
const PEOPLE: [&str; 7] = [
    "visitor",
    "author",
    "citizen",
    "moderator",
    "other desk",
    "manager",
    "steward",
];

/// What a topic must be for the route to succeed for somebody.
#[derive(Clone, Copy, PartialEq)]
enum In {
    Open,
    Draft,
    Closed,
    /// Closed, answered and reported.
    Ready,
}

/// Body of a request.
#[derive(Clone, Copy)]
enum Body {
    None,
    Form(fn(&Scene) -> Vec<(&'static str, String)>),
    List,
}

struct Row {
    method: &'static str,
    /// As in routes.rs, without the checks on its parameters.
    pattern: &'static str,
    topic: In,
    body: Body,
    expected: [u16; 7],
}

const fn get(pattern: &'static str, expected: [u16; 7]) -> Row {
    Row {
        method: "GET",
        pattern,
        topic: In::Open,
        body: Body::None,
        expected,
    }
}

const fn post(
    pattern: &'static str,
    expected: [u16; 7],
    form: fn(&Scene) -> Vec<(&'static str, String)>,
) -> Row {
    Row {
        method: "POST",
        pattern,
        topic: In::Open,
        body: Body::Form(form),
        expected,
    }
}

impl Row {
    const fn with(self, topic: In) -> Row {
        Row { topic, ..self }
    }
}

/// For everybody.
const fn all(status: u16) -> [u16; 7] {
    [status; 7]
}

// A visitor is sent to sign in (303). Who has no business at a desk is not told that it exists
// (404). Staff of the topic's agency are told why they neither suggest nor rank (403).
const SUGGESTING: [u16; 7] = [303, 200, 200, 403, 200, 403, 200];
const POSTING: [u16; 7] = [303, 303, 303, 403, 303, 403, 303];
const AUTHOR_READS: [u16; 7] = [303, 200, 403, 403, 403, 403, 403];
const AUTHOR_WRITES: [u16; 7] = [303, 303, 403, 403, 403, 403, 403];
const DESK_READS: [u16; 7] = [303, 404, 404, 200, 404, 200, 404];
const DESK_WRITES: [u16; 7] = [303, 404, 404, 303, 404, 303, 404];
const MANAGER_READS: [u16; 7] = [303, 404, 404, 404, 404, 200, 404];
const MANAGER_WRITES: [u16; 7] = [303, 404, 404, 404, 404, 303, 404];
const STEWARD_READS: [u16; 7] = [303, 404, 404, 404, 404, 404, 200];
const STEWARD_WRITES: [u16; 7] = [303, 404, 404, 404, 404, 404, 303];

/// The table.
const MATRIX: &[Row] = &[
    get("/", all(303)),
    get("/assets/{path}", all(200)),
    // Public
    get("/{lang}", all(200)),
    get("/{lang}/topics", all(200)),
    get("/{lang}/topics/{slug}", all(200)),
    get("/{lang}/topics/{slug}/standing", all(200)),
    get("/{lang}/topics/{slug}/about", all(200)),
    get("/{lang}/topics/{slug}/outcome", all(200)).with(In::Ready),
    get("/{lang}/suggestions/{ref}", all(200)),
    get("/{lang}/agencies", all(200)),
    get("/{lang}/agencies/{slug}", all(200)),
    get("/{lang}/ranking", all(200)),
    get("/{lang}/policy", all(200)),
    get("/{lang}/about", all(200)),
    get("/{lang}/language/{other}", all(303)),
    get("/{lang}/sign-in", all(200)),
    post("/{lang}/sign-in", all(422), |_| {
        vec![("name", "nobody".into()), ("password", "x".into())]
    }),
    // Taking part
    post("/{lang}/sign-out", all(303), |_| vec![]),
    get("/{lang}/topics/{slug}/suggest", SUGGESTING),
    post(
        "/{lang}/topics/{slug}/suggest/check",
        SUGGESTING,
        Scene::suggestion_form,
    ),
    post(
        "/{lang}/topics/{slug}/suggest",
        POSTING,
        Scene::suggestion_form,
    ),
    get("/{lang}/suggestions/{ref}/posted", AUTHOR_READS),
    get("/{lang}/suggestions/{ref}/edit", AUTHOR_READS),
    post(
        "/{lang}/suggestions/{ref}/edit",
        AUTHOR_WRITES,
        Scene::edit_form,
    ),
    get("/{lang}/suggestions/{ref}/withdraw", AUTHOR_READS),
    post("/{lang}/suggestions/{ref}/withdraw", AUTHOR_WRITES, |_| {
        vec![("version", "1".into())]
    }),
    get("/{lang}/topics/{slug}/my-list", SUGGESTING),
    post("/{lang}/topics/{slug}/my-list", POSTING, Scene::list_form),
    Row {
        method: "GET",
        pattern: "/api/v1/topics/{slug}/my-list",
        topic: In::Open,
        body: Body::None,
        expected: [401, 200, 200, 403, 200, 403, 200],
    },
    Row {
        method: "PUT",
        pattern: "/api/v1/topics/{slug}/my-list",
        topic: In::Open,
        body: Body::List,
        expected: [401, 200, 200, 403, 200, 403, 200],
    },
    // The desk
    get("/{lang}/desk", [303, 404, 404, 303, 303, 303, 404]),
    get("/{lang}/desk/{agency}", DESK_READS),
    get("/{lang}/desk/{agency}/suggestions/{ref}", DESK_READS),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer",
        DESK_WRITES,
        Scene::answer_form,
    ),
    get("/{lang}/desk/{agency}/suggestions/{ref}/hide", DESK_READS),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/hide",
        DESK_WRITES,
        |_| vec![("reason", "1".into()), ("version", "1".into())],
    ),
    get(
        "/{lang}/desk/{agency}/suggestions/{ref}/restore",
        STEWARD_READS,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/restore",
        STEWARD_WRITES,
        |_| vec![],
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/commitment",
        DESK_WRITES,
        Scene::update_form,
    ),
    // Managers
    get("/{lang}/desk/{agency}/topics", MANAGER_READS),
    get("/{lang}/desk/{agency}/topics/new", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/topics/new",
        MANAGER_WRITES,
        Scene::topic_form,
    ),
    get("/{lang}/desk/{agency}/topics/{slug}/edit", MANAGER_READS).with(In::Draft),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/edit",
        MANAGER_WRITES,
        Scene::topic_form,
    )
    .with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/open", MANAGER_READS).with(In::Draft),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/open",
        MANAGER_WRITES,
        |_| vec![("version", "1".into())],
    )
    .with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/extend", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/extend",
        MANAGER_WRITES,
        Scene::extension_form,
    ),
    // Its last day has not ended: the manager is told so.
    post(
        "/{lang}/desk/{agency}/topics/{slug}/close",
        [303, 404, 404, 404, 404, 409, 404],
        |_| vec![("version", "1".into())],
    ),
    get("/{lang}/desk/{agency}/topics/{slug}/report", MANAGER_READS).with(In::Closed),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/report",
        MANAGER_WRITES,
        Scene::report_form,
    )
    .with(In::Closed),
    get(
        "/{lang}/desk/{agency}/topics/{slug}/conclude",
        MANAGER_READS,
    )
    .with(In::Ready),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/conclude",
        MANAGER_WRITES,
        |_| vec![("version", "1".into())],
    )
    .with(In::Ready),
];

/// What one request is about: nothing of it is shared with another.
struct Scene {
    agency: String,
    topic: Topic,
    suggestion: Suggestion,
    commitment: String,
    number: usize,
}

impl Scene {
    fn new(app: &App, people: &People, row: &Row, number: usize) -> Scene {
        let topic = match row.topic {
            In::Open => app.topic(&people.agency),
            In::Draft => app.draft(&people.agency),
            In::Closed | In::Ready => app.closed_topic(&people.agency),
        };
        let restored = row.pattern.ends_with("/restore");
        let decided = row.topic == In::Ready || row.pattern.ends_with("/commitment");
        let suggestion = app.suggestion_with(&topic, Some(&people.author), |suggestion| {
            if restored {
                suggestion.publication = "hidden".into();
                suggestion.hidden_reason = Some(1);
            }
        });
        let mut commitment = String::new();
        if decided {
            commitment = app.adopt(&topic, &suggestion, &people.moderator);
        }
        if row.topic == In::Ready {
            app.report(&topic);
        }
        Scene {
            agency: people.agency.slug.clone(),
            topic,
            suggestion,
            commitment,
            number,
        }
    }

    fn path(&self, pattern: &str) -> String {
        let style = server::web::assets::urls().style;
        let slug = if pattern.contains("/agencies/") {
            &self.agency
        } else {
            &self.topic.slug
        };
        pattern
            .replace("/assets/{path}", &style)
            .replace("{lang}", "en")
            .replace("{other}", "ar")
            .replace("{slug}", slug)
            .replace("{ref}", &self.suggestion.reference)
            .replace("{agency}", &self.agency)
    }

    fn key(&self) -> (&'static str, String) {
        ("key", format!("access-matrix-{}", self.number))
    }

    fn suggestion_form(&self) -> Vec<(&'static str, String)> {
        let text = "Lamps on the way from the bus to the library, until it closes.";
        vec![
            ("title", "Light the way".into()),
            ("text", text.into()),
            self.key(),
        ]
    }

    fn edit_form(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.suggestion_form();
        fields.push(("version", "1".into()));
        fields
    }

    fn list_form(&self) -> Vec<(&'static str, String)> {
        let reference = self.suggestion.reference.clone();
        vec![
            ("op", "add".into()),
            ("suggestion", reference),
            ("version", "0".into()),
            self.key(),
        ]
    }

    fn answer_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("kind", "acknowledged".into()),
            ("reason", String::new()),
            ("seen", "0".into()),
            self.key(),
        ]
    }

    fn update_form(&self) -> Vec<(&'static str, String)> {
        let commitment = self.commitment.clone();
        vec![
            ("commitment", commitment),
            ("seen", "planned".into()),
            ("state", "in_progress".into()),
            ("note", "The plans are drawn.".into()),
        ]
    }

    fn topic_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("slug", format!("matrix-{}", self.number)),
            ("title_ar", "ساعات المكتبات".into()),
            ("title_en", "Hours of libraries".into()),
            ("version", "1".into()),
        ]
    }

    fn extension_form(&self) -> Vec<(&'static str, String)> {
        vec![
            ("closes", "2026-12-27".into()),
            ("reason_ar", "طلب كثيرون وقتًا أطول للمشاركة.".into()),
            ("reason_en", "Many asked for more time to take part.".into()),
            ("version", "1".into()),
        ]
    }

    fn report_form(&self) -> Vec<(&'static str, String)> {
        let ar = "سمعنا أن الساعات لا تناسب العاملين، وسنفتح مساءً في أيام الأسبوع كلها.";
        let en =
            "We heard that the hours do not suit people who work, and we will open in the evening.";
        vec![
            ("ar", ar.into()),
            ("en", en.into()),
            ("version", "0".into()),
        ]
    }
}

struct People {
    agency: server::db::agencies::Agency,
    author: Account,
    moderator: Account,
    /// In the order of [`PEOPLE`]; none for the visitor.
    all: [Option<Account>; 7],
}

impl People {
    fn new(app: &App) -> People {
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

on_both! {
    fn every_route_answers_every_kind_of_person_as_the_table_says(app) {
        let people = People::new(app);
        let mut wrong = Vec::new();
        let mut number = 0;
        for row in MATRIX {
            for ((account, who), expected) in people.all.iter().zip(PEOPLE).zip(row.expected) {
                number += 1;
                let scene = Scene::new(app, &people, row, number);
                let client = account.as_ref().map_or_else(|| app.client(), |a| app.signed_in(a));
                let before = app.rows();
                let answer = request(row, &scene, &client).send();
                let (method, pattern) = (row.method, row.pattern);
                if answer.status != expected {
                    let said = String::from_utf8_lossy(&answer.body);
                    let said = said.split("<main").nth(1).unwrap_or(&said);
                    let said: String = said.chars().take(300).collect();
                    wrong.push(format!("{method} {pattern}: {who} got {}, not {expected}\n    {said}", answer.status));
                }
                let to_sign_in = answer.location().is_some_and(|to| to.contains("/sign-in"));
                if account.is_none() && expected == 303 && row.method != "GET" && pattern != "/{lang}/sign-out" && !to_sign_in {
                    wrong.push(format!("{method} {pattern}: a visitor is sent to {:?}", answer.location()));
                }
                if matches!(answer.status, 401 | 403 | 404 | 422) || to_sign_in {
                    let after = app.rows();
                    if after != before {
                        wrong.push(format!("{method} {pattern}: {who} was refused and rows changed"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} answers differ from the table:\n{}", wrong.len(), wrong.join("\n"));
    }
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
