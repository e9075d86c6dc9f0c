//! Any positional rule over plain files: two real city votes, counted as the city counted them.

use std::collections::BTreeMap;

use tests::support::sources;

use super::{in_python, recount, text};

#[test]
fn the_citys_own_result_comes_out_of_the_citys_own_lists() {
    for vote in ["krakow-2018", "krakow-2024-old-town"] {
        let suggestions = sources::data(&format!("{vote}/suggestions.csv"));
        let lists = sources::data(&format!("{vote}/lists.csv"));
        let arguments = [
            "--suggestions",
            suggestions.to_str().expect("a path"),
            "--lists",
            lists.to_str().expect("a path"),
            "--weights",
            "3,2,1",
        ];
        let (ours, theirs) = (recount(&arguments), in_python(&arguments));
        assert!(ours.status.success(), "{}", text(&ours.stderr));
        assert!(theirs.status.success(), "{}", text(&theirs.stderr));
        assert_eq!(text(&ours.stdout), text(&theirs.stdout));

        let mut citys = BTreeMap::new();
        let mut rows = csv::Reader::from_path(&suggestions).expect("a file");
        let header = rows.headers().expect("a header").clone();
        let column = |name| header.iter().position(|one| one == name).expect("a column");
        let (id, points) = (column("id"), column("official_points_3_2_1"));
        let held = column("official_lists");
        for row in rows.records() {
            let row = row.expect("a row");
            citys.insert(
                row[id].to_owned(),
                (row[points].to_owned(), row[held].to_owned()),
            );
        }
        let mut counted = BTreeMap::new();
        for row in csv::Reader::from_reader(&*ours.stdout).records() {
            let row = row.expect("a row");
            counted.insert(row[1].to_owned(), (row[2].to_owned(), row[3].to_owned()));
        }
        assert_eq!(counted, citys, "{vote}");
    }
}

#[test]
fn faults_in_the_files_are_named_and_nothing_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("write");
        path.to_str().expect("a path").to_owned()
    };
    let suggestions = write("suggestions.csv", "id\na\nb\n");
    let lists = write("lists.csv", "first,second\na,b\nb,q\n");
    let asked = |lists: &str, weights: &str| {
        recount(&[
            "--suggestions",
            &suggestions,
            "--lists",
            lists,
            "--weights",
            weights,
        ])
    };
    for (lists, weights, wanted) in [
        (
            &*lists,
            "2,1",
            "lists.csv:3:2 (second): no suggestion has the id q",
        ),
        ("/nowhere.csv", "2,1", "/nowhere.csv cannot be read"),
        (&*lists, "2,x", "the weights must be whole numbers"),
    ] {
        let output = asked(lists, weights);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let said = text(&output.stderr);
        assert!(said.contains(wanted), "{said}");
    }
    assert_eq!(recount(&[]).status.code(), Some(2));
    assert_eq!(recount(&["--weights", "3"]).status.code(), Some(2));
}
