//! axe-core, a widely used audit of accessibility, run in a page beside our own. It is fetched by
//! `cargo xtask test`, never part of the project.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::audit::Violation;
use super::browser::Page;
use super::sources;

/// All that axe-core finds against WCAG 2.0 to 2.2, A and AA, and its best practices, on the page as
/// it stands. Its rules are named `axe button-name` and so on.
pub fn axe(page: &Page<'_>) -> Vec<Violation> {
    if page.eval("typeof window.axe") == "undefined" {
        page.inject(script());
    }
    let found = page.eval(&RUN.replace("WHAT", TAGS));
    let found = found.as_array().expect("a list of violations").iter();
    found
        .map(|violation| {
            let part = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
            Violation {
                rule: format!("axe {}", part("rule")),
                place: part("place"),
                detail: part("detail"),
            }
        })
        .collect()
}

/// The script, from `target/tools/axe`, or where the environment variable `SHARIKUNA_AXE` says.
fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let file = std::env::var_os("SHARIKUNA_AXE").map_or_else(
            || sources::root().join("target/tools/axe/axe.min.js"),
            PathBuf::from,
        );
        std::fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "axe-core is missing: {} ({error}). Run `cargo xtask test`, which fetches it, or \
                 set SHARIKUNA_AXE to its axe.min.js",
                file.display()
            )
        })
    })
}

const TAGS: &str = "{ type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

/// One entry for each element that breaks a rule.
const RUN: &str = "axe.run(document, {
    runOnly: WHAT,
    resultTypes: ['violations'],
    // Pages have no frames, and no rule that runs here reads the styles themselves.
    iframes: false,
    preload: false,
}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(node => ({
    rule: id,
    place: node.html.slice(0, 160),
    detail: help + ': ' + (node.failureSummary ?? '').split('\\n').slice(1, 3).join(' ').trim(),
}))))";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::audit::good_page;
    use crate::support::browser::{Browser, View};
    use crate::support::site::{answer, serve};

    #[test]
    fn a_good_page_passes_and_a_fault_is_found() {
        let page = Browser::shared().page(View::desktop());
        let rules = |html: String| {
            // The policy of the real pages: no script of the page itself may run.
            let head = "200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\
                        Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'";
            page.goto(&serve(move |_| answer(head, &html)));
            let found = axe(&page);
            found.into_iter().map(|one| one.rule).collect::<Vec<_>>()
        };
        assert_eq!(rules(good_page()), [""; 0]);
        let broken = good_page().replace("<button>إرسال", "<button>");
        assert_eq!(rules(broken), ["axe button-name"]);
    }
}
