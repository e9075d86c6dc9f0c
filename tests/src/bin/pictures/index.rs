//! The page to look through all pictures: a row a page, a column a language, size and colours.

use std::fmt::Write as _;

use super::shots;

/// The index of the pages named.
pub fn page(names: &[&str]) -> String {
    let mut rows = String::new();
    for name in names {
        let _ = write!(rows, "<section><h2 id=\"{name}\">{name}</h2><div>");
        for shot in shots(name) {
            let file = shot.file();
            let _ = write!(
                rows,
                "<figure><a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"\"></a>\
                 <figcaption>{} {} {}</figcaption></figure>",
                shot.lang.code(),
                shot.width,
                if shot.dark { "dark" } else { "light" },
            );
        }
        rows.push_str("</div></section>");
    }
    let links: Vec<String> = names
        .iter()
        .map(|name| format!("<a href=\"#{name}\">{name}</a>"))
        .collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Pictures</title>\
         <style>body{{font:14px system-ui;margin:24px}}div{{display:flex;gap:16px;overflow-x:auto;\
         align-items:start}}figure{{margin:0}}img{{width:260px;border:1px solid #bbb}}\
         nav{{line-height:2}}</style><h1>Pictures</h1><nav>{}</nav>{rows}</html>\n",
        links.join(" · ")
    )
}
