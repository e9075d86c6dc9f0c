//! What is sent is chosen on one page, and holds.

use shared::lang::Lang;
use shared::notice::NoticeKind;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{SALMA, Scene, letters, next_morning};

const CHOICES: &str = "/en/account/notices/choices";

on_both!(
    what_is_chosen_holds,
    no_letters_at_all_means_none,
    topics_are_followed_no_longer_from_the_same_page,
    nothing_is_promised_to_whoever_has_no_address,
);

fn what_is_chosen_holds(app: &App) {
    let scene = Scene::new(app);
    let client = app.signed_in(&scene.salma);
    let form = client
        .get(CHOICES)
        .expect_status(200)
        .page()
        .form("form[action$='/choices']");
    for kind in NoticeKind::ALL {
        assert_eq!(form.value(kind.as_str()), kind.usual_way().as_str());
    }
    let form = form.set("adopted", "digest").set("rejected", "site");
    let done = form.submit(&client).expect_status(303);
    let page = client.follow(done).page();
    assert_says(&page, Lang::En, "notices.done_saved");
    let form = page.form("form[action$='/choices']");
    assert_eq!(form.value("adopted"), "digest");
    assert_eq!(form.value("acknowledged"), "mail");
    scene.answers(app, &scene.suggestion, "adopted");
    let second = app.suggestion(&scene.topic, Some(&scene.salma));
    scene.answers(app, &second, "rejected");
    assert!(app.letters().is_empty());
    let page = client.get("/en/account/notices").page();
    assert_says(&page, Lang::En, "notices.adopted");
    assert_says(&page, Lang::En, "notices.rejected");
    next_morning(app);
    let letter = app.letter_to(SALMA);
    assert_eq!(letter.kind, "digest");
    assert!(letter.text.contains(&scene.suggestion.reference));
    assert!(
        !letter.text.contains(&second.reference),
        "on the site alone"
    );
}

fn no_letters_at_all_means_none(app: &App) {
    let scene = Scene::new(app);
    let client = app.signed_in(&scene.salma);
    let form = client.get(CHOICES).page().form("form[action$='/choices']");
    form.set("adopted", "digest")
        .set("none", "yes")
        .submit(&client)
        .expect_status(303);
    let form = client.get(CHOICES).page().form("form[action$='/choices']");
    assert_eq!(form.value("none"), "yes");
    assert_eq!(form.value("adopted"), "digest", "the choice is kept");
    scene.answers(app, &scene.suggestion, "adopted");
    next_morning(app);
    assert!(app.letters().is_empty());
    form.clear("none").submit(&client).expect_status(303);
    let second = app.suggestion(&scene.topic, Some(&scene.salma));
    scene.answers(app, &second, "rejected");
    assert_eq!(letters(app, "notice").len(), 1);
}

fn topics_are_followed_no_longer_from_the_same_page(app: &App) {
    let scene = Scene::new(app);
    let client = app.signed_in(&scene.salma);
    let path = format!("/en/topics/{}/follow", scene.topic.slug);
    for _ in 0..2 {
        let sent = client.post_form(&path, &[("follow", "yes")]);
        sent.expect_status(303);
    }
    let page = client.get(CHOICES).page();
    assert!(page.root().text().contains(&scene.topic.title_en));
    let done = page.form("form[action$='/follow']").submit(&client);
    let page = client.follow(done.expect_status(303)).page();
    assert_says(&page, Lang::En, "notices.follows_none");
    // What nobody sees cannot be followed.
    let draft = app.draft(&scene.agency);
    let path = format!("/en/topics/{}/follow", draft.slug);
    client.get(&path).expect_status(404);
    let sent = app.unchanged("a draft", || client.post_form(&path, &[("follow", "yes")]));
    sent.expect_status(404);
}

fn nothing_is_promised_to_whoever_has_no_address(app: &App) {
    let nobody = app.citizen("without-address");
    let client = app.signed_in(&nobody);
    let page = client.get(CHOICES).expect_status(200).page();
    assert_says(&page, Lang::En, "notices.no_address");
    let page = client.get("/ar/account/notices").page();
    assert_says(&page, Lang::Ar, "notices.none");
}
