//! Counting a published count again, and comparing.

use std::collections::HashSet;
use std::io;

use super::manifest::{Algorithms, FORMAT, FileDigest, Manifest};
use super::read::{self, Fault};
use super::{digest, names, tables};
use crate::ids::TopicId;
use crate::tally::{
    Field, Lists, Positions, Seat, Standing, Terms, Tie1, Weights, merkle, shortlist,
};

/// A step of a recount, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This many bytes are read.
    Read(usize),
    /// This many lists are understood.
    Lists(usize),
    /// Both orders are counted.
    Counted,
}

/// Where the published and the counted part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    #[error("{file}: the manifest says {manifest} bytes, there are {found}")]
    Size {
        file: String,
        manifest: u64,
        found: u64,
    },
    #[error("{file}: the manifest says SHA-256 {manifest}, it is {found}")]
    Digest {
        file: String,
        manifest: String,
        found: String,
    },
    #[error("manifest.json: the root is {manifest}, counted {counted}")]
    Root { manifest: String, counted: String },
    #[error("manifest.json: {name} is {manifest}, counted {counted}")]
    Figure {
        name: &'static str,
        manifest: usize,
        counted: usize,
    },
    #[error("{file}, line {line}: published \"{published}\", counted \"{counted}\"")]
    Line {
        file: &'static str,
        line: usize,
        published: String,
        counted: String,
    },
}

/// What a recount found.
#[derive(Debug, Clone)]
pub struct Recounted {
    pub manifest: Manifest,
    pub standing: Standing,
    /// None where the lists are not published.
    pub seats: Option<Vec<Seat>>,
    /// References by the index in `standing` and `seats`.
    pub references: Vec<String>,
    /// `result.csv` as counted.
    pub result: Vec<u8>,
    /// Empty if all is the same.
    pub differences: Vec<Difference>,
}

/// Checks the digests of a published count, counts it again from its lists (from its positions
/// where the lists are not published), and compares. `get` gives a file by its name.
///
/// # Errors
/// [`Fault`] for what cannot be read as a published count, with the file, line and column.
pub fn recount(
    get: impl Fn(&str) -> io::Result<Vec<u8>>,
    mut progress: impl FnMut(Step),
) -> Result<Recounted, Fault> {
    let file = |name: &str| {
        get(name).map_err(|error| Fault::Unreadable {
            file: name.to_owned(),
            why: error.to_string(),
        })
    };
    let manifest = understood(&file(names::MANIFEST)?)?;
    let topic = TopicId::parse(&manifest.topic.id).map_err(|_| bad_manifest("topic.id"))?;
    let mut files = Vec::new();
    for listed in &manifest.files {
        let bytes = file(&listed.name)?;
        progress(Step::Read(bytes.len()));
        files.push((listed, bytes));
    }
    let named = |name: &'static str| {
        let found = files.iter().find(|(listed, _)| listed.name == name);
        found
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or(Fault::NotListed(name))
    };
    let field = read::field(named(names::SUGGESTIONS)?, named(names::MERGES)?)?;
    let references = field.references();
    let k = manifest.rules.list_places;
    let terms = Terms {
        places: manifest.rules.shortlist_places,
        least_support: manifest.rules.least_lists,
    };
    let mut differences = Vec::new();

    let (standing, seats) = if manifest.lists_published {
        let bytes = named(names::LISTS)?;
        // The digests and the root wait for nothing that is read from the lines.
        let (checked, read) = std::thread::scope(|scope| {
            let checking = scope.spawn(|| (check(&files), merkle::root(&lines(bytes))));
            let read = read::lists(bytes, &field, k);
            (checking.join(), read)
        });
        let lists = read?;
        progress(Step::Lists(lists.len()));
        let (checked, root) = checked.map_err(|_| Fault::Stopped)?;
        differences.extend(checked);
        let published = manifest.root.clone().unwrap_or_default();
        if published != root.to_string() {
            differences.push(Difference::Root {
                manifest: published,
                counted: root.to_string(),
            });
        }
        let laid = field.laid(&lists).map_err(|_| Fault::Stopped)?;
        differences.extend(figures(&manifest, &field, &laid));
        let ties = Tie1::new(&topic, Some(&root), references.clone());
        let standing =
            Positions::of(&laid).order(&Weights::harmonic(k), terms.least_support, &ties);
        let seats = shortlist(&laid, &standing, terms);
        (standing, Some(seats))
    } else {
        differences.extend(check(&files));
        let lists = u64::try_from(manifest.figures.lists).unwrap_or(u64::MAX);
        let positions = read::positions(named(names::POSITIONS)?, &field, k, lists)?;
        let ties = Tie1::new(&topic, None, references.clone());
        (
            positions.order(&Weights::harmonic(k), terms.least_support, &ties),
            None,
        )
    };
    progress(Step::Counted);

    let counted = tables::positions(&standing, &references, k);
    differences.extend(first_line(
        names::POSITIONS,
        named(names::POSITIONS)?,
        &counted,
    ));
    let result = tables::result(&standing, seats.as_ref(), &references);
    differences.extend(first_line(names::RESULT, named(names::RESULT)?, &result));
    Ok(Recounted {
        references: references.into_iter().map(str::to_owned).collect(),
        manifest,
        standing,
        seats,
        result,
        differences,
    })
}

