//! What came back.

use serde_json::Value;

use crate::support::html::Document;

/// A whole answer to one request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Headers in the order they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as it came; still compressed if the request asked for that.
    pub body: Vec<u8>,
    /// Path and query that were asked for.
    pub path: String,
}

impl Answer {
    /// The first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).into_iter().next()
    }

    /// All headers of that name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self
            .headers
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The body as text; panics when it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    /// The body as JSON; panics with the body when it is not.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// Where a redirect leads: path and query on this site, or a whole address elsewhere. `None`
    /// when the status is no redirect.
    pub fn location(&self) -> Option<String> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        self.header("location").map(str::to_owned)
    }

    /// The page, knowing where it came from so that its forms and links can be used.
    pub fn page(&self) -> Document {
        Document::parse(self.text(), &self.path)
    }

    /// The same answer if it has this status; else panics with status, path and body.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Answer {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{}: {}", self.path, body);
        self
    }
}
