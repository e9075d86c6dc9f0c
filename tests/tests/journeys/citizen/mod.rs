//! A citizen suggests and ranks.

mod adding;
mod own_text;
mod refused;

use server::db::topics::Topic;
use shared::ids::Reference;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::{Document, Form};
use tests::support::http::{Answer, Client};

on_both!(
    suggests_and_ranks_in_arabic,
    suggests_and_ranks_in_english,
    writes_arabic_on_an_english_page,
    comes_back_to_the_card_that_was_added,
);

const AR: (&str, &str) = (
    "إنارة الطريق إلى المكتبة",
    "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب، فلا تأتي الأسر.\nنقترح مصابيح تعمل حتى الإغلاق.",
);
const EN: (&str, &str) = (
    "Light the way to the library",
    "The way from the bus to the library is dark after sunset.\nLamps should burn until it closes.",
);

fn suggest_form(client: &Client, lang: Lang, topic: &Topic, (title, text): (&str, &str)) -> Form {
    let path = format!("/{}/topics/{}/suggest", lang.code(), topic.slug);
    let page = client.get(&path).expect_status(200).page();
    page.form("form[action$='/suggest/check']")
        .set("title", title)
        .set("text", text)
}

/// Fills in the form, looks at the check page, posts, and gives the reference.
fn suggest(client: &Client, lang: Lang, topic: &Topic, words: (&str, &str), place: &str) -> String {
    let check = suggest_form(client, lang, topic, words)
        .submit(client)
        .expect_status(200)
        .page();
    let form = check.form("form[action$='/suggest']").set("place", place);
    let posted = form.submit(client).expect_status(303);
    reference_in(&posted.location().expect("a way on"))
}

fn reference_in(path: &str) -> String {
    let found = path.split(['/', '?']).find_map(|part| {
        Reference::parse(part)
            .ok()
            .filter(|_| part.starts_with("S-"))
    });
    found
        .unwrap_or_else(|| panic!("no reference in {path}"))
        .to_string()
}

/// The references on the page of one's own list, in order.
fn listed(page: &Document) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for link in page.all("main a[href*='/suggestions/S-']") {
        let reference = reference_in(link.attr("href").expect("an address"));
        if !seen.contains(&reference) {
            seen.push(reference);
        }
    }
    seen
}

fn my_list(client: &Client, lang: Lang, topic: &Topic) -> Document {
    client
        .get(&format!("/{}/topics/{}/my-list", lang.code(), topic.slug))
        .expect_status(200)
        .page()
}

/// Presses the button that adds a suggestion to one's list, or that moves it there.
fn press(page: &Document, client: &Client, op: &str, reference: &str) -> Answer {
    if op == "add" {
        return page
            .form("form#to-list")
            .press(client, "suggestion", reference);
    }
    let of_it = format!("[name=suggestion][value='{reference}']");
    let row = page
        .all("form[action*='/my-list']")
        .into_iter()
        .find(|form| !form.all(&of_it).is_empty());
    let row = row.unwrap_or_else(|| panic!("no buttons of {reference}"));
    page.form_of(row).press(client, "op", op)
}

