//! The files of a published count, whatever is in them: the recount never panics, and what it
//! cannot read it tells with file, line and column.

#![no_main]

use std::io;

use libfuzzer_sys::fuzz_target;
use shared::publication::names;
use shared::publication::read::Fault;
use shared::publication::recount::recount;

/// Parts the files of one input.
const BETWEEN: &[u8] = b"\n====\n";
const FILES: [&str; 5] = [
    names::SUGGESTIONS,
    names::MERGES,
    names::LISTS,
    names::POSITIONS,
    names::RESULT,
];

fuzz_target!(|bytes: &[u8]| {
    let parts = parts(bytes);
    // Digests differ, which is a difference and keeps nothing from being read.
    for published in [true, false] {
        let manifest = manifest(published);
        let get = |name: &str| match FILES.iter().position(|file| *file == name) {
            _ if name == names::MANIFEST => Ok(manifest.clone()),
            Some(at) => Ok(parts.get(at).map(|part| part.to_vec()).unwrap_or_default()),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        };
        match recount(get, |_| {}) {
            Ok(_) => {}
            Err(Fault::Cell { file, line, column, .. }) => {
                assert!(FILES.contains(&file) && line >= 1 && column >= 1);
            }
            Err(Fault::Stopped) => panic!("stopped by a fault of its own"),
            Err(_) => {}
        }
    }
});

fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|some| some == BETWEEN) {
        parts.push(&rest[..at + 1]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

fn manifest(lists_published: bool) -> Vec<u8> {
    use shared::publication::manifest::{
        Algorithms, FORMAT, Figures, FileDigest, Manifest, Rules, Topic,
    };
    let none = FileDigest {
        name: String::new(),
        bytes: 0,
        sha256: String::new(),
    };
    let files = FILES.iter().map(|name| FileDigest {
        name: (*name).to_owned(),
        ..none.clone()
    });
    Manifest {
        format: FORMAT.to_owned(),
        topic: Topic {
            id: "0190d5f0-6d3e-7000-8000-000000000001".to_owned(),
            slug: String::new(),
            title_ar: String::new(),
            title_en: String::new(),
        },
        number: 1,
        reason: None,
        counted_at: String::new(),
        program: String::new(),
        algorithms: Algorithms::ours(),
        rules: Rules {
            list_places: 4,
            shortlist_places: 3,
            least_lists: 1,
        },
        figures: Figures {
            suggestions: 3,
            counted: 3,
            ranked: 3,
            lists: 3,
            entries: 5,
            masked: 0,
        },
        lists_published,
        root: None,
        files: files.collect(),
    }
    .to_json()
}
