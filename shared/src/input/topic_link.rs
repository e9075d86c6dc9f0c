//! A document or video of a topic, as a manager gives it.

use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError, Link, code};
use crate::topic::LinkKind;

const TITLE: Size = Size::of(3, 150);
const KINDS: [&str; 2] = [LinkKind::Document.as_str(), LinkKind::Video.as_str()];

/// The fields of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TopicLinkDraft {
    /// The word of a [`LinkKind`].
    pub kind: String,
    pub title_ar: String,
    pub title_en: String,
    pub address: String,
}

/// A link that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTopicLink {
    /// The word of a [`LinkKind`].
    pub kind: &'static str,
    pub title_ar: String,
    pub title_en: String,
    pub address: String,
}

impl TopicLinkDraft {
    /// Checks all fields: what it is, its title in both languages (3 to 150 characters), and a whole
    /// http or https address without a name before the host.
    pub fn check(&self) -> Result<CheckedTopicLink, Errors> {
        let mut form = Form::default();
        let kind = form.choice("kind", &self.kind, &KINDS);
        let title_ar = form.line("title_ar", &self.title_ar, TITLE);
        let title_en = form.line("title_en", &self.title_en, TITLE);
        let address = form.link("address", &self.address);
        if self.address.trim().is_empty() {
            form.refuse(FieldError::new("address", code::TEXT_EMPTY));
        }
        form.done(CheckedTopicLink {
            kind,
            title_ar,
            title_en,
            address: address
                .map(|link: Link| link.as_str().to_owned())
                .unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    fn draft(address: &str) -> TopicLinkDraft {
        TopicLinkDraft {
            kind: "document".to_owned(),
            title_ar: "الخطة".to_owned(),
            title_en: "The plan".to_owned(),
            address: address.to_owned(),
        }
    }

    #[test]
    fn a_link_says_what_it_is_and_leads_where_it_says() {
        assert!(draft("https://libraries.gov.om/plan.pdf").check().is_ok());
        for (address, wanted) in [
            ("", "address: text_empty"),
            ("javascript:alert(1)", "address: link_invalid"),
            (
                "https://ministry.gov.om@evil.example",
                "address: link_invalid",
            ),
            (
                "https://ministry.gov.om\\@evil.example",
                "address: link_invalid",
            ),
            ("data:text/html,x", "address: link_invalid"),
        ] {
            assert_eq!(faults(draft(address).check()), [wanted], "{address}");
        }
        assert_eq!(
            faults(TopicLinkDraft::default().check()),
            [
                "kind: choice_unknown",
                "title_ar: text_empty",
                "title_en: text_empty",
                "address: text_empty"
            ]
        );
    }
}
