//! Somebody whose list was counted leaves: the count stands, byte for byte.

use diesel::prelude::*;
use server::db::schema::priority_lists as lists;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::PASSWORD;

use super::{both_agree, close, fetched, ranked};

on_both!(a_count_stands_when_somebody_in_it_leaves);

fn a_count_stands_when_somebody_in_it_leaves(app: &App) {
    let (topic, _) = ranked(app, 120);
    let author = app.citizen("author");
    let own = app.suggestion(&topic, Some(&author));
    app.list(&topic, &author, &[&own]);
    close(app);
    let (folder, before) = fetched(app, &topic.slug, 1);
    let said = both_agree(folder.path());
    let client = app.signed_in(&author);
    let form = client
        .get("/en/account/erase")
        .page()
        .form("main form[action$='/account/erase']");
    form.set("suggestions", "withdraw")
        .set("current", PASSWORD)
        .set("understood", "yes")
        .submit(&client)
        .expect_status(303);
    app.run_jobs();
    let (folder, after) = fetched(app, &topic.slug, 1);
    assert_eq!(before, after);
    assert_eq!(both_agree(folder.path()), said);
    let stored: i64 = app.query(|conn| {
        lists::table
            .filter(lists::topic_id.eq(&topic.id))
            .count()
            .get_result(conn)
    });
    assert_eq!(stored, 121, "her list is counted, as nobody's");
    let hers: i64 = app.query(|conn| {
        lists::table
            .filter(lists::account_id.is_null())
            .count()
            .get_result(conn)
    });
    assert_eq!(hers, 1);
}
