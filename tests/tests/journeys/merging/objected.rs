//! The author of a merged suggestion objects, and a steward decides.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::assert_says;

use super::{Case, WHY, case, kinds, of_desk, public};

on_both!(
    an_author_objects_and_a_steward_undoes_the_merge,
    a_merge_that_stands_is_explained_in_public,
    a_steward_undoes_a_merge_in_a_concluded_topic,
);

const OBJECTION: &str = "مقترحي عن مكتبة ثابتة في القرية، لا عن حافلة تمر بها مرة في الأسبوع.";
const BECAUSE: &str = "المقترحان مختلفان: أحدهما يطلب مبنى دائمًا والآخر يطلب حافلة تمر أسبوعيًّا.";

impl Case {
    fn objected(&self, app: &App) {
        let author = app.signed_in(&self.author);
        let page = author.get(&public(&self.from)).expect_status(200).page();
        assert_says(&page, Lang::Ar, "objection.may_until");
        assert!(page.root().text().contains(WHY), "the author sees why");
        let form = page
            .follow("a[href$='/object']", &author)
            .expect_status(200)
            .page();
        assert_says(&form, Lang::Ar, "objection.title_merged");
        assert!(form.root().text().contains(&self.into.title));
        form.form("form[action$='/object']")
            .set("objection", OBJECTION)
            .submit(&author)
            .expect_status(303);
        let page = author.get(&public(&self.from)).page();
        assert_says(&page, Lang::Ar, "objection.waits");
        let again = format!("{}/object", public(&self.from));
        let again = app.unchanged("twice", || {
            author.post_form(&again, &[("objection", OBJECTION)])
        });
        assert_eq!(again.status, 409);
    }

    fn decided(&self, app: &App, outcome: &str) {
        let steward = app.signed_in(&app.steward("steward"));
        let queue = steward
            .get("/ar/steward/objections")
            .expect_status(200)
            .page();
        assert!(queue.root().text().contains(&self.into.title));
        let page = queue.follow("main a[href*='/steward/objections/']", &steward);
        let page = page.expect_status(200).page();
        let text = page.root().text();
        for words in [
            &self.from.body,
            &self.into.body,
            &WHY.to_owned(),
            &OBJECTION.to_owned(),
        ] {
            assert!(text.contains(words.as_str()), "{words}");
        }
        page.form("form[action*='/steward/objections/']")
            .set("outcome", outcome)
            .set("public_reason", BECAUSE)
            .submit(&steward)
            .expect_status(303);
    }
}

fn an_author_objects_and_a_steward_undoes_the_merge(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    case.merge(&desk);
    case.objected(app);
    // The desk does not undo it past the objection.
    let asked = desk
        .get(&of_desk(&case.from, "/unmerge"))
        .expect_status(200)
        .page();
    assert_says(&asked, Lang::Ar, "merging.objected");
    let past = app.unchanged("past the objection", || {
        desk.post_form::<&str>(&of_desk(&case.from, "/unmerge"), &[])
    });
    assert_eq!(past.status, 409);
    // Nobody at the agency's desk, and nobody but stewards, decides.
    assert_eq!(desk.get("/ar/steward/objections").status, 404);
    app.clock().advance(jiff::SignedDuration::from_hours(24));
    case.decided(app, "restored");
    let stored = app.stored(&case.from.reference);
    assert_eq!(stored.publication, "published");
    assert_eq!(stored.acknowledge_due, case.from.acknowledge_due);
    let page = app.client().get(&public(&case.from)).page();
    assert_says(&page, Lang::Ar, "objection.back_merged");
    let text = page.root().text();
    assert!(text.contains(BECAUSE) && !text.contains(OBJECTION));
    assert_eq!(kinds(app), ["suggestion.merged", "suggestion.unmerged"]);
}

fn a_merge_that_stands_is_explained_in_public(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    case.merge(&desk);
    case.objected(app);
    case.decided(app, "stands");
    assert_eq!(app.stored(&case.from.reference).publication, "merged");
    for client in [app.client(), app.signed_in(&case.author)] {
        let page = client.get(&public(&case.from)).page();
        assert_says(&page, Lang::Ar, "objection.public_stands_merged");
        assert!(page.root().text().contains(BECAUSE));
        assert!(!page.has("a[href$='/object']"));
    }
    // The desk may still think better of it.
    let path = of_desk(&case.from, "/unmerge");
    desk.post_form::<&str>(&path, &[]).expect_status(303);
}

fn a_steward_undoes_a_merge_in_a_concluded_topic(app: &App) {
    let case = case(app);
    let desk = app.signed_in(&case.moderator);
    case.merge(&desk);
    case.objected(app);
    app.sql(&format!(
        "UPDATE topics SET state = 'concluded' WHERE id = '{}'",
        case.topic.id
    ));
    let path = of_desk(&case.from, "/unmerge");
    let by_desk = app.unchanged("by the desk", || desk.post_form::<&str>(&path, &[]));
    assert_eq!(by_desk.status, 409);
    case.decided(app, "restored");
    assert_eq!(app.stored(&case.from.reference).publication, "published");
    assert_eq!(app.stored_topic(&case.topic.slug).state, "closed");
}
