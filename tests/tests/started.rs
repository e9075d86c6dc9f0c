//! The started app that the other tests stand on.

use tests::on_both;
use tests::support::app::{App, Backend};

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

/// Its database starts anew while nobody asks: whoever finds out first may meet the fault, the
/// next ones do not.
#[test]
fn a_restart_of_postgres_is_met_by_one_request_at_most() {
    let app = App::start(Backend::Postgres);
    let client = app.client();
    let home = || client.get("/en").status;
    // Several connections, by requests side by side.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| app.client().get("/en").expect_status(200));
        }
    });
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for _ in 0..2 {
        assert_ne!(app.storage().behind(cut), "0");
        let first = home();
        assert!([200, 500].contains(&first), "{first}");
        for _ in 0..12 {
            assert_eq!(home(), 200);
        }
    }
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
