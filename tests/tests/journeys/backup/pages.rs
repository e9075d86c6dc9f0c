//! Every public page, as two servers show it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tests::support::http::{Answer, Client};

use crate::access::MATRIX;

/// Ways of looking at one page (orders, filters, pages of a list) that are tried.
const WAYS: usize = 6;

/// Walks from page to page as a visitor, and compares what the two servers answer. Panics with the
/// first page that differs, or with an address of the table of routes that the walk did not find.
#[track_caller]
pub fn are_the_same(first: &Client, second: &Client) {
    let patterns: Vec<&str> = public().collect();
    let mut waiting: VecDeque<String> = VecDeque::new();
    for lang in ["ar", "en"] {
        let plain = patterns.iter().map(|one| one.replace("{lang}", lang));
        waiting.extend(plain.filter(|path| !path.contains('{')));
    }
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        let answer = first.get(&path);
        assert_eq!(
            shown(&answer, first),
            shown(&second.get(&path), second),
            "{path} differs"
        );
        let is_page = answer
            .header("content-type")
            .is_some_and(|of| of.starts_with("text/html"));
        if answer.status != 200 || !is_page {
            continue;
        }
        let page = answer.page();
        for link in page.all("a[href]") {
            let to = page.resolve(link.attr("href").unwrap_or_default());
            let to = to.strip_prefix(first.base()).unwrap_or(&to).to_owned();
            if !to.starts_with('/') || seen.contains(&to) {
                continue;
            }
            if let Some((page, _)) = to.split_once('?') {
                let ways = ways.entry(page.to_owned()).or_default();
                *ways += 1;
                if *ways > WAYS {
                    continue;
                }
            }
            seen.insert(to.clone());
            waiting.push_back(to);
        }
    }
    for pattern in patterns {
        let found = seen.iter().any(|path| fits(path, pattern));
        assert!(found, "no page of {pattern} was found");
    }
    assert!(seen.len() > 300, "only {} pages", seen.len());
}

/// Addresses that show a visitor something, but for those that only a letter leads to.
fn public() -> impl Iterator<Item = &'static str> {
    MATRIX
        .iter()
        .filter(|row| row.method == "GET" && row.expected[0] == 200)
        .map(|row| row.pattern)
        .filter(|pattern| !pattern.contains("{token}") && !pattern.starts_with("/assets"))
}

fn fits(path: &str, pattern: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (mut path, mut pattern) = (path.split('/'), pattern.split('/'));
    loop {
        match (path.next(), pattern.next()) {
            (None, None) => return true,
            (Some(part), Some(of)) if part == of || of.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// What came back, without the port that the server happens to have.
fn shown(answer: &Answer, client: &Client) -> (u16, Option<String>, String) {
    let host = client.authority();
    let body = String::from_utf8_lossy(&answer.body).replace(host, "host");
    let location = answer.location().map(|to| to.replace(host, "host"));
    (answer.status, location, body)
}
