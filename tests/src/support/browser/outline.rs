//! The accessibility tree as text: what a screen reader gets, to be read and compared.

use serde_json::{Value, json};

use super::Page;

/// Facts of a node that are heard.
const HEARD: [&str; 10] = [
    "level",
    "checked",
    "pressed",
    "expanded",
    "selected",
    "disabled",
    "invalid",
    "required",
    "live",
    "valuetext",
];

impl Page<'_> {
    /// Roles, names and states of all elements that fit and what is in them, one node a line, indented by two
    /// spaces a level. Nodes that are not heard are left out, their children are not.
    #[track_caller]
    pub fn outline(&self, css: &str) -> String {
        let tree = self.accessibility_tree();
        let mut lines = String::new();
        for root in self.nodes_of(css) {
            let found = tree.iter().find(|node| node["backendDOMNodeId"] == root);
            let found = found.unwrap_or_else(|| panic!("{css} is not in the accessibility tree"));
            write(&tree, found, 0, "", &mut lines);
        }
        lines
    }

    /// The browser's numbers of all elements that fit.
    #[track_caller]
    fn nodes_of(&self, css: &str) -> Vec<Value> {
        let document = self.call("DOM.getDocument", json!({ "depth": 0 }));
        let found = self.call(
            "DOM.querySelectorAll",
            json!({ "nodeId": document["root"]["nodeId"], "selector": css }),
        );
        let nodes = found["nodeIds"].as_array().expect("a list");
        assert!(!nodes.is_empty(), "no element fits {css}");
        let number = |node: &Value| {
            let node = self.call("DOM.describeNode", json!({ "nodeId": node }));
            node["node"]["backendNodeId"].clone()
        };
        nodes.iter().map(number).collect()
    }
}

/// `around` is the name of what it stands in, already said.
fn write(tree: &[Value], node: &Value, depth: usize, around: &str, lines: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let heard = node["ignored"] == Value::Bool(false) && !["none", "generic"].contains(&role);
    let mut below = depth;
    if heard {
        let indent = "  ".repeat(depth);
        let facts = facts(node);
        if role == "StaticText" {
            lines.push_str(&format!("{indent}\"{name}\"\n"));
        } else if name.is_empty() {
            lines.push_str(&format!("{indent}{role}{facts}\n"));
        } else {
            lines.push_str(&format!("{indent}{role} \"{name}\"{facts}\n"));
        }
        below += 1;
    }
    let children: Vec<&Value> = node["childIds"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|id| tree.iter().find(|one| one["nodeId"] == *id))
        .collect();
    // The boxes that a text is broken into say nothing of their own.
    if role == "StaticText" {
        return;
    }
    let around = if heard { name } else { around };
    for child in children {
        // A name made of nothing but the words inside is not said twice.
        let is_name = child["role"]["value"] == "StaticText" && child["name"]["value"] == around;
        if !is_name {
            write(tree, child, below, around, lines);
        }
    }
}

fn facts(node: &Value) -> String {
    let mut facts = String::new();
    for property in node["properties"].as_array().into_iter().flatten() {
        let name = property["name"].as_str().unwrap_or_default();
        let value = match &property["value"]["value"] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if HEARD.contains(&name) && !["false", "off", ""].contains(&value.as_str()) {
            facts.push_str(&format!(" {name}={value}"));
        }
    }
    let description = node["description"]["value"].as_str().unwrap_or_default();
    if !description.is_empty() {
        facts.push_str(&format!(" described: {description}"));
    }
    facts
}
