//! Somebody asks for every public page again and again while others save: nothing but an edition
//! ever changes one of them, and an edition is of twenty lists at least.

use jiff::SignedDuration;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::Client;

on_both!(
    no_page_changes_between_editions_whoever_saves,
    what_leaves_the_public_moves_no_count_before_the_next_edition,
    an_author_is_not_told_of_single_lists,
);

struct Watched {
    topic: Topic,
    some: Vec<Suggestion>,
    people: Vec<(Account, Client)>,
    watcher: Client,
    pages: Vec<String>,
}

impl Watched {
    fn new(app: &App, people: usize) -> Watched {
        let agency = app.agency("libraries");
        let topic = app.topic(&agency);
        let some = app.suggestions(&topic, 4);
        let people = app
            .citizens(people)
            .into_iter()
            .map(|person| (person.clone(), app.signed_in(&person)))
            .collect();
        let of_topic = ["", "?order=top", "?order=new", "/standing", "/about"];
        let mut pages: Vec<String> = of_topic
            .iter()
            .map(|rest| format!("/topics/{}{rest}", topic.slug))
            .collect();
        pages.extend(
            some.iter()
                .map(|one| format!("/suggestions/{}", one.reference)),
        );
        let others = ["", "/topics", "/agencies", "/agencies/libraries"];
        pages.extend(others.map(str::to_owned));
        Watched {
            topic,
            some,
            people,
            watcher: app.client(),
            pages,
        }
    }

    /// Every public page in both languages, byte for byte.
    fn seen(&self) -> Vec<(String, Vec<u8>)> {
        let ask = |path: String| {
            let body = self.watcher.get(&path).expect_status(200).body;
            (path, body)
        };
        let in_both =
            |lang: &'static str| self.pages.iter().map(move |page| format!("/{lang}{page}"));
        in_both("ar").chain(in_both("en")).map(ask).collect()
    }

    /// Saves the list of one person, as the island does.
    fn save(&self, person: usize, version: u32, order: &[usize]) {
        let entries: Vec<&str> = order.iter().map(|at| &*self.some[*at].reference).collect();
        self.people[person]
            .1
            .request(
                "PUT",
                &format!("/api/v1/topics/{}/my-list", self.topic.slug),
            )
            .json(&serde_json::json!({ "version": version, "entries": entries }))
            .header("Idempotency-Key", &format!("watched-{person}-{version}"))
            .send()
            .expect_status(200);
    }

    /// How often an edition of the topic has come out.
    fn editions(app: &App) -> i64 {
        app.rows()["editions"]
    }
}

/// The same moment before and after: only what was saved can tell the two apart.
#[track_caller]
fn unseen(app: &App, watched: &Watched, what: &str, act: impl FnOnce()) {
    let before = watched.seen();
    act();
    app.run_jobs();
    for ((path, was), (_, is)) in before.into_iter().zip(watched.seen()) {
        assert!(was == is, "{path} shows {what}");
    }
}

