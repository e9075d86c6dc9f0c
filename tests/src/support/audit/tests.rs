use super::*;
use crate::support::browser::{Browser, View};
use crate::support::site::{answer, serve};

const GOOD: &str = r#"<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>موضوع</title>
<style>.quiet{position:absolute;width:1px;height:1px;overflow:hidden;color:#eee}
button,input{min-height:44px;min-width:44px}</style>
<a class="quiet" href="\#main">إلى المحتوى</a>
<main id="main"><h1>شاركونا برأيكم اليوم</h1><h2>المقترحات</h2>
<p>نص عربي واضح <a href="/">هنا</a></p><p lang="en">A whole sentence in English</p>
<p style="color:oklch(0.4 0.1 250);background:color-mix(in srgb,white 90%,black)">لون بعيد جدا</p>
<form><label for="t">عنوان</label><input id="t"><label><input type="checkbox"> نعم</label>
<button>إرسال</button><button disabled style="color:#ccc;background:#ddd">مغلق</button></form>
<img alt="" src="data:,"><svg role="img" aria-label="رسم" width="9" height="9"></svg>
<table><tr><th>رأس</th></tr><tr><td>خلية</td></tr></table><ul><li>عنصر</li></ul></main>"#;

fn violations(page: &Page<'_>, html: &str) -> Vec<Violation> {
    let html = html.replace("\\#", "#");
    let base = serve(move |_| answer("200 OK\r\nContent-Type: text/html; charset=utf-8", &html));
    page.goto(&base);
    audit(page)
}

#[test]
fn a_good_page_passes() {
    assert_eq!(violations(&Browser::shared().page(View::phone()), GOOD), []);
    assert_eq!(
        violations(&Browser::shared().page(View::desktop().dark()), GOOD),
        []
    );
}

/// Each change breaks one rule and no other.
#[test]
fn each_fault_is_found() {
    let faults = [
        (
            "language",
            r#"<html lang="ar" dir="rtl">"#,
            r#"<html dir="rtl" lang="">"#,
        ),
        ("direction", r#" dir="rtl""#, ""),
        ("title", "<title>موضوع</title>", ""),
        ("landmarks", "</main>", "</main><main>ثان</main>"),
        ("headings", "<h2>المقترحات</h2>", "<h3>المقترحات</h3>"),
        ("headings", "<h2>المقترحات</h2>", "<h1>المقترحات</h1>"),
        (
            "zoom",
            "width=device-width",
            "width=device-width, user-scalable=no",
        ),
        ("reflow", "<h2>", "<div style='width:2000px'>عريض</div><h2>"),
        ("ids", "<h2>", "<p id=main>مكرر</p><h2>"),
        ("ids", "<button>", "<button aria-describedby=nowhere>"),
        ("ids", "\\#main", "\\#nowhere"),
        ("focus", "<button>", "<button tabindex=2>"),
        ("focus", "<button>", "<button aria-hidden=true>"),
        (
            "nesting",
            "<button>إرسال",
            "<button>إرسال <input type=checkbox aria-label=نعم>",
        ),
        ("name", "<button>إرسال", "<button>"),
        ("name", r#" aria-label="رسم""#, ""),
        ("name", r#"<img alt="" "#, "<img "),
        ("name", r#"<label for="t">عنوان</label>"#, ""),
        (
            "name",
            "<h2>",
            "<fieldset><input aria-label=حقل></fieldset><h2>",
        ),
        ("tables", "<th>رأس</th>", "<td>رأس</td>"),
        ("lists", "<li>عنصر</li>", "<li>عنصر</li><p>دخيل</p>"),
        ("contrast", "<h2>", "<h2 style='color:#999'>"),
        ("contrast", "<h2>", "<h2 style='opacity:.4'>"),
        ("contrast", "oklch(0.4 0.1 250)", "oklch(0.7 0.1 250)"),
        ("language", r#"<p lang="en">"#, "<p>"),
        (
            "language",
            r#"A whole sentence in English"#,
            "جملة عربية كاملة هنا",
        ),
        (
            "target",
            "<h2>",
            "<a href=/a style='display:block;font-size:9px'>أ</a>\
          <a href=/b style='display:block;font-size:9px'>ب</a><h2>",
        ),
    ];
    let page = Browser::shared().page(View::desktop());
    for (rule, right, wrong) in faults {
        let html = GOOD.replacen(right, wrong, 1);
        assert_ne!(html, GOOD, "{right}");
        let found = violations(&page, &html);
        assert!(!found.is_empty(), "{rule}: {wrong}");
        let said: Vec<String> = found.iter().map(Violation::to_string).collect();
        assert!(
            found.iter().all(|violation| violation.rule == rule),
            "{wrong}: {said:#?}"
        );
    }
}
