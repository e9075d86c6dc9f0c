//! Requests that no browser sends: wrong hosts, wrong methods, too much, broken encodings.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Answer;
use tests::support::words::assert_says;

on_both!(
    a_foreign_host_is_misdirected,
    no_host_or_two_is_refused,
    a_wrong_method_is_told,
    what_is_not_there_is_not_found,
    ten_megabytes_are_too_much,
    every_answer_carries_the_security_headers,
);

/// A page of refusal: status, language, direction, words, and the way on.
#[track_caller]
fn refused(answer: &Answer, status: u16, lang: Lang, code: &str) {
    assert_eq!(
        answer.status,
        status,
        "{}: {}",
        answer.path,
        String::from_utf8_lossy(&answer.body)
    );
    let page = answer.page();
    let html = page.root();
    assert_eq!(html.attr("lang"), Some(lang.code()), "{}", answer.path);
    let dir = if lang == Lang::Ar { "rtl" } else { "ltr" };
    assert_eq!(html.attr("dir"), Some(dir), "{}", answer.path);
    assert_says(&page, lang, &format!("errors.{code}"));
    assert!(page.has("main a[href]"), "a refusal leads on");
    for inside in [
        "panicked",
        "diesel",
        "actix",
        "SQLite",
        "DatabaseError",
        "No such",
        "src/",
    ] {
        assert!(
            !answer.text().contains(inside),
            "{}: {inside} is of the program's insides",
            answer.path
        );
    }
}

fn get(host_lines: &str) -> Vec<u8> {
    format!("GET /ar/policy HTTP/1.1\r\n{host_lines}Connection: close\r\n\r\n").into_bytes()
}

fn a_foreign_host_is_misdirected(app: &App) {
    let client = app.client();
    let own = client.authority().to_owned();
    let port = own.split(':').nth(1).expect("a port").to_owned();
    for host in [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "",
        "127.0.0.1.evil.example",
        &format!("{own}.evil.example"),
        &format!("evil.example:{port}"),
        &format!("x@{own}"),
    ] {
        let answer = client
            .raw(&get(&format!("Host: {host}\r\n")))
            .expect("an answer");
        refused(&answer, 421, Lang::Ar, "wrong_host");
    }
    for host in [
        own.clone(),
        format!("localhost:{port}"),
        format!("LocalHost:{port}"),
    ] {
        let answer = client
            .raw(&get(&format!("Host: {host}\r\n")))
            .expect("an answer");
        assert_eq!(answer.status, 200, "{host}");
    }
}

fn no_host_or_two_is_refused(app: &App) {
    let client = app.client();
    let own = client.authority().to_owned();
    for lines in [
        String::new(),
        format!("Host: {own}\r\nHost: evil.example\r\n"),
        format!("Host: evil.example\r\nHost: {own}\r\n"),
    ] {
        let answer = client.raw(&get(&lines)).expect("an answer");
        assert!(
            matches!(answer.status, 400 | 421),
            "{lines:?}: {}",
            answer.status
        );
    }
    let absolute =
        format!("GET http://evil.example/ar HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
    let answer = client.raw(absolute.as_bytes()).expect("an answer");
    assert!(!String::from_utf8_lossy(&answer.body).contains("evil.example"));
    // A foreign name never comes back, whichever header it stands in.
    let forwarded = format!(
        "Host: {own}\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"
    );
    let answer = client
        .raw(&get(&forwarded))
        .expect("an answer")
        .expect_status(200);
    assert!(!answer.text().contains("evil.example"));
}

fn a_wrong_method_is_told(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let client = app.client();
    for (method, path) in [
        ("POST", "/en"),
        ("PUT", "/en/topics"),
        ("DELETE", "/en/policy"),
        ("PATCH", "/en/ranking"),
        ("POST", "/en/agencies/roads"),
        ("DELETE", "/en/sign-in"),
        ("GET", "/en/sign-out"),
        ("FANCY", "/en/about"),
        ("PUT", &format!("/en/topics/{}", topic.slug)),
    ] {
        let answer = app.unchanged(path, || client.request(method, path).send());
        refused(&answer, 405, Lang::En, "method_not_allowed");
    }
    let answer = client
        .request("DELETE", &format!("/api/v1/topics/{}/my-list", topic.slug))
        .send();
    assert_eq!(answer.status, 405);
    assert_eq!(answer.json()["code"], "method_not_allowed");
}

fn what_is_not_there_is_not_found(app: &App) {
    let agency = app.agency("roads");
    let draft = app.draft(&agency);
    let client = app.client();
    for path in [
        "/ar/nothing",
        "/ar/topics/nothing",
        "/ar/suggestions/S-0000-00",
        "/ar/suggestions/1",
        "/ar/suggestions/S-ZZZZ-ZZZZ-ZZ",
        "/ar/agencies/nothing",
        "/ar/topics/%2e%2e",
        "/ar/topics/a%2fb",
        "/ar/topics/مكتبة",
        "/ar/topics/nothing/standing",
        "/ar/language/fr",
        "/ar/topics/' OR 1=1 --",
        "/ar/topics/%ff%fe",
        &format!("/ar/topics/{}", draft.slug),
    ] {
        let path = path.replace(' ', "%20").replace('\'', "%27");
        let path: String = path
            .chars()
            .map(|c| {
                if c.is_ascii() {
                    c.to_string()
                } else {
                    tests::support::http::encode(&c.to_string())
                }
            })
            .collect();
        refused(&client.get(&path), 404, Lang::Ar, "not_found");
    }
    // Outside both languages the reader's own decides.
    let answer = client
        .request("GET", "/nothing")
        .header("Accept-Language", "en")
        .send();
    refused(&answer, 404, Lang::En, "not_found");
    assert_eq!(client.get("/assets/nothing.css").status, 404);
    assert_eq!(client.get("/assets/..%2f..%2fCargo.toml").status, 404);
    assert_eq!(client.get("/api/v1/nothing").json()["code"], "not_found");
}

fn ten_megabytes_are_too_much(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let client = app.signed_in(&app.citizen("salma"));
    let much = "x".repeat(10 * 1024 * 1024);
    for path in [
        format!("/ar/topics/{}/suggest/check", topic.slug),
        format!("/ar/topics/{}/suggest", topic.slug),
        "/ar/sign-in".to_owned(),
    ] {
        let answer = app.unchanged(&path, || {
            client.post_form(&path, &[("title", "A title"), ("text", &much)])
        });
        refused(&answer, 413, Lang::Ar, "too_large");
    }
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let request = client
        .request("PUT", &path)
        .body("application/json", format!("\"{much}\"").as_bytes());
    let answer = app.unchanged(&path, || {
        request.header("Idempotency-Key", "0123456789abcdef").send()
    });
    assert_eq!(answer.status, 413);
    assert_eq!(answer.json()["code"], "too_large");
}

fn every_answer_carries_the_security_headers(app: &App) {
    let client = app.client();
    for path in [
        "/en",
        "/en/nothing",
        "/",
        "/api/v1/nothing",
        "/assets/nothing",
        "/en/sign-in",
    ] {
        let answer = client.get(path);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.header("referrer-policy").is_some(), "{path}");
        assert!(answer.header("cache-control").is_some(), "{path}");
        assert_eq!(answer.header("server"), None, "{path}");
    }
}

#[test]
fn what_the_helper_calls_refused_is_a_whole_page() {
    let app = App::start(tests::support::app::Backend::Sqlite);
    let answer = app.client().get("/en/nothing");
    refused(&answer, 404, Lang::En, "not_found");
}
