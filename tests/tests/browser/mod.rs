//! What only a real browser can show: journeys with the island, by keys alone and without script;
//! every page as everyone sees it; where its parts stand.

mod answer_draft;
mod barriers;
mod before_script;
mod desk;
mod desk_weeks;
mod draft;
mod forms;
mod furnished;
mod island_tree;
mod keyboard;
mod layout;
mod ordering;
mod ordering_conflict;
mod ordering_lost;
mod ordering_touch;
mod ordering_undo;
mod pages;
mod printing;
mod queue_keys;
mod registering;
mod work;

use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::support::app::App;
use tests::support::browser::{Browser, Page, View};
use tests::support::data::{Account, COOKIE, PASSWORD};
use tests::support::words::words;

const AR: (&str, &str) = (
    "إنارة الطريق إلى المكتبة",
    "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب. نقترح مصابيح تعمل حتى الإغلاق.",
);
const EN: (&str, &str) = (
    "Light the way to the library",
    "The way from the bus to the library is dark after sunset. Lamps should burn until it closes.",
);

struct Story {
    lang: Lang,
    topic: Topic,
    others: Vec<Suggestion>,
    salma: Account,
}

impl Story {
    fn begin(app: &App, lang: Lang) -> Story {
        let topic = app.topic(&app.agency("libraries"));
        let others = app.suggestions(&topic, 2);
        Story {
            lang,
            topic,
            others,
            salma: app.citizen("salma"),
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/topics/{}{rest}", self.lang.code(), self.topic.slug)
    }

    /// Signs in, suggests, puts it first and two others behind it, all by the pages' own forms;
    /// ends on the person's list and gives the three references in their order.
    fn signs_in_and_suggests(&self, app: &App, page: &Page<'_>, text: (&str, &str)) -> [String; 3] {
        page.goto(&app.browser_url(&format!("/{}/sign-in", self.lang.code())));
        page.type_text("main [name=name]", &self.salma.sign_in);
        page.type_text("main [name=password]", PASSWORD);
        page.loading(|page| page.click("main form button[type=submit]"));
        page.goto(&app.browser_url(&self.path("/suggest")));
        page.type_text("main [name=title]", text.0);
        page.type_text("main [name=text]", text.1);
        page.loading(|page| page.click("main form[action$='/suggest/check'] button[type=submit]"));
        page.click("main [name=place][value='1']");
        page.loading(|page| page.click("main form[action$='/suggest'] button.btn:not(.alt)"));
        let own = own_reference(page);
        for other in &self.others {
            page.goto(&app.browser_url(&self.path("")));
            page.loading(|page| page.click(&format!("#{} .foot button", other.reference)));
        }
        page.goto(&app.browser_url(&self.path("/my-list")));
        let order = [
            own,
            self.others[0].reference.clone(),
            self.others[1].reference.clone(),
        ];
        assert_eq!(shown_order(page), order);
        order
    }
}

/// A list of suggestions that stands open in a browser.
struct OpenList {
    lang: Lang,
    topic: Topic,
    salma: Account,
    all: Vec<Suggestion>,
}

impl OpenList {
    /// A list of so many suggestions in a topic that closes tomorrow.
    fn of(app: &App, lang: Lang, count: usize) -> OpenList {
        assert!(
            server::web::assets::has_islands(),
            "the server was built without islands: run cargo xtask test, which builds the islands"
        );
        let topic = app.topic_with(&app.agency("libraries"), |topic| {
            topic.closes_on = "2026-11-25".into();
        });
        let all = app.suggestions(&topic, count);
        let salma = app.citizen("salma");
        let listed: Vec<_> = all.iter().collect();
        app.list(&topic, &salma, &listed);
        OpenList {
            lang,
            topic,
            salma,
            all,
        }
    }

    /// The reference of a suggestion by its place at the beginning, from 1.
    fn one(&self, number: usize) -> &str {
        &self.all[number - 1].reference
    }

    /// References by their places at the beginning.
    fn these<const N: usize>(&self, numbers: [usize; N]) -> Vec<String> {
        numbers.map(|number| self.one(number).to_owned()).into()
    }

