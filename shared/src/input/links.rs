//! Addresses that people give as the ground of a suggestion.

use serde::Serialize;

use crate::error::{Code, Coded};

/// An http or https address with a host of at least two labels, safe to put into `href`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Link(String);

/// The text is not such an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a link")]
pub struct BadLink;

impl Coded for BadLink {
    fn code(&self) -> Code {
        Code::LinkInvalid
    }
}

impl Link {
    /// The most characters of a link.
    pub const MAX: u32 = 500;

    /// Refuses other schemes, names and passwords before the host, bare host names, spaces and
    /// quotes; letters of any script are allowed in host and path.
    pub fn parse(text: &str) -> Result<Self, BadLink> {
        let (scheme, rest) = text.split_once("://").ok_or(BadLink)?;
        let known = ["http", "https"]
            .into_iter()
            .any(|one| scheme.eq_ignore_ascii_case(one));
        let unsafe_char = |c: char| {
            c.is_whitespace() || c.is_control() || is_invisible(c) || "\"'<>\\^`{|}".contains(c)
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if known && !rest.contains(unsafe_char) && is_host_and_port(authority) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadLink)
        }
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    host.contains('.')
        && host.split('.').all(label)
        && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_pass() {
        for good in [
            "https://example.om",
            "http://example.om/a?b=c&d=%20#e",
            "HTTPS://Example.OM:8443/x",
            "https://موقع.عمان/وثيقة",
            "https://192.0.2.7/report.pdf",
        ] {
            assert!(Link::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.om",
            "www.example.om/a",
            "ftp://example.om",
            "javascript://example.om/%0a",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https:///a",
            "https://localhost",
            "https://user@example.om",
            "https://example.om@evil.om",
            "https://example.om:99999",
            "https://example.om:",
            "https://exa mple.om",
            "https://example.om/a b",
            "https://example.om/\"x",
            "https://example.om/<b>",
            "https://.om",
            "https://-a.om",
            "https://a..om",
            "https://example.om\\@evil.om",
            "https://ex\u{200F}ample.om",
            " https://example.om",
        ] {
            assert_eq!(Link::parse(bad), Err(BadLink), "{bad:?}");
        }
    }
}
