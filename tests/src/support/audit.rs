//! What a page owes to people who see, hear, point or type differently: checks that a program can
//! make, on a page in a real browser.
//!
//! The rules follow WCAG 2.2, levels A and AA. They find what can be decided without a person;
//! whether a text says the right thing they do not know.

use std::fmt;

use serde_json::Value;

use super::browser::Page;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// A short name of the rule: `name`, `contrast`, `headings` …
    pub rule: String,
    /// The element, as the beginning of its markup, or the page.
    pub place: String,
    /// What was found.
    pub detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.rule, self.detail, self.place)
    }
}

/// Roles that say nothing without a name.
const NAMED: [&str; 20] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "listbox",
    "option",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "menuitem",
    "image",
    "img",
    "dialog",
    "meter",
    "progressbar",
    "heading",
];

/// All violations on the page as it stands: the page's own language, title, structure and names,
/// contrast, sizes of targets, and that nothing is wider than the window.
pub fn audit(page: &Page<'_>) -> Vec<Violation> {
    let mut found = unnamed(page);
    let seen = page.eval(&format!("({CHECKS})()"));
    for violation in seen.as_array().expect("a list of violations") {
        let part = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
        found.push(Violation {
            rule: part("rule"),
            place: part("place"),
            detail: part("detail"),
        });
    }
    found
}

/// Panics with all violations when there are any.
#[track_caller]
pub fn assert_accessible(page: &Page<'_>) {
    let found: Vec<String> = audit(page).iter().map(Violation::to_string).collect();
    assert!(found.is_empty(), "{}:\n{}", page.url(), found.join("\n"));
}

/// The browser computes names from labels, alternatives and content as assistive technology does,
/// so its tree is asked rather than the markup.
fn unnamed(page: &Page<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for node in page.accessibility_tree() {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default();
        let counts = node["ignored"] == Value::Bool(false) && NAMED.contains(&role);
        if counts && name.trim().is_empty() {
            let place = page.markup(&node["backendDOMNodeId"]);
            let detail = format!("a {role} has no name");
            found.push(Violation {
                rule: "name".to_owned(),
                place,
                detail,
            });
        }
    }
    found
}

/// Returns a list of `{ rule, place, detail }`.
const CHECKS: &str = include_str!("audit.js");

#[cfg(test)]
mod tests;
