//! A moderator answers.

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::html::Form;
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

const NO: &str =
    "Evening hours cost more than this year's budget holds, and two branches would have to close.";

/// One agency, one open topic, one suggestion in English, and who answers it.
struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    path: String,
}

fn case(app: &App) -> (Case, Client) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion(&topic, Some(&author));
    let path = format!("/ar/desk/libraries/suggestions/{}", suggestion.reference);
    let client = app.signed_in(&app.moderator("mod", &agency));
    (
        Case {
            topic,
            suggestion,
            author,
            path,
        },
        client,
    )
}

impl Case {
    fn form(&self, client: &Client) -> Form {
        client
            .get(&self.path)
            .expect_status(200)
            .page()
            .form("form[action$='/answer']")
    }

    fn answer(&self, client: &Client, kind: &str, reason: &str) -> Answer {
        self.form(client)
            .set("kind", kind)
            .set("reason", reason)
            .submit(client)
    }

    fn adopt(&self, client: &Client, reason: &str, what: &str, due: &str) -> Answer {
        let form = self
            .form(client)
            .set("kind", "adopted")
            .set("reason", reason);
        form.set("commitment_what", what)
            .set("commitment_due", due)
            .submit(client)
    }

    fn public(&self, app: &App) -> String {
        let path = format!("/en/suggestions/{}", self.suggestion.reference);
        app.client()
            .get(&path)
            .expect_status(200)
            .page()
            .root()
            .text()
    }
}

