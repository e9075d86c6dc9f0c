//! Nobody is led away from the site by an address that someone else made.

use tests::on_both;
use tests::support::app::App;
use tests::support::data::PASSWORD;

on_both!(
    signing_in_leads_nowhere_else,
    the_sign_in_page_carries_no_address_elsewhere,
    changing_the_language_leads_nowhere_else,
);

/// What has led people away from other sites.
pub const PAYLOADS: [&str; 32] = [
    "https://evil.example",
    "http://evil.example/ar",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u{0}//evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "evil.example",
    "@evil.example",
    ".evil.example",
    "/ar\r\nSet-Cookie: a=b",
    "/ar\nLocation: https://evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "//evil.example/%2e%2e",
    "/..//evil.example",
    "/ar/../\\evil.example",
    "//مثال.example",
];

/// Whether a browser that is sent here stays on the site.
pub fn stays(location: &str) -> bool {
    // Browsers drop tabs and line ends, cut control characters and spaces in front, and take a
    // backslash for a slash.
    let seen: String = location
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let seen = seen
        .trim_start_matches(|c: char| c <= ' ')
        .replace('\\', "/");
    seen.starts_with('/') && !seen.starts_with("//")
}

#[test]
fn the_measure_itself_tells_home_from_away() {
    for home in ["/", "/ar", "/ar/topics?order=new", "/ar//x"] {
        assert!(stays(home), "{home}");
    }
    for away in [
        "//e",
        "/\\e",
        "https://e",
        "/\t/e",
        " //e",
        "javascript:1",
        "",
        "e",
    ] {
        assert!(!stays(away), "{away:?}");
    }
}

fn signing_in_leads_nowhere_else(app: &App) {
    let salma = app.citizen("salma");
    for payload in PAYLOADS {
        let client = app.client();
        let fields = [("name", "salma"), ("password", PASSWORD), ("next", payload)];
        let answer = client.post_form("/ar/sign-in", &fields).expect_status(303);
        let location = answer.location().expect("a redirect");
        assert!(stays(&location), "{payload:?} leads to {location:?}");
        assert!(
            answer
                .all("set-cookie")
                .iter()
                .all(|cookie| !cookie.starts_with("a=")),
            "{payload:?}"
        );
        client.follow(answer);
    }
    drop(salma);
}

fn the_sign_in_page_carries_no_address_elsewhere(app: &App) {
    for payload in PAYLOADS {
        let client = app.client();
        let query = tests::support::http::encode(payload);
        let answer = client.get(&format!("/en/sign-in?next={query}"));
        let page = answer.expect_status(200).page();
        for link in page.all("main a[href], main form[action]") {
            let to = link
                .attr("href")
                .or(link.attr("action"))
                .expect("an address");
            let to = page.resolve(to);
            assert!(stays(&to), "{payload:?} leads to {to:?}");
        }
    }
}

fn changing_the_language_leads_nowhere_else(app: &App) {
    for payload in PAYLOADS {
        let client = app.client();
        let query = tests::support::http::encode(payload);
        let answer = client.get(&format!("/en/language/ar?to={query}"));
        let answer = answer.expect_status(303);
        let location = answer.location().expect("a redirect");
        assert!(stays(&location), "{payload:?} leads to {location:?}");
    }
}
