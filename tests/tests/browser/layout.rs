//! Where the main parts of a page stand, in both directions, on a phone and on a wide screen, as a
//! person looked at it: a mirrored or overflowing layout differs. Pixels are for eyes.

use server::db::agencies::Agency;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::ids::Reference;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};
use tests::support::data::Account;
use tests::support::snapshot::compare;

use super::enter;

/// The first of each that is seen is measured.
const PARTS: [(&str, &str); 14] = [
    ("header", "body > header"),
    ("mark", "body > header .mark"),
    ("tools", "body > header .tools"),
    ("heading", "h1"),
    ("tabs", "main nav.tabs:not(.deskhead *)"),
    (
        "column 1",
        "main :is(.two, .sorted, .desk, .case) > :nth-child(1)",
    ),
    (
        "column 2",
        "main :is(.two, .sorted, .desk, .case) > :nth-child(2)",
    ),
    (
        "card",
        "main :is(.sug, .topics > li, .prio > li, .ans > li)",
    ),
    ("clock", "main .clock"),
    ("field", "main .field"),
    ("table", "main table"),
    ("button", "main .btn:not(.alt)"),
    ("aside", "main aside"),
    ("footer", "body > footer"),
];

/// Parts whose width does not hang on the words in them: in Arabic they stand as in a mirror.
const FRAME: [&str; 8] = [
    "header", "tabs", "column 1", "column 2", "card", "table", "aside", "footer",
];
/// Parts that begin, and that end, where their line does, however long their words are.
const BEGIN: &str = "mark";
const END: &str = "tools";

/// Pixels by which two measures of the same may differ: fractions, and the rounding to four.
const TOLERANCE: i64 = 4;

