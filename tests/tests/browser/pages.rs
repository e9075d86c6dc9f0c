//! Every page in the shapes that its data gives it, through every window.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::audit::audit;
use tests::support::browser::{Browser, View};
use tests::support::data::Account;

use super::enter;

/// What each kind of person looks at, behind the language.
fn looked_at(app: &App) -> Vec<(Option<Account>, Vec<String>)> {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let closed = app.closed_topic(&agency);
    let draft = app.draft(&agency);
    let moderator = app.moderator("mod", &agency);
    let salma = app.citizen("salma");
    let own = app.suggestion(&topic, Some(&salma));
    let late = app.suggestion_with(&topic, None, |one| {
        one.acknowledge_due = Some("2026-11-10".into());
        one.title = "مكتبة متنقلة للقرى البعيدة".into();
        one.body = "قرى كثيرة بلا مكتبة، وحافلة كتب كل أسبوع تكفي لتبدأ القراءة فيها.".into();
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
    });
    let adopted = app.suggestion(&topic, None);
    app.adopt(&topic, &adopted, &moderator);
    for number in 0..20 {
        let person = app.citizen(&format!("citizen-{number}"));
        app.list(&topic, &person, &[&own, &late]);
    }
    app.list(&topic, &salma, &[&late, &own, &adopted]);
    let hidden = app.suggestion(&topic, Some(&salma));
    app.hide(&hidden, &moderator);
    let objected = app.suggestion(&topic, Some(&salma));
    app.hide(&objected, &moderator);
    let objection = app.object(&objected, &salma);
    let merged = app.suggestion(&topic, Some(&salma));
    app.merge(&merged, &adopted, &moderator);
    let free = app.suggestion(&topic, None);
    app.reader_report(&topic, &late, &app.citizen("reader"));
    let held = app.suggestion(&topic, None);
    let writer = app.moderator("writer", &agency);
    app.held(&topic, &held, &writer);
    app.writing(&held, &moderator, "لا تتسع الميزانية. Not this year.");
    app.writing(&late, &writer, "What a colleague writes.");
    app.writing(&late, &moderator, "ما أكتبه.");
    app.second_person(&agency);
    app.touch(&topic);
    app.run_jobs();
    let (slug, over, unborn) = (&topic.slug, &closed.slug, &draft.slug);
    let public = vec![
        String::new(),
        "/topics".into(),
        format!("/topics/{slug}"),
        format!("/topics/{slug}?order=top"),
        format!("/topics/{slug}?answer=none&order=waiting"),
        format!("/topics/{slug}/standing"),
        format!("/topics/{slug}/about"),
        format!("/topics/{over}"),
        format!("/suggestions/{}", adopted.reference),
        format!("/suggestions/{}", late.reference),
        "/agencies".into(),
        "/agencies/libraries".into(),
        "/agencies/libraries/scorecard".into(),
        "/transparency".into(),
        "/agencies/libraries/commitments".into(),
        "/commitments".into(),
        format!("/topics/{slug}/outcome"),
        format!("/suggestions/{}", hidden.reference),
        format!("/suggestions/{}", merged.reference),
        "/ranking".into(),
        "/policy".into(),
        "/about".into(),
        "/sign-in".into(),
        "/nothing".into(),
    ];
    let taking_part = vec![
        format!("/topics/{slug}"),
        format!("/topics/{slug}/suggest"),
        format!("/topics/{slug}/my-list"),
        format!("/suggestions/{}/edit", own.reference),
        format!("/suggestions/{}/withdraw", own.reference),
        format!("/suggestions/{}", adopted.reference),
        format!("/suggestions/{}", hidden.reference),
        format!("/suggestions/{}", objected.reference),
        format!("/suggestions/{}/object", hidden.reference),
        format!("/suggestions/{}", merged.reference),
        format!("/suggestions/{}/object", merged.reference),
        format!("/suggestions/{}/report", late.reference),
    ];
    let desk = format!("/desk/libraries/suggestions/{}", late.reference);
    let desk = vec![
        "/desk/libraries".into(),
        "/desk/libraries/commitments?show=all".into(),
        "/desk/libraries/releases".into(),
        format!("/desk/libraries/suggestions/{}", held.reference),
        "/desk/libraries/reports".into(),
        format!("/desk/libraries/reports/{}", late.reference),
        desk.clone(),
        format!("{desk}/hide"),
        format!("/desk/libraries/suggestions/{}/merge", free.reference),
        format!(
            "/desk/libraries/suggestions/{}/merge?into={}",
            free.reference, own.reference
        ),
        format!("/desk/libraries/suggestions/{}/unmerge", merged.reference),
        format!("/desk/libraries/suggestions/{}", merged.reference),
    ];
    let managing = vec![
        "/desk/libraries/topics".into(),
        "/desk/libraries/templates".into(),
        "/desk/libraries/topics/new".into(),
        format!("/desk/libraries/topics/{unborn}/edit"),
        format!("/desk/libraries/topics/{unborn}/open"),
        format!("/desk/libraries/topics/{slug}/extend"),
        format!("/desk/libraries/topics/{over}/report"),
        format!("/desk/libraries/topics/{over}/conclude"),
    ];
    let deciding = vec![
        "/steward/objections".into(),
        format!("/steward/objections/{objection}"),
    ];
    let steward = app.steward("amina");
    let manager = app.manager("maryam", &agency);
    vec![
        (None, public),
        (Some(salma), taking_part),
        (Some(moderator), desk),
        (Some(manager), managing),
        (Some(steward), deciding),
    ]
}

#[test]
fn every_page_is_there_for_everyone() {
    let app = App::start(Backend::Sqlite);
    let looked_at = looked_at(&app);
    let mut wrong = Vec::new();
    for lang in [Lang::Ar, Lang::En] {
        for view in [
            View::desktop(),
            View::phone(),
            View::desktop().size(320, 700),
            View::desktop().dark(),
        ] {
            for (account, paths) in &looked_at {
                let page = Browser::shared().page(view.clone().lang(lang.code()));
                if let Some(account) = account {
                    enter(&app, &page, account);
                }
                for path in paths {
                    page.goto(&app.browser_url(&format!("/{}{path}", lang.code())));
                    let found = audit(&page);
                    wrong.extend(
                        found
                            .iter()
                            .map(|one| format!("/{}{path} ({view:?}): {one}", lang.code())),
                    );
                }
                wrong.extend(
                    page.problems()
                        .into_iter()
                        .map(|one| format!("{}: {one}", lang.code())),
                );
            }
        }
    }
    wrong.dedup();
    let shown: Vec<&String> = wrong.iter().take(60).collect();
    assert!(
        wrong.is_empty(),
        "{} violations, the first of them:\n{shown:#?}",
        wrong.len()
    );
}
