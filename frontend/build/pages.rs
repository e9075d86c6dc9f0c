//! Renders the written pages, `locales/pages/<name>.<lang>.md`, to HTML once, at build time.

use std::path::Path;
use std::{fs, io};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Writes `pages/<name>.<lang>.html` for every source. Raw HTML, a heading of the first level and
/// a page that stands in one language only are faults.
pub fn render(from: &str, out: &Path, faults: &mut Vec<String>) -> io::Result<()> {
    fs::create_dir_all(out)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        let other = match name.rsplit_once('.') {
            Some((page, "ar")) => format!("{page}.en.md"),
            Some((page, "en")) => format!("{page}.ar.md"),
            _ => {
                faults.push(format!(
                    "{}: its name ends neither in .ar.md nor in .en.md",
                    path.display()
                ));
                continue;
            }
        };
        if !path.with_file_name(&other).exists() {
            faults.push(format!("{}: {other} is missing", path.display()));
        }
        let html = page(
            &path.display().to_string(),
            &fs::read_to_string(&path)?,
            faults,
        );
        fs::write(out.join(format!("{name}.html")), html)?;
    }
    Ok(())
}

fn page(path: &str, source: &str, faults: &mut Vec<String>) -> String {
    let mut events = Vec::new();
    let mut heading = 0;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        if let Event::Html(raw) | Event::InlineHtml(raw) = &event {
            faults.push(format!("{path}: raw HTML {raw:?}"));
        }
        match event {
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                if level == HeadingLevel::H1 {
                    faults.push(format!("{path}: the page brings its own first heading"));
                }
                heading += 1;
                let id = Some(CowStr::from(format!("part-{heading}")));
                events.push(Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }));
            }
            // A wide table scrolls in a frame of its own, which the keyboard can reach; a group, since
            // two tables under one heading would be two landmarks of one name.
            Event::Start(Tag::Table(_)) => {
                let frame = format!(
                    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"part-{heading}\">"
                );
                events.push(Event::Html(frame.into()));
                events.push(event);
            }
            Event::End(TagEnd::Table) => {
                events.push(event);
                events.push(Event::Html("</div>\n".into()));
            }
            Event::Code(text) => {
                // Formulas run left to right in both languages.
                let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
                events.push(Event::InlineHtml(
                    format!("<code dir=\"ltr\">{escaped}</code>").into(),
                ));
            }
            event => events.push(event),
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}
