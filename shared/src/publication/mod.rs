//! A published count: plain files from which anybody computes the same order again, and which
//! show nobody's list.
//!
//! - `manifest.json`: what was counted, by which rules, and the digest of each other file;
//! - `suggestions.csv`: every suggestion, its state, the digest of its text;
//! - `merges.csv`: which suggestion was merged into which;
//! - `lists.csv`: every list, sorted, without person or time; a suggestion on too few lists is
//!   [`MASK`]. Left out when there are fewer than [`LEAST_LISTS_PUBLISHED`] lists;
//! - `positions.csv`: on how many lists each suggestion stands at each place;
//! - `result.csv`: the official order and the balanced shortlist.
//!
//! Suggestions on fewer than t lists are left out of the last two, or the blanks could be filled.

pub mod lines;
pub mod lists;
pub mod manifest;
pub mod read;
pub mod recount;
pub mod tables;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};

use crate::ids::TopicId;
use crate::tally::{Field, Lists, Root, Seat, Standing, Terms, Tie1, merkle};
use manifest::{Algorithms, Figures, FileDigest, Manifest, Reason, Rules, Topic};

/// What stands on a published list for a suggestion on too few lists.
pub const MASK: &str = "_";
/// With fewer lists than this the lists themselves are not published.
pub const LEAST_LISTS_PUBLISHED: usize = 100;

/// The names of the files, in the order of the manifest.
pub mod names {
    pub const MANIFEST: &str = "manifest.json";
    pub const SUGGESTIONS: &str = "suggestions.csv";
    pub const MERGES: &str = "merges.csv";
    pub const LISTS: &str = "lists.csv";
    pub const POSITIONS: &str = "positions.csv";
    pub const RESULT: &str = "result.csv";
}

/// Which count of which topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub topic: TopicId,
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    /// From 1; a correction has the next number.
    pub number: u32,
    /// Why a correction was needed.
    pub reason: Option<Reason>,
    /// RFC 3339, UTC.
    pub counted_at: String,
    /// The program and its version.
    pub program: String,
}

/// One file of a published count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A count, and the files that show it.
#[derive(Debug, Clone)]
pub struct Published {
    pub standing: Standing,
    pub seats: Vec<Seat>,
    /// The manifest first.
    pub files: Vec<File>,
    pub figures: Figures,
    /// Over the lists; none where they are not published.
    pub root: Option<Root>,
}

/// Counts stored lists (`lists`, of the field's suggestions) and writes the files.
pub fn publish(heading: &Heading, field: &Field, lists: &Lists, terms: Terms) -> Published {
    let laid = field.laid(lists);
    let shown = lines::Lines::of(field, lists, &laid, terms.least_support);
    let in_full = laid.len() >= LEAST_LISTS_PUBLISHED;
    let root = in_full.then(|| merkle::root(&shown.sorted()));
    let references = field.references();
    let ties = Tie1::new(&heading.topic, root.as_ref(), references.clone());
    let (standing, seats) = field.orders(&laid, terms, &ties);

    let mut files = vec![
        file(names::SUGGESTIONS, tables::suggestions(field)),
        file(names::MERGES, tables::merges(field)),
        file(
            names::POSITIONS,
            tables::positions(&standing, &references, laid.k()),
        ),
        file(
            names::RESULT,
            tables::result(&standing, in_full.then_some(&seats), &references),
        ),
    ];
    if in_full {
        files.insert(2, file(names::LISTS, shown.file()));
    }
    let figures = Figures {
        suggestions: field.suggestions().len(),
        counted: field.counted().len(),
        ranked: standing.ranked().count(),
        lists: laid.len(),
        entries: laid.entries().len(),
        masked: shown.masked(),
    };
    let manifest = manifest(heading, laid.k(), terms, figures, root, &files);
    files.insert(0, file(names::MANIFEST, manifest.to_json()));
    Published {
        standing,
        seats,
        files,
        figures,
        root,
    }
}

fn manifest(
    heading: &Heading,
    k: usize,
    terms: Terms,
    figures: Figures,
    root: Option<Root>,
    files: &[File],
) -> Manifest {
    Manifest {
        format: manifest::FORMAT.to_owned(),
        topic: Topic {
            id: heading.topic.as_str().to_owned(),
            slug: heading.slug.clone(),
            title_ar: heading.title_ar.clone(),
            title_en: heading.title_en.clone(),
        },
        number: heading.number,
        reason: heading.reason.clone(),
        counted_at: heading.counted_at.clone(),
        program: heading.program.clone(),
        algorithms: Algorithms::ours(),
        rules: Rules {
            list_places: k,
            shortlist_places: terms.places,
            least_lists: terms.least_support,
        },
        figures,
        lists_published: root.is_some(),
        root: root.map(|root| root.to_string()),
        files: files.iter().map(FileDigest::of).collect(),
    }
}

fn file(name: &str, bytes: Vec<u8>) -> File {
    File {
        name: name.to_owned(),
        bytes,
    }
}

/// SHA-256 in small hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The digest of a suggestion's public text: SHA-256 of its title, an empty line, and its text.
pub fn text_digest(title: &str, text: &str) -> [u8; 32] {
    Sha256::digest(format!("{title}\n\n{text}")).into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing into a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
