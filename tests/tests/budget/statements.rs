//! No page asks the database more than eight times, and none asks more for more rows.

use std::collections::BTreeMap;

use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::notice::unsubscribe;
use shared::letter::TokenKind;
use shared::notice::{NoticeKind, Scope as Stops};
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::Client;

use crate::access::reading_patterns;

on_both!(
    no_page_asks_more_than_eight_times,
    no_page_asks_more_for_more_rows,
);

/// The most statements of one page, the session's included.
const MOST: u64 = 8;

/// A topic's page that starts near the end of the shuffle: where few rows follow it goes on from
/// the shuffle's beginning, which asks once more. And one that starts at the beginning.
const LATE: &str = "?from=15";
const EARLY: &str = "?from=0";

struct World {
    agency: Agency,
    topic: Topic,
    draft: Topic,
    closed: Topic,
    suggestion: Suggestion,
    /// Hidden, with an objection that waits.
    hidden: Suggestion,
    /// Merged, with an objection that waits; and one that can be merged.
    merged: Suggestion,
    free: Suggestion,
    objection: String,
    act: String,
    template: String,
    view: String,
    request: String,
    /// Of links to register, to reset, to confirm an address, of an invitation and to stop letters.
    links: [String; 5],
    author: Account,
    holiday: String,
    moderator: Account,
    people: Vec<(&'static str, Client)>,
}

/// A topic with everything in it, `size` of each.
fn world(app: &App, name: &str, size: usize) -> World {
    let agency = app.agency(name);
    let topic = app.topic(&agency);
    let draft = app.draft(&agency);
    let closed = app.closed_topic(&agency);
    let author = app.citizen(&format!("author-{name}"));
    let moderator = app.moderator(&format!("moderator-{name}"), &agency);
    let suggestion = app.suggestion(&topic, Some(&author));
    let others = app.suggestions(&topic, size);
    for one in others.iter().take(size / 2) {
        app.adopt(&topic, one, &moderator);
    }
    let over = app.suggestions(&closed, size);
    for one in &over {
        app.adopt(&closed, one, &moderator);
    }
    app.report(&closed);
    let counted: Vec<&Suggestion> = over.iter().take(10).collect();
    app.counted(&closed, 100, &counted);
    for _ in 0..size / 3 {
        app.topic(&agency);
    }
    for one in &others {
        app.notice(&author, NoticeKind::Adopted, &topic, Some(one));
        app.follow(&author, &app.topic(&agency));
    }
    let listed: Vec<&Suggestion> = others.iter().take(5).collect();
    app.list(&topic, &author, &listed);
    for number in 0..20 {
        let person = app.citizen(&format!("citizen-{name}-{number}"));
        app.list(&topic, &person, &listed);
    }
    let hidden = app.suggestion(&topic, Some(&author));
    app.hide(&hidden, &moderator);
    let objection = app.object(&hidden, &author);
    let mut act = String::new();
    for one in app.suggestions(&topic, size) {
        act = app.waiting_act(&topic, &one, &moderator);
    }
    for one in app.suggestions(&topic, size) {
        app.hide(&one, &moderator);
        app.object(&one, &author);
    }
    for (number, one) in others.iter().enumerate() {
        let reader = app.citizen(&format!("reader-{name}-{number}"));
        app.reader_report(&topic, one, &reader);
        app.reader_report(&topic, &suggestion, &reader);
    }
    for one in app.suggestions(&topic, size) {
        app.question(&topic, &one, &moderator);
    }
    // Merged into it: more for a page of the one that stays.
    for one in app.suggestions(&topic, size) {
        app.merge(&one, &suggestion, &moderator);
    }
    let merged = app.suggestion(&topic, Some(&author));
    app.merge(&merged, &suggestion, &moderator);
    app.object(&merged, &author);
    let free = app.suggestion(&topic, Some(&author));
    let mut view = String::new();
    for number in 0..size / 3 {
        view = app.saved_view(&agency, &moderator, &format!("View {number}"));
    }
    // Everything that a page of one suggestion can show.
    app.question(&topic, &suggestion, &moderator);
    app.adopt(&topic, &suggestion, &moderator);
    app.touch(&topic);
    app.touch(&closed);
    app.run_jobs();
    let holiday = app.holiday(&format!("20{size}-06-01"));
    if size == 30 || size == 25 {
        app.weekend_from("2081-01-01");
    }
    for (number, one) in app.suggestions(&topic, size).iter().enumerate() {
        let writer = app.moderator(&format!("writer-{name}-{number}"), &agency);
        app.writing(&suggestion, &writer, "What I would say.");
        app.held(&topic, one, &writer);
    }
    app.second_person(&agency);
    for number in 0..size {
        app.dead_letter(&format!("reader-{number}@example.org"));
    }
    let mut template = String::new();
    for _ in 0..size {
        template = app.template(&agency, "adopted", &moderator);
    }
    let [register, reset, address] = [
        (TokenKind::Confirm, "registering"),
        (TokenKind::Reset, "forgetting"),
        (TokenKind::ChangeAddress, "moving"),
    ]
    .map(|(kind, who)| app.token(kind, &format!("{who}-{name}@example.org")));
    let secret = &app.inner().limits.secret;
    let stop = unsubscribe::token(secret, &author.id, Stops::Digest);
    let manager = app.manager(&format!("manager-{name}"), &agency);
    let steward = app.steward(&format!("steward-{name}"));
    let mut invited = String::new();
    for number in 0..size {
        let address = format!("invited-{name}-{number}@example.org");
        invited = app.invitation(&address, &agency, &steward.id).1;
    }
    let mut request = String::new();
    for _ in 0..size {
        request = app.data_request(&author.id);
    }
    let links = [register, reset, address, invited, stop];
    let people = vec![
        ("visitor", app.client()),
        ("author", app.signed_in(&author)),
        ("moderator", app.signed_in(&moderator)),
        ("manager", app.signed_in(&manager)),
        ("steward", app.signed_in(&steward)),
    ];
    World {
        agency,
        topic,
        draft,
        closed,
        suggestion,
        hidden,
        merged,
        free,
        objection,
        act,
        template,
        view,
        request,
        links,
        author,
        holiday,
        moderator,
        people,
    }
}

fn path(world: &World, pattern: &str) -> String {
    let slug = match pattern.rsplit('/').next() {
        _ if pattern.contains("/agencies/") => &world.agency.slug,
        Some("edit" | "open" | "preview") if pattern.contains("/desk/") => &world.draft.slug,
        Some("outcome" | "report" | "conclude" | "count" | "{file}") => &world.closed.slug,
        _ => &world.topic.slug,
    };
    let reference = match pattern.rsplit('/').next() {
        Some("merge") => &world.free.reference,
        Some("unmerge") => &world.merged.reference,
        _ => &world.suggestion.reference,
    };
    let [register, reset, address, invitation, stop] = &world.links;
    let link = match pattern {
        pattern if pattern.contains("/invitation/") => invitation,
        pattern if pattern.contains("/register/") => register,
        pattern if pattern.contains("/reset/") => reset,
        pattern if pattern.contains("/unsubscribe/") => stop,
        _ => address,
    };
    let chosen = format!("/merge?into={}", world.suggestion.reference);
    pattern
        .replace("{path}", "none")
        .replace("{token}", link)
        .replace("{lang}", "en")
        .replace("{other}", "ar")
        .replace("{slug}", slug)
        .replace("{ref}", reference)
        .replace("{id}", &world.objection)
        .replace("{account}", &world.moderator.id)
        .replace("{agency}", &world.agency.slug)
        .replace("{act}", &world.act)
        .replace("{template}", &world.template)
        .replace("{view}", &world.view)
        .replace("{request}", &world.request)
        .replace("{session}", "none")
        .replace("/bulk", &format!("/bulk?act=hide&suggestion={reference}"))
        .replace("/merge", &chosen)
        .replace("{holiday}", &world.holiday)
        .replace("{week}", "2081-01-01")
        .replace("{year}", "2027")
        .replace("{number}", "1")
        .replace("/open-data/{file}", "/open-data/suggestions.csv")
        .replace("{file}", "lists.csv")
}

/// Statements of each page that is answered, by who asks and its address; asked twice, so that
/// what is done once a process is not counted.
fn statements(app: &App, world: &World) -> BTreeMap<(&'static str, String), u64> {
    // The plain page starts the shuffle at a point of the reader's: here at points of our own.
    let queries = [
        LATE,
        EARLY,
        "?order=new",
        "?order=top",
        "?order=waiting",
        "?order=balanced",
        "?answer=none",
        "?answer=adopted",
    ];
    let mut spent = BTreeMap::new();
    for (who, client) in &world.people {
        let mut addresses: Vec<(String, String)> = reading_patterns()
            .into_iter()
            .filter(|p| !p.ends_with("/topics/{slug}") || p.contains("/desk/"))
            .map(|p| (p.to_owned(), path(world, p)))
            .collect();
        for query in queries {
            let pattern = "/{lang}/topics/{slug}";
            addresses.push((
                format!("{pattern}{query}"),
                format!("{}{query}", path(world, pattern)),
            ));
        }
        let pattern = "/{lang}/topics/{slug}";
        addresses.push((
            format!("{pattern} (closed)"),
            path(world, pattern).replace(&world.topic.slug, &world.closed.slug),
        ));
        let pattern = "/{lang}/suggestions/{ref}";
        addresses.push((
            format!("{pattern} (hidden)"),
            path(world, pattern).replace(&world.suggestion.reference, &world.hidden.reference),
        ));
        addresses.push((
            format!("{pattern} (merged)"),
            path(world, pattern).replace(&world.suggestion.reference, &world.merged.reference),
        ));
        let pattern = "/{lang}/desk/{agency}/suggestions/{ref}/merge";
        addresses.push((
            format!("{pattern} (search)"),
            path(world, pattern).replace("into=", "search=library&x="),
        ));
        for query in ["?question=open", "?question=replied&assigned=me"] {
            let pattern = "/{lang}/desk/{agency}";
            addresses.push((
                format!("{pattern}{query}"),
                format!("{}{query}", path(world, pattern)),
            ));
        }
        for (pattern, address) in addresses {
            let first = client.get(&address);
            if first.status >= 400 {
                continue;
            }
            let before = app.statements();
            client.get(&address);
            spent.insert((*who, pattern), app.statements() - before);
        }
    }
    spent
}

fn no_page_asks_more_than_eight_times(app: &App) {
    let world = world(app, "libraries", 30);
    let spent = statements(app, &world);
    assert!(spent.len() > 60, "only {} pages were answered", spent.len());
    assert!(
        spent.values().any(|count| *count > 1),
        "nothing was counted"
    );
    let over: Vec<_> = spent.iter().filter(|(_, count)| **count > MOST).collect();
    assert!(over.is_empty(), "more than {MOST} statements:\n{over:#?}");
    assert!(app.stored_list(&world.topic, &world.author).len() == 5);
}

fn no_page_asks_more_for_more_rows(app: &App) {
    let few = statements(app, &world(app, "few", 25));
    let many = statements(app, &world(app, "many", 60));
    assert_eq!(few.len(), many.len());
    // How many rows follow the late start is chance's: once more at most, however many there are.
    let late = |(_, page): &(&str, String)| page.ends_with(LATE);
    for spent in [&few, &many] {
        for (page, count) in spent.iter().filter(|(page, _)| late(page)) {
            let early = spent[&(page.0, page.1.replace(LATE, EARLY))];
            assert!(
                (early..=early + 1).contains(count),
                "{page:?}: {count}, and {early} from the beginning"
            );
        }
    }
    let differ: Vec<_> = few
        .iter()
        .filter(|(page, count)| !late(page) && many[*page] != **count)
        .map(|(page, count)| format!("{page:?}: {count} with 25 of each, {} with 60", many[page]))
        .collect();
    assert!(differ.is_empty(), "asks in a loop:\n{}", differ.join("\n"));
}