    fn stored(&self, app: &App) -> Vec<String> {
        app.stored_list(&self.topic, &self.salma)
    }

    fn path(&self) -> String {
        format!("/{}/topics/{}/my-list", self.lang.code(), self.topic.slug)
    }

    /// Opens the list as its person sees it, in a window of its own, and waits until it is awake.
    fn open<'a>(&self, app: &App, view: View) -> Page<'a> {
        let page = Browser::shared().page(view.lang(self.lang.code()));
        enter(app, &page, &self.salma);
        self.show(app, &page);
        page
    }

    /// Shows the list, and waits until it is awake.
    fn show(&self, app: &App, page: &Page<'_>) {
        page.goto(&app.browser_url(&self.path()));
        page.wait_for("document.querySelector('.grip:not([hidden])')");
    }

    /// Moves a suggestion one up with its grip.
    fn up(&self, page: &Page<'_>, number: usize) {
        let grip = format!("document.getElementById('grip-{}')", self.one(number));
        // What was done before may still move the focus with the next frame.
        page.eval(&format!(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))\
             .then(() => {grip}.focus())"
        ));
        page.press("ArrowUp");
    }

    /// Waits until the bar of the list says the words of a key.
    #[track_caller]
    fn until_said(&self, page: &Page<'_>, key: &str) {
        let said = serde_json::json!(words(self.lang, key));
        page.wait_for(&format!(
            "document.querySelector('.keep [role=status]')?.textContent === {said}"
        ));
    }

    /// Waits until the page shows an order that can be changed.
    #[track_caller]
    fn until_shown(&self, page: &Page<'_>, order: &[String]) {
        let wanted = serde_json::json!(order);
        page.wait_for(&format!(
            "JSON.stringify([...document.querySelectorAll('main [data-reference]')]\
             .map(e => e.dataset.reference)) === JSON.stringify({wanted})"
        ));
    }
}

/// What the browser keeps of lists: names and values.
fn kept(page: &Page<'_>) -> Vec<(String, String)> {
    let found = page.eval("Object.entries(localStorage)");
    serde_json::from_value(found).expect("names and values")
}

/// The references of the list as the page shows it.
fn shown_order(page: &Page<'_>) -> Vec<String> {
    let js =
        "[...document.querySelectorAll('main [data-reference]')].map(e => e.dataset.reference)";
    let shown = page.eval(js);
    let shown = shown.as_array().expect("a list").iter();
    shown
        .map(|one| one.as_str().expect("a reference").to_owned())
        .collect()
}

fn row(reference: &str) -> String {
    format!("main [data-reference='{reference}']")
}

/// Waits until the page shows the order, and has said that it is saved.
fn until_saved(page: &Page<'_>, lang: Lang, order: [&String; 3]) {
    let wanted = serde_json::json!(order);
    page.wait_for(&format!(
        "JSON.stringify([...document.querySelectorAll('main [data-reference]')]\
         .map(e => e.dataset.reference)) === JSON.stringify({wanted})"
    ));
    let said = serde_json::json!(words(lang, "my_list.saved"));
    page.wait_for(&format!(
        "[...document.querySelectorAll('main [role=status]')].some(e => e.textContent.includes({said}))"
    ));
}

/// Signs a person in by a session's cookie: signing in has its own tests.
fn enter(app: &App, page: &Page<'_>, account: &Account) {
    page.set_cookie(app.base(), COOKIE, &app.session_of(account));
}

/// The reference in the address of the page that says a suggestion was posted.
fn own_reference(page: &Page<'_>) -> String {
    let shown = page.url();
    let own = shown.split(['/', '?']).find(|part| part.starts_with("S-"));
    own.unwrap_or_else(|| panic!("no reference in {shown}"))
        .to_owned()
}

/// Goes through radio buttons with the arrow keys, from the one that has the focus, until the one
/// that fits is chosen.
fn choose(page: &Page<'_>, css: &str) {
    let chosen = format!(
        "document.activeElement.matches({0:?}) && document.activeElement.checked",
        css
    );
    for _ in 0..20 {
        if page.eval(&chosen) == true {
            return;
        }
        page.press("ArrowDown");
    }
    panic!("the arrows do not lead to {css} but to {}", page.focused());
}
