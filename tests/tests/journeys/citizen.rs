//! A citizen suggests and ranks.

use server::db::topics::Topic;
use shared::ids::Reference;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::{Document, Form};
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, says};

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

/// The form of one button on a page: that of an operation on a suggestion.
fn button(page: &Document, op: &str, reference: &str) -> (Form, String) {
    for node in page.all("form[action*='/my-list']") {
        let says_op = |css: &str| !node.all(css).is_empty();
        let here = says_op(&format!("[name=suggestion][value='{reference}']"));
        let button = format!("[name=op][value='{op}']");
        if here && says_op(&button) {
            let id = node.one(&button);
            let by_button = id.tag() == "button";
            // Found again by what is unique in it, so that it is read as a form of this page.
            let action = node.attr("action").expect("where it goes").to_owned();
            return (
                page.form_of(node),
                if by_button {
                    format!("button {action}")
                } else {
                    action
                },
            );
        }
    }
    panic!("no button {op} for {reference}");
}

fn press(page: &Document, client: &Client, op: &str, reference: &str) -> Answer {
    let (form, how) = button(page, op, reference);
    if how.starts_with("button ") {
        form.press(client, "op", op)
    } else {
        form.submit(client)
    }
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
    assert_eq!(app.stored_list(&topic, &salma), [reference.clone()]);

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

on_both! {
    fn suggests_and_ranks_in_arabic(app) {
        suggests_and_ranks(app, Lang::Ar, AR);
    }

    fn suggests_and_ranks_in_english(app) {
        suggests_and_ranks(app, Lang::En, EN);
    }

    fn writes_arabic_on_an_english_page(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let reference = suggest(&client, Lang::En, &topic, AR, "");
        let stored = app.stored(&reference);
        assert_eq!((&*stored.lang, &*stored.dir), ("ar", "rtl"));
        let page = client.get(&format!("/en/suggestions/{reference}")).expect_status(200).page();
        assert_eq!(page.root().attr("dir"), Some("ltr"));
        let own = page.all("[lang=ar][dir=rtl]");
        assert!(own.iter().any(|node| node.text().contains("مصابيح")), "the text keeps its direction");
    }

    fn the_same_form_sent_twice_posts_once(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let check = suggest_form(&client, Lang::Ar, &topic, AR).submit(&client).expect_status(200).page();
        let form = check.form("form[action$='/suggest']").set("place", "1");
        let first = form.submit(&client).expect_status(303);
        let second = app.unchanged("a second sending", || form.submit(&client)).expect_status(303);
        assert_eq!(first.location(), second.location());
        assert_eq!(app.rows()["suggestions"], 1);
        // The same key with another text is no repetition.
        let other = app.unchanged("a key used again", || form.clone().forge("title", "Another title").submit(&client));
        assert_eq!(other.status, 422, "{}", other.text());
        assert_says(&other.page(), Lang::Ar, "errors.key_reused");
    }

    fn a_sixth_suggestion_is_refused_and_the_text_is_kept(app) {
        let topic = app.topic(&app.agency("libraries"));
        let salma = app.citizen("salma");
        let client = app.signed_in(&salma);
        let form = suggest_form(&client, Lang::Ar, &topic, AR);
        let check = form.submit(&client).expect_status(200).page();
        for _ in 0..5 {
            app.suggestion(&topic, Some(&salma));
        }
        let form = check.form("form[action$='/suggest']");
        let answer = app.unchanged("a sixth", || form.submit(&client)).expect_status(409);
        let page = answer.page();
        assert_says(&page, Lang::Ar, "errors.suggestion_limit");
        assert!(answer.text().contains("مصابيح"), "the typed text is still there");
    }

    fn posting_ends_with_the_day_in_muscat(app) {
        // Ranking only from 9 December; 20:00 UTC is midnight in Muscat.
        let topic = app.topic(&app.agency("libraries"));
        app.set_clock("2026-12-08T19:59:59.999999Z");
        let client = app.signed_in(&app.citizen("salma"));
        let check = suggest_form(&client, Lang::Ar, &topic, AR).submit(&client).expect_status(200).page();
        let form = check.form("form[action$='/suggest']");
        app.set_clock("2026-12-08T20:00:00Z");
        let answer = app.unchanged("too late", || form.submit(&client)).expect_status(409);
        assert_says(&answer.page(), Lang::Ar, "errors.topic_ranking_only");
        assert!(answer.text().contains("مصابيح"), "the typed text is still there");
        app.set_clock("2026-12-08T19:59:59.999999Z");
        form.submit(&client).expect_status(303);
    }

    fn ranking_ends_with_the_last_day_in_muscat(app) {
        let topic = app.topic(&app.agency("libraries"));
        let one = app.suggestion(&topic, None);
        let salma = app.citizen("salma");
        app.set_clock("2026-12-20T19:59:59.999999Z");
        let client = app.signed_in(&salma);
        let page = client.get(&format!("/ar/topics/{}", topic.slug)).expect_status(200).page();
        app.set_clock("2026-12-20T20:00:00Z");
        // Nobody has closed it yet: the day alone decides.
        let answer = app.unchanged("too late", || press(&page, &client, "add", &one.reference));
        let answer = answer.expect_status(409);
        assert_says(&answer.page(), Lang::Ar, "errors.topic_closed");
        app.set_clock("2026-12-20T19:59:59.999999Z");
        press(&page, &client, "add", &one.reference).expect_status(303);
        assert_eq!(app.stored_list(&topic, &salma), [one.reference]);
    }

    fn an_author_changes_the_text_until_others_lean_on_it(app) {
        let agency = app.agency("libraries");
        let topic = app.topic(&agency);
        let salma = app.citizen("salma");
        let client = app.signed_in(&salma);
        let reference = suggest(&client, Lang::En, &topic, EN, "1");
        let path = format!("/en/suggestions/{reference}/edit");
        let form = client.get(&path).expect_status(200).page().form("form[action$='/edit']");
        assert_eq!(form.value("title"), EN.0);
        let changed = form.clone().set("title", "Light the way and the stairs");
        changed.submit(&client).expect_status(303);
        assert_eq!(app.stored(&reference).title, "Light the way and the stairs");
        let page = app.client().get(&format!("/en/suggestions/{reference}")).page();
        assert!(page.root().text().contains(EN.0), "the earlier version stays readable");

        // The same form again was made for a text that no longer stands.
        let stale = form.set("title", "From an old page");
        let answer = app.unchanged("a stale edit", || stale.submit(&client)).expect_status(409);
        assert!(answer.text().contains("From an old page"), "what was typed is still there");

        let stored = app.stored(&reference);
        for other in app.citizens(5) {
            app.list(&topic, &other, &[&stored]);
        }
        let page = client.get(&path).expect_status(200).page();
        assert!(page.all("[name=title]").is_empty(), "only additions now");
        let form = page.form("form[action$='/edit']").set("text", "The stairs are dark as well.");
        form.submit(&client).expect_status(303);
        assert_eq!(app.stored(&reference).title, "Light the way and the stairs");
        let page = app.client().get(&format!("/en/suggestions/{reference}")).page();
        assert!(page.root().text().contains("The stairs are dark as well."));
    }

    fn a_withdrawn_suggestion_leaves_its_place_and_no_text(app) {
        let topic = app.topic(&app.agency("libraries"));
        let client = app.signed_in(&app.citizen("salma"));
        let reference = suggest(&client, Lang::En, &topic, EN, "");
        let page = client.get(&format!("/en/suggestions/{reference}/withdraw")).expect_status(200).page();
        page.form("form[action$='/withdraw']").submit(&client).expect_status(303);
        assert_eq!(app.stored(&reference).publication, "withdrawn");
        let answer = app.client().get(&format!("/en/suggestions/{reference}"));
        assert!(matches!(answer.status, 200 | 410), "{}", answer.status);
        assert!(!answer.text().contains("Lamps should burn"));
        let shown = app.client().get(&format!("/en/topics/{}", topic.slug));
        assert!(!shown.text().contains(EN.0));
    }

    fn an_edit_by_somebody_else_is_refused(app) {
        let topic = app.topic(&app.agency("libraries"));
        let salma = app.citizen("salma");
        let suggestion = app.suggestion(&topic, Some(&salma));
        let other = app.signed_in(&app.citizen("other"));
        let fields = [("title", "Mine now"), ("text", "A text that somebody else put here."), ("version", "1")];
        for verb in ["edit", "withdraw"] {
            let path = format!("/en/suggestions/{}/{verb}", suggestion.reference);
            let answer = app.unchanged(verb, || other.post_form(&path, &fields));
            assert!(matches!(answer.status, 403 | 404), "{verb}: {}", answer.status);
        }
        assert_eq!(app.stored(&suggestion.reference).title, suggestion.title);
    }

    fn a_visitor_reads_and_is_led_to_sign_in(app) {
        let topic = app.topic(&app.agency("libraries"));
        app.suggestions(&topic, 2);
        let client = app.client();
        let page = client.get(&format!("/ar/topics/{}", topic.slug)).expect_status(200).page();
        assert_eq!(page.all("li.sug").len(), 2);
        let answer = client.get(&format!("/ar/topics/{}/suggest", topic.slug)).expect_status(303);
        assert!(answer.location().unwrap().starts_with("/ar/sign-in"));
    }
}

#[test]
fn the_reference_of_a_path_is_found() {
    assert_eq!(
        reference_in("/ar/suggestions/S-7K3Q-92/posted?place=1"),
        "S-7K3Q-92"
    );
    assert!(says("نشرنا S-1", Lang::Ar, "site.name") || !says("نشرنا", Lang::Ar, "site.name"));
}
