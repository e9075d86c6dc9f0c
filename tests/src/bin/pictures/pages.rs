//! Which pages are looked at, and as whom.

use server::usecases::notice::unsubscribe;
use shared::letter::TokenKind;
use shared::notice::{NoticeKind, Scope};
use tests::support::app::App;

use super::found::{account, anothers, asking, hidden, invited, mergeable, merged, one, owed, own};

/// As whom a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Visitor,
    Citizen,
    Moderator,
    Manager,
    Steward,
    /// Manages two agencies.
    TwoDesks,
}

impl Who {
    pub const ALL: [Who; 6] = [
        Who::Visitor,
        Who::Citizen,
        Who::Moderator,
        Who::Manager,
        Who::Steward,
        Who::TwoDesks,
    ];

    /// The demonstration's sign-in name.
    pub fn sign_in(self) -> Option<&'static str> {
        match self {
            Who::Visitor | Who::TwoDesks => None,
            Who::Citizen => Some("fatma@example.org"),
            Who::Moderator => Some("badr@example.org"),
            Who::Manager => Some("hind@example.org"),
            Who::Steward => Some("amina@example.org"),
        }
    }
}

/// A page to look at.
pub struct Looked {
    pub name: String,
    pub who: Who,
    /// Behind the language.
    pub path: String,
    /// What is done on it first, such as sending a form; it leads to another page.
    pub then: Option<&'static str>,
}

/// Sends the form of a page as it stands.
const SEND: &str = "document.querySelector('main form[method=post]').submit(); 1";
/// Looks at an answer as it will be public.
const PREVIEW: &str = "const f = document.querySelector('main form[action$=\"/answer\"]');\
    f.querySelector('[value=rejected]').checked = true;\
    f.reason.value = 'لا تتسع ميزانية هذا العام لفتح الفروع مساءً، وسنعود إلى الأمر في العام القادم.';\
    f.querySelector('[formaction$=\"/preview\"]').click(); 1";
/// Moves a suggestion on an older copy of the list: both orders come back, and nothing is changed.
const OLD_LIST: &str = "const f = document.querySelector('.prio form'); f.version.value = '0';\
    f.requestSubmit(f.querySelector('[value=down]')); 1";
/// Looks at one answer to many as it will be public.
const PREVIEW_MANY: &str = "const f = document.querySelector('main form[action$=\"/bulk\"]');\
    f.reason.value = 'لا تتسع ميزانية هذا العام لما في «{title}»، وسنعود إلى الأمر في العام القادم.';\
    f.querySelector('[formaction$=\"/preview\"]').click(); 1";
/// Asks for a link.
const REGISTER: &str = "const f = document.querySelector('main form[action$=\"/register\"]');\
    f.address.value = 'salma.alharthy@example.org'; f.requestSubmit(); 1";
/// Wants another address, with a password that is not the account's.
const ADDRESS: &str = "const f = document.querySelector('main form[action$=\"/address\"]');\
    f.address.value = 'salma'; f.requestSubmit(); 1";
/// Sends a suggestion that is good, to its check page.
const CHECK: &str = "const f = document.querySelector('main form[action$=\"/suggest/check\"]');\
    f.title.value = 'مظلات عند موقف الحافلات';\
    f.text.value = 'ننتظر الحافلة في الشمس نصف ساعة كل ظهر. مظلة ومقعد عند كل موقف تكفي، \
    ويبدأ الأمر بالمواقف القريبة من المدارس.';\
    document.createElement('form').submit.call(f); 1";

