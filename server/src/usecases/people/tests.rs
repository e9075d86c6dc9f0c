use shared::input::PersonDraft;

use super::disable::disable;
use super::enable::enable;
use super::grant_role::grant_role;
use super::withdraw_role::withdraw_role;
use super::*;
use crate::db::sessions::{self, NewSession};
use crate::testing::TestApp;

const WHY: &str = "Agreed with the agency on Sunday.";

fn draft(role: &str, agency: &str) -> PersonDraft {
    PersonDraft {
        why: WHY.into(),
        role: role.into(),
        agency: agency.into(),
        why_role: WHY.into(),
        held: format!("{role} {agency}").trim().to_owned(),
        why_withdrawn: WHY.into(),
    }
}

fn steward(test: &TestApp, name: &str) -> Person {
    let id = test.citizen(name);
    test.run(|conn| people::grant(conn, &id, &Role::Steward, test.app.now().into()));
    person(test, &id)
}

fn person(test: &TestApp, id: &str) -> Person {
    test.run(|conn| people::by_id(conn, id)).unwrap()
}

type Verb = fn(&mut Conn, &Person, Timestamp, &str, &PersonDraft) -> Result<(), PersonRefusal>;

fn acted(
    test: &TestApp,
    verb: Verb,
    by: &Person,
    on: &str,
    draft: &PersonDraft,
) -> Vec<&'static str> {
    let now = test.app.now();
    match test.app.db.write_now(|conn| verb(conn, by, now, on, draft)) {
        Ok(()) => vec![],
        Err(PersonRefusal::Form(errors)) => errors.iter().map(|error| error.code).collect(),
        Err(other) => vec![other.code().as_str()],
    }
}

fn session(test: &TestApp, account_id: &str) -> [u8; 32] {
    let (token, now) = (chance::token(), test.app.now());
    let later = now + jiff::SignedDuration::from_hours(1);
    let row = NewSession {
        token_hash: &token,
        account_id,
        created_at: now.into(),
        last_seen_at: now.into(),
        expires_at: later.into(),
        id: &chance::id(now),
        device: "other/other",
        network: None,
    };
    test.run(|conn| sessions::start(conn, &row));
    token
}

fn alive(test: &TestApp, token: [u8; 32]) -> bool {
    test.run(|conn| sessions::by_token(conn, &token)).is_some()
}

#[test]
fn the_last_steward_can_neither_be_disabled_nor_demoted() {
    let test = TestApp::new();
    let (one, other) = (steward(&test, "one"), steward(&test, "other"));
    assert_eq!(
        acted(&test, disable, &one, &other.id, &draft("", "")),
        [""; 0]
    );
    assert_eq!(
        acted(&test, disable, &one, &one.id, &draft("", "")),
        ["last_steward"]
    );
    assert_eq!(
        acted(&test, withdraw_role, &one, &one.id, &draft("steward", "")),
        ["last_steward"]
    );
    assert_eq!(
        acted(&test, enable, &one, &other.id, &draft("", "")),
        [""; 0]
    );
    assert_eq!(
        acted(&test, withdraw_role, &one, &one.id, &draft("steward", "")),
        [""; 0]
    );
    // Who is no steward any more does nothing.
    let one = person(&test, &one.id);
    assert_eq!(
        acted(&test, disable, &one, &other.id, &draft("", "")),
        ["not_permitted"]
    );
    assert_eq!(
        acted(&test, disable, &other, &other.id, &draft("", "")),
        ["last_steward"]
    );
}

#[test]
fn every_change_of_rights_ends_the_sessions_of_the_person_alone() {
    let test = TestApp::new();
    let by = steward(&test, "steward");
    let topic = test.topic("libraries", "open", "2026-02-01", "2026-04-01");
    let agency = topic.agency_id.clone();
    let (salma, noura) = (test.citizen("salma"), test.citizen("noura"));
    let other = session(&test, &noura);
    let acts: [(Verb, PersonDraft); 3] = [
        (grant_role, draft("moderator", &agency)),
        (withdraw_role, draft("moderator", &agency)),
        (disable, draft("", "")),
    ];
    for (verb, sent) in acts {
        let own = session(&test, &salma);
        assert!(alive(&test, own));
        assert_eq!(acted(&test, verb, &by, &salma, &sent), [""; 0]);
        assert!(!alive(&test, own), "{sent:?}");
    }
    assert!(alive(&test, other));
}

