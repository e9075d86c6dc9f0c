//! Which routes a running server has, asked of the framework itself, so that none is overlooked.

use actix_web::HttpRequest;
use actix_web::web::{ServiceConfig, get};

/// Where the tests' own route answers.
pub const PATH: &str = "/.routes";

/// Adds the route.
pub fn route(cfg: &mut ServiceConfig) {
    cfg.route(PATH, get().to(show));
}

async fn show(req: HttpRequest) -> String {
    format!("{:#?}", req.resource_map())
}

/// Reads the framework's tree of routes. Each node names its own part of the pattern, one level
/// further in than the node around it.
pub fn read(tree: &str) -> Vec<String> {
    // Indentation and pattern of the nodes around the line.
    let mut around: Vec<(usize, String)> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    let mut lines = tree.lines();
    let mut prefix = false;
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let said = line.trim();
        if said.starts_with("patterns: Single(") {
            let literal = lines
                .next()
                .expect("a pattern")
                .trim()
                .trim_end_matches(',');
            let pattern: String = serde_json::from_str(literal).expect("a string");
            around.retain(|(outer, _)| *outer < indent);
            around.push((indent, pattern));
        } else if let Some(is) = said.strip_prefix("is_prefix: ") {
            prefix = is.starts_with("true");
        } else if said.starts_with("nodes: None") && !prefix {
            let whole: String = around.iter().map(|(_, part)| part.as_str()).collect();
            found.push(without_checks(&whole));
        }
    }
    found.retain(|pattern| pattern != PATH);
    found.sort();
    found.dedup();
    found
}

/// `/{lang:ar|en}/x` becomes `/{lang}/x`.
fn without_checks(pattern: &str) -> String {
    let mut plain = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, behind) = after.split_once('}').expect("a closed parameter");
        let name = inside.split(':').next().unwrap_or_default();
        plain.push_str(&format!("{before}{{{name}}}"));
        rest = behind;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_on_parameters_are_left_out() {
        assert_eq!(
            without_checks("/{lang:ar|en}/topics/{slug}/x"),
            "/{lang}/topics/{slug}/x"
        );
        assert_eq!(without_checks("/assets/{path:.*}"), "/assets/{path}");
        assert_eq!(without_checks("/"), "/");
    }
}
