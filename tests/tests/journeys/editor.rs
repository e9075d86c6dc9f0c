//! A manager writes a topic: what is missing is named, the text is Markdown and nothing else, links
//! say where they lead, the preview is the agency's own, and what changes after opening is public.

use diesel::prelude::*;
use server::db::schema::{journal, topic_links};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    what_is_missing_is_named_by_language,
    a_description_is_markdown_and_nothing_else,
    links_say_what_they_are_and_where_they_lead,
    a_topic_has_at_most_twenty_links,
    a_preview_is_the_agencys_own,
    a_correction_is_public_with_the_text_as_it_was,
    a_correction_is_refused_where_it_says_nothing,
);

fn desk(app: &App) -> (server::db::agencies::Agency, Client) {
    let agency = app.agency("libraries");
    let manager = app.signed_in(&app.manager("maryam", &agency));
    (agency, manager)
}

fn kinds(app: &App) -> Vec<String> {
    app.query(|conn| journal::table.select(journal::kind).load(conn))
}

fn what_is_missing_is_named_by_language(app: &App) {
    let (agency, manager) = desk(app);
    let draft = app.draft(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/edit", draft.slug);
    let page = manager.get(&path).expect_status(200).page();
    assert_says(&page, Lang::Ar, "editor.ready");
    page.form("form[action$='/edit']")
        .set("question_ar", "")
        .set("description_en", "")
        .set("what_happens_en", "")
        .set("closes", "")
        .submit(&manager)
        .expect_status(303);
    let page = manager.get(&path).expect_status(200).page();
    let missing = page.one("section[aria-labelledby='h-m']");
    let parts: Vec<(String, usize)> = missing
        .all("h3")
        .iter()
        .zip(missing.all("ul"))
        .map(|(part, list)| (part.text(), list.all("li").len()))
        .collect();
    let wanted = [("بالعربية", 1), ("بالإنجليزية", 2), ("في اللغتين معًا", 1)];
    let wanted: Vec<_> = wanted.map(|(part, n)| (part.to_owned(), n)).into();
    assert_eq!(parts, wanted);
}

fn a_description_is_markdown_and_nothing_else(app: &App) {
    let (agency, manager) = desk(app);
    let draft = app.draft(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/edit", draft.slug);
    let text = "نراجع **ساعات** الفتح.\n\n## لماذا؟\n- القرّاء\n- الطلبة\n\n\
                [https://ministry.gov.om](https://evil.example/a) و[هنا](javascript:alert(1))\n\n\
                <script>alert(1)</script><img src=x onerror=alert(1)>";
    let page = manager.get(&path).expect_status(200).page();
    page.form("form[action$='/edit']")
        .set("description_ar", text)
        .submit(&manager)
        .expect_status(303);
    let seen = |client: &Client, path: &str| {
        let page = client.get(path).expect_status(200).page();
        let about = page.one("section[aria-labelledby='h-a']");
        assert_eq!(about.text_of("strong"), ["ساعات"]);
        assert_eq!(about.text_of("h3"), ["لماذا؟"]);
        assert_eq!(about.text_of("li"), ["القرّاء", "الطلبة"]);
        assert_eq!(about.text_of("a"), ["https://ministry.gov.om"]);
        let link = about.one("a");
        assert_eq!(link.attr("href"), Some("https://evil.example/a"));
        assert!(link.attr("rel").is_some_and(|rel| rel.contains("noopener")));
        assert_eq!(about.text_of("bdi[dir=ltr]"), ["(evil.example)"]);
        assert!(about.all("script, img, [onerror]").is_empty());
        assert!(about.text().contains("<script>alert(1)</script>"));
    };
    let preview = format!("/ar/desk/libraries/topics/{}/preview", draft.slug);
    seen(&manager, &preview);
    let open = format!("/ar/desk/libraries/topics/{}/open", draft.slug);
    let page = manager.get(&open).expect_status(200).page();
    page.form("form[action$='/open']")
        .submit(&manager)
        .expect_status(303);
    seen(&app.client(), &format!("/ar/topics/{}/about", draft.slug));
}

fn fields<'a>(kind: &'a str, address: &'a str) -> [(&'static str, &'a str); 4] {
    [
        ("kind", kind),
        ("title_ar", "خطة المكتبات"),
        ("title_en", "The plan of the libraries"),
        ("address", address),
    ]
}

fn links_say_what_they_are_and_where_they_lead(app: &App) {
    let (agency, manager) = desk(app);
    let draft = app.draft(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/links", draft.slug);
    for address in [
        "javascript:alert(1)",
        "https://ministry.gov.om@evil.example/",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example",
        "",
    ] {
        let answer = app.unchanged(address, || {
            manager.post_form(&path, &fields("document", address))
        });
        let page = answer.expect_status(422).page();
        let form = page.form("form[action$='/links']");
        assert_eq!(form.value("address"), address);
        assert!(page.has("[role=alert]"), "{address}");
    }
    let answer = app.unchanged("a kind that is none", || {
        manager.post_form(&path, &fields("page", "https://libraries.gov.om"))
    });
    assert_eq!(answer.status, 422);

    let page = manager.get(&path).expect_status(200).page();
    let form = page
        .form("form[action$='/links']")
        .set("kind", "document")
        .set("title_ar", "خطة المكتبات")
        .set("title_en", "The plan of the libraries")
        // The first letter of the host is Cyrillic.
        .set("address", "https://мinistry.gov.om/plan.pdf");
    form.submit(&manager).expect_status(303);
    app.set_clock("2026-11-24T05:00:01Z");
    let film = "https://libraries.gov.om/film";
    manager
        .post_form(&path, &fields("video", film))
        .expect_status(303);
    let page = manager.get(&path).expect_status(200).page();
    let lines = page.all("ul.links li");
    assert_eq!(lines.len(), 2);
    assert!(lines[0].text().contains("xn--inistry-sig.gov.om"));
    assert!(lines[0].text().contains("وثيقة"));
    assert!(lines[1].text().contains("مقطع مصور"));
    // A draft's link goes again; nothing of it was public.
    page.form_of(lines[0].one("form"))
        .submit(&manager)
        .expect_status(303);
    assert!(kinds(app).is_empty());

    let open = format!("/ar/desk/libraries/topics/{}/open", draft.slug);
    let page = manager.get(&open).expect_status(200).page();
    page.form("form[action$='/open']")
        .submit(&manager)
        .expect_status(303);
    app.set_clock("2026-11-26T05:00:00Z");
    let manager = app.signed_in(&app.manager("hind", &agency));
    let plan = "https://libraries.gov.om/plan.pdf";
    manager
        .post_form(&path, &fields("document", plan))
        .expect_status(303);
    assert!(kinds(app).contains(&"topic.link_added".to_owned()));
    let about = format!("/ar/topics/{}/about", draft.slug);
    let page = app.client().get(&about).expect_status(200).page();
    let lines = page.all("section[aria-labelledby='h-l'] li");
    let addresses: Vec<_> = lines.iter().map(|one| one.one("a").attr("href")).collect();
    assert_eq!(addresses, [Some(film), Some(plan)]);
    assert!(lines[1].has("time[datetime='2026-11-26']") && !lines[0].has("time"));
    // What is public stays.
    let page = manager.get(&path).expect_status(200).page();
    assert!(!page.has("form[action$='/remove']"));
    let ids: Vec<String> = app.query(|conn| topic_links::table.select(topic_links::id).load(conn));
    let remove = format!("{path}/remove");
    let answer = app.unchanged("removing what is public", || {
        manager.post_form(&remove, &[("link", ids[0].as_str())])
    });
    assert_eq!(answer.status, 409);
}

fn a_topic_has_at_most_twenty_links(app: &App) {
    let (agency, manager) = desk(app);
    let draft = app.draft(&agency);
    let path = format!("/en/desk/libraries/topics/{}/links", draft.slug);
    let form = fields("document", "https://libraries.gov.om/plan.pdf");
    for _ in 0..20 {
        manager.post_form(&path, &form).expect_status(303);
    }
    let answer = app.unchanged("one too many", || manager.post_form(&path, &form));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::En, "errors.topic_links");
    let page = manager.get(&path).expect_status(200).page();
    assert!(!page.has("form[action$='/links']"));
}

fn a_preview_is_the_agencys_own(app: &App) {
    let (agency, manager) = desk(app);
    let draft = app.draft(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/preview", draft.slug);
    let page = manager.get(&path).expect_status(200).page();
    assert_says(&page, Lang::Ar, "editor.preview_note");
    assert_eq!(page.text("h1"), draft.title_ar);
    assert!(page.has("meta[name=robots][content=noindex]"));
    assert!(!page.root().text().contains("للمثال"));
    let edit = format!("/ar/desk/libraries/topics/{}/edit", draft.slug);
    let form = manager.get(&edit).page().form("form[action$='/edit']");
    form.set("opens", "").submit(&manager).expect_status(303);
    let page = manager.get(&path).expect_status(200).page();
    assert_says(&page, Lang::Ar, "editor.preview_days");
    let elsewhere = app.manager("hind", &app.agency("parks"));
    app.signed_in(&elsewhere).get(&path).expect_status(404);
    let public = format!("/ar/topics/{}/about", draft.slug);
    app.client().get(&public).expect_status(404);
    let moderator = app.moderator("badr", &agency);
    app.signed_in(&moderator).get(&path).expect_status(404);
    // An open topic needs none.
    let open = app.topic(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/preview", open.slug);
    let answer = manager.get(&path).expect_status(303);
    let about = format!("/ar/topics/{}/about", open.slug);
    assert_eq!(answer.location().as_deref(), Some(about.as_str()));
    let page = app.client().get(&about).expect_status(200).page();
    assert!(!page.has("meta[name=robots]"));
}

fn a_correction_is_public_with_the_text_as_it_was(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/correct", topic.slug);
    let page = manager.get(&path).expect_status(200).page();
    let form = page
        .form("form[action$='/correct']")
        .set(
            "description_ar",
            "نراجع ساعات المكتبات في المدن **والقرى** كلها.",
        )
        .set(
            "description_en",
            "We review the hours in towns and villages.",
        )
        .set("reason_ar", "نسينا مكتبات القرى.")
        .set("reason_en", "We had left out the villages.");
    let stale = form
        .clone()
        .set("description_en", "We review the hours of every library.");
    let forged = form
        .forge("title_ar", "عنوان آخر")
        .forge("closes", "2027-01-30");
    let answer = forged.submit(&manager).expect_status(303);
    let page = manager.follow(answer).page();
    assert!(page.root().text().contains("نسينا مكتبات القرى."));
    let after = app.stored_topic(&topic.slug);
    assert_eq!(
        (&after.title_ar, &after.closes_on, &after.question_ar),
        (&topic.title_ar, &topic.closes_on, &topic.question_ar)
    );
    let answer = app.unchanged("a stale correction", || stale.submit(&manager));
    let kept = answer.expect_status(409).page();
    assert_says(&kept, Lang::Ar, "versions.stale");
    let visitor = app.client();
    for (lang, now, before, reason) in [
        ("ar", "والقرى", &topic.description_ar, "نسينا مكتبات القرى."),
        (
            "en",
            "villages",
            &topic.description_en,
            "We had left out the villages.",
        ),
    ] {
        let about = format!("/{lang}/topics/{}/about", topic.slug);
        let page = visitor.get(&about).expect_status(200).page();
        assert!(page.text("section[aria-labelledby='h-a']").contains(now));
        let versions = page.one("section[aria-labelledby='h-v']");
        assert!(versions.text().contains(reason), "{lang}");
        assert!(
            versions
                .text_of("details")
                .concat()
                .contains(before.as_str())
        );
        assert!(versions.has("time[datetime='2026-11-24']"));
    }
    // The second one stands above the first.
    let page = kept.form("form[action$='/correct']");
    page.submit(&manager).expect_status(303);
    let about = format!("/ar/topics/{}/about", topic.slug);
    let page = visitor.get(&about).expect_status(200).page();
    let old = page.all("section[aria-labelledby='h-v'] details");
    assert_eq!(old.len(), 2);
    assert!(old[0].text().contains("والقرى") && old[1].text().contains(&topic.description_ar));
    assert_eq!(kinds(app), ["topic.corrected", "topic.corrected"]);
}

fn a_correction_is_refused_where_it_says_nothing(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let path = |slug: &str| format!("/en/desk/libraries/topics/{slug}/correct");
    let at = path(&topic.slug);
    let page = manager.get(&at).expect_status(200).page();
    let form = page
        .form("form[action$='/correct']")
        .set("reason_ar", "نسينا مكتبات القرى.")
        .set("reason_en", "We had left out the villages.");
    let other = "We review the hours in towns and villages.";
    for (field, value, words) in [
        ("reason_ar", "", "missing.reason_ar"),
        ("reason_en", "Because.", "errors.text_too_short"),
        ("description_ar", " ", "missing.description_ar"),
        (
            "reason_en",
            "We had left out the villages.",
            "errors.nothing_changed",
        ),
    ] {
        let mut form = form.clone();
        if words != "errors.nothing_changed" {
            form = form.set("description_en", other);
        }
        let form = form.set(field, value);
        let answer = app.unchanged(words, || form.submit(&manager));
        assert_says(&answer.expect_status(422).page(), Lang::En, words);
    }
    for topic in [app.draft(&agency), app.closed_topic(&agency)] {
        assert_eq!(manager.get(&path(&topic.slug)).status, 409);
        let fields = [
            ("description_ar", topic.description_ar.as_str()),
            ("description_en", other),
            ("reason_ar", "نسينا مكتبات القرى."),
            ("reason_en", "We had left out the villages."),
            ("version", "1"),
        ];
        let answer = app.unchanged("not open", || {
            manager.post_form(&path(&topic.slug), &fields)
        });
        assert_eq!(answer.status, 409);
    }
}
