//! What makes the pages of the table full: texts in both languages and of every length, answers of
//! every kind, lists enough for a count. All that people write here carries a mark, by which it is
//! found on the pages.

use server::db::suggestions::Suggestion;
use tests::support::app::App;
use tests::support::browser::Page;
use tests::support::data::Account;

use crate::access::{In, MATRIX, People, Row, Scene};

/// Words that stand in what people write here and nowhere else.
const MARKS: [&str; 2] = ["quernstone", "رحاية"];

const TEXTS: [(&str, &str); 4] = [
    (
        "رحاية: نقترح أن تُفتح المكتبات العامة في الولايات البعيدة مساءً وفي أيام الإجازة، فكثير من \
         القراء والطلبة لا يفرغون إلا بعد صلاة العشاء",
        "رحاية: كثير من الناس يعملون نهارًا، ولا يجدون مكانًا هادئًا في المساء.\nوحافلة كتب كل أسبوع \
         تكفي لتبدأ القراءة في القرى. انظر WiFi في الفروع أيضًا.",
    ),
    (
        "quernstone: publish https://example.om/an-address-without-any-place-where-it-could-be-broken",
        "quernstone: the address is long.\n\nA second paragraph, with علامة عربية inside it.",
    ),
    (
        "quernstone: shade at the bus stop",
        "quernstone: nobody waits in the sun at noon.",
    ),
    ("رحاية: ظل", "رحاية: مظلة عند الموقف."),
];

/// Scenes for every page that is read, in the order of the table, full and counted.
pub fn scenes(app: &App, people: &People) -> Vec<(&'static Row, Scene)> {
    let citizens = app.citizens(20);
    let pages = MATRIX.iter().filter(|row| row.method == "GET");
    let scenes: Vec<_> = pages
        .enumerate()
        .map(|(number, row)| (row, Scene::new(app, people, row, number)))
        .collect();
    for (row, scene) in &scenes {
        if row.topic == In::Open {
            furnish(app, people, row, scene, &citizens);
        }
    }
    app.run_jobs();
    scenes
}

fn furnish(app: &App, people: &People, row: &Row, scene: &Scene, citizens: &[Account]) {
    let topic = &scene.topic;
    let written = TEXTS.map(|(title, body)| {
        app.suggestion_with(topic, None, |one| {
            let arabic = title.starts_with('ر');
            let (lang, dir) = if arabic { ("ar", "rtl") } else { ("en", "ltr") };
            (one.lang, one.dir) = (lang.into(), dir.into());
            (one.title, one.body) = (title.into(), body.into());
            one.ground_kind = Some("own_experience".into());
            one.ground_text = Some(body.into());
            one.governorate = Some("muscat".into());
            one.wilayat = Some(format!("{} 1", MARKS[usize::from(arabic)]));
        })
    });
    let [late, long, answered, short] = &written;
    late_since(app, late);
    app.suggestion_with(topic, None, |one| {
        one.publication = "hidden".into();
        one.hidden_reason = Some(1);
    });
    app.adopt(topic, answered, &people.moderator);
    // The page of one suggestion shows an answer with its commitment.
    if row.pattern == "/{lang}/suggestions/{ref}" {
        app.adopt(topic, &scene.suggestion, &people.moderator);
    }
    app.list(topic, &people.author, &[late, &scene.suggestion, long]);
    for citizen in citizens {
        app.list(topic, citizen, &[short, late, answered]);
    }
    app.touch(topic);
}

fn late_since(app: &App, suggestion: &Suggestion) {
    let id = &suggestion.id;
    app.sql(&format!(
        "UPDATE suggestions SET acknowledge_due = '2026-11-10' WHERE id = '{id}'"
    ));
}

/// Where a marked text stands without its own language and direction.
pub fn unmarked(page: &Page<'_>) -> Vec<String> {
    let marks = serde_json::json!(MARKS);
    let js = format!(
        "(() => {{
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const bare = [];
            while (texts.nextNode()) {{
                const {{ data, parentElement: around }} = texts.currentNode;
                const own = '[data-user-text], body [lang][dir], textarea, option, script';
                if ({marks}.some(mark => data.includes(mark)) && !around.closest(own))
                    bare.push(around.outerHTML.slice(0, 200));
            }}
            return bare;
        }})()"
    );
    let bare = page.eval(&js);
    let bare = bare.as_array().expect("a list").iter();
    bare.map(|html| format!("user-text: no lang and dir of its own ({html})"))
        .collect()
}
