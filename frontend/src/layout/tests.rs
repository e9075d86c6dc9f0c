use super::*;

fn chrome(here: &str, demonstration: bool) -> Chrome {
    let assets = AssetUrls {
        style: "/assets/main.css".into(),
        arabic_font: "/assets/font.woff2".into(),
        icon: "/assets/icon.svg".into(),
        touch_icon: "/assets/touch-icon.png".into(),
        draft: "/assets/draft.js".into(),
        desk: "/assets/desk.js".into(),
        answer: "/assets/answer.js".into(),
        work: "/assets/work.js".into(),
        start: "/assets/start.js".into(),
        islands: None,
        wasm: None,
    };
    Chrome {
        lang: Lang::En,
        here: here.into(),
        person: None,
        demonstration,
        refused: false,
        assets,
    }
}

fn shown(here: &str, demonstration: bool) -> String {
    document(chrome(here, demonstration), |_| {
        Page::plain("A title", view! { <h1>"A title"</h1> })
    })
}

#[test]
fn the_other_language_is_the_same_page() {
    for (here, wanted) in [
        ("/en", "/ar"),
        ("/en/topics?order=new", "/ar/topics?order=new"),
        ("/ar/topics/%D8%A8", "/ar/topics/%D8%A8"),
        ("/en?x=1", "/ar?x=1"),
        ("", "/ar"),
        ("/", "/ar"),
        ("/english", "/ar"),
        ("//elsewhere.example", "/ar"),
        ("https://elsewhere.example/en", "/ar"),
        ("/en/a\r\nSet-Cookie: x", "/ar"),
        ("/en/شارع", "/ar"),
    ] {
        assert_eq!(in_language(here, Lang::Ar), wanted, "{here:?}");
    }
}

#[test]
fn the_room_one_is_in_is_marked() {
    assert_eq!(current("/en/topics", "/en/topics"), Some("page"));
    assert_eq!(
        current("/en/topics/seeb/standing", "/en/topics"),
        Some("true")
    );
    assert_eq!(current("/en/topics-old", "/en/topics"), None);
    let html = shown("/en/agencies?order=name", false);
    assert_eq!(html.matches("aria-current").count(), 1, "{html}");
}

#[test]
fn a_switch_leads_through_the_language_page_and_back() {
    let html = shown("/en/topics?order=new&q=%D8%A8", false);
    assert!(
        html.contains("/en/language/ar?to=/en/topics%3Forder%3Dnew%26q%3D%25D8%25A8"),
        "{html}"
    );
    assert!(
        html.contains(r#"hreflang="ar" href="/ar/topics?order=new&amp;q=%D8%A8""#),
        "{html}"
    );
}

#[test]
fn only_a_demonstration_says_that_it_is_one() {
    let words = t::site::demonstration(Lang::En);
    assert!(shown("/en", true).contains(words));
    assert!(!shown("/en", false).contains(words));
}

#[test]
fn nothing_in_the_document_is_inline() {
    let html = shown("/en", true);
    assert!(
        !html.contains(" style=") && !html.contains("<style") && !html.contains("<script"),
        "{html}"
    );
}

#[test]
fn a_page_carries_no_marks_and_all_that_was_written() {
    let page = shown("/en", false);
    assert!(!page.contains(MARK), "{page}");
    let written = "a <!> b";
    let render = |islands| {
        let chrome = chrome("/en", false);
        document(chrome, move |_| {
            let page = Page::plain("T", view! { <p title=written>{written} {None::<&str>}</p> });
            if islands { page.with_islands() } else { page }
        })
    };
    let (plain, waking) = (render(false), render(true));
    assert!(waking.contains(MARK));
    assert_eq!(plain.matches("a &lt;!&gt; b").count(), 2, "{plain}");
}
