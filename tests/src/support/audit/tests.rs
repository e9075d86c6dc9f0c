use super::*;
use crate::support::browser::{Browser, View};
use crate::support::site::{answer, serve};

const GOOD: &str = r#"<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>موضوع</title>
<style>.quiet{position:absolute;width:1px;height:1px;overflow:hidden;color:#eee}
button,input{min-height:44px;min-width:44px}.cut{width:300px;white-space:nowrap}
.mark{display:inline-block;width:20px;height:20px;background:#a00;border:2px solid #a00}</style>
<a class="quiet" href="\#main">إلى المحتوى</a>
<main id="main"><h1>شاركونا برأيكم اليوم</h1><h2>المقترحات</h2>
<p>نص عربي واضح <a href="/">هنا</a></p><p lang="en">A whole sentence in English</p>
<p lang="ar" dir="rtl" data-user-text="">مقترح كتبه مشارك</p>
<p class="cut">نص قصير لا يضيق به مكانه</p>
<p style="color:oklch(0.4 0.1 250);background:color-mix(in srgb,white 90%,black)">لون بعيد جدا</p>
<form><label for="t">عنوان</label><input id="t"><label><input type="checkbox"> نعم</label>
<button>إرسال</button><button disabled style="color:#ccc;background:#ddd">مغلق</button></form>
<img alt="" src="data:,"><svg role="img" aria-label="رسم" width="9" height="9"></svg>
<table><tr><th>رأس</th></tr><tr><td>خلية</td></tr></table><ul><li>عنصر</li></ul>
<span class="mark"></span></main>"#;

/// A page without a fault.
pub fn good_page() -> String {
    GOOD.replace("\\#", "#")
}

type Audit = fn(&Page<'_>) -> Vec<Violation>;

fn violations(page: &Page<'_>, html: &str, audit: Audit) -> Vec<Violation> {
    let html = html.replace("\\#", "#");
    let base = serve(move |_| answer("200 OK\r\nContent-Type: text/html; charset=utf-8", &html));
    page.goto(&base);
    audit(page)
}

fn forced(page: &Page<'_>) -> Vec<Violation> {
    audit_forced_colours(page, &View::desktop().calm())
}

/// Panics unless the change to the good page trips exactly this rule.
#[track_caller]
fn assert_found(page: &Page<'_>, audit: Audit, (rule, right, wrong): (&str, &str, &str)) {
    let html = GOOD.replacen(right, wrong, 1);
    assert_ne!(html, GOOD, "{right}");
    let found = violations(page, &html, audit);
    assert!(!found.is_empty(), "{rule}: {wrong}");
    let said: Vec<String> = found.iter().map(Violation::to_string).collect();
    assert!(
        found.iter().all(|violation| violation.rule == rule),
        "{wrong}: {said:#?}"
    );
}

#[test]
fn a_good_page_passes() {
    for view in [View::phone().calm(), View::desktop().dark().calm()] {
        let page = Browser::shared().page(view);
        let audits: [Audit; 5] = [audit, audit_enlarged, audit_calm, forced, audit_focus];
        for audit in audits {
            assert_eq!(violations(&page, GOOD, audit), []);
        }
    }
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
        ("title", "<h2>", "<p role=alert>صحّح العنوان</p><h2>"),
        (
            "user-text",
            r#"<p lang="ar" dir="rtl" data"#,
            "<p lang=ar data",
        ),
        (
            "user-text",
            r#"<p lang="ar" dir="rtl" data"#,
            r#"<p lang="ar" dir="auto" data"#,
        ),
        (
            "user-text",
            r#"<p lang="ar" dir="rtl" data"#,
            r#"<p dir="rtl" data"#,
        ),
        ("mirror", "<h2>", "<p style='scale:-1 1'>معكوس</p><h2>"),
        (
            "mirror",
            "<h2>",
            "<p style='transform:scaleX(-1)'>معكوس</p><h2>",
        ),
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
    for fault in faults {
        assert_found(&page, audit, fault);
    }
}

#[test]
fn each_fault_of_another_look_is_found() {
    let faults: [(Audit, (&str, &str, &str)); 12] = [
        (
            audit_enlarged,
            ("enlarged", "<h2>", "<p style='width:45rem'>عريض</p><h2>"),
        ),
        (
            audit_enlarged,
            ("enlarged", ".cut{", ".cut{overflow:hidden;"),
        ),
        (
            audit_calm,
            (
                "motion",
                "<h2>",
                "<p style='transition:color 1s'>يتلون</p><h2>",
            ),
        ),
        (
            audit_calm,
            (
                "motion",
                "</style>",
                "@keyframes turn{to{rotate:1turn}}h2{animation:turn 2s infinite}</style>",
            ),
        ),
        (
            audit_calm,
            ("motion", "</style>", "html{scroll-behavior:smooth}</style>"),
        ),
        (
            forced,
            (
                "forced-colours",
                "<button>",
                "<button style='border:0;background:#036;color:#fff'>",
            ),
        ),
        (
            forced,
            (
                "forced-colours",
                "border:2px solid #a00",
                "border-radius:9px",
            ),
        ),
        (
            forced,
            (
                "forced-colours",
                "<svg role",
                "<svg aria-hidden=true width=20 height=20><path fill=#111 d='M0 0h20v20z'/></svg><svg role",
            ),
        ),
        (
            forced,
            (
                "forced-colours",
                "<h2>",
                "<progress max=2 value=1 aria-label=نصف style='appearance:none'></progress><h2>",
            ),
        ),
        (
            audit_focus,
            (
                "focus-visible",
                "</style>",
                "button:focus{outline:none}</style>",
            ),
        ),
        (
            audit_focus,
            (
                "focus-covered",
                "<form>",
                "<form style='position:relative'><div style='position:absolute;inset:0'></div>",
            ),
        ),
        (
            audit_focus,
            (
                "focus-reach",
                r#"<input id="t">"#,
                r#"<input id="t" onkeydown="event.preventDefault()">"#,
            ),
        ),
    ];
    let page = Browser::shared().page(View::desktop().calm());
    for (audit, fault) in faults {
        assert_found(&page, audit, fault);
    }
}
