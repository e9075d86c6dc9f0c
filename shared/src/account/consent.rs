//! What a person agrees to when registering. Political opinions are sensitive data: which words
//! somebody agreed to must be known for good.

/// The version of the words on `/{lang}/privacy`, stored with each account. A change of what they
/// say is a new version.
pub const VERSION: &str = "2026-11-23.2";

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sha2::{Digest, Sha256};

    use super::*;

    /// Of the words in both languages, by version.
    const DIGESTS: [(&str, &str); 2] = [
        ("2026-11-23", "b548e77292ac9dac"),
        ("2026-11-23.2", "bfcbb42a9a60575d"),
    ];

    #[test]
    fn other_words_are_another_version() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales/pages");
        let mut digest = Sha256::new();
        for lang in ["ar", "en"] {
            let page = std::fs::read(pages.join(format!("privacy.{lang}.md"))).unwrap();
            digest.update(page);
        }
        let digest: String = digest
            .finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let known = DIGESTS.iter().find(|(version, _)| *version == VERSION);
        assert_eq!(
            known.map(|(_, digest)| *digest),
            Some(&*digest),
            "what people agree to has changed: give it a new version, and keep the old line"
        );
    }
}
