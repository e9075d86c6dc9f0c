//! Importing, tried on small files and on the real ones.

use diesel::prelude::*;

use super::*;
use crate::db::schema::{
    editions, imports, journal, priority_lists, standings, suggestion_versions,
    suggestions as texts,
};
use crate::testing::{TestApp, real_file};

fn file(name: &str, text: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

fn real(path: &str) -> File {
    file(path.rsplit('/').next().unwrap(), real_file(path))
}

fn suggest(test: &TestApp, file: &File) -> Result<Imported, ImportRefusal> {
    suggestions::import(&test.app, "earlier", file, &mut |_, _| {})
}

fn rank(test: &TestApp, file: &File) -> Result<Imported, ImportRefusal> {
    lists::import(&test.app, "earlier", file, &mut |_, _| {})
}

fn faults(refused: Result<Imported, ImportRefusal>) -> Vec<String> {
    match refused {
        Err(ImportRefusal::Rows(faults)) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("no faults of rows: {other:?}"),
    }
}

fn count(test: &TestApp, publication: &str) -> i64 {
    let of = texts::table.filter(texts::publication.eq(publication));
    test.run(|conn| of.count().get_result(conn))
}

fn all(added: usize) -> Imported {
    Imported::Now { added, left_out: 0 }
}

#[test]
fn what_the_real_files_hold_becomes_suggestions() {
    for (path, rows, ar) in [
        ("bowling-green/suggestions.csv", 896, 0),
        ("arabic-complaints/suggestions.csv", 384, 384),
    ] {
        let test = TestApp::new();
        test.imported_topic("earlier");
        let real = real(path);
        assert_eq!(suggest(&test, &real).unwrap(), all(rows), "{path}");
        assert_eq!(count(&test, "published"), i64::try_from(rows).unwrap());
        let arabic = texts::table.filter(texts::lang.eq("ar")).count();
        assert_eq!(test.run(|conn| arabic.get_result::<i64>(conn)), ar);
        let versions = suggestion_versions::table.count();
        assert_eq!(
            test.run(|conn| versions.get_result::<i64>(conn)),
            i64::try_from(rows).unwrap()
        );
        assert_eq!(suggest(&test, &real).unwrap(), Imported::Before);
        assert_eq!(count(&test, "published"), i64::try_from(rows).unwrap());
    }
}

#[test]
fn a_city_vote_is_imported_and_ranked() {
    let test = TestApp::new();
    let topic = test.imported_topic("earlier");
    assert_eq!(
        suggest(&test, &real("krakow-2018/suggestions.csv")).unwrap(),
        all(123)
    );
    assert_eq!(
        rank(&test, &real("krakow-2018/lists.csv")).unwrap(),
        all(32_958)
    );
    let edition = test.topic_now(&topic).edition_id.unwrap();
    let (lists, official) = test.run(|conn| {
        editions::table
            .find(&edition)
            .select((editions::lists, editions::official))
            .first::<(i64, bool)>(conn)
    });
    assert_eq!((lists, official), (32_958, true));
    // On how many lists each stands is what the city published.
    let counted = test.run(|conn| {
        standings::table
            .inner_join(texts::table)
            .filter(standings::edition_id.eq(&edition))
            .select((texts::external_id.assume_not_null(), standings::lists))
            .load::<(String, i64)>(conn)
    });
    assert_eq!(counted.len(), 123);
    let bytes = real_file("krakow-2018/suggestions.csv");
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    for row in reader.records().map(Result::unwrap) {
        let of = counted.iter().find(|(id, _)| *id == row[0]).unwrap();
        assert_eq!(of.1.to_string(), row[2], "{}", &row[0]);
    }
    let kinds = test.run(|conn| {
        journal::table
            .select(journal::kind)
            .order(journal::id)
            .load::<String>(conn)
    });
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "import.published")
            .count(),
        2
    );
    assert_eq!(
        rank(&test, &real("krakow-2018/lists.csv")).unwrap(),
        Imported::Before
    );
}