on_both! {
    fn acknowledges_then_adopts_then_corrects_and_both_stand(app) {
        let (case, client) = case(app);
        case.answer(&client, "acknowledged", "").expect_status(303);
        let stored = app.stored(&case.suggestion.reference);
        assert_eq!(stored.answer_state, "acknowledged");
        let acknowledged = stored.acknowledged_at.expect("the first clock has stopped");
        assert_eq!(stored.decided_at, None);

        app.clock().advance(jiff::SignedDuration::from_hours(24));
        let client = app.signed_in(&app.moderator("mod2", &agency_of(app)));
        let what = "Open until nine on two evenings a week";
        case.adopt(&client, REASON, what, "2027-03-31").expect_status(303);
        let stored = app.stored(&case.suggestion.reference);
        assert_eq!(stored.answer_state, "adopted");
        assert_eq!(stored.acknowledged_at, Some(acknowledged), "a stopped clock stays stopped");
        let decided = stored.decided_at.expect("the second clock has stopped");
        let text = case.public(app);
        for words in [REASON, what, "2027"] {
            assert!(text.contains(words), "{words} in {text}");
        }

        app.clock().advance(jiff::SignedDuration::from_hours(24));
        let client = app.signed_in(&app.moderator("mod3", &agency_of(app)));
        case.answer(&client, "rejected", NO).expect_status(303);
        let stored = app.stored(&case.suggestion.reference);
        assert_eq!(stored.answer_state, "rejected");
        assert_eq!(stored.decided_at, Some(decided), "the first final answer stopped it for good");
        let text = case.public(app);
        assert!(text.contains(REASON) && text.contains(NO), "the correction stands beside the old");
        assert!(!text.contains(&case.author.name), "in public the author is a participant");
        assert!(!text.contains("Person mod"), "the agency signs, not a person");
        let kinds: Vec<String> = app.stored_answers(&case.suggestion).into_iter().map(|a| a.0).collect();
        assert_eq!(kinds, ["acknowledged", "adopted", "rejected"]);
    }

    fn decides_at_once_and_stops_both_clocks(app) {
        let (case, client) = case(app);
        case.answer(&client, "rejected", NO).expect_status(303);
        let stored = app.stored(&case.suggestion.reference);
        assert!(stored.decided_at.is_some());
        // A decision is also the first sign that it was read.
        assert!(stored.acknowledged_at.is_some() || stored.decided_at.is_some());
        let page = client.get("/ar/desk/libraries").expect_status(200).page();
        assert!(!page.root().text().contains(&case.suggestion.title), "no debt is left");
    }

    fn the_queue_shows_the_oldest_debt_first(app) {
        let (case, client) = case(app);
        let older = app.suggestion_with(&case.topic, None, |one| {
            one.acknowledge_due = Some("2026-11-10".into());
        });
        let oldest = app.suggestion_with(&case.topic, None, |one| {
            one.acknowledge_due = Some("2026-11-05".into());
        });
        let hidden = app.suggestion_with(&case.topic, None, |one| {
            one.publication = "hidden".into();
            one.hidden_reason = Some(2);
            one.acknowledge_due = Some("2026-11-01".into());
        });
        let page = client.get("/ar/desk/libraries").expect_status(200).page();
        let mut shown: Vec<String> = page.all("main a[href*='/suggestions/S-']").iter()
            .map(|a| a.attr("href").unwrap().rsplit('/').next().unwrap().to_owned()).collect();
        shown.dedup();
        let wanted = [&oldest.reference, &older.reference, &case.suggestion.reference];
        assert_eq!(shown, wanted.map(String::clone));
        assert!(!page.root().text().contains(&hidden.title));
    }

    fn an_answer_without_substance_is_refused_and_kept(app) {
        let (case, client) = case(app);
        let letters_39 = "abcdefghij ".repeat(3) + "abcdefghi";
        let padded = format!("{}{}", "1234567890 ".repeat(9), "too few letters");
        for (kind, reason) in [
            ("rejected", ""), ("rejected", "   \n\t "), ("rejected", &*letters_39), ("rejected", &*padded),
            ("adopted", &*letters_39), ("rejected", "\u{200b}\u{200b}"),
            ("rejected", "لأن ميزانية هذا العام لا تتسع لساعات مسائية في جميع الفروع، وسيُغلق فرعان."),
        ] {
            let form = case.form(&client).set("kind", kind).set("reason", reason);
            let form = match kind {
                "adopted" => form.set("commitment_what", "Open in the evening").set("commitment_due", "2027-03-31"),
                _ => form,
            };
            let answer = app.unchanged(reason, || form.submit(&client));
            assert_eq!(answer.status, 422, "{kind} {reason:?}");
            let page = answer.page();
            assert!(page.has("[role=alert]"), "{kind} {reason:?}");
            let kept = page.form("form[action$='/answer']");
            assert_eq!(kept.value("kind"), kind);
            assert_eq!(kept.value("reason").replace("\r\n", "\n").trim(), reason.trim(), "the typed text is still there");
            assert_eq!(app.stored(&case.suggestion.reference).answer_state, "none");
        }
        let letters_40 = "abcdefghij ".repeat(4);
        case.answer(&client, "rejected", &letters_40).expect_status(303);
    }

    fn adopting_promises_something_by_a_day_to_come(app) {
        let (case, client) = case(app);
        for (what, due) in [
            ("", ""), ("Open in the evening", ""), ("", "2027-03-31"), ("Open in the evening", "2026-11-23"),
            ("Open in the evening", "tomorrow"), ("Open in the evening", "2027-02-30"),
        ] {
            let answer = app.unchanged(due, || case.adopt(&client, REASON, what, due));
            assert_eq!(answer.status, 422, "{what:?} {due:?}");
            let kept = answer.page().form("form[action$='/answer']");
            assert_eq!((kept.value("commitment_what"), kept.value("reason")), (what.to_owned(), REASON.to_owned()));
        }
        // Digits as they are typed in Arabic.
        case.adopt(&client, REASON, "Open in the evening", "٢٠٢٧-٠٣-٣١").expect_status(303);
        assert!(case.public(app).contains("2027"));
    }

    fn another_agencys_desk_and_the_steward_do_not_answer(app) {
        let (case, _) = case(app);
        let parks = app.agency("parks");
        let people = [
            app.moderator("other", &parks), app.manager("other-manager", &parks), app.steward("steward"),
            app.citizen("citizen"), case.author.clone(),
        ];
        for (number, person) in people.iter().enumerate() {
            let client = app.signed_in(person);
            let key = format!("other-agency-{number}");
            let fields = [("kind", "rejected"), ("reason", NO), ("seen", "0"), ("key", &*key)];
            // By the suggestion's own desk, and by their own with the other's suggestion.
            for agency in ["libraries", "parks"] {
                let path = format!("/ar/desk/{agency}/suggestions/{}/answer", case.suggestion.reference);
                let answer = app.unchanged(&person.sign_in, || client.post_form(&path, &fields));
                assert!(matches!(answer.status, 403 | 404), "{} {agency}: {}", person.sign_in, answer.status);
                assert_eq!(answer.page().root().attr("lang"), Some("ar"));
            }
        }
    }

    fn the_same_answer_sent_twice_answers_once(app) {
        let (case, client) = case(app);
        let form = case.form(&client).set("kind", "rejected").set("reason", NO);
        form.submit(&client).expect_status(303);
        app.unchanged("a second sending", || form.submit(&client)).expect_status(303);
        assert_eq!(app.stored_answers(&case.suggestion).len(), 1);
    }

    fn two_moderators_do_not_answer_past_each_other(app) {
        let (case, client) = case(app);
        let colleague = app.signed_in(&app.moderator("colleague", &agency_of(app)));
        let old = case.form(&client).set("kind", "rejected").set("reason", NO);
        case.answer(&colleague, "acknowledged", "").expect_status(303);
        let answer = app.unchanged("a stale answer", || old.submit(&client)).expect_status(409);
        let kept = answer.page().form("form[action$='/answer']");
        assert_eq!(kept.value("reason"), NO, "the typed text is still there");
        // Having seen the other's answer, the same form goes through.
        kept.submit(&client).expect_status(303);
        assert_eq!(app.stored_answers(&case.suggestion).len(), 2);
    }

    fn nothing_returns_to_no_answer(app) {
        let (case, client) = case(app);
        case.answer(&client, "rejected", NO).expect_status(303);
        let form = case.form(&client).forge("kind", "acknowledged").forge("reason", "");
        let answer = app.unchanged("a step back", || form.submit(&client));
        assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
        let form = case.form(&client).forge("kind", "none").forge("reason", "");
        let answer = app.unchanged("a step back", || form.submit(&client));
        assert_eq!(answer.status, 422);
        // Turning it round needs a reason of its own.
        let answer = app.unchanged("the same reason", || case.adopt(&client, NO, "Open in the evening", "2027-03-31"));
        assert_eq!(answer.status, 422);
    }

    fn a_commitment_is_followed_in_public(app) {
        let (case, client) = case(app);
        case.adopt(&client, REASON, "Open in the evening", "2027-03-31").expect_status(303);
        let update = |state: &str, note: &str| {
            let page = client.get(&case.path).expect_status(200).page();
            page.form("form[action$='/commitment']").set("state", state).set("note", note).submit(&client)
        };
        update("in_progress", "The staff for the evenings is being hired.").expect_status(303);
        assert!(case.public(app).contains("The staff for the evenings is being hired."));
        let answer = app.unchanged("dropped without a reason", || update("dropped", ""));
        assert_eq!(answer.status, 422);
        let answer = app.unchanged("dropped with 39 letters", || update("dropped", &"abcdefghijklm".repeat(3)));
        assert_eq!(answer.status, 422);
        let why = "No staff could be found who would work in the evenings of this year.";
        update("dropped", why).expect_status(303);
        assert!(case.public(app).contains(why));
    }

    fn hides_for_a_numbered_reason_and_never_silently(app) {
        let (case, client) = case(app);
        let path = format!("{}/hide", case.path);
        let form = client.get(&path).expect_status(200).page().form("form[action$='/hide']");
        for reason in ["", "0", "9", "two", "1e1"] {
            let answer = app.unchanged(reason, || form.clone().forge("reason", reason).submit(&client));
            assert_eq!(answer.status, 422, "{reason:?}");
        }
        let answer = form.clone().set("reason", "4").set("note", "Names a shop three times.").submit(&client);
        answer.expect_status(303);
        assert_eq!(app.stored(&case.suggestion.reference).publication, "hidden");
        for lang in [Lang::Ar, Lang::En] {
            let public = app.client().get(&format!("/{}/suggestions/{}", lang.code(), case.suggestion.reference));
            assert!(!public.text().contains(&case.suggestion.body), "the text is out of public");
            let page = public.expect_status(200).page();
            assert!(!page.root().text().contains("Names a shop"), "the note is not public");
            assert_says(&page, lang, "policy.reasons.advertising");
        }
        // Not twice, and nothing hidden is answered.
        let answer = app.unchanged("hiding again", || form.set("reason", "4").submit(&client));
        assert_eq!(answer.status, 409);
        let fields = [("kind", "rejected"), ("reason", NO), ("seen", "0"), ("key", "hidden-answer-1")];
        let answer = app.unchanged("answering hidden", || client.post_form(&format!("{}/answer", case.path), &fields));
        assert!(matches!(answer.status, 409 | 422), "{}", answer.status);

        // A steward brings it back with the due dates it had.
        app.clock().advance(jiff::SignedDuration::from_hours(2));
        let steward = app.signed_in(&app.steward("steward"));
        steward.post_form::<&str>(&format!("{}/restore", case.path), &[]).expect_status(303);
        let restored = app.stored(&case.suggestion.reference);
        assert_eq!(restored.publication, "published");
        assert_eq!(restored.acknowledge_due, case.suggestion.acknowledge_due);
        assert!(case.public(app).contains(&case.suggestion.body));
    }
}

fn agency_of(app: &App) -> server::db::agencies::Agency {
    app.query(|conn| server::db::agencies::by_slug(conn, "libraries"))
        .expect("the agency")
}
