//! Adding to one's priorities wherever a suggestion shows, with the place it gets.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, START};
use tests::support::data::PASSWORD;
use tests::support::html::Document;
use tests::support::http::Client;
use tests::support::words::{assert_says, words};

on_both!(
    each_page_adds_and_says_the_place,
    a_full_list_says_so_and_helps,
    a_visitor_comes_back_from_signing_in_to_what_they_wanted,
    the_last_change_is_taken_back_by_a_form,
    an_answered_one_leads_to_the_list_while_there_is_one,
);

/// The pages on which a suggestion of a counted topic shows with its button.
fn pages(lang: Lang, topic: &Topic, one: &Suggestion) -> [String; 3] {
    let (code, slug) = (lang.code(), &topic.slug);
    [
        format!("/{code}/topics/{slug}?order=new"),
        format!("/{code}/suggestions/{}", one.reference),
        format!("/{code}/topics/{slug}/standing"),
    ]
}

/// A topic whose lists were counted once.
fn counted(app: &App, length: i32, count: usize) -> (Topic, Vec<Suggestion>) {
    let topic = app.topic_with(&app.agency("libraries"), |topic| topic.list_length = length);
    let all = app.suggestions(&topic, count);
    let listed: Vec<_> = all
        .iter()
        .take(usize::try_from(length).expect("a few"))
        .collect();
    for person in app.citizens(20) {
        app.list(&topic, &person, &listed);
    }
    app.touch(&topic);
    app.run_jobs();
    (topic, all)
}

