//! A request that could change something comes from our own pages, or is refused.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Request;
use tests::support::words::assert_says;

on_both!(
    a_foreign_page_cannot_act_for_a_signed_in_person,
    a_foreign_page_cannot_sign_anybody_out_or_in,
    a_program_without_a_session_may_leave_both_headers_out,
    the_api_takes_json_alone,
);

/// What a foreign page's request says of itself: `Sec-Fetch-Site` and `Origin`.
pub const FOREIGN: [(Option<&str>, Option<&str>); 18] = [
    (Some("cross-site"), None),
    (Some("cross-site"), Some("https://evil.example")),
    (Some("same-site"), None),
    (Some("same-site"), Some("OWN")),
    (Some("cross-site"), Some("OWN")),
    (Some("none"), None),
    (Some(""), Some("OWN")),
    (None, Some("https://evil.example")),
    (None, Some("null")),
    (None, Some("")),
    (None, Some("OWN.evil.example")),
    (None, Some("http://evil.example@OWN")),
    (None, Some("https://OWNHOST")),
    // A page beside ours, the same page without https, another port, another case of the word.
    (Some("same-site"), Some("http://beside.OWNHOST")),
    (None, Some("http://beside.OWNHOST")),
    (None, Some("OWN0")),
    (Some("Same-Origin"), Some("https://evil.example")),
    // An old client, but one with a session to abuse.
    (None, None),
];

pub fn with<'a>(
    app: &App,
    request: Request<'a>,
    site: Option<&str>,
    origin: Option<&str>,
) -> Request<'a> {
    let mut request = request.without("Sec-Fetch-Site");
    if let Some(site) = site {
        request = request.header("Sec-Fetch-Site", site);
    }
    if let Some(origin) = origin {
        let host = app.base().trim_start_matches("http://");
        let origin = origin.replace("OWNHOST", host).replace("OWN", app.base());
        request = request.header("Origin", &origin);
    }
    request
}

fn a_foreign_page_cannot_act_for_a_signed_in_person(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    let path = format!("/ar/topics/{}/my-list", topic.slug);
    let fields = [
        ("op", "add"),
        ("suggestion", &*suggestion.reference),
        ("version", "0"),
        ("key", "0123456789abcdef"),
        ("back", ""),
    ];
    for (site, origin) in FOREIGN {
        let client = app.signed_in(&salma);
        let request = client.request("POST", &path).form(&fields);
        let answer = app.unchanged("a foreign request", || {
            with(app, request, site, origin).send()
        });
        assert_eq!(answer.status, 403, "{site:?} {origin:?}");
        assert_says(&answer.page(), Lang::Ar, "errors.wrong_origin");
    }
    // The same request from our own page goes through.
    for (site, origin) in [
        (Some("same-origin"), None),
        (Some("same-origin"), Some("OWN")),
        (None, Some("OWN")),
    ] {
        let client = app.signed_in(&app.citizen(&format!("own {site:?} {origin:?}")));
        let request = client.request("POST", &path).form(&fields);
        let answer = with(app, request, site, origin).send();
        assert_eq!(answer.status, 303, "{site:?} {origin:?}");
    }
    assert_eq!(app.rows()["priority_lists"], 3);
}

fn a_foreign_page_cannot_sign_anybody_out_or_in(app: &App) {
    let salma = app.citizen("salma");
    for (site, origin) in FOREIGN {
        let client = app.signed_in(&salma);
        let request = client.request("POST", "/en/sign-out").form::<&str>(&[]);
        assert_eq!(
            with(app, request, site, origin).send().status,
            403,
            "{site:?} {origin:?}"
        );
        if (site, origin) != (None, None) {
            let client = app.client();
            let fields = [
                ("name", "salma"),
                ("password", tests::support::data::PASSWORD),
            ];
            let request = client.request("POST", "/en/sign-in").form(&fields);
            assert_eq!(
                with(app, request, site, origin).send().status,
                403,
                "{site:?} {origin:?}"
            );
        }
    }
}

fn a_program_without_a_session_may_leave_both_headers_out(app: &App) {
    app.citizen("salma");
    let client = app.client().without_fetch_site();
    let fields = [
        ("name", "salma"),
        ("password", tests::support::data::PASSWORD),
    ];
    client.post_form("/en/sign-in", &fields).expect_status(303);
}

fn the_api_takes_json_alone(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let client = app.signed_in(&app.citizen("salma"));
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let body = format!(
        "{{\"version\":0,\"entries\":[\"{}\"]}}",
        suggestion.reference
    );
    // What a form on a foreign page can send without being asked about it first.
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        let request = client.request("PUT", &path).body(kind, body.as_bytes());
        let request = request.header("Idempotency-Key", "0123456789abcdef");
        let answer = app.unchanged(kind, || request.send());
        assert_eq!(answer.status, 415, "{kind}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(answer.json()["code"], "unsupported_type");
    }
    for (site, origin) in FOREIGN {
        let request = client
            .request("PUT", &path)
            .body("text/plain", body.as_bytes());
        let answer = with(app, request, site, origin).send();
        assert_eq!(answer.status, 403, "{site:?} {origin:?}");
        assert_eq!(answer.json()["code"], "wrong_origin");
    }
    let request = client
        .request("PUT", &path)
        .body("application/json", body.as_bytes());
    request
        .header("Idempotency-Key", "0123456789abcdef")
        .send()
        .expect_status(200);
}
