//! A form that came after its session had ended.

/// What was typed, to be sent again once somebody has signed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignedOutPage {
    /// Where the form goes, on this site.
    pub action: String,
    /// Where one comes to after signing in, on this site; may be empty.
    pub next: String,
    /// The fields in the order they came.
    pub fields: Vec<(String, String)>,
}

impl SignedOutPage {
    /// The fields that somebody wrote words in: what is to be seen here.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        let words = |value: &&str| value.trim().contains(char::is_whitespace);
        self.fields
            .iter()
            .map(|(_, value)| value.as_str())
            .filter(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_and_keys_are_not() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let page = SignedOutPage {
            fields: vec![
                field("title", "إنارة الطريق"),
                field("key", "0190a1b2-0000"),
                field("version", "1"),
                field("ground_text", ""),
                field("text", "Lamps\nuntil it closes"),
            ],
            ..SignedOutPage::default()
        };
        let written: Vec<_> = page.written().collect();
        assert_eq!(written, ["إنارة الطريق", "Lamps\nuntil it closes"]);
    }
}
