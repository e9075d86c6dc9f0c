//! What decides where suggestions are equal in everything: a digest that anyone can compute again
//! and that nobody can aim at. Posting early helps no one.

use sha2::{Digest, Sha256};

use super::merkle::Root;
use crate::ids::TopicId;

/// The name of the rule in manifests and pages.
pub const ALGORITHM: &str = "tie1";

/// Keys of suggestions by their index; the smaller key comes first.
pub trait Ties {
    /// The key of a suggestion.
    fn key(&self, suggestion: u32) -> [u8; 32];
}

/// The keys of a topic's suggestions: SHA-256 of `tie1|topic|root|suggestion`, or of
/// `tie1|topic|suggestion` as long as no lists are published; the suggestion by its reference,
/// the root in small hexadecimal digits.
#[derive(Debug, Clone)]
pub struct Tie1<'a> {
    start: String,
    references: Vec<&'a str>,
}

impl<'a> Tie1<'a> {
    /// The keys of a topic; `references` by the index of the suggestions.
    pub fn new(topic: &TopicId, root: Option<&Root>, references: Vec<&'a str>) -> Self {
        let start = match root {
            Some(root) => format!("{ALGORITHM}|{topic}|{root}|"),
            None => format!("{ALGORITHM}|{topic}|"),
        };
        Self { start, references }
    }
}

impl Ties for Tie1<'_> {
    fn key(&self, suggestion: u32) -> [u8; 32] {
        let at = usize::try_from(suggestion).ok();
        let reference = at.and_then(|at| self.references.get(at));
        let mut hash = Sha256::new_with_prefix(&self.start);
        hash.update(reference.copied().unwrap_or_default());
        hash.finalize().into()
    }
}

/// Nothing but the order in which the suggestions were given, for counts outside of a topic.
#[derive(Debug, Clone, Copy)]
pub struct AsGiven;

impl Ties for AsGiven {
    fn key(&self, suggestion: u32) -> [u8; 32] {
        let mut key = [0; 32];
        for (byte, place) in key.iter_mut().zip(suggestion.to_be_bytes()) {
            *byte = place;
        }
        key
    }
}

/// Keys that run against the indexes, so that a test sees which of the two decided.
#[cfg(test)]
#[derive(Debug, Clone, Copy)]
pub struct Fixed;

#[cfg(test)]
impl Ties for Fixed {
    fn key(&self, suggestion: u32) -> [u8; 32] {
        AsGiven.key(u32::MAX - suggestion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: [u8; 32]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_keys_are_the_published_digests() {
        let topic = TopicId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00").unwrap();
        let references = vec!["S-7K3Q-92", "S-008Y-4B"];
        let without = Tie1::new(&topic, None, references.clone());
        let root = Root([0xAB; 32]);
        let with = Tie1::new(&topic, Some(&root), references);
        assert_eq!(
            hex(without.key(0)),
            "f2380875bbbb0001c791b40fb86c89ca0b66451f719fe163d9758362b4618dab"
        );
        assert_eq!(
            hex(with.key(1)),
            "3dc692738309dca07826d2670272f32777258a53959060e58ab6142c1bca88b5"
        );
        assert_ne!(with.key(0), with.key(1));
    }
}