#[test]
fn nobody_is_a_steward_and_sits_at_a_desk() {
    let test = TestApp::new();
    let (by, other) = (steward(&test, "steward"), steward(&test, "other"));
    let agency = test
        .topic("libraries", "open", "2026-02-01", "2026-04-01")
        .agency_id;
    let salma = test.citizen("salma");
    let desk = draft("manager", &agency);
    assert_eq!(
        acted(&test, grant_role, &by, &other.id, &desk),
        ["steward_never_answers"]
    );
    assert_eq!(acted(&test, grant_role, &by, &salma, &desk), [""; 0]);
    assert_eq!(acted(&test, grant_role, &by, &salma, &desk), ["role_held"]);
    let keeper = draft("steward", "");
    assert_eq!(
        acted(&test, grant_role, &by, &salma, &keeper),
        ["steward_never_answers"]
    );
    assert_eq!(
        acted(&test, grant_role, &by, &salma, &draft("manager", "none")),
        ["choice_unknown"]
    );
    assert_eq!(
        acted(
            &test,
            withdraw_role,
            &by,
            &salma,
            &draft("moderator", &agency)
        ),
        ["stale"]
    );
    assert_eq!(acted(&test, withdraw_role, &by, &salma, &desk), [""; 0]);
    assert_eq!(acted(&test, grant_role, &by, &salma, &keeper), [""; 0]);
    assert!(person(&test, &salma).is_steward());
}

#[test]
fn whoever_joins_a_desk_leaves_the_lists_of_its_topics() {
    let test = TestApp::new();
    let by = steward(&test, "steward");
    let topic = test.topic("libraries", "open", "2026-02-01", "2026-04-01");
    let suggestion = test.suggestion(&topic, "published");
    test.list(&topic, &[&suggestion]);
    let lists = |test: &TestApp| {
        test.run(|conn| {
            use diesel::prelude::*;
            let table = crate::db::schema::priority_lists::table;
            table
                .select(crate::db::schema::priority_lists::account_id.assume_not_null())
                .load::<String>(conn)
        })
    };
    let owner = lists(&test).pop().unwrap();
    let desk = draft("manager", &topic.agency_id);
    assert_eq!(acted(&test, grant_role, &by, &owner, &desk), [""; 0]);
    assert_eq!(lists(&test), Vec::<String>::new());
}

#[test]
fn each_act_is_written_down_and_the_journal_names_nobody() {
    let test = TestApp::new();
    let by = steward(&test, "steward");
    let salma = test.citizen("salma");
    let verbs: [(Verb, PersonDraft); 4] = [
        (disable, draft("", "")),
        (enable, draft("", "")),
        (grant_role, draft("steward", "")),
        (withdraw_role, draft("steward", "")),
    ];
    for (verb, sent) in verbs {
        assert_eq!(acted(&test, verb, &by, &salma, &sent), [""; 0]);
    }
    let acts = test.run(|conn| account_acts::latest_of(conn, &salma, 10));
    let mut kinds: Vec<_> = acts.iter().map(|act| act.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        ["disabled", "enabled", "role_granted", "role_withdrawn"]
    );
    assert!(
        acts.iter()
            .all(|act| act.reason == WHY && act.by == "Somebody")
    );
    let rows = test.run(|conn| {
        use diesel::prelude::*;

        use crate::db::schema::journal::dsl;
        dsl::journal
            .select((
                dsl::kind,
                dsl::subject_id,
                dsl::facts,
                dsl::private_digest.is_not_null(),
            ))
            .load::<(String, String, String, bool)>(conn)
    });
    let ours: Vec<_> = rows
        .iter()
        .filter(|row| row.0.starts_with("account."))
        .collect();
    assert_eq!(ours.len(), 4);
    for (_, subject, facts, sealed) in ours {
        assert!(sealed);
        for private in [&salma, &by.id, WHY] {
            assert!(!subject.contains(private) && !facts.contains(private));
        }
    }
}

#[test]
fn an_act_without_a_reason_or_on_nobody_is_refused() {
    let test = TestApp::new();
    let by = steward(&test, "steward");
    let salma = test.citizen("salma");
    assert_eq!(
        acted(&test, disable, &by, &salma, &PersonDraft::default()),
        ["text_empty"]
    );
    assert_eq!(
        acted(&test, disable, &by, "nobody", &draft("", "")),
        ["not_found"]
    );
    assert_eq!(acted(&test, enable, &by, &salma, &draft("", "")), ["stale"]);
}
