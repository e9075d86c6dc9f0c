//! Staff are written to when debts get more pressing, and managers once a week.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::words::says;

use server::db::agencies::Agency;
use server::db::outbox::Stored;

use super::letters;

on_both!(
    each_stage_is_told_further_from_the_desk_and_once,
    whoever_takes_care_of_it_is_told_alone,
    many_of_one_day_are_one_letter,
    managers_get_a_sheet_on_the_first_working_day_of_a_week,
);

struct Staff {
    agency: Agency,
    badr: Account,
}

fn staff(app: &App) -> Staff {
    let agency = app.agency("libraries");
    let people = [
        app.moderator("badr", &agency),
        app.moderator("huda", &agency),
        app.manager("hind", &agency),
        app.steward("amina"),
    ];
    for person in &people {
        let address = format!("{}@example.org", person.sign_in);
        app.reach(person, &address, Lang::En);
    }
    let [badr, ..] = people;
    Staff { agency, badr }
}

/// Seven in the morning of a day in Muscat; the jobs run twice.
fn morning_of(app: &App, day: &str) {
    let zone = &app.inner().config.zone;
    app.clock().set(zone.at(day.parse().expect("a day"), 7));
    app.run_jobs();
    app.run_jobs();
}

/// Addresses of the letters about debts, in order.
fn told(app: &App) -> Vec<String> {
    let letters = letters(app, "escalation");
    letters.into_iter().map(|one| one.to_address).collect()
}

fn each_stage_is_told_further_from_the_desk_and_once(app: &App) {
    let Staff { agency, .. } = staff(app);
    let topic = app.topic(&agency);
    // Published on Tuesday 24 November 2026: to be acknowledged by Sunday 29.
    let suggestion = app.suggestion(&topic, None);
    assert_eq!(suggestion.acknowledge_due.as_deref(), Some("2026-11-29"));
    morning_of(app, "2026-11-25");
    assert!(told(app).is_empty(), "two working days are left");
    morning_of(app, "2026-11-26");
    let mut soon = told(app);
    soon.sort();
    assert_eq!(soon, ["badr@example.org", "huda@example.org"]);
    let letter = &letters(app, "escalation")[0];
    assert!(
        says(&letter.text, Lang::En, "mail.due_soon_why"),
        "{}",
        letter.text
    );
    assert!(letter.text.contains(&suggestion.reference));
    assert!(letter.text.contains("/en/desk/libraries?stage=due_soon"));
    assert_eq!(letter.unsubscribe, None, "it belongs to the office");
    // Friday and Saturday are off, and on its day it is still due soon.
    for day in ["2026-11-27", "2026-11-28", "2026-11-29"] {
        morning_of(app, day);
        assert_eq!(told(app).len(), 2, "{day}");
    }
    morning_of(app, "2026-11-30");
    assert_eq!(told(app)[2..], ["hind@example.org"]);
    morning_of(app, "2026-12-01");
    assert_eq!(told(app).len(), 3);
    // Three more working days, and one after.
    morning_of(app, "2026-12-03");
    assert_eq!(told(app)[3..], ["amina@example.org"]);
    // A calendar that changes brings a stage back, but no letter.
    app.query(|conn| {
        use diesel::prelude::*;
        use server::db::schema::suggestions;
        diesel::update(suggestions::table.find(&suggestion.id))
            .set(suggestions::acknowledge_due.eq("2026-12-06"))
            .execute(conn)
    });
    morning_of(app, "2026-12-06");
    morning_of(app, "2026-12-07");
    assert_eq!(told(app).len(), 4);
}

fn whoever_takes_care_of_it_is_told_alone(app: &App) {
    use diesel::prelude::*;
    use server::db::schema::{suggestions, topic_moderators};
    use server::db::types::At;
    let Staff { agency, badr } = staff(app);
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let other = app.topic(&agency);
    let looked_after = app.suggestion(&other, None);
    let now = At::from(app.now());
    app.query(|conn| {
        diesel::update(suggestions::table.find(&suggestion.id))
            .set(suggestions::assigned_to.eq(&badr.id))
            .execute(conn)?;
        diesel::insert_into(topic_moderators::table)
            .values((
                topic_moderators::topic_id.eq(&other.id),
                topic_moderators::account_id.eq(&badr.id),
                topic_moderators::assigned_at.eq(now),
            ))
            .execute(conn)
    });
    morning_of(app, "2026-11-26");
    let [letter] = &letters(app, "escalation")[..] else {
        panic!("one letter")
    };
    assert_eq!(letter.to_address, "badr@example.org");
    for one in [&suggestion, &looked_after] {
        assert!(letter.text.contains(&one.reference), "{}", letter.text);
    }
}

fn many_of_one_day_are_one_letter(app: &App) {
    let Staff { agency, .. } = staff(app);
    let topic = app.topic(&agency);
    let all = app.suggestions(&topic, 25);
    morning_of(app, "2026-11-30");
    let [letter] = &letters(app, "escalation")[..] else {
        panic!("one letter")
    };
    assert_eq!(letter.to_address, "hind@example.org");
    assert!(letter.subject.contains("25"), "{}", letter.subject);
    let named = all
        .iter()
        .filter(|one| letter.text.contains(&one.reference));
    assert_eq!(named.count(), 20);
    assert!(letter.text.contains("And 5 more."), "{}", letter.text);
}

fn managers_get_a_sheet_on_the_first_working_day_of_a_week(app: &App) {
    let Staff { agency, .. } = staff(app);
    let topic = app.topic(&agency);
    app.suggestions(&topic, 3);
    let sheets = |app: &App| -> Vec<Stored> { letters(app, "weekly_sheet") };
    morning_of(app, "2026-11-25");
    // The week under way when it was set up is told of at once.
    let before = sheets(app).len();
    morning_of(app, "2026-11-28");
    assert_eq!(sheets(app).len(), before, "the week is not over");
    app.holiday("2026-11-29");
    morning_of(app, "2026-11-29");
    assert_eq!(sheets(app).len(), before, "its first day is off");
    morning_of(app, "2026-11-30");
    let sheets = sheets(app);
    assert_eq!(sheets.len(), before + 1);
    let sheet = sheets.last().expect("a sheet");
    assert_eq!(sheet.to_address, "hind@example.org");
    assert!(sheet.text.contains("Came in: 3"), "{}", sheet.text);
    assert!(
        sheet.text.contains("due soon 3") || sheet.text.contains("overdue 3"),
        "{}",
        sheet.text
    );
    morning_of(app, "2026-12-03");
    assert_eq!(
        letters(app, "weekly_sheet").len(),
        before + 1,
        "once a week"
    );
}
