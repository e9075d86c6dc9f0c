//! What stands in the files of a published count, and what a recount says of tampered ones.

use std::io;

use super::read::Fault;
use super::recount::{Difference, Recounted, recount};
use super::*;
use crate::suggestion::PublicationState::{self, Hidden, Merged, Published as Counted, Withdrawn};
use crate::tally::Suggestion;

const TOPIC: &str = "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00";

pub(super) fn heading() -> Heading {
    Heading {
        topic: TopicId::parse(TOPIC).unwrap(),
        slug: "shade-at-the-stops".to_owned(),
        title_ar: "ظل المواقف".to_owned(),
        title_en: "Shade at the stops".to_owned(),
        number: 1,
        reason: None,
        counted_at: "2026-11-22T20:00:00Z".to_owned(),
        program: "sharikuna 0.1.0".to_owned(),
    }
}

pub(super) fn suggestion(
    number: usize,
    state: PublicationState,
    into: Option<usize>,
) -> Suggestion {
    let public = state == Counted || state == Merged;
    Suggestion {
        id: format!("id-{number}"),
        reference: format!("S-{number:04}"),
        state,
        merged_into: into.map(|into| format!("id-{into}")),
        text: public.then(|| text_digest(&format!("Title {number}"), "Text")),
    }
}

/// Lists by the numbers of the suggestions.
pub(super) fn held(field: &Field, k: usize, all: &[Vec<usize>]) -> Lists {
    let mut lists = field.no_lists(k);
    for list in all {
        let indexes: Vec<u32> = list
            .iter()
            .map(|number| field.index_of(&format!("id-{number}")).unwrap())
            .collect();
        lists.push(&indexes).unwrap();
    }
    lists
}

pub(super) const TERMS: Terms = Terms {
    places: 3,
    least_support: 5,
};

pub(super) fn again(files: &[File]) -> Result<Recounted, Fault> {
    let get = |name: &str| {
        let found = files.iter().find(|file| file.name == name);
        let missing = || io::Error::new(io::ErrorKind::NotFound, "no such file");
        found.map(|file| file.bytes.clone()).ok_or_else(missing)
    };
    recount(get, |_| {})
}

/// 0 to 3 count; 4 was merged into 0, 5 hidden, 6 withdrawn, 7 merged into the hidden one.
fn small() -> (Field, Vec<Vec<usize>>) {
    let field = Field::new(vec![
        suggestion(0, Counted, None),
        suggestion(1, Counted, None),
        suggestion(2, Counted, None),
        suggestion(3, Counted, None),
        suggestion(4, Merged, Some(0)),
        suggestion(5, Hidden, None),
        suggestion(6, Withdrawn, None),
        suggestion(7, Merged, Some(5)),
    ])
    .unwrap();
    let mut all = Vec::new();
    all.extend(vec![vec![0, 1, 2]; 60]);
    all.extend(vec![vec![4, 0, 2]; 20]);
    all.extend(vec![vec![5, 2, 1]; 30]);
    all.extend(vec![vec![3, 1]; 4]);
    all.push(vec![6, 7]);
    all.push(vec![6, 3, 2]);
    (field, all)
}

fn text<'a>(published: &'a Published, name: &str) -> &'a str {
    let file = published.files.iter().find(|file| file.name == name);
    std::str::from_utf8(&file.unwrap().bytes).unwrap()
}

fn publish_small() -> Published {
    let (field, mut all) = small();
    // 3 stands on five lists only if all are counted: one less, and it is masked.
    all.retain(|list| *list != [6, 3, 2]);
    publish(&heading(), &field, &held(&field, 3, &all), TERMS)
}

#[test]
fn the_files_say_what_was_counted_and_show_nobody() {
    let published = publish_small();
    let names: Vec<&str> = published
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            names::MANIFEST,
            names::SUGGESTIONS,
            names::MERGES,
            names::LISTS,
            names::POSITIONS,
            names::RESULT
        ]
    );
    assert_eq!(
        text(&published, names::MERGES),
        "suggestion,into\nS-0004,S-0000\nS-0007,S-0005\n"
    );
    let suggestions = text(&published, names::SUGGESTIONS);
    assert!(
        suggestions.contains("\nS-0005,hidden,\nS-0006,withdrawn,\n"),
        "{suggestions}"
    );
    assert!(!suggestions.contains("Title"));

    let lists = text(&published, names::LISTS);
    let lines: Vec<&str> = lines_of(lists);
    // 3 stands on four lists; the list of removed ones that few listed is none.
    assert_eq!(lines.iter().filter(|line| **line == "_,S-0001").count(), 4);
    assert_eq!(
        lines
            .iter()
            .filter(|line| **line == "S-0005,S-0002,S-0001")
            .count(),
        30
    );
    assert_eq!(
        lines
            .iter()
            .filter(|line| **line == "S-0004,S-0000,S-0002")
            .count(),
        20
    );
    assert_eq!(lines.len(), 114);
    assert!(!lists.contains("S-0003") && !lists.contains("S-0006") && !lists.contains("S-0007"));
    assert!(lines.is_sorted());
    assert_eq!(
        text(&published, names::POSITIONS),
        "suggestion,place_1,place_2,place_3\n\
         S-0000,80,0,0\nS-0001,0,94,0\nS-0002,30,20,60\n"
    );
    // S-0001: 60 + 30 second places, and 4 behind the masked one, at 3 of 6 each.
    assert_eq!(
        text(&published, names::RESULT),
        "place,equal,suggestion,points,lists,shortlist_place,shortlist_weight,shortlist_drawn\n\
         1,no,S-0000,480,80,3,180,no\n\
         2,no,S-0002,360,110,1,660,no\n\
         3,no,S-0001,282,94,2,294,no\n"
    );
}

