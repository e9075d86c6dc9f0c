//! Invitations that are none: used, withdrawn, for somebody else, or sent by who may not.

use std::thread;

use diesel::prelude::*;
use server::db::schema::{account_roles as roles, accounts};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::words::assert_says;

use super::{ADDRESS, CHOSEN, ends, invite};

on_both!(
    a_withdrawn_invitation_opens_nothing,
    of_two_at_once_one_gets_the_role,
    who_lost_the_right_to_invite_has_invited_nobody,
    somebody_else_does_not_take_it,
    the_form_takes_no_other_role,
    what_is_not_in_order_is_not_sent,
);

const FORM: [(&str, &str); 3] = [("password", CHOSEN), ("name", "Badr"), ("consent", "yes")];

fn people(app: &App) -> i64 {
    app.query(|conn| accounts::table.count().get_result(conn))
}

fn a_withdrawn_invitation_opens_nothing(app: &App) {
    let agency = app.agency("libraries");
    let keeper = app.signed_in(&app.steward("steward"));
    invite(&keeper, ADDRESS, "moderator", &agency.id);
    let link = link_in(&app.letter_of("invite"), "invitation");
    let phone = app.client();
    phone.get(&link).expect_status(200);
    let page = keeper.get("/en/steward/invitations").page();
    let form = page.form("main form[action$='/withdraw']");
    form.submit(&keeper).expect_status(303);
    phone.get(&link).expect_status(410);
    let answer = app.unchanged("a withdrawn one", || phone.post_form(&link, &FORM));
    answer.expect_status(410);
    form.submit(&keeper).expect_status(404);
    assert_eq!(ends(app), [Some("withdrawn".to_owned())]);
    // And the way is free for another.
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    invite(&keeper, ADDRESS, "manager", &agency.id);
    for wrong in ["0", &"0".repeat(64), &"g".repeat(64)] {
        phone
            .get(&format!("/en/invitation/{wrong}"))
            .expect_status(410);
        phone
            .post_form(&format!("/en/invitation/{wrong}"), &FORM)
            .expect_status(410);
    }
}

fn of_two_at_once_one_gets_the_role(app: &App) {
    let agency = app.agency("libraries");
    let keeper = app.signed_in(&app.steward("steward"));
    invite(&keeper, ADDRESS, "moderator", &agency.id);
    let link = link_in(&app.letter_of("invite"), "invitation");
    let before = people(app);
    let statuses = thread::scope(|scope| {
        let both = [app.client(), app.client()].map(|client| {
            let link = link.clone();
            scope.spawn(move || client.post_form(&link, &FORM).status)
        });
        both.map(|one| one.join().expect("asked"))
    });
    let got = statuses.iter().filter(|status| **status == 303).count();
    assert_eq!(got, 1, "{statuses:?}");
    assert!(
        statuses
            .iter()
            .all(|status| [303, 403, 410].contains(status)),
        "{statuses:?}"
    );
    assert_eq!(people(app), before + 1);
    let held: i64 = app.query(|conn| {
        roles::table
            .filter(roles::agency_id.eq(&agency.id))
            .count()
            .get_result(conn)
    });
    assert_eq!(held, 1);
}

fn who_lost_the_right_to_invite_has_invited_nobody(app: &App) {
    let agency = app.agency("libraries");
    let steward = app.steward("steward");
    invite(&app.signed_in(&steward), ADDRESS, "steward", "");
    let link = link_in(&app.letter_of("invite"), "invitation");
    let phone = app.client();
    phone.get(&link).expect_status(200);
    app.query(|conn| {
        diesel::delete(roles::table.filter(roles::account_id.eq(&steward.id))).execute(conn)
    });
    phone.get(&link).expect_status(410);
    let answer = app.unchanged("a steward no more", || phone.post_form(&link, &FORM));
    answer.expect_status(410);
    // Disabled is no better.
    let another = app.steward("another");
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    invite(
        &app.signed_in(&another),
        "noor@example.org",
        "moderator",
        &agency.id,
    );
    let link = link_in(&app.letter_of("invite"), "invitation");
    app.disable(&another);
    phone.post_form(&link, &FORM).expect_status(410);
}

