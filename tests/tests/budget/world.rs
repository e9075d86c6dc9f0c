//! A topic as a busy one is: more than twenty suggestions of ordinary length, counted, some
//! answered, all in one language, so that its pages can be weighed.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::support::app::App;
use tests::support::data::Account;

/// Title and text of ordinary length.
const TEXTS: [(Lang, &str, &str); 2] = [
    (
        Lang::Ar,
        "افتحوا المكتبات العامة مساءً في أيام الأسبوع كلها",
        "من يعمل نهارًا لا يجد وقتًا للقراءة إلا بعد المغرب، والمكتبات تغلق أبوابها عند الثانية ظهرًا. \
         نقترح أن تبقى فروع الولايات مفتوحة حتى التاسعة مساءً ثلاثة أيام في الأسبوع على الأقل، وأن \
         يُعلن ذلك على أبوابها وفي موقعها، وأن تُجرَّب الساعات الجديدة ستة أشهر ثم تُنشر نتيجتها.",
    ),
    (
        Lang::En,
        "Open the public libraries in the evening, every day of the week",
        "People who work by day have no time to read before sunset, and the libraries close at two. \
         We suggest that the branches stay open until nine on at least three evenings a week, that \
         this is said on their doors and their site, and that the new hours are tried for half a \
         year, after which the result is published for all to see and to comment on.",
    ),
];

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
        for (lang, title, body) in TEXTS {
            let topic = app.topic(&agency);
            let written: Vec<_> = (1..=24)
                .map(|number| {
                    app.suggestion_with(&topic, None, |one| {
                        one.title = format!("{title} {number}");
                        one.body = body.into();
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
