//! Counting a published count again, and comparing.

use std::collections::HashSet;
use std::io::{self, Read};

use super::lists::{self, ListsRead};
use super::manifest::{Algorithms, FORMAT, FileDigest, Manifest};
use super::read::{self, Fault};
use super::{digest, names, tables};
use crate::ids::TopicId;
use crate::tally::{Field, Lists, Positions, Seat, Standing, Terms, Tie1, Weights, shortlist};

/// Where the files of a published count are.
pub trait Source {
    /// Opens a file by its name and has it read.
    ///
    /// # Errors
    /// Of opening and of reading.
    fn open(&self, name: &str, read: &mut Reading<'_>) -> io::Result<()>;
}

/// What reads an opened file.
pub type Reading<'a> = dyn FnMut(&mut (dyn Read + Send)) -> io::Result<()> + 'a;

/// Files that are held whole.
impl<F: Fn(&str) -> io::Result<Vec<u8>>> Source for F {
    fn open(&self, name: &str, read: &mut Reading<'_>) -> io::Result<()> {
        read(&mut self(name)?.as_slice())
    }
}

/// A step of a recount, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many lists are understood.
    Lists(usize),
    /// All lists are; both orders are being counted.
    Counting,
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
/// where the lists are not published), and compares.
///
/// # Errors
/// [`Fault`] for what cannot be read as a published count, with the file, line and column.
pub fn recount(source: impl Source, mut progress: impl FnMut(Step)) -> Result<Recounted, Fault> {
    let manifest = understood(&whole(&source, names::MANIFEST)?)?;
    let topic = TopicId::parse(&manifest.topic.id).map_err(|_| bad_manifest("topic.id"))?;
    let in_full = |listed: &FileDigest| manifest.lists_published && listed.name == names::LISTS;
    let mut files = Vec::new();
    for listed in &manifest.files {
        // The lists are not held whole.
        let bytes = match in_full(listed) {
            true => None,
            false => Some(whole(&source, &listed.name)?),
        };
        files.push((listed, bytes));
    }
    let named = |name: &'static str| {
        let mut found = files.iter().filter(|(listed, _)| listed.name == name);
        let bytes = found.find_map(|(_, bytes)| bytes.as_deref());
        bytes.ok_or(Fault::NotListed(name))
    };
    let field = read::field(named(names::SUGGESTIONS)?, named(names::MERGES)?)?;
    let references = field.references();
    let k = manifest.rules.list_places;
    let weights = Weights::harmonic(k);
    let terms = Terms {
        places: manifest.rules.shortlist_places,
        least_support: manifest.rules.least_lists,
    };
    let read = match manifest.files.iter().any(in_full) {
        true => Some(read_lists(&source, &field, &manifest, &mut progress)?),
        false if manifest.lists_published => return Err(Fault::NotListed(names::LISTS)),
        false => None,
    };
    progress(Step::Counting);

    let mut differences: Vec<Difference> = files
        .iter()
        .filter_map(|(listed, bytes)| match (bytes, &read) {
            (Some(bytes), _) => {
                let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                differs(listed, size, &digest(bytes))
            }
            (None, Some(read)) => differs(listed, read.bytes, &read.sha256),
            (None, None) => None,
        })
        .collect();
    let (standing, seats) = if let Some(ListsRead { lists, root, .. }) = &read {
        let published = manifest.root.clone().unwrap_or_default();
        if published != root.to_string() {
            differences.push(Difference::Root {
                manifest: published,
                counted: root.to_string(),
            });
        }
        differences.extend(figures(&manifest, &field, lists));
        let ties = Tie1::new(&topic, Some(root), references.clone());
        let standing = Positions::of(lists).order(&weights, terms.least_support, &ties);
        let seats = shortlist(lists, &standing, terms);
        (standing, Some(seats))
    } else {
        let lists = u64::try_from(manifest.figures.lists).unwrap_or(u64::MAX);
        let positions = read::positions(named(names::POSITIONS)?, &field, k, lists)?;
        let ties = Tie1::new(&topic, None, references.clone());
        let standing = positions.order(&weights, terms.least_support, &ties);
        (standing, None)
    };

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

/// A file held whole.
fn whole(source: &impl Source, name: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let opened = source.open(name, &mut |file| file.read_to_end(&mut bytes).map(drop));
    opened.map_err(|error| Fault::Unreadable {
        file: name.to_owned(),
        why: error.to_string(),
    })?;
    Ok(bytes)
}

fn read_lists(
    source: &impl Source,
    field: &Field,
    manifest: &Manifest,
    progress: &mut impl FnMut(Step),
) -> Result<ListsRead, Fault> {
    let mut read = None;
    let opened = source.open(names::LISTS, &mut |file| {
        let said = |lists| progress(Step::Lists(lists));
        let (k, figures) = (manifest.rules.list_places, &manifest.figures);
        read = Some(lists::lists(file, field, k, figures, said));
        Ok(())
    });
    opened.map_err(|error| Fault::Unreadable {
        file: names::LISTS.to_owned(),
        why: error.to_string(),
    })?;
    read.unwrap_or(Err(Fault::Stopped))
}

fn differs(listed: &FileDigest, size: u64, found: &str) -> Option<Difference> {
    if size != listed.bytes {
        return Some(Difference::Size {
            file: listed.name.clone(),
            manifest: listed.bytes,
            found: size,
        });
    }
    (found != listed.sha256).then(|| Difference::Digest {
        file: listed.name.clone(),
        manifest: listed.sha256.clone(),
        found: found.to_owned(),
    })
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
