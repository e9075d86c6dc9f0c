//! Nobody leaves by mistake, for another, or from a desk.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{leaving, salma};

on_both!(
    nothing_goes_without_password_choice_and_tick,
    staff_give_their_roles_back_first,
    nobody_leaves_for_another,
    passwords_are_not_tried_there,
);

fn nothing_goes_without_password_choice_and_tick(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let salma = salma(app);
    app.suggestion(&topic, Some(&salma));
    let client = app.signed_in(&salma);
    let form = || leaving(&client, "withdraw");
    for (what, form, key) in [
        (
            "a wrong password",
            form().set("current", "seven loud date palms"),
            "errors.password_wrong",
        ),
        (
            "no password",
            form().set("current", ""),
            "errors.text_empty",
        ),
        (
            "no tick",
            form().clear("understood"),
            "errors.not_understood",
        ),
        (
            "no choice",
            form().omit("suggestions"),
            "errors.choice_unknown",
        ),
        (
            "another choice",
            form().omit("suggestions").forge("suggestions", "all"),
            "errors.choice_unknown",
        ),
    ] {
        let answer = app.unchanged(what, || form.submit(&client));
        let page = answer.expect_status(422).page();
        if key != "errors.text_empty" {
            assert_says(&page, Lang::En, key);
        }
        assert!(page.has("[role=alert]"), "{what}");
        // What was typed stands again, but for the password.
        let again = page.form("main form[action$='/account/erase']");
        if !what.ends_with("choice") {
            assert_eq!(again.value("suggestions"), "withdraw", "{what}");
        }
        assert_eq!(again.value("current"), "");
    }
}

fn staff_give_their_roles_back_first(app: &App) {
    let agency = app.agency("libraries");
    for person in [
        app.moderator("moderator", &agency),
        app.manager("manager", &agency),
        app.steward("steward"),
    ] {
        let client = app.signed_in(&person);
        let page = client.get("/en/account/erase").expect_status(200).page();
        assert_says(&page, Lang::En, "erase.staff");
        assert!(!page.has("main form[action$='/account/erase']"));
        let forged = [
            ("suggestions", "stay"),
            ("understood", "yes"),
            ("current", tests::support::data::PASSWORD),
        ];
        let answer = app.unchanged("staff", || client.post_form("/en/account/erase", &forged));
        assert_says(
            &answer.expect_status(422).page(),
            Lang::En,
            "errors.staff_stays",
        );
    }
}

fn nobody_leaves_for_another(app: &App) {
    let (salma, other) = (salma(app), app.citizen("other"));
    let client = app.signed_in(&other);
    let form = leaving(&client, "stay")
        .forge("account", &salma.id)
        .forge("account_id", &salma.id)
        .forge("id", &salma.id)
        .forge("sign_in", &salma.sign_in);
    form.submit(&client).expect_status(303);
    assert!(super::is_signed_in(&app.signed_in(&salma)));
}

fn passwords_are_not_tried_there(app: &App) {
    let client = app.signed_in(&salma(app));
    let form = leaving(&client, "stay").set("current", "seven loud date palms");
    let mut statuses = Vec::new();
    for _ in 0..30 {
        statuses.push(form.submit(&client).status);
    }
    assert_eq!(statuses.first(), Some(&422));
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    let page = form.submit(&client).expect_status(429);
    assert!(page.header("retry-after").is_some());
}
