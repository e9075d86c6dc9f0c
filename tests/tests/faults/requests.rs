//! Requests that no browser sends: wrong hosts, wrong methods, too much, broken encodings.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Answer;
use tests::support::words::assert_says;

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

on_both! {
    fn a_foreign_host_is_misdirected(app) {
        let client = app.client();
        let own = client.authority().to_owned();
        let port = own.split(':').nth(1).expect("a port").to_owned();
        for host in [
            "evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "", "127.0.0.1.evil.example",
            &format!("{own}.evil.example"), &format!("evil.example:{port}"), &format!("x@{own}"),
        ] {
            let answer = client.raw(&get(&format!("Host: {host}\r\n"))).expect("an answer");
            refused(&answer, 421, Lang::Ar, "wrong_host");
        }
        for host in [own.clone(), format!("localhost:{port}"), format!("LocalHost:{port}")] {
            let answer = client.raw(&get(&format!("Host: {host}\r\n"))).expect("an answer");
            assert_eq!(answer.status, 200, "{host}");
        }
    }

    fn no_host_or_two_is_refused(app) {
        let client = app.client();
        let own = client.authority().to_owned();
        for lines in [String::new(), format!("Host: {own}\r\nHost: evil.example\r\n"),
            format!("Host: evil.example\r\nHost: {own}\r\n")] {
            let answer = client.raw(&get(&lines)).expect("an answer");
            assert!(matches!(answer.status, 400 | 421), "{lines:?}: {}", answer.status);
        }
        let absolute = format!("GET http://evil.example/ar HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
        let answer = client.raw(absolute.as_bytes()).expect("an answer");
        assert!(!String::from_utf8_lossy(&answer.body).contains("evil.example"));
        // A foreign name never comes back, whichever header it stands in.
        let forwarded = format!("Host: {own}\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n");
        let answer = client.raw(&get(&forwarded)).expect("an answer").expect_status(200);
        assert!(!answer.text().contains("evil.example"));
    }

    fn a_wrong_method_is_told(app) {
        let agency = app.agency("roads");
        let topic = app.topic(&agency);
        let client = app.client();
        for (method, path) in [
            ("POST", "/en"), ("PUT", "/en/topics"), ("DELETE", "/en/policy"), ("PATCH", "/en/ranking"),
            ("POST", "/en/agencies/roads"), ("DELETE", "/en/sign-in"), ("GET", "/en/sign-out"),
            ("FANCY", "/en/about"),
            ("PUT", &format!("/en/topics/{}", topic.slug)),
        ] {
            let answer = app.unchanged(path, || client.request(method, path).send());
            refused(&answer, 405, Lang::En, "method_not_allowed");
        }
        let answer = client.request("DELETE", &format!("/api/v1/topics/{}/my-list", topic.slug)).send();
        assert_eq!(answer.status, 405);
        assert_eq!(answer.json()["code"], "method_not_allowed");
    }

    fn what_is_not_there_is_not_found(app) {
        let agency = app.agency("roads");
        let draft = app.draft(&agency);
        let client = app.client();
        for path in [
            "/ar/nothing", "/ar/topics/nothing", "/ar/suggestions/S-0000-00", "/ar/suggestions/1",
            "/ar/suggestions/S-ZZZZ-ZZZZ-ZZ", "/ar/agencies/nothing", "/ar/topics/%2e%2e", "/ar/topics/a%2fb",
            "/ar/topics/مكتبة", "/ar/suggestions/%00", "/ar/topics/nothing/standing", "/ar/language/fr",
            "/ar/topics/' OR 1=1 --", "/ar/topics/%ff%fe",
            &format!("/ar/topics/{}", draft.slug),
        ] {
            let path = path.replace(' ', "%20").replace('\'', "%27");
            let path: String = path.chars().map(|c| if c.is_ascii() { c.to_string() } else { tests::support::http::encode(&c.to_string()) }).collect();
            refused(&client.get(&path), 404, Lang::Ar, "not_found");
        }
        // Outside both languages the reader's own decides.
        let answer = client.request("GET", "/nothing").header("Accept-Language", "en").send();
        refused(&answer, 404, Lang::En, "not_found");
        assert_eq!(client.get("/assets/nothing.css").status, 404);
        assert_eq!(client.get("/assets/..%2f..%2fCargo.toml").status, 404);
        assert_eq!(client.get("/api/v1/nothing").json()["code"], "not_found");
    }

    fn ten_megabytes_are_too_much(app) {
        let agency = app.agency("roads");
        let topic = app.topic(&agency);
        let client = app.signed_in(&app.citizen("salma"));
        let much = "x".repeat(10 * 1024 * 1024);
        for path in [format!("/ar/topics/{}/suggest/check", topic.slug), format!("/ar/topics/{}/suggest", topic.slug), "/ar/sign-in".to_owned()] {
            let answer = app.unchanged(&path, || client.post_form(&path, &[("title", "A title"), ("text", &much)]));
            refused(&answer, 413, Lang::Ar, "too_large");
        }
        let path = format!("/api/v1/topics/{}/my-list", topic.slug);
        let request = client.request("PUT", &path).body("application/json", format!("\"{much}\"").as_bytes());
        let answer = app.unchanged(&path, || request.header("Idempotency-Key", "0123456789abcdef").send());
        assert_eq!(answer.status, 413);
        assert_eq!(answer.json()["code"], "too_large");
    }

    fn broken_encodings_are_no_server_error(app) {
        let agency = app.agency("roads");
        let topic = app.topic(&agency);
        app.suggestions(&topic, 3);
        let client = app.signed_in(&app.citizen("salma"));
        for query in [
            "%ff", "order=%ff", "order=%c3%28", "from=%ed%a0%80", "answer=%00", "after=%ff%fe", "order=new&order=top",
            "order", "=", "&&&", "%", "order=%zz", "per_page=1e9", "per_page=-1", "page=99999999999999999999",
            "after=AAAA", "after=%27%3b--", "from=16", "from=-1", "from=٣",
        ] {
            let path = format!("/en/topics/{}?{}", topic.slug, query.replace('٣', "%D9%A3"));
            let answer = client.get(&path);
            assert!(matches!(answer.status, 200 | 400 | 422), "{query}: {}", answer.status);
            assert_eq!(answer.page().root().attr("lang"), Some("en"), "{query}");
            // Never more than a page of cards, whatever is asked for.
            let list = client.get(&format!("/en/topics?{}", query.replace('٣', "%D9%A3")));
            assert!(matches!(list.status, 200 | 400 | 422), "{query}: {}", list.status);
        }
        let path = format!("/en/topics/{}/suggest/check", topic.slug);
        for body in [&b"title=%ff%fe&text=%c3%28"[..], b"title=\xff\xfe&text=\xc3(", b"%", b"\x00\x00", b"title"] {
            let answer = app.unchanged("a broken body", || client.post_raw(&path, "application/x-www-form-urlencoded", body));
            assert!(matches!(answer.status, 400 | 422), "{body:?}: {}", answer.status);
            assert_eq!(answer.page().root().attr("lang"), Some("en"));
        }
        for (kind, body) in [("application/json", &b"{}"[..]), ("text/plain", b"title=a"), ("multipart/form-data", b"")] {
            let answer = app.unchanged(kind, || client.post_raw(&path, kind, body));
            assert!(matches!(answer.status, 400 | 415), "{kind}: {}", answer.status);
            assert_eq!(answer.page().root().attr("lang"), Some("en"));
        }
        let api = format!("/api/v1/topics/{}/my-list", topic.slug);
        for body in ["", "{", "[]", "{}", "null", "{\"version\":-1,\"entries\":[]}", "{\"version\":0,\"entries\":\"x\"}",
            "{\"version\":0,\"entries\":[1]}", "{\"version\":0,\"entries\":[\"\"]}", "{\"version\":1e99,\"entries\":[]}"] {
            let request = client.request("PUT", &api).body("application/json", body.as_bytes());
            let answer = app.unchanged(body, || request.header("Idempotency-Key", "0123456789abcdef").send());
            assert!(matches!(answer.status, 400 | 422), "{body}: {}", answer.status);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{body}");
        }
    }

    fn a_page_is_of_one_size_whatever_is_asked_for(app) {
        let agency = app.agency("roads");
        let topic = app.topic(&agency);
        app.suggestions(&topic, 60);
        let client = app.client();
        let plain = client.get(&format!("/en/topics/{}", topic.slug)).expect_status(200).page();
        let cards = plain.all("li.sug").len();
        assert!((1..=50).contains(&cards), "{cards} cards");
        for query in ["per_page=1e9", "per_page=1000000000", "limit=1000", "size=60", "per_page=٦٠"] {
            let query = query.replace("٦٠", "%D9%A6%D9%A0");
            let page = client.get(&format!("/en/topics/{}?{query}", topic.slug)).expect_status(200).page();
            assert_eq!(page.all("li.sug").len(), cards, "{query}");
        }
    }

    fn every_answer_carries_the_security_headers(app) {
        let client = app.client();
        for path in ["/en", "/en/nothing", "/", "/api/v1/nothing", "/assets/nothing", "/en/sign-in"] {
            let answer = client.get(path);
            let policy = answer.header("content-security-policy").expect("a policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
            for (name, value) in [("x-content-type-options", "nosniff"), ("cross-origin-opener-policy", "same-origin")] {
                assert_eq!(answer.header(name), Some(value), "{path}");
            }
            assert!(answer.header("referrer-policy").is_some(), "{path}");
            assert!(answer.header("cache-control").is_some(), "{path}");
            assert_eq!(answer.header("server"), None, "{path}");
        }
    }
}

#[test]
fn what_the_helper_calls_refused_is_a_whole_page() {
    let app = App::start(tests::support::app::Backend::Sqlite);
    let answer = app.client().get("/en/nothing");
    refused(&answer, 404, Lang::En, "not_found");
}
