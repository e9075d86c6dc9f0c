use super::*;
use crate::support::site::{Received, answer, serve};

const PAGE: &str = r#"<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>تجربة</title><style>li{height:40px;touch-action:none;user-select:none}</style>
<main style="min-height:3000px"><h1>عنوان</h1>
<p id="lang"></p><p id="later"></p>
<form action="/next" method="post"><input id="title" name="title" aria-label="عنوان">
<input type="checkbox" id="box" aria-label="نعم"><button id="send">إرسال</button></form>
<ol><li id="a">a</li><li id="b">b</li><li id="c">c</li></ol><p id="log"></p>
<div style="position:relative"><button id="under">under</button>
<div style="position:absolute;inset:0"></div></div></main><script src="/page.js"></script>"#;

const SCRIPT: &str = r#"
document.getElementById('lang').textContent = navigator.language + ' ' + innerWidth +
    (matchMedia('(prefers-color-scheme: dark)').matches ? ' dark' : ' light');
const say = text => document.getElementById('log').textContent += text + ' ';
let held;
for (const item of document.querySelectorAll('li')) {
    item.addEventListener('pointerdown', e => { held = item.id; say(e.pointerType + ':' + held); });
}
document.addEventListener('pointermove', e => {
    const over = document.elementFromPoint(e.clientX, e.clientY);
    if (held && over.localName === 'li' && over.id !== held) say('over:' + over.id);
});
document.addEventListener('pointerup', e => { if (held) say('drop'); held = null; });
document.addEventListener('keydown', e => say((e.altKey ? 'Alt+' : '') + e.code + '=' + e.key));
document.getElementById('lang').addEventListener('click', () => {
    requestAnimationFrame(() => { document.getElementById('later').textContent = 'came'; });
});
"#;

fn site(received: &Received) -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src 'none'; \
                script-src 'self'; style-src 'unsafe-inline'; form-action 'self'";
    let ok = format!("200 OK\r\n{html}");
    match received.path() {
        "/" => answer(&ok, PAGE),
        "/page.js" => answer("200 OK\r\nContent-Type: text/javascript", SCRIPT),
        "/next" => {
            let cookie = received.header("cookie").unwrap_or_default();
            let lang = received.header("accept-language").unwrap_or_default();
            let body = String::from_utf8_lossy(&received.body);
            let page = format!("<!doctype html><title>n</title><pre>{cookie}|{lang}|{body}</pre>");
            answer(&format!("422 Unprocessable Content\r\n{html}"), &page)
        }
        "/bad" => answer(
            &ok,
            "<!doctype html><title>b</title><script>var inline = 1</script><script src=/throws.js>\
             </script><script src=/missing.js></script>",
        ),
        "/throws.js" => answer(
            "200 OK\r\nContent-Type: text/javascript",
            "console.error('said'); undefinedName()",
        ),
        _ => answer("404 Not Found", ""),
    }
}

fn open(view: View) -> Page<'static> {
    let page = Browser::shared().page(view);
    page.goto(&serve(site));
    page
}

#[test]
fn a_page_is_seen_through_its_view() {
    let page = open(View::phone().lang("en-GB").dark());
    assert_eq!(
        page.eval("document.querySelector('#lang').textContent"),
        "en-GB 360 dark"
    );
    assert_eq!(page.status(), Some(200));
    let page = open(View::desktop());
    assert_eq!(
        page.eval("document.querySelector('#lang').textContent"),
        "ar 1280 light"
    );
    assert_eq!(
        page.eval("Promise.resolve({ n: [1, null] })"),
        json!({ "n": [1, null] })
    );
    assert_eq!(page.problems(), [""; 0]);
}

#[test]
fn without_javascript_a_page_still_loads_and_sends_forms() {
    let page = open(View::desktop().without_javascript());
    assert_eq!(page.eval("document.querySelector('#lang').textContent"), "");
    page.wait_for("document.querySelector('#title')");
    let never = || page.wait_for("document.querySelector('#later').textContent");
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(never)).is_err());
    page.type_text("#title", "مقترح");
    page.loading(|page| page.click("#send"));
    assert!(page.html().contains("title=%D9%85%D9%82%D8%AA%D8%B1%D8%AD"));
    assert_eq!(page.problems(), [""; 0]);
}

#[test]
fn keys_reach_the_page_and_move_the_focus() {
    let page = open(View::desktop());
    page.press("Tab");
    assert_eq!(page.focused(), "input#title");
    page.type_text("#title", "نص");
    page.press("a");
    assert_eq!(page.eval("title.value"), "نصa");
    page.press("Tab");
    page.press("Space");
    assert_eq!(page.eval("box.checked"), true);
    page.press("Alt+ArrowUp");
    page.press("Shift+Tab");
    assert_eq!(page.focused(), "input#title");
    let log = page.eval("document.querySelector('#log').textContent");
    let expected = "Tab=Tab KeyA=a Tab=Tab Space=  Alt+ArrowUp=ArrowUp Tab=Tab ";
    assert_eq!(log, expected);
    page.loading(|page| page.press("Enter"));
    assert_eq!(
        (page.status(), page.url().ends_with("/next")),
        (Some(422), true)
    );
    assert_eq!(page.problems(), [""; 0]);
}

