//! A desk asks an author in public before it decides, and the author replies.

mod refused;

use diesel::prelude::*;
use server::db::schema::journal;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, REASON};
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, says, words};

on_both!(
    the_author_is_asked_and_replies_and_everyone_reads_it,
    a_decision_ends_an_open_question,
    a_question_is_taken_back_and_stays_in_public,
    a_reply_that_comes_too_late_can_still_be_added,
    the_desk_sees_what_waits_and_what_was_replied_to,
);

const QUESTION: &str = "أي مساء يناسبك، ومن أي ساعة؟ نسأل لأن الفروع تختلف.";
const REPLY: &str = "الأحد والثلاثاء من السابعة، والفرع القريب من السوق.";

struct Case {
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    moderator: Account,
    desk: Client,
    own: Client,
}

fn case(app: &App) -> Case {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let author = app.citizen("salma");
    let suggestion = app.suggestion_with(&topic, Some(&author), |one| {
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
        one.title = "افتحوا المكتبة مساءً".into();
    });
    let moderator = app.moderator("mod", &agency);
    Case {
        desk: app.signed_in(&moderator),
        moderator,
        own: app.signed_in(&author),
        topic,
        suggestion,
        author,
    }
}

impl Case {
    fn public(&self) -> String {
        format!("/ar/suggestions/{}", self.suggestion.reference)
    }

    fn at_desk(&self) -> String {
        format!(
            "/ar/desk/libraries/suggestions/{}",
            self.suggestion.reference
        )
    }

    fn ask(&self, question: &str) -> Answer {
        let page = self.desk.get(&self.at_desk()).expect_status(200).page();
        page.form("form[action$='/question']")
            .set("question", question)
            .submit(&self.desk)
    }

    fn decide(&self, kind: &str, reason: &str) -> Answer {
        let page = self.desk.get(&self.at_desk()).expect_status(200).page();
        page.form("form[action$='/answer']")
            .set("kind", kind)
            .set("reason", reason)
            .submit(&self.desk)
    }

    fn kinds(&self, app: &App) -> Vec<String> {
        let mut kinds: Vec<String> = app.query(|conn| {
            journal::table
                .filter(journal::kind.like("question.%"))
                .select(journal::kind)
                .load(conn)
        });
        kinds.sort();
        kinds
    }
}

fn the_author_is_asked_and_replies_and_everyone_reads_it(app: &App) {
    let mut case = case(app);
    let clocks = app.stored(&case.suggestion.reference);
    let form = case.desk.get(&case.at_desk()).expect_status(200).page();
    assert_says(&form, Lang::Ar, "question.no_clock");
    case.ask(QUESTION).expect_status(303);
    let visitor = app.client();
    let public = visitor.get(&case.public()).expect_status(200).page();
    assert_says(&public, Lang::Ar, "question.asks");
    assert_says(&public, Lang::Ar, "question.open");
    let asked = public.one("ol.rail #question-1");
    assert_eq!(asked.one(".say [data-user-text]").attr("lang"), Some("ar"));
    assert_eq!(asked.text().matches(QUESTION).count(), 1);
    assert!(asked.text().contains("هيئة libraries"), "the agency signs");
    assert!(asked.has("time[datetime='2026-11-24']"));
    assert!(!public.root().text().contains("Person mod"));
    assert!(!public.has("form[action$='/reply']"), "the author alone");
    // No clock stops for it.
    let after = app.stored(&case.suggestion.reference);
    assert_eq!(
        (after.acknowledge_due, after.decide_due),
        (clocks.acknowledge_due, clocks.decide_due)
    );
    assert_eq!((after.acknowledged_at, after.decided_at), (None, None));
    // The author hears of it on the own list, and replies on the page.
    let list = format!("/ar/topics/{}/my-list", case.topic.slug);
    let page = case.own.get(&list).expect_status(200).page();
    assert_says(&page, Lang::Ar, "question.asked_you");
    let page = page.follow("main .note a", &case.own).expect_status(200);
    let page = page.page();
    assert_says(&page, Lang::Ar, "question.asks_you");
    let form = page.form("form[action$='/reply']");
    for typed in ["", "  ", "ab", &"ا".repeat(2_001)] {
        let back = app.unchanged("an empty reply", || {
            form.clone().set("reply", typed).submit(&case.own)
        });
        assert_eq!(back.status, 422, "{typed:.10}");
        let kept = back.page().form("form[action$='/reply']").value("reply");
        assert_eq!(kept, typed);
    }
    app.clock().advance(jiff::SignedDuration::from_hours(24));
    form.set("reply", REPLY)
        .submit(&app.signed_in(&case.author))
        .expect_status(303);
    for lang in [Lang::Ar, Lang::En] {
        let path = case.public().replace("/ar/", &format!("/{}/", lang.code()));
        let public = visitor.get(&path).expect_status(200).page();
        assert_says(&public, lang, "question.replied");
        let asked = public.one("#question-1");
        assert!(asked.text().contains(REPLY) && asked.has("time[datetime='2026-11-25']"));
        // A dated addition, and shown once: with its question.
        assert_eq!(public.root().text().matches(REPLY).count(), 1);
        assert!(!says(&public.root().text(), lang, "question.open"));
    }
    assert_eq!(app.rows()["suggestion_additions"], 1);
    let page = case.own.get(&list).expect_status(200).page();
    assert!(!says(&page.root().text(), Lang::Ar, "question.asked_you"));
    assert_eq!(case.kinds(app), ["question.asked", "question.replied"]);
    // Another question may follow; the desk signs in anew each day.
    case.desk = app.signed_in(&case.moderator);
    case.ask(&format!("{QUESTION} وهل يكفي مساء واحد؟"))
        .expect_status(303);
    let public = visitor.get(&case.public()).expect_status(200).page();
    assert_eq!(public.all("ol.rail [id^=question-]").len(), 2);
}