#[test]
fn every_faulty_row_is_named_and_nothing_is_imported() {
    let test = TestApp::new();
    test.imported_topic("earlier");
    let mut text = b"id,Text,lang,category,other\n".to_vec();
    text.extend_from_slice(b"1,good,en,roads,x\n");
    text.extend_from_slice(b"2,  ,en,,\n");
    text.extend_from_slice(b"1,again,en,,\n");
    text.extend_from_slice(b"4,bad \xFF byte,en,,\n");
    text.extend_from_slice("5,turned \u{202E}round,en,,\n".as_bytes());
    text.extend_from_slice(b"6,\"two\nlines\",fr,,\n");
    text.extend_from_slice(format!("7,{},en,,\n", "x".repeat(4_001)).as_bytes());
    text.extend_from_slice(b"8,short row\n");
    text.extend_from_slice(b"9,null \0 here,en,,\n");
    assert_eq!(
        faults(suggest(&test, &file("s.csv", text))),
        [
            "s.csv:3:2 (Text): it is empty",
            "s.csv:4:1 (id): line 2 has the id 1 already",
            "s.csv:5:2 (Text): it is not valid UTF-8",
            "s.csv:6:2 (Text): character 8 is U+202E, which is refused",
            "s.csv:7:3 (lang): fr is no language here: give ar or en, or nothing",
            "s.csv:9:2 (Text): it has more than 4000 characters",
            "s.csv:10: it has 2 columns, the header has 5",
            "s.csv:11:2 (Text): character 6 is U+0000, which is refused",
        ]
    );
    assert_eq!(
        test.run(|conn| texts::table.count().get_result::<i64>(conn)),
        0
    );
    assert_eq!(
        test.run(|conn| imports::table.count().get_result::<i64>(conn)),
        0
    );
}

#[test]
fn a_file_must_have_its_columns_once() {
    let test = TestApp::new();
    test.imported_topic("earlier");
    let neither = suggest(&test, &file("s.csv", "id,body\n1,x\n"));
    assert_eq!(
        faults(neither),
        ["s.csv:1: there is neither a column text nor a column title"]
    );
    let twice = suggest(&test, &file("s.csv", "text,TEXT\na,b\n"));
    assert_eq!(
        faults(twice),
        ["s.csv:1:2 (TEXT): there are two columns called text"]
    );
    let many = format!("text\n{}", "\u{1}\n".repeat(100));
    assert_eq!(
        faults(suggest(&test, &file("s.csv", many))).len(),
        file::MOST_FAULTS
    );
}