fn no_page_changes_between_editions_whoever_saves(app: &App) {
    let watched = Watched::new(app, 44);
    app.run_jobs();
    for person in 0..19 {
        // Each is looked for alone at the first and the last; in between together.
        if [0, 18].contains(&person) {
            unseen(app, &watched, "a list of the first 19", || {
                watched.save(person, 0, &[person % 4, (person + 1) % 4]);
            });
        } else {
            watched.save(person, 0, &[person % 4, (person + 1) % 4]);
        }
    }
    unseen(app, &watched, "a list changed and emptied", || {
        watched.save(3, 1, &[2]);
        watched.save(3, 2, &[]);
        watched.save(3, 3, &[3, 0]);
    });
    assert_eq!(Watched::editions(app), 0);
    watched.save(19, 0, &[1]);
    let before = watched.seen();
    app.run_jobs();
    assert_eq!(Watched::editions(app), 1);
    assert_ne!(watched.seen(), before, "the edition is public");
    // Twenty more, and more than twenty: not within the hour.
    for minutes in [1, 20, 38] {
        app.clock().advance(SignedDuration::from_mins(minutes));
        app.run_jobs();
        unseen(app, &watched, "lists within the hour", || {
            for person in 20..43 {
                let version = [1, 20, 38].iter().position(|m| *m == minutes);
                let version = u32::try_from(version.expect("one of them")).expect("a few");
                watched.save(person, version, &[(person + version as usize) % 4]);
            }
        });
    }
    assert_eq!(Watched::editions(app), 1);
    app.clock().advance(SignedDuration::from_mins(2));
    app.run_jobs();
    assert_eq!(Watched::editions(app), 2, "an hour, and 23 lists");
    // Nineteen people may change their minds as often as they like, for days.
    for version in 1..4 {
        app.clock().advance(SignedDuration::from_hours(20));
        // A new day is dealt anew.
        app.run_jobs();
        unseen(app, &watched, "nineteen lists", || {
            for person in 0..19 {
                let version = if person == 3 { version + 3 } else { version };
                watched.save(person, version, &[(person + version as usize) % 4]);
            }
        });
    }
    assert_eq!(Watched::editions(app), 2);
    watched.save(43, 0, &[0]);
    app.run_jobs();
    assert_eq!(Watched::editions(app), 3);
    // In the last day none comes any more, so that the official one never differs from a public
    // one by the list of whoever saved in the last minutes.
    app.set_clock("2026-12-20T19:00:00Z");
    app.run_jobs();
    let again: Vec<Client> = watched
        .people
        .iter()
        .map(|(person, _)| app.signed_in(person))
        .collect();
    let watched = Watched {
        people: watched
            .people
            .iter()
            .map(|(person, _)| person.clone())
            .zip(again)
            .collect(),
        ..watched
    };
    unseen(app, &watched, "lists of the last hour", || {
        for person in 20..43 {
            watched.save(person, 3, &[person % 4, (person + 2) % 4]);
        }
    });
    assert_eq!(Watched::editions(app), 3);
    app.set_clock("2026-12-20T20:00:00Z");
    app.run_jobs();
    assert_eq!(Watched::editions(app), 4);
}

/// Points, and on how many lists, of one suggestion as the standing page shows them.
fn row(watched: &Watched, at: usize) -> Option<String> {
    let path = format!("/en/topics/{}/standing", watched.topic.slug);
    let page = watched.watcher.get(&path).expect_status(200).page();
    let rows = page.all(".stand > li");
    let found = rows
        .iter()
        .find(|row| row.text().contains(&watched.some[at].title));
    found.map(|row| row.text())
}

fn what_leaves_the_public_moves_no_count_before_the_next_edition(app: &App) {
    let watched = Watched::new(app, 24);
    for person in 0..24 {
        watched.save(person, 0, &[person % 4, (person + 1) % 4, (person + 2) % 4]);
    }
    app.run_jobs();
    assert_eq!(Watched::editions(app), 1);
    let kept: Vec<_> = [2, 3].map(|at| row(&watched, at)).into();
    assert!(kept.iter().all(Option::is_some));
    for (at, change) in [
        (0, "publication = 'withdrawn'"),
        (1, "publication = 'hidden', hidden_reason = 1"),
    ] {
        app.sql(&format!(
            "UPDATE suggestions SET {change} WHERE id = '{}'",
            watched.some[at].id
        ));
        app.clock().advance(SignedDuration::from_mins(90));
        app.run_jobs();
        assert_eq!(row(&watched, at), None, "out of public at once");
        let now: Vec<_> = [2, 3].map(|at| row(&watched, at)).into();
        assert_eq!(now, kept, "{change} shows whose lists it stood on");
    }
    app.sql(&format!(
        "UPDATE suggestions SET publication = 'merged', merged_into = '{}' WHERE id = '{}'",
        watched.some[3].id, watched.some[2].id
    ));
    app.clock().advance(SignedDuration::from_hours(30));
    app.run_jobs();
    assert_eq!(row(&watched, 3), kept[1], "a merge shows who listed both");
    assert_eq!(Watched::editions(app), 1);
}

/// The author learns that the text is fixed, which is a rule, and not who adds it when.
fn an_author_is_not_told_of_single_lists(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("author");
    let own = app.suggestion(&topic, Some(&author));
    let client = app.signed_in(&author);
    let people = app.citizens(9);
    let pages = || {
        ["edit", "withdraw"].map(|page| {
            let path = format!("/en/suggestions/{}/{page}", own.reference);
            let page = client.get(&path).expect_status(200).page();
            page.one("main").text()
        })
    };
    let before = pages();
    for (at, person) in people.iter().enumerate() {
        app.list(&topic, person, &[&own]);
        let now = pages();
        if at < 4 {
            assert_eq!(now, before, "after {} lists", at + 1);
        }
    }
    let fixed = pages();
    assert_ne!(fixed, before, "the text is fixed by now");
    app.list(&topic, &app.citizen("tenth"), &[&own]);
    assert_eq!(pages(), fixed);
}
