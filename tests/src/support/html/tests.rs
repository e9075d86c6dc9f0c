use super::*;
use crate::support::site::{Received, answer, serve};

const PAGE: &str = r#"<!doctype html><html lang="ar"><title>موضوع</title>
<h1>  شاركونا
  <b>برأيكم</b></h1>
<a class="next" href="topics?page=2#list">next</a>
<form id="new" method="post" action="/ar/suggestions">
  <input type="hidden" name="topic" value="t1">
  <input name="title" value="قديم"><input name="code" value="c" readonly>
  <textarea name="text">
سطر
آخر</textarea>
  <select name="place"><option value="">-</option><option value="om-ma" selected>مسقط</option>
    <option value="om-ze" disabled>ظفار</option></select>
  <label><input type="radio" name="lang" value="ar" checked></label>
  <label><input type="radio" name="lang" value="en"></label>
  <input type="checkbox" name="shown"><input type="checkbox" name="tag" value="a" checked>
  <input type="checkbox" name="tag" value="b">
  <fieldset disabled><input name="closed" value="1"></fieldset>
  <button name="do" value="send">send</button>
  <button name="do" value="preview" formaction="?preview" formmethod="get">preview</button>
</form>
<input form="new" name="late" value="l"><form id="other"><input name="q" value="x y"></form>"#;

fn echo(received: &Received) -> Vec<u8> {
    let body = String::from_utf8_lossy(&received.body);
    answer(
        "200 OK",
        &format!("{} {body}", received.line.replace(" HTTP/1.1", "")),
    )
}

fn page() -> Document {
    Document::parse(PAGE, "/ar/new?from=home")
}

#[test]
fn elements_are_found_and_read() {
    let page = page();
    assert_eq!(page.text("h1"), "شاركونا برأيكم");
    assert_eq!(page.root().attr("lang"), Some("ar"));
    assert_eq!(page.all("option").len(), 3);
    assert!(page.has("#new textarea") && !page.has("main"));
}

#[test]
#[should_panic(expected = "3 elements fit option")]
fn one_means_one() {
    page().one("option");
}

#[test]
fn a_form_holds_what_a_browser_would_send() {
    let form = page().form("#new");
    let fields: Vec<String> = form
        .fields()
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let expected = [
        "topic=t1",
        "title=قديم",
        "code=c",
        "text=سطر\nآخر",
        "place=om-ma",
        "lang=ar",
        "tag=a",
        "late=l",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn a_form_is_filled_in_and_sent() {
    let client = Client::new(&serve(echo));
    let form = page()
        .form("#new")
        .set("title", "a b")
        .set("text", "1\n2")
        .set("place", "");
    let form = form
        .set("lang", "en")
        .set("shown", "on")
        .set("tag", "b")
        .omit("code")
        .omit("late");
    let sent = form.submit(&client);
    let body = "topic=t1&title=a+b&text=1%0D%0A2&place=&lang=en&shown=on&tag=a&tag=b&do=send";
    assert_eq!(sent.text(), format!("POST /ar/suggestions {body}"));
    let small = form
        .clear("tag")
        .omit("title")
        .omit("text")
        .omit("place")
        .omit("lang");
    let small = small.clear("shown").forge("topic", "t2");
    let previewed = small.press(&client, "do", "preview");
    assert_eq!(previewed.text(), "GET /ar/new?topic=t2&do=preview ");
    assert_eq!(
        page().form("#other").submit(&client).text(),
        "GET /ar/new?q=x+y "
    );
}

#[test]
fn nobody_can_set_what_the_page_does_not_offer() {
    for (name, value) in [
        ("topic", "t2"),
        ("code", "d"),
        ("place", "om-ze"),
        ("lang", "fr"),
        ("closed", "2"),
        ("none", ""),
    ] {
        let form = page().form("#new");
        assert!(
            std::panic::catch_unwind(|| form.set(name, value)).is_err(),
            "{name}"
        );
    }
}

#[test]
fn links_lead_where_they_say() {
    let client = Client::new(&serve(echo));
    assert_eq!(
        page().follow("a.next", &client).text(),
        "GET /ar/topics?page=2 "
    );
    assert_eq!(page().resolve("#top"), "/ar/new?from=home");
    assert_eq!(page().resolve("/en"), "/en");
    assert_eq!(
        page().resolve("https://example.com/x"),
        "https://example.com/x"
    );
}