fn a_decision_ends_an_open_question(app: &App) {
    let case = case(app);
    case.decide("acknowledged", "").expect_status(303);
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    case.ask(QUESTION).expect_status(303);
    let open = app.client().get(&case.public()).page();
    // The answer came first, and the question stands after it.
    let text = open.text("ol.rail");
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at(&words(Lang::Ar, "answer.read")) < at(QUESTION));
    app.clock().advance(jiff::SignedDuration::from_mins(1));
    let reason = "لا تتسع ميزانية هذا العام لفتح الفروع مساءً، وسنعود إلى الأمر في العام القادم.";
    case.decide("rejected", reason).expect_status(303);
    let public = app.client().get(&case.public()).expect_status(200).page();
    assert_says(&public, Lang::Ar, "question.decided");
    let text = public.text("ol.rail");
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at(QUESTION) < at(reason));
    let own = case.own.get(&case.public()).expect_status(200).page();
    assert!(!own.has("form[action$='/reply']"));
    // Nothing is asked after the decision.
    let page = case.desk.get(&case.at_desk()).expect_status(200).page();
    assert!(!page.has("form[action$='/question']"));
    let path = format!("{}/question", case.at_desk());
    let late = app.unchanged("asked too late", || {
        case.desk.post_form(&path, &[("question", QUESTION)])
    });
    assert_eq!(late.status, 409);
    assert_says(&late.page(), Lang::Ar, "errors.question_too_late");
    assert!(
        late.page().root().text().contains(QUESTION),
        "what was typed is kept"
    );
}

fn a_question_is_taken_back_and_stays_in_public(app: &App) {
    let case = case(app);
    case.ask(QUESTION).expect_status(303);
    let second = app.unchanged("a second open question", || {
        let path = format!("{}/question", case.at_desk());
        case.desk.post_form(&path, &[("question", REASON)])
    });
    assert_eq!(second.status, 409);
    assert_says(&second.page(), Lang::Ar, "errors.question_open");
    let page = case.desk.get(&case.at_desk()).expect_status(200).page();
    let withdraw = page.form("form[action$='/question/withdraw']");
    withdraw.submit(&case.desk).expect_status(303);
    let again = app.unchanged("taken back twice", || withdraw.submit(&case.desk));
    assert_eq!(again.status, 409);
    let public = app.client().get(&case.public()).expect_status(200).page();
    assert_says(&public, Lang::Ar, "question.withdrawn");
    assert!(public.text("#question-1").contains(QUESTION));
    assert_eq!(case.kinds(app), ["question.asked", "question.withdrawn"]);
    case.ask(REASON).expect_status(303);
}

fn a_reply_that_comes_too_late_can_still_be_added(app: &App) {
    let case = case(app);
    case.ask(QUESTION).expect_status(303);
    let form = case.own.get(&case.public()).page();
    let form = form.form("form[action$='/reply']").set("reply", REPLY);
    let page = case.desk.get(&case.at_desk()).page();
    let withdraw = page.form("form[action$='/question/withdraw']");
    withdraw.submit(&case.desk).expect_status(303);
    let late = app.unchanged("replied too late", || form.submit(&case.own));
    assert_eq!(late.status, 409);
    let page = late.page();
    assert_says(&page, Lang::Ar, "question.ended_meanwhile");
    let addition = page.form("form[action$='/edit']");
    assert_eq!(addition.value("text"), REPLY);
    addition.submit(&case.own).expect_status(303);
    let public = app.client().get(&case.public()).page();
    assert!(public.text(".addition").contains(REPLY));
}

fn the_desk_sees_what_waits_and_what_was_replied_to(app: &App) {
    let case = case(app);
    let others = app.suggestions(&case.topic, 3);
    let queue = |filter: &str| {
        let path = format!("/ar/desk/libraries?question={filter}");
        case.desk.get(&path).expect_status(200).page()
    };
    let rows = |filter: &str| queue(filter).all("tr[data-row]").len();
    assert_eq!((rows("open"), rows("replied"), rows("")), (0, 0, 4));
    case.ask(QUESTION).expect_status(303);
    assert_eq!((rows("open"), rows("replied"), rows("")), (1, 0, 4));
    assert_says(&queue("open"), Lang::Ar, "question.sign_open");
    case.own
        .get(&case.public())
        .page()
        .form("form[action$='/reply']")
        .set("reply", REPLY)
        .submit(&case.own)
        .expect_status(303);
    assert_eq!((rows("open"), rows("replied"), rows("")), (0, 1, 4));
    let page = queue("replied");
    assert_says(&page, Lang::Ar, "question.sign_replied");
    // The counts beside the other filters are exact.
    assert!(
        page.text(".queue .head")
            .contains(&words(Lang::Ar, "queue.total_one"))
    );
    // Acknowledged, it is still to be decided.
    case.decide("acknowledged", "").expect_status(303);
    assert_eq!(rows("replied"), 1);
    let chosen = format!("&suggestion={}", others[0].reference);
    let page = case
        .desk
        .get(&format!("/ar/desk/libraries/bulk?act=acknowledge{chosen}"));
    page.expect_status(200);
}