#[test]
fn the_parts_of_each_page_stand_where_they_were_reviewed() {
    let app = App::start(Backend::Sqlite);
    let world = World::new(&app);
    let tabs = Tabs::open(&app, &world);
    let mut wrong = Vec::new();
    for (name, reader, path) in world.pages() {
        let mut text = String::new();
        for width in WIDTHS {
            let [ar, en] = Lang::ALL.map(|lang| {
                let page = tabs.of(reader, width, lang);
                open_in_its_font(page, &app.browser_url(&format!("/{}{path}", lang.code())));
                let found = measure(page);
                text.push_str(&format!("{} {width}\n{}", lang.code(), shown(&found)));
                found
            });
            wrong.extend(unlike_a_mirror(&ar, &en).map(|one| format!("{name} {width}: {one}")));
        }
        wrong.extend(compare(&format!("layout/{name}.txt"), &text).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A phone and a wide screen.
const WIDTHS: [u32; 2] = [390, 1280];

/// Who reads a page.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    Visitor,
    Author,
    Moderator,
}

/// One open page for each reader, width and language, which keeps its fonts from page to page.
struct Tabs(Vec<(Reader, u32, Lang, Page<'static>)>);

impl Tabs {
    fn open(app: &App, world: &World) -> Tabs {
        let mut tabs = Vec::new();
        for (reader, account) in [
            (Reader::Visitor, None),
            (Reader::Author, Some(&world.author)),
            (Reader::Moderator, Some(&world.moderator)),
        ] {
            for width in WIDTHS {
                for lang in Lang::ALL {
                    let view = if width < 1000 {
                        View::phone()
                    } else {
                        View::desktop()
                    };
                    let view = view.size(width, 900).calm().lang(lang.code());
                    let page = Browser::shared().page(view);
                    if let Some(account) = account {
                        enter(app, &page, account);
                    }
                    tabs.push((reader, width, lang, page));
                }
            }
        }
        Tabs(tabs)
    }

    fn of(&self, reader: Reader, width: u32, lang: Lang) -> &Page<'static> {
        let found = self
            .0
            .iter()
            .find(|(who, wide, code, _)| (*who, *wide, *code) == (reader, width, lang));
        &found.expect("an open page").3
    }
}

/// A topic that never changes: its texts, its days, its count.
struct World {
    agency: Agency,
    topic: Topic,
    suggestion: Suggestion,
    author: Account,
    moderator: Account,
}

impl World {
    fn new(app: &App) -> World {
        let agency = app.agency("libraries");
        let topic = app.topic_with(&agency, |topic| {
            topic.slug = "hours".into();
            topic.title_ar = "ساعات المكتبات العامة".into();
            topic.title_en = "Hours of public libraries".into();
        });
        let author = app.citizen("author");
        let moderator = app.moderator("moderator", &agency);
        let texts = [
            (
                "ar",
                "افتحوا المكتبة مساءً في أيام الأسبوع كلها",
                "من يعمل نهارًا لا يجد وقتًا للقراءة إلا بعد المغرب، والمكتبة تغلق عند الثانية ظهرًا.",
            ),
            (
                "en",
                "A library bus for the far villages",
                "Many villages have no library. A bus once a week is enough to begin with.",
            ),
            ("ar", "هدوء في قاعة القراءة", "ضعوا أبوابًا تمنع الضجيج."),
            (
                "en",
                "Light the way",
                "The way from the bus is dark after sunset.",
            ),
        ];
        let written: Vec<_> = (1..)
            .zip(texts)
            .map(|(number, (lang, title, body))| {
                let by = (number == 1).then_some(&author);
                app.suggestion_with(&topic, by, |one| {
                    one.reference = Reference::from_bits(number).to_string();
                    one.lang = lang.into();
                    one.dir = if lang == "ar" { "rtl" } else { "ltr" }.into();
                    (one.title, one.body) = (title.into(), body.into());
                    one.acknowledge_due = Some(format!("2026-11-2{number}"));
                    one.shuffle = i64::from(number);
                })
            })
            .collect();
        app.adopt(&topic, &written[1], &moderator);
        // Twenty lists give each suggestion a place of its own.
        for (number, person) in (0..).zip(app.citizens(20)) {
            let listed: Vec<_> = written.iter().take(1 + number % 4).collect();
            app.list(&topic, &person, &listed);
        }
        app.list(&topic, &author, &[&written[0], &written[1], &written[2]]);
        app.touch(&topic);
        app.run_jobs();
        let suggestion = written.into_iter().nth(1).expect("the second");
        World {
            agency,
            topic,
            suggestion,
            author,
            moderator,
        }
    }

    /// Name, reader and path behind the language.
    fn pages(&self) -> Vec<(&'static str, Reader, String)> {
        let topic = format!("/topics/{}", self.topic.slug);
        let desk = format!("/desk/{}", self.agency.slug);
        let reference = &self.suggestion.reference;
        vec![
            ("home", Reader::Visitor, String::new()),
            ("topics", Reader::Visitor, "/topics".into()),
            ("topic", Reader::Visitor, format!("{topic}?order=top")),
            (
                "suggestion",
                Reader::Visitor,
                format!("/suggestions/{reference}"),
            ),
            ("agencies", Reader::Visitor, "/agencies".into()),
            ("suggest", Reader::Author, format!("{topic}/suggest")),
            ("my-list", Reader::Author, format!("{topic}/my-list")),
            ("desk", Reader::Moderator, desk.clone()),
            (
                "answering",
                Reader::Moderator,
                format!("{desk}/suggestions/{reference}"),
            ),
        ]
    }
}

/// Boxes in CSS pixels: the name of the part, then x, y, width, height; and the width of the page.
struct Measured {
    boxes: Vec<(String, [i64; 4])>,
    width: i64,
}

impl Measured {
    fn of(&self, name: &str) -> Option<[i64; 4]> {
        let found = self.boxes.iter().find(|(part, _)| part == name);
        found.map(|(_, place)| *place)
    }
}

/// Opens a page until it is set in its own font: one that comes late dresses only the next page.
fn open_in_its_font(page: &Page<'_>, url: &str) {
    for _ in 0..10 {
        page.goto(url);
        assert_eq!(page.status(), Some(200), "{url}");
        if page.eval(DRESSED) == true {
            return;
        }
    }
    panic!("{url} is never set in its own font");
}

/// Each of the four faces must be the one that letters are set in; a face that no text of the page
/// asked for is fetched first.
const DRESSED: &str = "Promise.all([...document.fonts].map(face => face.load())).then(() => {
    const width = (family, fontWeight, text) => {
        const words = document.createElement('span');
        words.textContent = text;
        Object.assign(words.style, { position: 'absolute', fontFamily: family, fontWeight });
        document.body.append(words);
        const box = words.getBoundingClientRect();
        words.remove();
        return box.width;
    };
    return ['شاركونا شاركونا', 'Sharikuna'].every(text => [400, 700].every(weight =>
        width('Sharikuna, monospace', weight, text) !== width('monospace', weight, text)));
})";

fn measure(page: &Page<'_>) -> Measured {
    page.wait_for("!document.querySelector('leptos-island .grip[hidden]')");
    let js = format!(
        "document.fonts.ready.then(() => {{
            const boxes = {}.flatMap(([name, css]) => {{
                const sized = [...document.querySelectorAll(css)]
                    .map(e => e.getBoundingClientRect()).find(box => box.width > 1 && box.height > 1);
                return sized ? [[name, [sized.x, sized.y + scrollY, sized.width, sized.height]]] : [];
            }});
            return [boxes, document.documentElement.clientWidth];
        }})",
        serde_json::json!(PARTS)
    );
    let found = page.eval(&js);
    let whole = |value: &serde_json::Value| value.as_f64().expect("a number").round() as i64;
    let boxes = found[0].as_array().expect("a list").iter();
    let boxes = boxes.map(|part| {
        let name = part[0].as_str().expect("a name").to_owned();
        (name, [0, 1, 2, 3].map(|at| whole(&part[1][at])))
    });
    Measured {
        boxes: boxes.collect(),
        width: whole(&found[1]),
    }
}

/// One part a line, rounded to four pixels.
fn shown(measured: &Measured) -> String {
    let line = |(name, place): &(String, [i64; 4])| {
        let [x, y, width, height] = place.map(|pixels| (pixels + 2).div_euclid(4) * 4);
        format!("  {name:<10} {x:>5} {y:>5} {width:>5} {height:>5}\n")
    };
    measured.boxes.iter().map(line).collect()
}

fn unlike_a_mirror<'a>(
    ar: &'a Measured,
    en: &'a Measured,
) -> impl Iterator<Item = String> + use<'a> {
    let near = |one: i64, other: i64| (one - other).abs() <= TOLERANCE;
    let names = FRAME.iter().chain([&BEGIN, &END]);
    names.filter_map(move |name| {
        let (Some([x, _, width, _]), Some([mirrored, _, wide, _])) = (ar.of(name), en.of(name))
        else {
            let unlike = ar.of(name) != en.of(name);
            return unlike.then(|| format!("{name} stands in one language only"));
        };
        let begins = near(ar.width - x - width, mirrored);
        let ends = near(x, en.width - mirrored - wide);
        let good = match *name {
            BEGIN => begins,
            END => ends,
            _ => begins && ends,
        };
        (!good).then(|| {
            format!(
                "{name} is no mirror: Arabic at {x} and {width} wide, English at {mirrored} and \
                 {wide} wide, on a page of {}",
                ar.width
            )
        })
    })
}