/// Suggests and ranks in one language; the same story in both.
fn suggests_and_ranks(app: &App, lang: Lang, words: (&str, &str)) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let others = app.suggestions(&topic, 3);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);

    // The check page shows the text as it will stand, and still holds nothing.
    let before = app.rows();
    let answer = suggest_form(&client, lang, &topic, words)
        .submit(&client)
        .expect_status(200);
    assert_eq!(app.rows(), before, "looking at it posts nothing");
    let check = answer.page();
    assert!(check.root().text().contains(words.0));
    let own = format!("[lang={}][dir={}]", lang.code(), lang.dir().code());
    assert!(
        check.all(&own).iter().any(|n| n.text().contains(words.0)),
        "the text says its language"
    );

    // Back to the form with everything typed, then on again.
    let form = check.form("form[action$='/suggest']").set("place", "1");
    assert_eq!(form.value("title"), words.0);
    let posted = form.submit(&client).expect_status(303);
    let reference = reference_in(&posted.location().unwrap());
    let page = client.follow(posted).expect_status(200).page();
    assert!(page.root().text().contains(&reference));

    let stored = app.stored(&reference);
    assert_eq!((&*stored.title, &*stored.body), words);
    assert_eq!(
        (&*stored.lang, &*stored.dir),
        (lang.code(), lang.dir().code())
    );
    assert_eq!(stored.publication, "published");
    // Tuesday 24 November is day 0, Friday and Saturday are off.
    assert_eq!(stored.acknowledge_due.as_deref(), Some("2026-11-29"));
    // Sunday 20 December is day 0.
    assert_eq!(stored.decide_due.as_deref(), Some("2027-01-17"));
    assert_eq!(app.stored_list(&topic, &salma), [reference.as_str()]);

    // Everybody reads it, and no name stands on it.
    let visitor = app.client();
    let path = format!("/{}/suggestions/{reference}", lang.code());
    let page = visitor.get(&path).expect_status(200).page();
    assert!(page.text("h1").contains(words.0));
    assert!(
        !page.root().text().contains(&salma.name),
        "in public the author is a participant"
    );
    let topic_path = format!("/{}/topics/{}", lang.code(), topic.slug);
    let shown = visitor.get(&topic_path).expect_status(200).page();
    assert!(shown.root().text().contains(words.0));

    // Two others are put on the list by the buttons of the topic page, then it is put in order.
    for other in &others[..2] {
        let page = client.get(&topic_path).expect_status(200).page();
        let answer = press(&page, &client, "add", &other.reference);
        client.follow(answer.expect_status(303)).expect_status(200);
    }
    let [second, third] = [&others[0].reference, &others[1].reference];
    assert_eq!(
        app.stored_list(&topic, &salma),
        [&reference, second, third].map(String::clone)
    );
    let page = my_list(&client, lang, &topic);
    assert_eq!(
        listed(&page),
        [&reference, second, third].map(String::clone)
    );
    client
        .follow(press(&page, &client, "up", third).expect_status(303))
        .expect_status(200);
    let page = my_list(&client, lang, &topic);
    assert_eq!(
        listed(&page),
        [&reference, third, second].map(String::clone)
    );
    client.follow(press(&page, &client, "down", &reference).expect_status(303));
    let page = my_list(&client, lang, &topic);
    assert_eq!(
        listed(&page),
        [third, &reference, second].map(String::clone)
    );
    client.follow(press(&page, &client, "remove", second).expect_status(303));
    assert_eq!(
        app.stored_list(&topic, &salma),
        [third, &reference].map(String::clone)
    );

    // Nobody else sees a trace of it.
    let entries = visitor.get(&topic_path).page();
    assert!(!entries.root().text().contains(&salma.name));
    assert_eq!(app.rows()["editions"], 0);
}

fn suggests_and_ranks_in_arabic(app: &App) {
    suggests_and_ranks(app, Lang::Ar, AR);
}

fn suggests_and_ranks_in_english(app: &App) {
    suggests_and_ranks(app, Lang::En, EN);
}

fn writes_arabic_on_an_english_page(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let reference = suggest(&client, Lang::En, &topic, AR, "");
    let stored = app.stored(&reference);
    assert_eq!((&*stored.lang, &*stored.dir), ("ar", "rtl"));
    let page = client
        .get(&format!("/en/suggestions/{reference}"))
        .expect_status(200)
        .page();
    assert_eq!(page.root().attr("dir"), Some("ltr"));
    let own = page.all("[lang=ar][dir=rtl]");
    assert!(
        own.iter().any(|node| node.text().contains("مصابيح")),
        "the text keeps its direction"
    );
}

#[test]
fn the_reference_of_a_path_is_found() {
    assert_eq!(
        reference_in("/ar/suggestions/S-7K3Q-92/posted?place=1"),
        "S-7K3Q-92"
    );
}

fn comes_back_to_the_card_that_was_added(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let one = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let here = format!("/en/topics/{}?order=new", topic.slug);
    let list = format!("/en/topics/{}/my-list", topic.slug);
    let fields = [
        ("op", "add"),
        ("suggestion", one.reference.as_str()),
        ("back", "here"),
    ];
    let from = |referer: &str| {
        let request = client.request("POST", &list).form(&fields);
        request
            .header("Referer", referer)
            .send()
            .expect_status(303)
            .location()
    };
    let own = format!("{}{here}", client.base());
    // Back to the page, and there to the card, which says the place it got.
    let card = format!("{here}#{}", one.reference);
    assert_eq!(from(&own).as_deref(), Some(card.as_str()));
    // From elsewhere, or from nowhere that we know, the list itself says where it stands.
    for foreign in ["https://evil.example/en", "nothing", ""] {
        let to = from(foreign).expect("a way back");
        assert!(to.starts_with(&list), "{foreign:?} leads to {to:?}");
    }
}
