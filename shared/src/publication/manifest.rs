//! What a published count says of itself.

use serde::{Deserialize, Serialize};

use super::{File, digest};
use crate::tally::{merkle, points, shortlist, ties};

/// The layout of the files.
pub const FORMAT: &str = "sharikuna-count-1";

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub topic: Topic,
    /// From 1; a correction has the next number.
    pub number: u32,
    /// Why a correction was needed.
    pub reason: Option<Reason>,
    pub counted_at: String,
    pub program: String,
    pub algorithms: Algorithms,
    pub rules: Rules,
    pub figures: Figures,
    /// Whether there is a `lists.csv`.
    pub lists_published: bool,
    /// Over the lines of `lists.csv` below its header, without their line ends.
    pub root: Option<String>,
    pub files: Vec<FileDigest>,
}

/// Why a count was made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub ar: String,
    pub en: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: String,
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
}

/// The names of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Algorithms {
    pub order: String,
    pub shortlist: String,
    pub ties: String,
    pub root: String,
}

impl Algorithms {
    /// The ones this program counts by.
    pub fn ours() -> Self {
        Self {
            order: points::ALGORITHM.to_owned(),
            shortlist: shortlist::ALGORITHM.to_owned(),
            ties: ties::ALGORITHM.to_owned(),
            root: merkle::ALGORITHM.to_owned(),
        }
    }
}

/// K, N and t.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How many places a list has (K).
    pub list_places: usize,
    /// How many places the shortlist has (N).
    pub shortlist_places: usize,
    /// On how many lists a suggestion must stand to have a rank (t).
    pub least_lists: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Of any state.
    pub suggestions: usize,
    pub counted: usize,
    /// On at least t lists.
    pub ranked: usize,
    pub lists: usize,
    /// Entries of the lists as counted.
    pub entries: usize,
    /// How many of those are masked in `lists.csv`.
    pub masked: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl FileDigest {
    pub(super) fn of(file: &File) -> Self {
        Self {
            name: file.name.clone(),
            bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
            sha256: digest(&file.bytes),
        }
    }
}

impl Manifest {
    /// As it stands in the file: indented, with a line end.
    pub fn to_json(&self) -> Vec<u8> {
        // Strings and numbers only: nothing in it can fail to be written.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
