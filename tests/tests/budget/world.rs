//! A topic as a busy one is: more than twenty suggestions of ordinary length, counted, some
//! answered, all in one language, so that its pages can be weighed.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::{Lang, detect};
use shared::text::excerpt::excerpt;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::sources;

/// Where the texts of each language come from: real ones, since a page of one text over and over
/// would be packed to nothing.
const TEXTS: [(Lang, &str); 2] = [
    (Lang::Ar, "arabic-complaints/suggestions.csv"),
    (Lang::En, "bowling-green/suggestions.csv"),
];

const SUGGESTIONS: usize = 24;
/// Texts are joined until they are about as long as what citizens write.
const JOINED: usize = 4;
/// Characters of a title.
const TITLE: usize = 80;

/// Titles and texts of ordinary length.
fn texts(lang: Lang, file: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_path(sources::data(file)).expect("a readable file");
    let header = reader.headers().expect("a header").clone();
    let at = header
        .iter()
        .position(|name| name == "text")
        .expect("texts");
    let rows = reader
        .records()
        .map(|row| row.expect("a readable row")[at].to_owned());
    let long: Vec<String> = rows
        .filter(|text| text.chars().count() > 60 && detect(text, lang) == lang.into())
        .take(SUGGESTIONS * JOINED)
        .collect();
    assert_eq!(long.len(), SUGGESTIONS * JOINED, "{file}");
    long.chunks(JOINED)
        .map(|some| (excerpt(&some[0], TITLE), some.join("\n")))
        .collect()
}

/// The same topic once in each language.
pub struct World {
    topics: Vec<(Lang, Topic, Suggestion)>,
    pub reader: Account,
}

impl World {
    pub fn new(app: &App) -> World {
        let agency = app.agency("libraries");
        let moderator = app.moderator("moderator", &agency);
        let reader = app.citizen("reader");
        let citizens = app.citizens(20);
        let mut topics = Vec::new();
        for (lang, file) in TEXTS {
            let topic = app.topic(&agency);
            let written: Vec<_> = texts(lang, file)
                .into_iter()
                .map(|(title, body)| {
                    app.suggestion_with(&topic, None, |one| {
                        (one.title, one.body) = (title, body);
                        one.lang = lang.code().into();
                        one.dir = lang.dir().code().into();
                    })
                })
                .collect();
            if lang == Lang::En {
                // What an agency answers here is in English.
                for one in written.iter().take(6) {
                    app.adopt(&topic, one, &moderator);
                }
            }
            for (number, citizen) in citizens.iter().enumerate() {
                let listed: Vec<_> = written.iter().cycle().skip(number).take(5).collect();
                app.list(&topic, citizen, &listed);
            }
            let listed: Vec<_> = written.iter().take(4).collect();
            app.list(&topic, &reader, &listed);
            app.touch(&topic);
            let first = written.into_iter().next().expect("the first");
            topics.push((lang, topic, first));
        }
        app.run_jobs();
        World { topics, reader }
    }

    fn of(&self, lang: Lang) -> (&Topic, &Suggestion) {
        let found = self.topics.iter().find(|(one, _, _)| *one == lang);
        let (_, topic, suggestion) = found.expect("a topic in each language");
        (topic, suggestion)
    }

    /// The address of the topic that is written in the page's own language.
    pub fn topic(&self, lang: Lang) -> String {
        format!("/{}/topics/{}", lang.code(), self.of(lang).0.slug)
    }

    /// Home, topic, suggestion and the reader's own list.
    pub fn pages(&self, lang: Lang) -> [String; 4] {
        let code = lang.code();
        let (topic, suggestion) = self.of(lang);
        [
            format!("/{code}"),
            format!("/{code}/topics/{}", topic.slug),
            format!("/{code}/suggestions/{}", suggestion.reference),
            format!("/{code}/topics/{}/my-list", topic.slug),
        ]
    }
}
