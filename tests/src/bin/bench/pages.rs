//! Every kind of page on the largest topic, one request at a time.

use crate::fill::{Filled, HUNDRED_THOUSAND, LARGE_AGENCY, SignedIn};
use crate::running::Running;
use crate::wrk::Load;

/// Above this a page is marked, in milliseconds.
const SLOW: f64 = 10.0;

pub fn measure(running: &Running, filled: &Filled) {
    println!("\nEach page on the topic of 100,000 suggestions, one connection");
    let topic = format!("/en/topics/{HUNDRED_THOUSAND}");
    let desk = format!("/en/desk/{LARGE_AGENCY}");
    let of = |kept: &str| kept.replace("TOPIC", &topic).replace("DESK", &desk);
    let read = [
        "/en",
        "/en/topics",
        "/en/agencies",
        &format!("/en/agencies/{LARGE_AGENCY}"),
        "TOPIC?order=discover",
        "TOPIC?order=top",
        "TOPIC?order=balanced",
        "TOPIC?order=new",
        "TOPIC?order=waiting",
        "TOPIC?answer=none",
        "TOPIC?answer=acknowledged",
        "TOPIC?answer=adopted",
        "TOPIC?answer=rejected&order=new",
        "TOPIC/standing",
        "TOPIC/outcome",
        "TOPIC/about",
        "TOPIC/my-list",
        &format!("/en/suggestions/{}", filled.reference),
    ];
    for path in read {
        one(running, &of(path), &filled.citizen);
    }
    let work = [
        "DESK",
        "DESK?owed=acknowledge",
        "DESK?owed=decide&stage=overdue",
        &format!("DESK?topic={HUNDRED_THOUSAND}"),
        &format!("DESK/suggestions/{}", filled.reference),
    ];
    for path in work {
        one(running, &of(path), &filled.moderator);
    }
}

fn one(running: &Running, path: &str, reader: &SignedIn) {
    let load = Load {
        url: running.url(path),
        cookie: &reader.cookie,
        connections: 1,
        seconds: 1,
    };
    let p50 = load.run().p50;
    let slow = if p50 > SLOW { "  SLOW" } else { "" };
    println!("  {path:<64} {p50:>8.2} ms{slow}");
}