fn lines_of(file: &str) -> Vec<&str> {
    file.lines().skip(1).collect()
}

#[test]
fn a_recount_finds_the_same() {
    let published = publish_small();
    let recounted = again(&published.files).unwrap();
    assert_eq!(recounted.differences, []);
    assert_eq!(recounted.standing.ranked().count(), 3);
    assert_eq!(recounted.seats.unwrap().len(), 3);
    assert_eq!(recounted.manifest.figures.lists, 114);
    assert_eq!(recounted.manifest.figures.masked, 4);
}

#[test]
fn few_lists_are_not_published_and_their_order_is_still_recounted() {
    let (field, mut all) = small();
    all.truncate(99);
    let published = publish(&heading(), &field, &held(&field, 3, &all), TERMS);
    assert!(published.files.iter().all(|file| file.name != names::LISTS));
    assert!(text(&published, names::RESULT).ends_with(",,,\n"));
    let recounted = again(&published.files).unwrap();
    assert_eq!((recounted.differences.len(), recounted.seats), (0, None));
    assert!(recounted.manifest.root.is_none() && !recounted.manifest.lists_published);
}

#[test]
fn no_lists_at_all_are_a_count_too() {
    let (field, _) = small();
    let published = publish(&heading(), &field, &field.no_lists(3), TERMS);
    assert_eq!(again(&published.files).unwrap().differences, []);
    assert_eq!(lines_of(text(&published, names::RESULT)).len(), 0);
}

/// A file changed, and the manifest made to fit it.
pub(super) fn forged(change: impl Fn(&str, String) -> String) -> Vec<File> {
    let mut files = publish_small().files;
    let mut manifest: Manifest = serde_json::from_slice(&files[0].bytes).unwrap();
    for file in files.iter_mut().skip(1) {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = change(&file.name, text).into_bytes();
    }
    manifest.files = files.iter().skip(1).map(FileDigest::of).collect();
    files[0].bytes = manifest.to_json();
    files
}

#[test]
fn what_was_changed_afterwards_is_found() {
    // One byte, without the manifest.
    let mut files = publish_small().files;
    let last = files.last_mut().unwrap();
    let at = last.bytes.len() - 2;
    last.bytes[at] = b'x';
    assert!(matches!(
        again(&files).unwrap().differences[..],
        [Difference::Digest { .. }, Difference::Line { line: 4, .. }]
    ));

    // A place bought in the result, with digests that fit.
    let files = forged(|name, text| match name {
        names::RESULT => text.replace("S-0000,480", "S-0000,486"),
        _ => text,
    });
    let found = again(&files).unwrap().differences;
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "result.csv, line 2: published \"1,no,S-0000,486,80,3,180,no\", \
          counted \"1,no,S-0000,480,80,3,180,no\""
        ]
    );

    // A list dropped: the root is another, and the figures.
    let files = forged(|name, text| match name {
        names::LISTS => text.replacen("_,S-0001\n", "", 1),
        _ => text,
    });
    let found = again(&files).unwrap().differences;
    assert!(matches!(found[0], Difference::Root { .. }), "{found:?}");
    assert!(found.iter().any(|one| matches!(
        one,
        Difference::Figure {
            name: "figures.lists",
            ..
        }
    )));

    // A suggestion said to be hidden: it is no longer counted.
    let files = forged(|name, text| match name {
        names::SUGGESTIONS => text.replace("S-0002,published", "S-0002,hidden"),
        _ => text,
    });
    assert!(!again(&files).unwrap().differences.is_empty());
}

#[test]
fn a_manifest_that_cannot_be_followed_is_refused() {
    let with = |from: &str, to: &str| {
        let mut files = publish_small().files;
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        files[0].bytes = text.replace(from, to).into_bytes();
        again(&files).unwrap_err().to_string()
    };
    assert!(with("sharikuna-count-1", "sharikuna-count-9").contains("sharikuna-count-9"));
    assert!(with("priority-points-1", "borda").contains("algorithms"));
    assert!(with("\"list_places\": 3", "\"list_places\": 17").contains("1 to 16"));
    assert!(with("merges.csv", "../merges.csv").contains("a name that is none"));
    assert!(with("merges.csv", "lists.csv").contains("listed twice"));
    assert!(with(TOPIC, "nothing").contains("topic.id"));
    assert!(with("{", "").contains("manifest.json"));
    assert!(
        again(&[])
            .unwrap_err()
            .to_string()
            .contains("manifest.json cannot be read")
    );
}
