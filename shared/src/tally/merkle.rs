//! One digest for all published lists: the root of a Merkle tree as RFC 6962, section 2.1, builds
//! it, with SHA-256.

use std::fmt;

use sha2::{Digest, Sha256};
use tape_sha256::hash_many_prefixed;

/// The name of the rule in manifests.
pub const ALGORITHM: &str = "rfc6962-sha256";

/// What stands before a leaf, and before the hashes of two halves.
const LEAF: [u8; 1] = [0];
const NODE: [u8; 1] = [1];

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
        return folded(leaves.iter().map(|leaf| of_leaf(leaf)));
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
        Err(_) => halved(leaves, false),
    }
}

/// Subtrees of the sizes in the binary digits of the number of leaves, joined from the right.
fn folded(hashes: impl IntoIterator<Item = [u8; 32]>) -> [u8; 32] {
    let mut stack: Vec<[u8; 32]> = Vec::new();
    for (number, mut hash) in hashes.into_iter().enumerate() {
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
    Sha256::new_with_prefix(LEAF)
        .chain_update(leaf)
        .finalize()
        .into()
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new_with_prefix(NODE)
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The hash of a tree over leaves, level by level, many hashes at a time: a third of the time of
/// [`root`]. Recounts go this way, so that what was hashed one way is checked in another.
pub fn by_levels(leaves: &[&[u8]]) -> [u8; 32] {
    let mut level = vec![[0; 32]; leaves.len()];
    hash_many_prefixed(&LEAF, leaves, &mut level);
    while level.len() > 1 {
        let pairs: Vec<&[u8]> = level.as_flattened().chunks_exact(64).collect();
        let mut above = vec![[0; 32]; pairs.len()];
        hash_many_prefixed(&NODE, &pairs, &mut above);
        // One that is left over rises as it is.
        above.extend(level.chunks_exact(2).remainder());
        level = above;
    }
    level.first().copied().unwrap_or_default()
}

/// The root over trees that stand one after the other: each over the same power of two of leaves,
/// only the last over fewer.
pub fn joined(trees: &[[u8; 32]]) -> Root {
    match trees {
        [] => root(&[]),
        trees => Root(folded(trees.iter().copied())),
    }
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
            assert_eq!(root(&leaves).0, halved(&leaves, false), "{count} leaves");
        }
    }

    #[test]
    fn trees_by_levels_join_to_the_same_root() {
        for count in (0..140).chain([1_000, 1_024, 1_025]) {
            // Of one block and of several.
            let lines: Vec<String> = (0..count).map(|n| "S-7K3Q-92,".repeat(n % 30)).collect();
            let leaves: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
            for size in [1, 2, 8, 64, 2_048] {
                let trees: Vec<_> = leaves.chunks(size).map(by_levels).collect();
                assert_eq!(
                    joined(&trees),
                    root(&leaves),
                    "{count} leaves in trees of {size}"
                );
            }
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
