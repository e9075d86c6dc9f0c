//! The started app that the other tests stand on.

use tests::on_both;
use tests::support::app::App;

on_both!(
    it_serves_a_page_in_the_language_of_the_reader,
    a_session_made_by_hand_signs_in,
    what_is_stored_is_read_back,
);

fn it_serves_a_page_in_the_language_of_the_reader(app: &App) {
    let client = app.client();
    let start = client
        .request("GET", "/")
        .header("Accept-Language", "en-GB")
        .send();
    assert_eq!(start.location().as_deref(), Some("/en"));
    let page = client.follow(start).expect_status(200).page();
    assert_eq!(page.root().attr("lang"), Some("en"));
}

fn a_session_made_by_hand_signs_in(app: &App) {
    let agency = app.agency("roads");
    let manager = app.manager("maryam", &agency);
    let page = app.signed_in(&manager).get("/en").expect_status(200).page();
    assert!(page.root().text().contains(&manager.name));
    let visited = app.client().get("/en").expect_status(200).page();
    assert!(!visited.root().text().contains(&manager.name));
}

fn what_is_stored_is_read_back(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    let citizen = app.citizen("salma");
    let own = app.suggestion(&topic, Some(&citizen));
    let other = app.suggestion(&topic, None);
    app.list(&topic, &citizen, &[&other, &own]);
    assert_eq!(
        app.stored_list(&topic, &citizen),
        [other.reference, own.reference.clone()]
    );
    assert_eq!(app.stored(&own.reference).author_id, Some(citizen.id));
    assert_eq!(app.rows()["suggestions"], 2);
}