fn bad_manifest(why: &str) -> Fault {
    Fault::Manifest(why.to_owned())
}

/// A manifest that this program can follow.
fn understood(bytes: &[u8]) -> Result<Manifest, Fault> {
    let manifest: Manifest =
        serde_json::from_slice(bytes).map_err(|error| bad_manifest(&error.to_string()))?;
    if manifest.format != FORMAT {
        return Err(Fault::Format(manifest.format));
    }
    if manifest.algorithms != Algorithms::ours() {
        return Err(bad_manifest(
            "algorithms: this program counts by other rules",
        ));
    }
    if !(1..=crate::tally::weights::MOST_PLACES).contains(&manifest.rules.list_places) {
        return Err(bad_manifest("rules.list_places is not within 1 to 16"));
    }
    let mut seen = HashSet::new();
    for file in &manifest.files {
        // A name is a name beside the manifest, never a way out of the folder.
        let plain = |c: char| c.is_ascii_lowercase() || c == '.' || c == '_';
        let ours = file.name.ends_with(".csv") && file.name.chars().all(plain);
        if !ours || !seen.insert(&file.name) {
            return Err(bad_manifest(
                "files: a name that is none, or one listed twice",
            ));
        }
    }
    Ok(manifest)
}

fn check(files: &[(&FileDigest, Vec<u8>)]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (listed, bytes) in files {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let found = digest(bytes);
        if size != listed.bytes {
            differences.push(Difference::Size {
                file: listed.name.clone(),
                manifest: listed.bytes,
                found: size,
            });
        } else if found != listed.sha256 {
            differences.push(Difference::Digest {
                file: listed.name.clone(),
                manifest: listed.sha256.clone(),
                found,
            });
        }
    }
    differences
}

/// The lines of a file below its header.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.split(|byte| *byte == b'\n').skip(1).collect()
}

fn figures(manifest: &Manifest, field: &Field, laid: &Lists) -> Vec<Difference> {
    let said = &manifest.figures;
    let numbers = [
        (
            "figures.suggestions",
            said.suggestions,
            field.suggestions().len(),
        ),
        ("figures.counted", said.counted, field.counted().len()),
        ("figures.lists", said.lists, laid.len()),
        ("figures.entries", said.entries, laid.entries().len()),
    ];
    numbers
        .into_iter()
        .filter(|(_, manifest, counted)| manifest != counted)
        .map(|(name, manifest, counted)| Difference::Figure {
            name,
            manifest,
            counted,
        })
        .collect()
}

/// The first line in which a published table is not the counted one.
fn first_line(file: &'static str, published: &[u8], counted: &[u8]) -> Option<Difference> {
    if published == counted {
        return None;
    }
    let lines = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        text.split('\n').map(str::to_owned).collect()
    };
    let (published, counted) = (lines(published), lines(counted));
    let same = published
        .iter()
        .zip(&counted)
        .take_while(|(one, other)| one == other);
    let at = same.count();
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
    Some(Difference::Line {
        file,
        line: at + 1,
        published: line(&published),
        counted: line(&counted),
    })
}
