//! Queries and bodies that say nothing, too much, or what no encoding allows.

use tests::on_both;
use tests::support::app::App;

on_both!(
    broken_encodings_are_no_server_error,
    a_page_is_of_one_size_whatever_is_asked_for,
);

fn broken_encodings_are_no_server_error(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.suggestions(&topic, 3);
    let client = app.signed_in(&app.citizen("salma"));
    for query in [
        "%ff",
        "order=%ff",
        "order=%c3%28",
        "from=%ed%a0%80",
        "answer=%00",
        "after=%ff%fe",
        "order=new&order=top",
        "order",
        "=",
        "&&&",
        "%",
        "order=%zz",
        "per_page=1e9",
        "per_page=-1",
        "page=99999999999999999999",
        "after=AAAA",
        "after=%27%3b--",
        "from=16",
        "from=-1",
        "from=٣",
    ] {
        let path = format!("/en/topics/{}?{}", topic.slug, query.replace('٣', "%D9%A3"));
        let answer = client.get(&path);
        assert!(
            matches!(answer.status, 200 | 400 | 422),
            "{query}: {}",
            answer.status
        );
        assert_eq!(answer.page().root().attr("lang"), Some("en"), "{query}");
        // Never more than a page of cards, whatever is asked for.
        let list = client.get(&format!("/en/topics?{}", query.replace('٣', "%D9%A3")));
        assert!(
            matches!(list.status, 200 | 400 | 422),
            "{query}: {}",
            list.status
        );
    }
    let path = format!("/en/topics/{}/suggest/check", topic.slug);
    for body in [
        &b"title=%ff%fe&text=%c3%28"[..],
        b"title=\xff\xfe&text=\xc3(",
        b"%",
        b"\x00\x00",
        b"title",
    ] {
        let answer = app.unchanged("a broken body", || {
            client.post_raw(&path, "application/x-www-form-urlencoded", body)
        });
        assert!(
            matches!(answer.status, 400 | 422),
            "{body:?}: {}",
            answer.status
        );
        assert_eq!(answer.page().root().attr("lang"), Some("en"));
    }
    for (kind, body) in [
        ("application/json", &b"{}"[..]),
        ("text/plain", b"title=a"),
        ("multipart/form-data", b""),
    ] {
        let answer = app.unchanged(kind, || client.post_raw(&path, kind, body));
        assert!(
            matches!(answer.status, 400 | 415),
            "{kind}: {}",
            answer.status
        );
        assert_eq!(answer.page().root().attr("lang"), Some("en"));
    }
    let api = format!("/api/v1/topics/{}/my-list", topic.slug);
    for body in [
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"version\":-1,\"entries\":[]}",
        "{\"version\":0,\"entries\":\"x\"}",
        "{\"version\":0,\"entries\":[1]}",
        "{\"version\":0,\"entries\":[\"\"]}",
        "{\"version\":1e99,\"entries\":[]}",
    ] {
        let request = client
            .request("PUT", &api)
            .body("application/json", body.as_bytes());
        let answer = app.unchanged(body, || {
            request.header("Idempotency-Key", "0123456789abcdef").send()
        });
        assert!(
            matches!(answer.status, 400 | 422),
            "{body}: {}",
            answer.status
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{body}"
        );
    }
}

fn a_page_is_of_one_size_whatever_is_asked_for(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.suggestions(&topic, 60);
    let client = app.client();
    let plain = client
        .get(&format!("/en/topics/{}", topic.slug))
        .expect_status(200)
        .page();
    let cards = plain.all("li.sug").len();
    assert!((1..=50).contains(&cards), "{cards} cards");
    for query in [
        "per_page=1e9",
        "per_page=1000000000",
        "limit=1000",
        "size=60",
        "per_page=٦٠",
    ] {
        let query = query.replace("٦٠", "%D9%A6%D9%A0");
        let page = client
            .get(&format!("/en/topics/{}?{query}", topic.slug))
            .expect_status(200)
            .page();
        assert_eq!(page.all("li.sug").len(), cards, "{query}");
    }
}
