//! The table: every route, what is sent, and the status for each kind of person.

use super::scene::Scene;

/// What a topic must be for the route to succeed for somebody.
#[derive(Clone, Copy, PartialEq)]
pub enum In {
    Open,
    Draft,
    Closed,
    /// Closed, with lists enough to be published.
    Counted,
    /// Closed, answered and reported.
    Ready,
}

/// Body of a request.
#[derive(Clone, Copy)]
pub enum Body {
    None,
    Form(fn(&Scene) -> Vec<(&'static str, String)>),
    List,
}

pub struct Row {
    pub method: &'static str,
    /// As in routes.rs, without the checks on its parameters.
    pub pattern: &'static str,
    pub topic: In,
    pub body: Body,
    pub expected: [u16; 7],
}

const fn get(pattern: &'static str, expected: [u16; 7]) -> Row {
    Row {
        method: "GET",
        pattern,
        topic: In::Open,
        body: Body::None,
        expected,
    }
}

const fn post(
    pattern: &'static str,
    expected: [u16; 7],
    form: fn(&Scene) -> Vec<(&'static str, String)>,
) -> Row {
    Row {
        method: "POST",
        pattern,
        topic: In::Open,
        body: Body::Form(form),
        expected,
    }
}

impl Row {
    const fn with(self, topic: In) -> Row {
        Row { topic, ..self }
    }
}

/// For everybody.
const fn all(status: u16) -> [u16; 7] {
    [status; 7]
}

// A visitor is sent to sign in (303). Who has no business at a desk is not told that it exists
// (404). Staff of the topic's agency are told why they neither suggest nor rank (403).
const SUGGESTING: [u16; 7] = [303, 200, 200, 403, 200, 403, 200];
const POSTING: [u16; 7] = [303, 303, 303, 403, 303, 403, 303];
const ANYONE_READS: [u16; 7] = [303, 200, 200, 200, 200, 200, 200];
const ANYONE_WRITES: [u16; 7] = [303; 7];
const ANYONE_FAILS: [u16; 7] = [303, 422, 422, 422, 422, 422, 422];
const AUTHOR_READS: [u16; 7] = [303, 200, 403, 403, 403, 403, 403];
const AUTHOR_WRITES: [u16; 7] = [303, 303, 403, 403, 403, 403, 403];
const DESK_READS: [u16; 7] = [303, 404, 404, 200, 404, 200, 404];
const DESK_WRITES: [u16; 7] = [303, 404, 404, 303, 404, 303, 404];
const MODERATOR_READS: [u16; 7] = [303, 404, 404, 200, 404, 404, 404];
const MODERATOR_WRITES: [u16; 7] = [303, 404, 404, 303, 404, 404, 404];
const MANAGER_READS: [u16; 7] = [303, 404, 404, 404, 404, 200, 404];
const MANAGER_WRITES: [u16; 7] = [303, 404, 404, 404, 404, 303, 404];
const STEWARD_READS: [u16; 7] = [303, 404, 404, 404, 404, 404, 200];
const STEWARD_WRITES: [u16; 7] = [303, 404, 404, 404, 404, 404, 303];

/// The table.
pub const MATRIX: &[Row] = &[
    get("/", all(303)),
    get("/assets/{path}", all(200)),
    // There only where letters are to be looked at instead of sent.
    get("/dev/mail", all(404)),
    // Public
    get("/{lang}", all(200)),
    get("/{lang}/topics", all(200)),
    get("/{lang}/topics/{slug}", all(200)),
    get("/{lang}/topics/{slug}/standing", all(200)),
    get("/{lang}/topics/{slug}/count", all(200)).with(In::Counted),
    get("/{lang}/topics/{slug}/count/{number}/{file}", all(200)).with(In::Counted),
    get("/{lang}/topics/{slug}/about", all(200)),
    get("/{lang}/topics/{slug}/outcome", all(200)).with(In::Ready),
    get("/{lang}/suggestions/{ref}", all(200)),
    get("/{lang}/transparency", all(200)),
    get("/{lang}/commitments", all(200)).with(In::Ready),
    get("/{lang}/agencies", all(200)),
    get("/{lang}/agencies/{slug}", all(200)),
    get("/{lang}/agencies/{slug}/scorecard", all(200)),
    get("/{lang}/agencies/{slug}/commitments", all(200)).with(In::Ready),
    get("/{lang}/calendar", all(200)),
    get("/{lang}/open-data", all(200)),
    get("/open-data/{file}", all(200)),
    get("/{lang}/ranking", all(200)),
    get("/{lang}/policy", all(200)),
    get("/{lang}/privacy", all(200)),
    get("/{lang}/about", all(200)),
    // Open to everyone in a demonstration alone.
    get("/{lang}/design", STEWARD_READS),
    get("/{lang}/language/{other}", all(303)),
    get("/{lang}/sign-in", [200, 303, 303, 303, 303, 303, 303]),
    post("/{lang}/sign-in", all(422), Scene::nobody),
    get("/{lang}/account/sessions", ANYONE_READS),
    get("/{lang}/account/sessions/others", ANYONE_READS),
    post("/{lang}/account/sessions/others", all(303), |_| vec![]),
    // One's own alone: the author's here.
    post(
        "/{lang}/account/sessions/{session}/end",
        [303, 303, 404, 404, 404, 404, 404],
        |_| vec![],
    ),
    // Whoever is signed in as another than the one invited is told so; a visitor chooses a password.
    get("/{lang}/invitation/{token}", all(200)),
    post(
        "/{lang}/invitation/{token}",
        [303, 403, 403, 403, 403, 403, 403],
        Scene::joining_form,
    ),
    get("/{lang}/account/requests", ANYONE_READS),
    post("/{lang}/account/requests", ANYONE_WRITES, |_| {
        vec![
            ("request", "other".into()),
            ("request_text", "Something of mine is wrong.".into()),
        ]
    }),
    get("/{lang}/account/data", ANYONE_READS),
    post("/{lang}/account/data.json", ANYONE_READS, |_| vec![]),
    get("/{lang}/account/erase", ANYONE_READS),
    post("/{lang}/account/erase", ANYONE_FAILS, |_| {
        vec![
            ("suggestions", "stay".into()),
            ("understood", "yes".into()),
            ("current", "not the password".into()),
        ]
    }),
    get("/{lang}/account/erased", all(200)),
    // Accounts. Links of letters serve whoever holds them.
    get("/{lang}/register", [200, 303, 303, 303, 303, 303, 303]),
    post("/{lang}/register", all(200), Scene::address_form),
    get("/{lang}/register/{token}", all(200)),
    post(
        "/{lang}/register/{token}",
        all(303),
        Scene::registering_form,
    ),
    get("/{lang}/reset", all(200)),
    post("/{lang}/reset", all(200), Scene::address_form),
    get("/{lang}/reset/{token}", all(200)),
    post("/{lang}/reset/{token}", all(303), Scene::registering_form),
    get("/{lang}/account", ANYONE_READS),
    post("/{lang}/account", ANYONE_WRITES, |_| {
        vec![("name", String::new()), ("lang", "ar".into())]
    }),
    post("/{lang}/account/password", ANYONE_FAILS, |_| {
        vec![
            ("current", "not the password".into()),
            ("password", "nine loud date palms".into()),
        ]
    }),
    post("/{lang}/account/address", ANYONE_FAILS, |_| {
        vec![
            ("current", "not the password".into()),
            ("address", "new@example.org".into()),
        ]
    }),
    get("/{lang}/account/address/{token}", all(200)),
    post("/{lang}/account/address/{token}", all(303), |_| vec![]),
    // What people are told of.
    get("/{lang}/account/notices", ANYONE_READS),
    post("/{lang}/account/notices", ANYONE_WRITES, |_| {
        vec![("up_to", "0".into())]
    }),
    get("/{lang}/account/notices/choices", ANYONE_READS),
    post("/{lang}/account/notices/choices", ANYONE_WRITES, |_| {
        vec![("adopted", "digest".into())]
    }),
    get("/{lang}/topics/{slug}/follow", ANYONE_READS),
    post("/{lang}/topics/{slug}/follow", ANYONE_WRITES, |_| {
        vec![("follow", "yes".into())]
    }),
    get("/{lang}/unsubscribe/{token}", all(200)),
    post("/{lang}/unsubscribe/{token}", all(200), |_| {
        vec![("List-Unsubscribe", "One-Click".into())]
    }),
    post("/{lang}/unsubscribe/{token}/undo", all(200), |_| vec![]),
    // Taking part
    post("/{lang}/sign-out", all(303), |_| vec![]),
    get("/{lang}/topics/{slug}/suggest", SUGGESTING),
    post(
        "/{lang}/topics/{slug}/suggest/check",
        SUGGESTING,
        Scene::suggestion_form,
    ),
    post(
        "/{lang}/topics/{slug}/suggest",
        POSTING,
        Scene::suggestion_form,
    ),
    get("/{lang}/suggestions/{ref}/posted", AUTHOR_READS),
    get("/{lang}/suggestions/{ref}/edit", AUTHOR_READS),
    post(
        "/{lang}/suggestions/{ref}/edit",
        AUTHOR_WRITES,
        Scene::edit_form,
    ),
    get("/{lang}/suggestions/{ref}/withdraw", AUTHOR_READS),
    post("/{lang}/suggestions/{ref}/withdraw", AUTHOR_WRITES, |_| {
        vec![("version", "1".into())]
    }),
    get("/{lang}/suggestions/{ref}/object", AUTHOR_READS),
    post(
        "/{lang}/suggestions/{ref}/object",
        AUTHOR_WRITES,
        Scene::objection_form,
    ),
    // The author edits or withdraws instead.
    get(
        "/{lang}/suggestions/{ref}/report",
        [303, 403, 200, 403, 200, 403, 200],
    ),
    post(
        "/{lang}/suggestions/{ref}/report",
        [303, 403, 303, 403, 303, 403, 303],
        |_| vec![("reason", "3".into()), ("note", "A number.".into())],
    ),
    // The author alone: nobody else has it on a list.
    post(
        "/{lang}/suggestions/{ref}/satisfaction",
        AUTHOR_WRITES,
        |_| vec![("answer", "1".into()), ("verdict", "partly".into())],
    )
    .with(In::Ready),
    post(
        "/{lang}/suggestions/{ref}/reply",
        AUTHOR_WRITES,
        Scene::reply_form,
    ),
    get("/{lang}/topics/{slug}/my-list", SUGGESTING),
    post("/{lang}/topics/{slug}/my-list", POSTING, Scene::list_form),
    Row {
        method: "GET",
        pattern: "/api/v1/topics/{slug}/my-list",
        topic: In::Open,
        body: Body::None,
        expected: [401, 200, 200, 403, 200, 403, 200],
    },
    Row {
        method: "PUT",
        pattern: "/api/v1/topics/{slug}/my-list",
        topic: In::Open,
        body: Body::List,
        expected: [401, 200, 200, 403, 200, 403, 200],
    },
    // The desk
    get("/{lang}/desk", [303, 404, 404, 303, 303, 303, 404]),
    get("/{lang}/desk/{agency}", DESK_READS),
    get("/{lang}/desk/{agency}/views", DESK_READS),
    post("/{lang}/desk/{agency}/views", DESK_WRITES, |_| {
        vec![("name", "Late".into()), ("stage", "overdue".into())]
    }),
    // Views are their keeper's alone: the moderator's here.
    post(
        "/{lang}/desk/{agency}/views/{view}",
        MODERATOR_WRITES,
        |_| vec![("name", "Overdue".into())],
    ),
    get("/{lang}/desk/{agency}/views/{view}/remove", MODERATOR_READS),
    post(
        "/{lang}/desk/{agency}/views/{view}/remove",
        MODERATOR_WRITES,
        |_| vec![],
    ),
    get("/{lang}/desk/{agency}/bulk", DESK_READS),
    post("/{lang}/desk/{agency}/bulk", DESK_WRITES, Scene::bulk_form),
    post(
        "/{lang}/desk/{agency}/bulk/template",
        DESK_READS,
        Scene::template_chosen,
    ),
    post(
        "/{lang}/desk/{agency}/bulk/form",
        DESK_READS,
        Scene::bulk_form,
    ),
    post(
        "/{lang}/desk/{agency}/bulk/preview",
        DESK_READS,
        Scene::bulk_form,
    ),
    post(
        "/{lang}/desk/{agency}/bulk/draft",
        DESK_READS,
        Scene::bulk_form,
    ),
    Row {
        method: "PUT",
        pattern: "/{lang}/desk/{agency}/bulk/draft",
        topic: In::Open,
        body: Body::Form(Scene::bulk_form),
        expected: DESK_READS,
    },
    post(
        "/{lang}/desk/{agency}/bulk/draft/throw-away",
        DESK_READS,
        Scene::bulk_form,
    ),
    get("/{lang}/desk/{agency}/acts/{act}", DESK_READS),
    post(
        "/{lang}/desk/{agency}/acts/{act}/undo",
        DESK_WRITES,
        |_| vec![],
    ),
    post("/{lang}/desk/{agency}/assign", DESK_WRITES, |scene| {
        vec![
            ("suggestion", scene.suggestion.reference.clone()),
            ("to", "nobody".into()),
        ]
    }),
    get("/{lang}/desk/{agency}/suggestions/{ref}", DESK_READS),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer",
        DESK_WRITES,
        Scene::answer_form,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer/form",
        DESK_READS,
        Scene::template_chosen,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer/preview",
        DESK_READS,
        Scene::answer_form,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer/draft",
        DESK_WRITES,
        Scene::answer_form,
    ),
    Row {
        method: "PUT",
        pattern: "/{lang}/desk/{agency}/suggestions/{ref}/answer/draft",
        topic: In::Open,
        body: Body::Form(Scene::answer_form),
        expected: DESK_READS,
    },
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/answer/draft/throw-away",
        DESK_WRITES,
        |_| vec![],
    ),
    get("/{lang}/desk/{agency}/releases", DESK_READS),
    post(
        "/{lang}/desk/{agency}/releases/{release}",
        DESK_WRITES,
        |_| vec![],
    ),
    post(
        "/{lang}/desk/{agency}/releases/{release}/return",
        DESK_WRITES,
        |_| vec![("note", "Which budget?".into())],
    ),
    get("/{lang}/desk/{agency}/suggestions/{ref}/hide", DESK_READS),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/hide",
        DESK_WRITES,
        |_| vec![("reason", "1".into()), ("version", "1".into())],
    ),
    get("/{lang}/desk/{agency}/suggestions/{ref}/merge", DESK_READS),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/merge",
        DESK_WRITES,
        Scene::merge_form,
    ),
    get(
        "/{lang}/desk/{agency}/suggestions/{ref}/unmerge",
        DESK_READS,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/unmerge",
        DESK_WRITES,
        |_| vec![],
    ),
    get(
        "/{lang}/desk/{agency}/suggestions/{ref}/restore",
        STEWARD_READS,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/restore",
        STEWARD_WRITES,
        |_| vec![],
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/commitment",
        DESK_WRITES,
        Scene::update_form,
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/question",
        DESK_WRITES,
        |_| {
            vec![(
                "question",
                "On which evenings would you come, and from when?".into(),
            )]
        },
    ),
    post(
        "/{lang}/desk/{agency}/suggestions/{ref}/question/withdraw",
        DESK_WRITES,
        |_| vec![("number", "1".into())],
    ),
    get("/{lang}/desk/{agency}/commitments", DESK_READS).with(In::Ready),
    get("/{lang}/desk/{agency}/reports", DESK_READS),
    get("/{lang}/desk/{agency}/reports/{ref}", DESK_READS),
    post("/{lang}/desk/{agency}/reports/{ref}", DESK_WRITES, |_| {
        vec![
            ("keep_note", "It names no one.".into()),
            ("seen", "1".into()),
        ]
    }),
    // Stewards
    get("/{lang}/steward", [303, 404, 404, 404, 404, 404, 303]),
    get("/{lang}/steward/objections", STEWARD_READS),
    get("/{lang}/steward/objections/{id}", STEWARD_READS),
    post(
        "/{lang}/steward/objections/{id}",
        STEWARD_WRITES,
        Scene::decision_form,
    ),
    get("/{lang}/steward/people", STEWARD_READS),
    post("/{lang}/steward/people", STEWARD_WRITES, Scene::appointment),
    get("/{lang}/steward/people/{account}", STEWARD_READS),
    post(
        "/{lang}/steward/people/{account}/disable",
        STEWARD_WRITES,
        Scene::person_form,
    ),
    post(
        "/{lang}/steward/people/{account}/enable",
        STEWARD_WRITES,
        Scene::person_form,
    ),
    post(
        "/{lang}/steward/people/{account}/roles",
        STEWARD_WRITES,
        Scene::person_form,
    ),
    post(
        "/{lang}/steward/people/{account}/roles/withdraw",
        STEWARD_WRITES,
        Scene::person_form,
    ),
    // Managers
    get("/{lang}/desk/{agency}/promises", MANAGER_READS),
    post("/{lang}/desk/{agency}/promises", MANAGER_WRITES, |_| {
        vec![("acknowledge_days", "2".into()), ("version", "0".into())]
    }),
    get("/{lang}/desk/{agency}/team", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/team",
        MANAGER_WRITES,
        Scene::appointment,
    ),
    get("/{lang}/desk/{agency}/team/{account}/remove", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/team/{account}/remove",
        MANAGER_WRITES,
        |_| vec![],
    ),
    post(
        "/{lang}/desk/{agency}/team/topics/{slug}",
        MANAGER_WRITES,
        Scene::assignment,
    ),
    post("/{lang}/desk/{agency}/team/release", MANAGER_WRITES, |_| {
        vec![("second_person", "yes".into())]
    }),
    get("/{lang}/desk/{agency}/templates", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/templates",
        MANAGER_WRITES,
        Scene::template_form,
    ),
    get("/{lang}/desk/{agency}/templates/{template}", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/templates/{template}",
        MANAGER_WRITES,
        Scene::template_form,
    ),
    post(
        "/{lang}/desk/{agency}/templates/{template}/retire",
        MANAGER_WRITES,
        |_| vec![("version", "1".into())],
    ),
    get("/{lang}/desk/{agency}/topics", MANAGER_READS),
    get("/{lang}/desk/{agency}/topics/new", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/topics/new",
        MANAGER_WRITES,
        Scene::topic_form,
    ),
    get("/{lang}/desk/{agency}/topics/{slug}/edit", MANAGER_READS).with(In::Draft),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/edit",
        MANAGER_WRITES,
        Scene::topic_form,
    )
    .with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/preview", MANAGER_READS).with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/links", MANAGER_READS).with(In::Draft),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/links",
        MANAGER_WRITES,
        Scene::link_form,
    ),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/links/remove",
        MANAGER_WRITES,
        |scene| vec![("link", scene.link.clone())],
    )
    .with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/correct", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/correct",
        MANAGER_WRITES,
        Scene::correction_form,
    ),
    get("/{lang}/desk/{agency}/topics/{slug}/open", MANAGER_READS).with(In::Draft),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/open",
        MANAGER_WRITES,
        |_| vec![("version", "1".into())],
    )
    .with(In::Draft),
    get("/{lang}/desk/{agency}/topics/{slug}/extend", MANAGER_READS),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/extend",
        MANAGER_WRITES,
        Scene::extension_form,
    ),
    // Its last day has not ended: the manager is told so.
    post(
        "/{lang}/desk/{agency}/topics/{slug}/close",
        [303, 404, 404, 404, 404, 409, 404],
        |_| vec![("version", "1".into())],
    ),
    get("/{lang}/desk/{agency}/topics/{slug}/report", MANAGER_READS).with(In::Closed),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/report",
        MANAGER_WRITES,
        Scene::report_form,
    )
    .with(In::Closed),
    get(
        "/{lang}/desk/{agency}/topics/{slug}/conclude",
        MANAGER_READS,
    )
    .with(In::Ready),
    post(
        "/{lang}/desk/{agency}/topics/{slug}/conclude",
        MANAGER_WRITES,
        |_| vec![("version", "1".into())],
    )
    .with(In::Ready),
    // Stewards
    get("/{lang}/steward/calendar", STEWARD_READS),
    get("/{lang}/steward/calendar/holidays/{holiday}", STEWARD_READS),
    post(
        "/{lang}/steward/calendar/holidays/{holiday}",
        STEWARD_WRITES,
        Scene::holiday_form,
    ),
    get(
        "/{lang}/steward/calendar/holidays/{holiday}/remove",
        STEWARD_READS,
    ),
    post(
        "/{lang}/steward/calendar/holidays/{holiday}/remove",
        STEWARD_WRITES,
        |scene| vec![scene.calendar_version()],
    ),
    get("/{lang}/steward/calendar/weeks/{week}", STEWARD_READS),
    post(
        "/{lang}/steward/calendar/weeks/{week}",
        STEWARD_WRITES,
        Scene::week_form,
    ),
    get(
        "/{lang}/steward/calendar/weeks/{week}/remove",
        STEWARD_READS,
    ),
    post(
        "/{lang}/steward/calendar/weeks/{week}/remove",
        STEWARD_WRITES,
        |scene| vec![scene.calendar_version()],
    ),
    get("/{lang}/steward/requests", STEWARD_READS),
    get("/{lang}/steward/requests/{request}", STEWARD_READS),
    post("/{lang}/steward/requests/{request}", STEWARD_WRITES, |_| {
        vec![("request_answer", "It is put right.".into())]
    }),
    get("/{lang}/steward/invitations", STEWARD_READS),
    post(
        "/{lang}/steward/invitations",
        STEWARD_WRITES,
        Scene::invitation_form,
    ),
    post(
        "/{lang}/steward/invitations/{invitation}/again",
        STEWARD_WRITES,
        |_| vec![],
    ),
    post(
        "/{lang}/steward/invitations/{invitation}/withdraw",
        STEWARD_WRITES,
        |_| vec![],
    ),
    get("/{lang}/steward/mail", STEWARD_READS),
    post("/{lang}/steward/mail/{letter}", STEWARD_WRITES, |_| vec![]),
    get("/{lang}/steward/calendar/years/{year}", STEWARD_READS),
    post(
        "/{lang}/steward/calendar/years/{year}",
        STEWARD_WRITES,
        |scene| vec![scene.calendar_version()],
    ),
];