#[test]
fn titles_texts_and_languages_are_what_the_file_says_or_are_found() {
    let text = "\u{FEFF}TITLE,text,lang\r\nعنوان,,\r\n,\"First line.\u{200B}\r\nSecond\",\r\n\
                Both,مع نص عربي طويل بما يكفي,en\r\n";
    let read = suggestions::read(&file("s.csv", text)).unwrap();
    let seen: Vec<_> = read
        .iter()
        .map(|row| {
            (
                row.title.as_str(),
                row.body.as_str(),
                row.lang.code(),
                row.dir.code(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("عنوان", "", "ar", "rtl"),
            ("First line.", "First line.\nSecond", "en", "ltr"),
            ("Both", "مع نص عربي طويل بما يكفي", "en", "rtl"),
        ]
    );
    assert_eq!(read[0].external_id, None);
}

#[test]
fn ids_that_the_topic_has_are_left_out_of_another_file() {
    let test = TestApp::new();
    test.imported_topic("earlier");
    assert_eq!(
        suggest(&test, &file("a.csv", "id,text\n1,one\n2,two\n")).unwrap(),
        all(2)
    );
    let again = suggest(&test, &file("b.csv", "id,text\n2,two\n3,three\n")).unwrap();
    assert_eq!(
        again,
        Imported::Now {
            added: 1,
            left_out: 1
        }
    );
    assert_eq!(count(&test, "published"), 3);
}

#[test]
fn faulty_lists_are_named_and_nothing_is_imported() {
    let test = TestApp::new();
    test.imported_topic("earlier");
    suggest(&test, &file("s.csv", "id,text\n1,a\n2,b\n3,c\n4,d\n")).unwrap();
    let text = "first,second,third\n1,2,3\n1,9,2\n1,2,1\n1,,2\n1,2,3,4\n3,,\n,,\n1\n";
    assert_eq!(
        faults(rank(&test, &file("l.csv", text))),
        [
            "l.csv:3:2 (second): the topic has no suggestion with the id \"9\"",
            "l.csv:4:3 (third): 1 stands on this list already",
            "l.csv:5:2 (second): it is empty, but a later column is not",
            "l.csv:6:4: a list of this topic has at most 3 places",
        ]
    );
    assert_eq!(
        test.run(|conn| priority_lists::table.count().get_result::<i64>(conn)),
        0
    );
    let good = rank(
        &test,
        &file("l.csv", "first,second,third\n1,2,3\n3,,\n,,\n1\n"),
    )
    .unwrap();
    assert_eq!(
        good,
        Imported::Now {
            added: 3,
            left_out: 1
        }
    );
}

#[test]
fn only_an_open_or_closed_topic_marked_as_imported_takes_files() {
    let test = TestApp::new();
    let good = file("s.csv", "text\na\n");
    assert!(matches!(
        suggest(&test, &good),
        Err(ImportRefusal::NoTopic(_))
    ));
    let topic = test.topic("earlier", "open", "2026-03-01", "2026-03-31");
    assert!(matches!(
        suggest(&test, &good),
        Err(ImportRefusal::NotImported(_))
    ));
    for (state, refused) in [("draft", true), ("concluded", true), ("open", false)] {
        test.run(|conn| {
            use crate::db::schema::topics::{dsl, table};
            diesel::update(table.find(&topic.id))
                .set((dsl::imported.eq(true), dsl::state.eq(state)))
                .execute(conn)
        });
        assert_eq!(suggest(&test, &good).is_err(), refused, "{state}");
    }
}

#[test]
fn what_a_killed_import_left_is_seen_by_nobody_and_removed_by_the_next() {
    let test = TestApp::new();
    let topic = test.imported_topic("earlier");
    suggest(&test, &file("s.csv", "id,text\n1,a\n2,b\n")).unwrap();
    let known = test.run(|conn| crate::db::imports::external_ids(conn, &topic.id));
    let lists_file = file("l.csv", "first\n1\n2\n");
    let when = When::of(&test.app);

    // Two imports that are cut off after staging.
    let kind = crate::db::imports::Kind::Suggestions;
    let more = file("more.csv", "id,text\n3,c\n");
    let staged = stage::Staged::begin(&test.app, &topic.id, kind, &more, when.now)
        .unwrap()
        .unwrap();
    let rows = suggestions::read(&more).unwrap();
    stage::suggestions(&test.app, &staged, &topic, &rows, when, &mut |_, _| {}).unwrap();
    assert_eq!((count(&test, "staged"), count(&test, "published")), (1, 2));
    let kind = crate::db::imports::Kind::Lists;
    let staged = stage::Staged::begin(&test.app, &topic.id, kind, &lists_file, when.now)
        .unwrap()
        .unwrap();
    assert_eq!(
        count(&test, "staged"),
        0,
        "the second import removed what the first left"
    );
    let read = lists::read(&lists_file, &known, 3).unwrap();
    stage::lists(&test.app, &staged, &topic.id, &read, when, &mut |_, _| {}).unwrap();
    let counted = test.run(|conn| {
        let official = crate::jobs::editions::Official::first(&test.app.config.zone);
        crate::jobs::editions::count(conn, &topic.id, Some(official), when.now)
    });
    let lists_in = editions::table
        .find(counted.unwrap())
        .select(editions::lists);
    assert_eq!(
        test.run(|conn| lists_in.first::<i64>(conn)),
        0,
        "staged lists are not counted"
    );

    assert_eq!(rank(&test, &lists_file).unwrap(), all(2));
    assert_eq!(
        test.run(|conn| priority_lists::table.count().get_result::<i64>(conn)),
        2
    );
    assert_eq!(suggest(&test, &more).unwrap(), all(1));
}
