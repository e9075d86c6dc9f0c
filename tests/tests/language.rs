//! Language and direction of what people wrote, for every text of two real collections: as the
//! program detects them, stores them and shows them on its pages. All that was shown is put on one
//! sheet, `target/contact-sheet/index.html`, for the eyes of people.

mod sheet;

use std::collections::BTreeMap;

use diesel::prelude::*;
use server::db::schema::suggestions;
use server::usecases::import::{self, File, Imported};
use tests::support::app::{App, Backend};
use tests::support::sources;

/// A collection, how many texts it has, and which are not in its main language; all with the
/// language and direction they must be shown in.
struct Collection {
    name: &'static str,
    texts: usize,
    main: (&'static str, &'static str),
    /// By their number in the collection.
    others: &'static [&'static str],
    other: (&'static str, &'static str),
}

const COLLECTIONS: [Collection; 2] = [
    // The nine are names of courses and marks in Latin letters, and keys hit at random.
    Collection {
        name: "arabic-complaints",
        texts: 384,
        main: ("ar", "rtl"),
        others: &["20", "116", "117", "158", "166", "167", "168", "226", "300"],
        other: ("en", "ltr"),
    },
    // The one is a smile without a letter: it takes the language that files are read in.
    Collection {
        name: "bowling-green",
        texts: 896,
        main: ("en", "ltr"),
        others: &["559"],
        other: ("ar", "rtl"),
    },
];

/// One text as a page shows it.
struct Shown {
    id: String,
    /// `lang` and `dir` on its title.
    title: (String, String),
    /// `lang` and `dir` on its beginning.
    excerpt: (String, String),
    /// The markup of both, as the page has it.
    html: String,
}

#[test]
fn every_real_text_is_shown_in_its_own_language_and_direction() {
    let app = App::start(Backend::Sqlite);
    let mut wrong = Vec::new();
    let mut sheet = sheet::Sheet::new(&app);
    for collection in &COLLECTIONS {
        let shown = shown(&app, collection);
        assert_eq!(shown.len(), collection.texts, "{}", collection.name);
        for one in &shown {
            let is_other = collection.others.contains(&one.id.as_str());
            let (lang, dir) = if is_other {
                collection.other
            } else {
                collection.main
            };
            for (part, found) in [("title", &one.title), ("text", &one.excerpt)] {
                if (found.0.as_str(), found.1.as_str()) != (lang, dir) {
                    wrong.push(format!(
                        "{} {}: the {part} is {} {}, not {lang} {dir}",
                        collection.name, one.id, found.0, found.1
                    ));
                }
            }
        }
        sheet.add(collection.name, &shown);
    }
    sheet.write();
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Imports the texts alone, without what the file says of their language, and reads them from all
/// pages of their topic.
fn shown(app: &App, collection: &Collection) -> Vec<Shown> {
    let agency = app.agency(&format!("agency-of-{}", collection.name));
    let topic = app.topic_with(&agency, |topic| {
        topic.slug = collection.name.to_owned();
        topic.imported = true;
    });
    let imported = import::suggestions::import(
        app.inner(),
        &topic.slug,
        &texts_alone(collection),
        &mut |_, _| {},
    );
    assert!(
        matches!(imported, Ok(Imported::Now { added, left_out: 0 }) if added == collection.texts),
        "{imported:?}"
    );
    let ids: BTreeMap<String, String> = app.query(|conn| {
        suggestions::table
            .filter(suggestions::topic_id.eq(&topic.id))
            .select((
                suggestions::reference,
                suggestions::external_id.assume_not_null(),
            ))
            .load(conn)
            .map(|rows: Vec<(String, String)>| rows.into_iter().collect())
    });
    let client = app.client();
    let mut shown = Vec::new();
    let mut answer = client.get(&format!("/en/topics/{}?order=new", topic.slug));
    for _ in 0..collection.texts {
        let page = answer.expect_status(200).page();
        for card in page.all("li.sug") {
            let reference = card.attr("id").expect("a reference");
            let said = |css: &str| {
                let part = card.one(css);
                let attribute = |name| part.attr(name).unwrap_or_default().to_owned();
                (attribute("lang"), attribute("dir"))
            };
            shown.push(Shown {
                id: ids[reference].clone(),
                title: said("h3[data-user-text]"),
                excerpt: said("p[data-user-text]"),
                html: card.one("h3").html() + &card.one("p[data-user-text]").html(),
            });
        }
        let Some(next) = page.all("a[rel=next]").first().copied() else {
            return shown;
        };
        answer = client.get(&page.resolve(next.attr("href").expect("an address")));
    }
    panic!("the pages do not end");
}

fn texts_alone(collection: &Collection) -> File {
    let path = sources::data(&format!("{}/suggestions.csv", collection.name));
    let mut reader = csv::Reader::from_path(path).expect("a readable file");
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|title| title == name).expect(name);
    let (id, text) = (at("id"), at("text"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "text"]).expect("a header");
    for row in reader.records() {
        let row = row.expect("a readable row");
        writer.write_record([&row[id], &row[text]]).expect("a row");
    }
    File {
        name: "texts.csv".to_owned(),
        bytes: writer.into_inner().expect("the whole file"),
    }
}
