use serde_json::json;

use super::*;
use crate::support::site::{Received, answer, serve};

/// Says back what it was sent; a few paths do more.
fn echo(received: &Received) -> Vec<u8> {
    match received.path() {
        "/hello" => answer(
            "200 OK\r\nSet-Cookie: session=s1; Path=/; HttpOnly",
            "مرحبًا",
        ),
        "/leave" => answer(
            "303 See Other\r\nLocation: /gone\r\nSet-Cookie: session=; Max-Age=0",
            "",
        ),
        "/loop" => answer("302 Found\r\nLocation: /loop", ""),
        "/silent" => Vec::new(),
        "/large" => answer("413 Content Too Large", "too much"),
        _ => {
            let headers: serde_json::Map<String, Value> = received
                .headers
                .iter()
                .map(|(name, value)| (name.to_lowercase(), json!(value)))
                .collect();
            let body = String::from_utf8_lossy(&received.body);
            let said = json!({ "line": received.line, "headers": headers, "body": body });
            answer(
                "200 OK\r\nContent-Type: application/json",
                &said.to_string(),
            )
        }
    }
}

#[test]
fn a_visitor_keeps_cookies_and_stops_at_redirects() {
    let client = Client::new(&serve(echo));
    assert_eq!(client.get("/hello").text(), "مرحبًا");
    assert!(client.cookie("session").unwrap().has("HttpOnly"));
    assert_eq!(client.get("/x").json()["headers"]["cookie"], "session=s1");
    let left = client
        .post_form("/leave", &[] as &[(&str, &str)])
        .expect_status(303);
    assert_eq!(left.location().as_deref(), Some("/gone"));
    let gone = client.follow(left);
    assert_eq!(gone.path, "/gone");
    assert_eq!(gone.json()["headers"].get("cookie"), None);
    client.set_cookie("session", "stolen");
    assert_eq!(
        client.get("/x").json()["headers"]["cookie"],
        "session=stolen"
    );
    client.clear_cookies();
    assert!(client.cookie("session").is_none());
}

#[test]
#[should_panic(expected = "more than five redirects")]
fn a_redirect_without_end_is_noticed() {
    let client = Client::new(&serve(echo));
    client.follow(client.get("/loop"));
}

#[test]
fn forms_and_json_arrive_as_browsers_send_them() {
    let client = Client::new(&serve(echo));
    let form = client
        .post_form("/s", &[("title", "رد & رأي"), ("a b", "1+1\r\n")])
        .json();
    assert_eq!(form["line"], "POST /s HTTP/1.1");
    assert_eq!(
        form["body"],
        "title=%D8%B1%D8%AF+%26+%D8%B1%D8%A3%D9%8A&a+b=1%2B1%0D%0A"
    );
    assert_eq!(
        form["headers"]["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(form["headers"]["sec-fetch-site"], "same-origin");
    let sent = client.post_json("/j", &json!({ "n": 1 })).json();
    assert_eq!(sent["body"], r#"{"n":1}"#);
    assert_eq!(sent["headers"]["content-type"], "application/json");
    assert_eq!(
        client.get("/x").json()["headers"].get("sec-fetch-site"),
        None
    );
}

#[test]
fn headers_can_be_set_replaced_and_left_out() {
    let base = serve(echo);
    let client = Client::new(&base);
    let said = client
        .request("DELETE", "/s")
        .header("Host", "elsewhere.example")
        .header("Origin", "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header("Accept-Language", "ar")
        .header("Idempotency-Key", "k1")
        .send()
        .json();
    let expected = [
        ("host", "elsewhere.example"),
        ("origin", "https://elsewhere.example"),
        ("sec-fetch-site", "cross-site"),
        ("accept-language", "ar"),
        ("idempotency-key", "k1"),
    ];
    for (name, value) in expected {
        assert_eq!(said["headers"][name], value);
    }
    assert_eq!(said["line"], "DELETE /s HTTP/1.1");
    let bare = client
        .request("POST", "/s")
        .without("Sec-Fetch-Site")
        .send()
        .json();
    assert_eq!(bare["headers"].get("sec-fetch-site"), None);
    let old = Client::new(&base)
        .without_fetch_site()
        .post_raw("/s", "text/plain", b"x")
        .json();
    assert_eq!(old["headers"].get("sec-fetch-site"), None);
    assert_eq!(
        (&old["body"], &old["headers"]["content-type"]),
        (&json!("x"), &json!("text/plain"))
    );
}

#[test]
fn raw_bytes_go_as_they_are() {
    let client = Client::new(&serve(echo));
    let said = client
        .raw(b"BREW /pot HTTP/1.1\r\nHost: a b\r\n\r\n")
        .unwrap();
    assert_eq!(said.json()["line"], "BREW /pot HTTP/1.1");
    assert_eq!(said.json()["headers"]["host"], "a b");
    assert!(client.raw(b"GET /silent HTTP/1.1\r\n\r\n").is_none());
}

#[test]
fn an_answer_given_before_all_is_read_is_still_seen() {
    let client = Client::new(&serve(echo));
    let mut bytes = b"POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n".to_vec();
    bytes.resize(10_000_000, b'x');
    let said = client.raw(&bytes).unwrap();
    assert_eq!((said.status, said.text()), (413, "too much"));
}

#[test]
fn chunks_are_put_together() {
    let base = serve(|_: &Received| {
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n"
            .to_vec()
    });
    let client = Client::new(&base);
    assert_eq!(client.get("/").text(), "abcde");
    assert_eq!(
        client
            .raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            .unwrap()
            .text(),
        "abcde"
    );
}