/// Every kind of page of the demonstration.
pub fn looked_at(app: &App) -> Vec<Looked> {
    let mut pages = Vec::new();
    let mut look = |who: Who, name: &str, path: &str, then: Option<&'static str>| {
        pages.push(Looked {
            name: name.to_owned(),
            who,
            path: path.to_owned(),
            then,
        });
    };
    let open = "/topics/summer-seafront";
    let closed = "/topics/health-centre-visit";
    let concluded = "/topics/library-second-floor";
    for (name, path) in [
        ("home", ""),
        ("topics", "/topics"),
        ("topics-closed", "/topics?state=closed"),
        ("topic", open),
        ("topic-top", "/topics/summer-seafront?order=top"),
        ("topic-balanced", "/topics/summer-seafront?order=balanced"),
        ("topic-unanswered", "/topics/summer-seafront?answer=none"),
        ("topic-closed", closed),
        ("topic-about", "/topics/summer-seafront/about"),
        ("standing", "/topics/summer-seafront/standing"),
        ("count", "/topics/library-second-floor/count"),
        ("count-in-full", "/topics/health-centre-visit/count"),
        ("count-open", "/topics/summer-seafront/count"),
        ("outcome", "/topics/library-second-floor/outcome"),
        ("outcome-closed", "/topics/health-centre-visit/outcome"),
        ("outcome-open", "/topics/summer-seafront/outcome"),
        ("topic-concluded", concluded),
        ("transparency", "/transparency"),
        (
            "transparency-refused",
            "/transparency?from=2026-05&to=2026-01",
        ),
        ("agencies", "/agencies"),
        ("agencies-ranked", "/agencies?order=acknowledged"),
        ("agency", "/agencies/marjan-coast"),
        ("scorecard", "/agencies/marjan-coast/scorecard"),
        ("commitments", "/agencies/marjan-coast/commitments"),
        ("follow-through", "/commitments"),
        ("follow-through-chosen", "/commitments?due=overdue"),
        (
            "follow-through-none",
            "/commitments?state=dropped&due=later",
        ),
        (
            "follow-through-refused",
            "/commitments?agency=nobody&state=done",
        ),
        ("ranking", "/ranking"),
        ("calendar", "/calendar"),
        ("open-data", "/open-data"),
        ("policy", "/policy"),
        ("about", "/about"),
        ("sign-in", "/sign-in"),
        (
            "register",
            "/register?next=/ar/topics/summer-seafront/suggest",
        ),
        ("reset", "/reset"),
        ("link-over", "/register/0123"),
        ("privacy", "/privacy"),
        ("not-found", "/nothing"),
    ] {
        look(Who::Visitor, name, path, None);
    }
    for (name, publication, answer, lang) in [
        ("suggestion-waiting", "published", "none", "ar"),
        ("suggestion-acknowledged", "published", "acknowledged", "en"),
        ("suggestion-adopted", "published", "adopted", "ar"),
        ("suggestion-rejected", "published", "rejected", "en"),
        ("suggestion-hidden", "hidden", "", ""),
        ("suggestion-withdrawn", "withdrawn", "", ""),
    ] {
        if let Some(reference) = one(app, publication, answer, lang) {
            look(
                Who::Visitor,
                name,
                &format!("/suggestions/{reference}"),
                None,
            );
        }
    }
    look(Who::Visitor, "sign-in-refused", "/sign-in", Some(SEND));
    let sessions = "/account/sessions";
    look(Who::Citizen, "sessions", sessions, None);
    look(
        Who::Citizen,
        "sessions-others",
        &format!("{sessions}/others"),
        None,
    );
    if let Some(token) = invited(app) {
        let link = format!("/invitation/{token}");
        look(Who::Visitor, "invitation", &link, None);
        look(Who::Visitor, "invitation-refused", &link, Some(SEND));
        look(Who::Citizen, "invitation-another", &link, None);
    }
    look(
        Who::Steward,
        "steward-invitations",
        "/steward/invitations",
        None,
    );
    look(
        Who::Steward,
        "steward-invitations-refused",
        "/steward/invitations",
        Some(SEND),
    );
    if let Some(salma) = asking(app) {
        let path = format!("/steward/requests/{salma}");
        look(Who::Steward, "steward-requests", "/steward/requests", None);
        look(Who::Steward, "steward-request", &path, None);
        look(Who::Citizen, "requests", "/account/requests", None);
        look(
            Who::Citizen,
            "requests-refused",
            "/account/requests",
            Some(SEND),
        );
    }
    look(Who::Citizen, "data", "/account/data", None);
    look(Who::Moderator, "data-staff", "/account/data", None);
    look(Who::Citizen, "erase", "/account/erase", None);
    look(Who::Citizen, "erase-refused", "/account/erase", Some(SEND));
    look(Who::Moderator, "erase-staff", "/account/erase", None);
    look(Who::Visitor, "erased", "/account/erased", None);
    look(Who::Visitor, "register-refused", "/register", Some(SEND));
    look(Who::Visitor, "register-sent", "/register", Some(REGISTER));
    let link = format!(
        "/register/{}",
        app.token(TokenKind::Confirm, "new@example.org")
    );
    look(Who::Visitor, "register-complete", &link, None);
    look(Who::Visitor, "register-complete-refused", &link, Some(SEND));
    let link = format!("/reset/{}", app.token(TokenKind::Reset, "lost@example.org"));
    look(Who::Visitor, "reset-complete", &link, None);
    let link = app.token(TokenKind::ChangeAddress, "moved@example.org");
    look(
        Who::Visitor,
        "address-confirm",
        &format!("/account/address/{link}"),
        None,
    );
    look(Who::Citizen, "account", "/account", None);
    look(Who::Citizen, "account-refused", "/account", Some(ADDRESS));
    let notices = "/account/notices";
    look(Who::Citizen, "notices", notices, None);
    let choices = format!("{notices}/choices");
    look(Who::Citizen, "notice-choices", &choices, None);
    look(Who::Citizen, "follow", &format!("{open}/follow"), None);
    if let Some(fatma) = account(app, "fatma@example.org") {
        let secret = &app.inner().limits.secret;
        let stop = unsubscribe::token(secret, &fatma, Scope::Kind(NoticeKind::Adopted));
        let stop = format!("/unsubscribe/{stop}");
        look(Who::Visitor, "unsubscribe", &stop, None);
        look(Who::Visitor, "unsubscribed", &stop, Some(SEND));
    }
    look(Who::Citizen, "topic-signed-in", open, None);
    if let Some(reference) = anothers(app) {
        let report = format!("/suggestions/{reference}/report");
        look(Who::Citizen, "report", &report, None);
        look(Who::Citizen, "report-refused", &report, Some(SEND));
    }
    look(Who::Citizen, "suggest", &format!("{open}/suggest"), None);
    look(
        Who::Citizen,
        "suggest-refused",
        &format!("{open}/suggest"),
        Some(SEND),
    );
    look(
        Who::Citizen,
        "suggest-check",
        &format!("{open}/suggest"),
        Some(CHECK),
    );
    let list = format!("{open}/my-list");
    look(Who::Citizen, "my-list", &list, None);
    look(Who::Citizen, "my-list-conflict", &list, Some(OLD_LIST));
    if let Some(reference) = owed(app) {
        let offer = format!("{list}?add={reference}");
        look(Who::Citizen, "my-list-offered", &offer, None);
    }
    look(
        Who::Moderator,
        "my-list-empty",
        "/topics/clinic-evening-hours/my-list",
        None,
    );
    look(
        Who::Citizen,
        "my-list-closed",
        &format!("{closed}/my-list"),
        None,
    );
    if let Some(reference) = own(app) {
        let page = |name: &str| format!("/suggestions/{reference}/{name}");
        for (name, last) in [
            ("suggestion-posted", "posted"),
            ("suggestion-edit", "edit"),
            ("suggestion-withdraw", "withdraw"),
        ] {
            look(Who::Citizen, name, &page(last), None);
        }
    }
    let desk = "/desk/marjan-coast";
    look(Who::Moderator, "desk", desk, None);
    if let Some(reference) = owed(app) {
        let case = format!("{desk}/suggestions/{reference}");
        look(Who::Moderator, "desk-suggestion", &case, None);
        for (name, act) in [("desk-bulk-adopt", "adopt"), ("desk-bulk-hide", "hide")] {
            let bulk = format!("{desk}/bulk?act={act}&suggestion={reference}");
            look(Who::Moderator, name, &bulk, None);
        }
        let bulk = format!("{desk}/bulk?act=reject&suggestion={reference}");
        look(
            Who::Moderator,
            "desk-bulk-preview",
            &bulk,
            Some(PREVIEW_MANY),
        );
        look(Who::Moderator, "desk-hide", &format!("{case}/hide"), None);
        look(Who::Moderator, "desk-answer-preview", &case, Some(PREVIEW));
    }
    if let (Some(free), Some((merged, into))) = (mergeable(app), merged(app)) {
        let merge = format!("{desk}/suggestions/{free}/merge");
        look(Who::Moderator, "desk-merge", &merge, None);
        let compare = format!("{merge}?into={into}");
        look(Who::Moderator, "desk-merge-compare", &compare, None);
        let of = format!("{desk}/suggestions/{merged}");
        look(Who::Moderator, "desk-merged", &of, None);
        look(
            Who::Moderator,
            "desk-unmerge",
            &format!("{of}/unmerge"),
            None,
        );
        let public = format!("/suggestions/{merged}");
        look(Who::Visitor, "suggestion-merged", &public, None);
        let gathers = format!("/suggestions/{into}");
        look(Who::Visitor, "suggestion-gathers", &gathers, None);
    }
    for (name, path) in [
        ("desk-asked", "?question=open"),
        ("desk-replied", "?question=replied"),
        ("desk-views", "/views?stage=overdue"),
    ] {
        look(Who::Moderator, name, &format!("{desk}{path}"), None);
    }
    for (name, path) in [
        ("desk-releases", "/releases"),
        ("desk-reports", "/reports"),
        ("desk-commitments", "/commitments?show=all"),
    ] {
        look(Who::Moderator, name, &format!("{desk}{path}"), None);
    }
    look(Who::Manager, "desk-topics", &format!("{desk}/topics"), None);
    look(
        Who::Manager,
        "desk-topic-new",
        &format!("{desk}/topics/new"),
        None,
    );
    look(
        Who::Manager,
        "desk-topic-new-refused",
        &format!("{desk}/topics/new"),
        Some(
            "const f = document.querySelector('main form[method=post]');\
             f.title_en.value = 'x'; f.opens.value = '2026-02-31'; f.submit(); 1",
        ),
    );
    look(
        Who::Manager,
        "desk-topic-extend",
        &format!("{desk}{open}/extend"),
        None,
    );
    let draft = "/topics/watering-the-parks";
    for (name, page) in [
        ("desk-topic-edit", format!("{desk}{draft}/edit")),
        ("desk-topic-open", format!("{desk}{draft}/open")),
        ("desk-topic-preview", format!("{desk}{draft}/preview")),
        ("desk-topic-links", format!("{desk}{draft}/links")),
        ("desk-topic-correct", format!("{desk}{open}/correct")),
    ] {
        look(Who::Manager, name, &page, None);
    }
    let elsewhere = "/desk/local-health-centres/topics/health-centre-visit";
    for (name, page) in [
        ("desk-choice", "/desk".to_owned()),
        ("desk-topic-report", format!("{elsewhere}/report")),
        ("desk-topic-conclude", format!("{elsewhere}/conclude")),
    ] {
        look(Who::TwoDesks, name, &page, None);
    }
    if let Some((agency, reference)) = hidden(app) {
        let page = format!("/desk/{agency}/suggestions/{reference}/restore");
        look(Who::Steward, "desk-restore", &page, None);
    }
    look(Who::Steward, "objections", "/steward/objections", None);
    look(Who::Steward, "people", "/steward/people", None);
    look(Who::Steward, "people-missed", "/steward/people", Some(SEND));
    if let Some(id) = account(app, "badr@example.org") {
        let page = format!("/steward/people/{id}");
        look(Who::Steward, "person", &page, None);
        look(Who::Steward, "person-refused", &page, Some(SEND));
    }
    look(Who::Steward, "steward-mail-none", "/steward/mail", None);
    look(
        Who::Manager,
        "desk-promises",
        &format!("{desk}/promises"),
        None,
    );
    look(Who::Manager, "desk-team", &format!("{desk}/team"), None);
    look(
        Who::Manager,
        "desk-templates",
        &format!("{desk}/templates"),
        None,
    );
    look(
        Who::Manager,
        "desk-templates-refused",
        &format!("{desk}/templates"),
        Some(SEND),
    );
    look(
        Who::Manager,
        "desk-team-refused",
        &format!("{desk}/team"),
        Some(SEND),
    );
    look(Who::Steward, "design", "/design", None);
    let calendar = "/steward/calendar";
    look(Who::Steward, "steward-calendar", calendar, None);
    look(
        Who::Steward,
        "steward-holiday",
        &format!("{calendar}/holidays/new"),
        None,
    );
    look(
        Who::Steward,
        "steward-holiday-refused",
        &format!("{calendar}/holidays/new"),
        Some(SEND),
    );
    look(
        Who::Steward,
        "steward-weekend",
        &format!("{calendar}/weeks/new"),
        None,
    );
    look(
        Who::Steward,
        "steward-year",
        &format!("{calendar}/years/2027"),
        None,
    );
    pages
}
