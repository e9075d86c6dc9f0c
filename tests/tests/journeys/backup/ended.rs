//! What may have ended since the backup does not go on after it was restored.

use std::collections::BTreeSet;

use server::db::{outbox, restored::RESTORED};
use shared::letter::TokenKind;
use tests::on_both_unlimited;
use tests::support::app::App;

use super::everything::everything;
use super::{backed_up, restored};

on_both_unlimited!(sessions_links_letters_and_acts_end_and_nothing_else);

fn sessions_links_letters_and_acts_end_and_nothing_else(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let (person, desk) = (app.citizen("salma"), app.moderator("badr", &agency));
    let cookie = app.session_of(&person);
    let link = format!(
        "/en/reset/{}",
        app.token(TokenKind::Reset, "noor@example.org")
    );
    let (waiting, given_up) = (
        app.letter("noor@example.org"),
        app.dead_letter("gone@example.org"),
    );
    let last = app.letter("left@example.org");
    app.sql(&format!(
        "UPDATE outbox SET kind = 'farewell' WHERE id = '{}'",
        last.id
    ));
    app.waiting_act(&topic, &app.suggestion(&topic, Some(&person)), &desk);
    let before = everything(app.storage());
    let (storage, said) = restored(app, &backed_up(app), "");
    assert_eq!(
        everything(app.storage()),
        before,
        "who backs up changes nothing"
    );
    for word in ["1 ended", "1 in letters", "2 had not left", "1 acts"] {
        assert!(said.contains(word), "{word} in:\n{said}");
    }
    let after = everything(&storage);
    let changed: BTreeSet<&str> = before
        .iter()
        .filter(|(table, rows)| after.get(*table) != Some(rows))
        .map(|(table, _)| table.as_str())
        .collect();
    let ended = ["outbox", "pending_acts", "sessions", "tokens"];
    assert_eq!(changed, BTreeSet::from(ended));
    let second = app.over(storage);
    let signed_in = |app: &App| {
        let client = app.client();
        client.set_cookie(tests::support::data::COOKIE, &cookie);
        client.get("/en/account").status
    };
    assert_eq!((signed_in(app), signed_in(&second)), (200, 303));
    let opened = |app: &App| app.client().get(&link).status;
    assert_eq!((opened(app), opened(&second)), (200, 410));
    // Nothing leaves by itself; a steward can send what had not left.
    let now = second.now();
    let due = second.query(|conn| outbox::due(conn, now, 10));
    assert!(due.is_empty(), "{due:?}");
    let dead = second.query(|conn| outbox::dead(conn, 10));
    let mut dead: Vec<_> = dead
        .into_iter()
        .map(|one| (one.id, one.last_error.unwrap_or_default()))
        .collect();
    dead.sort();
    let mut wanted = [
        (waiting.id.clone(), RESTORED.to_owned()),
        (given_up, "refused 550".to_owned()),
    ];
    wanted.sort();
    assert_eq!(dead, wanted);
    assert!(second.query(|conn| outbox::revive(conn, &waiting.id, now)));
    let due = second.query(|conn| outbox::due(conn, now, 10));
    assert_eq!(due.len(), 1);
}
