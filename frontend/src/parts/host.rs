//! Where a web address really leads, for words that could say otherwise.

use shared::input::Link;
use url::Url;

/// The host of an http or https address in ASCII, as browsers look it up: a host in letters of
/// another script that look Latin shows as `xn--…`. None for what is no such address.
pub fn real_host(address: &str) -> Option<String> {
    Link::parse(address).ok()?;
    Some(Url::parse(address).ok()?.host_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_shown_as_it_is_looked_up() {
        for (address, wanted) in [
            ("https://ministry.gov.om/plan.pdf", Some("ministry.gov.om")),
            (
                "https://ministry.gov.om.evil.example/",
                Some("ministry.gov.om.evil.example"),
            ),
            // The first letter is Cyrillic.
            ("https://мinistry.gov.om/", Some("xn--inistry-sig.gov.om")),
            ("https://موقع.عمان/", Some("xn--4gbrim.xn--mgb9awbf")),
            ("https://MINISTRY.gov.om", Some("ministry.gov.om")),
            ("https://ministry.gov.om@evil.example/", None),
            ("javascript:alert(1)", None),
            ("https://ministry.gov.om\\@evil.example", None),
            ("//evil.example", None),
        ] {
            assert_eq!(real_host(address).as_deref(), wanted, "{address}");
        }
    }
}