fn somebody_else_does_not_take_it(app: &App) {
    let agency = app.agency("libraries");
    let keeper = app.signed_in(&app.steward("steward"));
    invite(&keeper, ADDRESS, "moderator", &agency.id);
    let link = link_in(&app.letter_of("invite"), "invitation");
    let salma = app.citizen("salma");
    let other = app.signed_in(&salma);
    for _ in ["without an account", "with one"] {
        let page = other.get(&link).expect_status(200).page();
        assert_says(&page, Lang::Ar, "invitations.other_account");
        assert!(page.root().text().contains(&salma.name));
        let answer = app.unchanged("somebody else", || other.post_form(&link, &FORM));
        let page = answer.expect_status(403).page();
        assert_says(&page, Lang::Ar, "invitations.other_account");
        if people(app) == 2 {
            app.citizen(ADDRESS);
        }
    }
    // By now the address has an account: nobody makes another.
    let visitor = app.client();
    let answer = app.unchanged("a second account", || visitor.post_form(&link, &FORM));
    answer.expect_status(403);
    // Whoever holds a desk does not become steward by another's invitation.
    let moderator = app.moderator("noor@example.org", &agency);
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    invite(&keeper, "noor@example.org", "steward", "");
    let link = link_in(&app.letter_to("noor@example.org"), "invitation");
    let client = app.signed_in(&moderator);
    let answer = app.unchanged("both", || client.post_form::<&str>(&link, &[]));
    assert!(
        [403, 409, 400, 422].contains(&answer.status),
        "{}",
        answer.status
    );
}

fn the_form_takes_no_other_role(app: &App) {
    let agency = app.agency("libraries");
    invite(
        &app.signed_in(&app.steward("steward")),
        ADDRESS,
        "moderator",
        &agency.id,
    );
    let link = link_in(&app.letter_of("invite"), "invitation");
    let mut form = FORM.to_vec();
    form.extend([
        ("role", "steward"),
        ("roles", "steward"),
        ("agency", ""),
        ("agency_id", ""),
        ("address", "mallory@example.org"),
        ("sign_in", "mallory@example.org"),
        ("invited_by", "mallory"),
    ]);
    app.client().post_form(&link, &form).expect_status(303);
    let held: Vec<(String, Option<String>)> = app.query(|conn| {
        roles::table
            .inner_join(accounts::table)
            .filter(accounts::sign_in.eq(ADDRESS))
            .order(roles::role)
            .select((roles::role, roles::agency_id))
            .load(conn)
    });
    let wanted = [
        ("citizen".to_owned(), None),
        ("moderator".to_owned(), Some(agency.id)),
    ];
    assert_eq!(held, wanted);
}

fn what_is_not_in_order_is_not_sent(app: &App) {
    let agency = app.agency("libraries");
    let keeper = app.signed_in(&app.steward("steward"));
    let why = "He answers for the libraries from Sunday on.";
    for (address, role, at, reason, key) in [
        (
            "badr",
            "moderator",
            agency.id.as_str(),
            why,
            "errors.address_invalid",
        ),
        (ADDRESS, "citizen", "", why, "errors.choice_unknown"),
        (ADDRESS, "manager", "", why, "errors.choice_unknown"),
        (ADDRESS, "manager", "0", why, "errors.choice_unknown"),
        (
            ADDRESS,
            "steward",
            agency.id.as_str(),
            why,
            "errors.choice_unknown",
        ),
        (ADDRESS, "steward", "", "so", "errors.text_too_short"),
    ] {
        let form = [
            ("address", address),
            ("role", role),
            ("agency", at),
            ("lang", "en"),
            ("why_role", reason),
        ];
        let answer = app.unchanged(key, || keeper.post_form("/en/steward/invitations", &form));
        let page = answer.expect_status(422).page();
        if !key.contains("too_short") {
            assert_says(&page, Lang::En, key);
        }
        assert!(page.has("[role=alert]"));
    }
    invite(&keeper, ADDRESS, "moderator", &agency.id);
    let twice = [
        ("address", "BADR@example.org"),
        ("role", "moderator"),
        ("agency", agency.id.as_str()),
        ("lang", "en"),
        ("why_role", why),
    ];
    let answer = app.unchanged("twice", || {
        keeper.post_form("/en/steward/invitations", &twice)
    });
    assert_says(
        &answer.expect_status(422).page(),
        Lang::En,
        "errors.invited_before",
    );
    // A host of the request's own does not get into the letter.
    let base = app.inner().config.base.origin.clone();
    let letter = app.letter_of("invite");
    assert!(letter.text.contains(&base) && !letter.text.contains("evil"));
}