fn add(client: &Client, page: &str, reference: &str) -> String {
    let shown = client.get(page).expect_status(200).page();
    let form = shown.form("form#to-list");
    let fields = [
        ("op", form.value("op")),
        ("back", form.value("back")),
        ("suggestion", reference.to_owned()),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    let button = format!("button[form=to-list][value='{reference}']");
    assert!(shown.has(&button), "{page} has no button of {reference}");
    let action = shown.all("form#to-list")[0]
        .attr("action")
        .expect("an address")
        .to_owned();
    let request = client.request("POST", &action).form(&fields);
    let referer = format!("{}{page}", client.base());
    let answer = request
        .header("Referer", &referer)
        .send()
        .expect_status(303);
    answer.location().expect("a way back")
}

fn each_page_adds_and_says_the_place(app: &App) {
    let (topic, all) = counted(app, 3, 3);
    for lang in Lang::ALL {
        let salma = app.citizen(&format!("salma-{}", lang.code()));
        let client = app.signed_in(&salma);
        for (at, one) in all.iter().enumerate() {
            let page = &pages(lang, &topic, one)[at];
            let back = add(&client, page, &one.reference);
            assert_eq!(back, format!("{page}#{}", one.reference));
            let shown = client.get(page).expect_status(200).page();
            assert!(
                shown.has(&format!("[id='{}']", one.reference)),
                "{page} is come back to"
            );
            // Said there, and leading to the list.
            let said = words(lang, &format!("topic.nth_priority_{}", at + 1));
            let links = shown.all("a.btn.on[href$='/my-list']");
            assert!(
                links.iter().any(|link| link.text().contains(&said)),
                "{page}: {said}"
            );
        }
        let mine: Vec<_> = all.iter().map(|one| one.reference.clone()).collect();
        assert_eq!(app.stored_list(&topic, &salma), mine);
    }
}

fn a_full_list_says_so_and_helps(app: &App) {
    let (topic, all) = counted(app, 3, 4);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    app.list(&topic, &salma, &[&all[0], &all[1], &all[2]]);
    let one = &all[3];
    let list = format!("/ar/topics/{}/my-list", topic.slug);
    let offer = format!("{list}?add={}", one.reference);
    for page in &pages(Lang::Ar, &topic, one)[..2] {
        let shown = client.get(page).expect_status(200).page();
        let link = shown.all(&format!("a[href='{offer}']"));
        assert!(
            link[0].text().contains(&words(Lang::Ar, "topic.full")),
            "{page}"
        );
    }
    let shown = client.get(&offer).expect_status(200).page();
    assert_says(&shown, Lang::Ar, "my_list.full");
    assert!(shown.root().text().contains(&one.title));
    // One is taken off, and the page that comes next adds it.
    let row = shown.all("main li form").into_iter().next().expect("a row");
    let answer = shown
        .form_of(row)
        .press(&client, "op", "remove")
        .expect_status(303);
    let shown = client.follow(answer).expect_status(200).page();
    let answer = shown
        .form(".offered form")
        .submit(&client)
        .expect_status(303);
    let shown = client.follow(answer).expect_status(200).page();
    assert_says(&shown, Lang::Ar, "my_list.now_at");
    assert!(
        shown
            .one(".saved [role=status]")
            .text()
            .contains(&one.title)
    );
    let mine = [&all[1], &all[2], one].map(|one| one.reference.clone());
    assert_eq!(app.stored_list(&topic, &salma), mine);
    let shown = client.get(&offer).expect_status(200).page();
    assert!(!shown.has(".offered form"), "it is on the list");
    assert_says(&shown, Lang::Ar, "topic.nth_priority_3");
}

fn signed_in_by_form(client: &Client, page: &Document) -> String {
    let form = page
        .form("main form")
        .set("name", "salma")
        .set("password", PASSWORD);
    form.submit(client)
        .expect_status(303)
        .location()
        .expect("a way on")
}

fn a_visitor_comes_back_from_signing_in_to_what_they_wanted(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let all = app.suggestions(&topic, 2);
    let salma = app.citizen("salma");
    let client = app.client();
    let page = format!("/en/topics/{}?order=new", topic.slug);
    let sign_in = add(&client, &page, &all[1].reference);
    assert!(sign_in.starts_with("/en/sign-in?next="), "{sign_in}");
    let shown = client.get(&sign_in).expect_status(200).page();
    let on = signed_in_by_form(&client, &shown);
    let shown = client.get(&on).expect_status(200).page();
    assert!(shown.text(".offered").contains(&all[1].title));
    assert_eq!(
        app.stored_list(&topic, &salma),
        [""; 0],
        "nothing is added unasked"
    );
    let answer = shown
        .form(".offered form")
        .submit(&client)
        .expect_status(303);
    client.follow(answer).expect_status(200);
    assert_eq!(app.stored_list(&topic, &salma), [all[1].reference.clone()]);
    // What is no suggestion of the topic is not offered.
    for other in ["S-0000-00", "x", "", "%3Cscript%3E"] {
        let path = format!("/en/topics/{}/my-list?add={other}", topic.slug);
        assert!(
            !client.get(&path).expect_status(200).page().has(".offered"),
            "{other}"
        );
    }
}

fn the_last_change_is_taken_back_by_a_form(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let all = app.suggestions(&topic, 3);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let listed: Vec<_> = all.iter().collect();
    app.list(&topic, &salma, &listed);
    let list = format!("/en/topics/{}/my-list", topic.slug);
    let before = app.stored_list(&topic, &salma);
    for op in ["up", "down", "remove"] {
        let shown = client.get(&list).expect_status(200).page();
        let row = shown
            .all("main li form")
            .into_iter()
            .nth(1)
            .expect("the second");
        let answer = shown
            .form_of(row)
            .press(&client, "op", op)
            .expect_status(303);
        let shown = client.follow(answer).expect_status(200).page();
        assert_ne!(app.stored_list(&topic, &salma), before, "{op}");
        let answer = shown
            .form("main .saved form")
            .submit(&client)
            .expect_status(303);
        client.follow(answer).expect_status(200);
        assert_eq!(
            app.stored_list(&topic, &salma),
            before,
            "{op} is taken back"
        );
    }
}

fn an_answered_one_leads_to_the_list_while_there_is_one(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let one = app.suggestion(&topic, None);
    app.adopt(&topic, &one, &app.moderator("nasser", &agency));
    let salma = app.citizen("salma");
    for lang in Lang::ALL {
        let code = lang.code();
        let pages = [format!("/{code}"), format!("/{code}/agencies/libraries")];
        for page in &pages {
            app.set_clock(START);
            let client = app.signed_in(&salma);
            let shown = client.get(page).expect_status(200).page();
            let offer = format!(
                "/{code}/topics/{}/my-list?add={}",
                topic.slug, one.reference
            );
            let offered = shown.follow(&format!(".ans a[href='{offer}']"), &client);
            assert!(offered.expect_status(200).page().has(".offered form"));
            // The last day is over, whether anybody closed the topic or not.
            app.set_clock("2026-12-20T20:00:00Z");
            let shown = app.client().get(page).expect_status(200).page();
            assert!(
                shown.has(".ans") && !shown.has(".ans a[href*='/my-list']"),
                "{page}"
            );
        }
    }
}
