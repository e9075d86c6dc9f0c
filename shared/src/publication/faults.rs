//! What cannot be read as a published count is told with its file, line and column.

use super::names;
use super::tests::{again, forged};

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let cases: [(&str, &str, &str, &str); 9] = [
        (
            names::LISTS,
            "_,S-0001",
            "S-9999,S-0001",
            "lists.csv, line 112, column 1: no suggestion \"S-9999\"",
        ),
        (
            names::LISTS,
            "place_1,",
            "",
            "lists.csv, line 1, column 1: the header must be",
        ),
        (
            names::LISTS,
            "S-0004,S-0000,S-0002\n",
            "S-0004,S-0000,S-0002,S-0001\n",
            "column 4: more than 3 entries",
        ),
        (
            names::LISTS,
            "_,S-0001\n",
            "\n",
            "column 1: no suggestion \"\"",
        ),
        (
            names::SUGGESTIONS,
            ",hidden,",
            ",gone,",
            "suggestions.csv, line 7, column 2: gone is no state",
        ),
        (
            names::SUGGESTIONS,
            ",hidden,",
            ",hidden,zz",
            "suggestions.csv, line 7, column 3: no SHA-256",
        ),
        (
            names::SUGGESTIONS,
            "S-0001,",
            "S-0000,",
            "suggestions.csv, line 3, column 1: S-0000 stands here twice",
        ),
        (
            names::MERGES,
            "S-0004,S-0000",
            "S-0004,S-7777",
            "merges.csv, line 2, column 2: no suggestion S-7777",
        ),
        (
            names::MERGES,
            "S-0004,S-0000",
            "S-0004,S-0004",
            "the merges lead from S-0004 back to itself",
        ),
    ];
    for (file, from, to, wanted) in cases {
        let files = forged(|name, text| match name == file {
            true => text.replacen(from, to, 1),
            false => text,
        });
        let said = again(&files).unwrap_err().to_string();
        assert!(said.contains(wanted), "{said}");
    }
    let cut = forged(|name, text| match name {
        names::LISTS => text.trim_end().to_owned(),
        _ => text,
    });
    assert!(
        again(&cut)
            .unwrap_err()
            .to_string()
            .ends_with("the last line has no end")
    );
}

/// Pieces are read at once, and the first fault of the file is told whichever is found first.
#[test]
fn the_first_of_many_faults_is_told() {
    for first in [2, 9, 10, 57, 113] {
        let files = forged(|name, text| match name {
            names::LISTS => (1..)
                .zip(text.lines())
                .map(|(number, line)| match number < first {
                    true => format!("{line}\n"),
                    false => "S-9999\n".to_owned(),
                })
                .collect(),
            _ => text,
        });
        let said = again(&files).unwrap_err().to_string();
        let wanted = format!("lists.csv, line {first}, column 1: no suggestion \"S-9999\"");
        assert_eq!(said, wanted);
    }
}