#[test]
fn a_page_is_looked_at_again_through_another_view() {
    let page = open(View::desktop());
    let sees = |query: &str| page.eval(&format!("matchMedia('{query}').matches"));
    assert_eq!(sees("(forced-colors: active)"), false);
    page.look(&View::desktop().size(320, 700).calm().forced_colours());
    assert_eq!(sees("(forced-colors: active)"), true);
    assert_eq!(sees("(prefers-reduced-motion: reduce)"), true);
    assert_eq!(page.eval("innerWidth"), 320);
}

#[test]
fn tab_leads_to_a_control_and_text_goes_where_the_focus_is() {
    let page = open(View::desktop());
    page.tab_to("#send");
    assert_eq!(page.focused(), "button#send");
    page.press("Shift+Tab");
    page.press("Shift+Tab");
    page.write("نص");
    assert_eq!(page.eval("title.value"), "نص");
    let nowhere = || page.tab_to("li");
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(nowhere)).is_err());
}

#[test]
fn what_is_blocked_does_not_come() {
    let page = Browser::shared().page(View::desktop());
    page.block(&["*.js"]);
    page.slow_line();
    page.goto(&serve(site));
    assert_eq!(page.eval("document.querySelector('#lang').textContent"), "");
}

#[test]
fn mouse_and_finger_drag_over_what_lies_between() {
    let page = open(View::desktop());
    page.drag("#a", "#c");
    let log = page
        .eval("document.querySelector('#log').textContent")
        .to_string();
    assert!(
        log.starts_with("\"mouse:a over:b") && log.ends_with("over:c drop \""),
        "{log}"
    );
    let page = open(View::phone());
    page.touch_drag("#c", "#a");
    let log = page
        .eval("document.querySelector('#log').textContent")
        .to_string();
    assert!(
        log.starts_with("\"touch:c over:b") && log.ends_with("over:a drop \""),
        "{log}"
    );
    let page = open(View::phone());
    page.tap("#box");
    page.wait_for("box.checked");
}

#[test]
fn a_change_is_waited_for() {
    let page = open(View::desktop());
    page.click("#lang");
    page.wait_for("document.querySelector('#later').textContent === 'came'");
    // The condition may hold only on the page that comes next.
    page.eval("setTimeout(() => document.querySelector('#send').click(), 50)");
    page.wait_for("document.querySelector('pre')");
}

#[test]
fn cookies_and_language_are_sent_and_pages_do_not_share_them() {
    let base = serve(site);
    let page = Browser::shared().page(View::desktop().lang("ar"));
    page.set_cookie(&base, "session", "s1");
    page.goto(&format!("{base}/next"));
    assert_eq!(
        page.eval("document.querySelector('pre').textContent"),
        "session=s1|ar|"
    );
    assert_eq!(page.cookie("session").as_deref(), Some("s1"));
    let other = Browser::shared().page(View::desktop());
    other.goto(&format!("{base}/next"));
    assert_eq!(other.cookie("session"), None);
}

#[test]
fn what_goes_wrong_on_a_page_is_collected() {
    let page = Browser::shared().page(View::desktop());
    page.goto(&format!("{}/bad", serve(site)));
    let problems = page.problems();
    for part in [
        "Content Security Policy",
        "said",
        "undefinedName",
        "missing.js",
    ] {
        assert!(
            problems.iter().any(|problem| problem.contains(part)),
            "{part}: {problems:#?}"
        );
    }
    assert_eq!(problems.len(), 4, "{problems:#?}");
}

#[test]
fn a_step_that_cannot_be_done_panics() {
    let page = open(View::desktop());
    let failing: [&dyn Fn(); 5] = [
        &|| page.click("#under"),
        &|| page.click("li"),
        &|| drop(page.eval("nothing.at.all")),
        &|| page.goto("http://127.0.0.1:1/"),
        &|| page.press("NoSuchKey"),
    ];
    for step in failing {
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).is_err());
    }
}

#[test]
fn a_screenshot_shows_the_view_or_the_whole_page() {
    let page = open(View::phone());
    let dir = tempfile::tempdir().unwrap();
    let height = |full| {
        let path = dir.path().join("shot.png");
        page.screenshot(&path, full);
        // A PNG says its height in the bytes 20 to 23.
        u32::from_be_bytes(std::fs::read(path).unwrap()[20..24].try_into().unwrap())
    };
    assert_eq!(height(false), 740);
    assert!(height(true) > 3000);
}

#[test]
fn the_accessibility_tree_has_names_and_roles() {
    let page = open(View::desktop());
    let tree = page.accessibility_tree();
    let named = |role: &str, name: &str| {
        tree.iter()
            .any(|node| node["role"]["value"] == role && node["name"]["value"] == name)
    };
    assert!(named("button", "إرسال") && named("textbox", "عنوان") && named("heading", "عنوان"));
}

#[test]
fn the_outline_says_what_is_heard() {
    let page = open(View::desktop());
    page.eval("box.checked = true");
    let heard = [
        "form",
        "  textbox \"عنوان\"",
        "  checkbox \"نعم\" checked=true",
        "  button \"إرسال\"",
    ];
    assert_eq!(page.outline("form").lines().collect::<Vec<_>>(), heard);
}

#[test]
fn a_browser_goes_with_the_one_who_started_it() {
    let browser = Browser::start();
    let (address, dir) = (browser.authority.clone(), browser.dir.clone());
    assert!(std::net::TcpStream::connect(&address).is_ok());
    drop(browser);
    assert!(std::net::TcpStream::connect(&address).is_err());
    assert!(!dir.exists());
}
