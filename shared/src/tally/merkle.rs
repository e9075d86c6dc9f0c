//! One digest for all published lists: the root of a Merkle tree as RFC 6962, section 2.1, builds
//! it, with SHA-256.

use std::fmt;

use sha2::{Digest, Sha256};

/// The name of the rule in manifests.
pub const ALGORITHM: &str = "rfc6962-sha256";

/// Below so many leaves a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 20_000;

/// The root of a tree; written in small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root(pub [u8; 32]);

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The root over leaves in their order; of none, the digest of nothing.
pub fn root(leaves: &[&[u8]]) -> Root {
    if leaves.is_empty() {
        return Root(Sha256::digest(b"").into());
    }
    Root(halved(leaves, true))
}

/// A tree whose halves are hashed at once.
fn halved(leaves: &[&[u8]], split: bool) -> [u8; 32] {
    if !split || leaves.len() < WORTH_A_THREAD {
        return folded(leaves);
    }
    // The left half is the greatest power of two that leaves something on the right.
    let (left, right) = leaves.split_at(leaves.len().div_ceil(2).next_power_of_two());
    let (left, right) = std::thread::scope(|scope| {
        let other = scope.spawn(|| halved(right, false));
        (halved(left, false), other.join())
    });
    match right {
        Ok(right) => node(&left, &right),
        // A thread that could not be had is done without.
        Err(_) => folded(leaves),
    }
}

/// Subtrees of the sizes in the binary digits of the number of leaves, joined from the right.
fn folded(leaves: &[&[u8]]) -> [u8; 32] {
    let mut stack: Vec<[u8; 32]> = Vec::new();
    for (number, leaf) in leaves.iter().enumerate() {
        let mut hash = of_leaf(leaf);
        // Each trailing one of the number is a full subtree that waits for this one.
        for _ in 0..number.trailing_ones() {
            if let Some(left) = stack.pop() {
                hash = node(&left, &hash);
            }
        }
        stack.push(hash);
    }
    let joined = stack
        .into_iter()
        .rev()
        .reduce(|right, left| node(&left, &right));
    joined.unwrap_or_default()
}

fn of_leaf(leaf: &[u8]) -> [u8; 32] {
    Sha256::new_with_prefix([0])
        .chain_update(leaf)
        .finalize()
        .into()
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut both = [1; 65];
    let halves = both.iter_mut().skip(1).zip(left.iter().chain(right));
    halves.for_each(|(to, from)| *to = *from);
    Sha256::digest(both).into()
}

#[cfg(test)]
mod tests {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    use super::*;

    fn lines(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("S-{number}")).collect()
    }

    #[test]
    fn the_root_is_the_one_of_certificate_transparency() {
        for count in (0..70).chain([127, 128, 129, 1_000]) {
            let lines = lines(count);
            let mut tree = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
            for line in &lines {
                tree.push(line.clone().into_bytes());
            }
            let leaves: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
            assert_eq!(
                root(&leaves).0[..],
                tree.root().as_bytes()[..],
                "{count} leaves"
            );
        }
    }

    #[test]
    fn halves_hashed_at_once_give_the_same_root() {
        for count in [20_000, 32_768, 32_769, 40_001] {
            let lines = lines(count);
            let leaves: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
            assert_eq!(root(&leaves).0, folded(&leaves), "{count} leaves");
        }
    }

    #[test]
    fn a_root_is_written_in_digits() {
        assert_eq!(
            root(&[]).to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
