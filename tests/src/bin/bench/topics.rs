//! The topic page: against a view in memory, alone, and as a topic grows.

use crate::fill::{Filled, HUNDRED_THOUSAND, THOUSAND};
use crate::kept;
use crate::report::Report;
use crate::running::Running;
use crate::wrk::{Load, Measured};

const CONNECTIONS: u32 = 32;
/// Turns of each of two things compared.
const TURNS: usize = 2;
/// Suggestions on a page.
const CARDS: usize = 20;

pub fn measure(report: &mut Report, running: &Running, filled: &Filled, seconds: u32) {
    let cookie = filled.citizen.cookie.as_str();
    let load = |path: String, connections| {
        let load = Load {
            url: running.url(&path),
            cookie,
            connections,
            seconds,
        };
        let measured = load.run();
        say(&path, connections, measured);
        measured
    };
    let in_turn = |a: &str, b: &str| {
        let mut both = (Measured::default(), Measured::default());
        for _ in 0..TURNS {
            for (path, sum) in [(a, &mut both.0), (b, &mut both.1)] {
                let one = load(path.to_owned(), CONNECTIONS);
                sum.per_second += one.per_second / TURNS as f64;
            }
        }
        both
    };
    for (order, name) in kept::ORDERS {
        let (page, memory) = (kept::page(order), kept::path(name));
        same(running, cookie, &page, &memory);
        println!("\nTopic of 10,000 suggestions and 100,000 lists, order {name}, signed in");
        let (asked, kept) = in_turn(&page, &memory);
        let what = format!("order {name}: requests a second ÷ those from memory");
        report.at_least(what, asked.per_second / kept.per_second, 0.3, "");
        let alone = load(page, 1);
        report.at_most(
            format!("order {name}: median at one connection"),
            alone.p50,
            2.0,
            " ms",
        );
        println!("\nTopics of 100,000 and of 1,000 suggestions, order {name}, signed in");
        let of = |slug: &str| format!("/en/topics/{slug}{order}");
        let (large, small) = in_turn(&of(HUNDRED_THOUSAND), &of(THOUSAND));
        let what = format!("order {name}: time for 100,000 suggestions ÷ for 1,000");
        report.at_most(what, small.per_second / large.per_second, 1.5, "");
    }
}

/// Both answer the same page of twenty cards; only the keys of its buttons differ.
fn same(running: &Running, cookie: &str, page: &str, memory: &str) {
    let (asked, kept) = (running.page(page, cookie), running.page(memory, cookie));
    assert_eq!(asked.len(), kept.len(), "{page} and {memory} differ");
    assert_eq!(asked.matches(" id=\"S-").count(), CARDS, "cards on {page}");
    assert!(asked.contains("/sign-out"), "{page} knows no reader");
}

fn say(path: &str, connections: u32, measured: Measured) {
    let Measured {
        per_second,
        p50,
        cpu,
        worst: _,
    } = measured;
    let cpu = cpu
        .map(|cpu| format!("{cpu:6.2} ms of processor"))
        .unwrap_or_default();
    println!(
        "  {path:<40} {connections:>2} connections {per_second:>8.0}/s  median {p50:>7.2} ms {cpu}"
    );
}
