//! Texts of agencies with a little structure: paragraphs, "## " headings and "- " lists.
//! Everything else is text and is escaped.

use leptos::prelude::*;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Heading(String),
    Paragraph(Vec<String>),
    List(Vec<String>),
}

/// Reads a text into pieces.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut fresh = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            fresh = true;
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            pieces.push(Piece::Heading(heading.trim().to_owned()));
            fresh = true;
            continue;
        }
        let (item, line) = match line.strip_prefix("- ") {
            Some(item) => (true, item.trim().to_owned()),
            None => (false, line.to_owned()),
        };
        match pieces.last_mut() {
            Some(Piece::List(items)) if item => items.push(line),
            Some(Piece::Paragraph(lines)) if !item && !fresh => lines.push(line),
            _ if item => pieces.push(Piece::List(vec![line])),
            _ => pieces.push(Piece::Paragraph(vec![line])),
        }
        fresh = false;
    }
    pieces
}

/// A text as HTML; its headings are of the third level, under the page's own.
pub fn prose(text: &str) -> impl IntoView + use<> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
            Piece::Paragraph(lines) => {
                let mut lines = lines.into_iter();
                let first = lines.next();
                let rest: Vec<_> = lines.map(|line| view! { <br/> {line} }).collect();
                view! { <p>{first} {rest}</p> }.into_any()
            }
            Piece::List(items) => {
                let items: Vec<_> = items
                    .into_iter()
                    .map(|item| view! { <li>{item}</li> })
                    .collect();
                view! { <ul>{items}</ul> }.into_any()
            }
        })
        .collect::<Vec<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_paragraphs_and_lists() {
        let text =
            "First line\nsecond line\n\nNext\n## What we heard\n- one\n- two\nAfter\n\n- three";
        let lines = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| (*line).to_owned())
                .collect::<Vec<_>>()
        };
        let wanted = vec![
            Piece::Paragraph(lines(&["First line", "second line"])),
            Piece::Paragraph(lines(&["Next"])),
            Piece::Heading("What we heard".to_owned()),
            Piece::List(lines(&["one", "two"])),
            Piece::Paragraph(lines(&["After"])),
            Piece::List(lines(&["three"])),
        ];
        assert_eq!(pieces(text), wanted);
    }

    #[test]
    fn markup_is_only_text() {
        let html = prose("<script>alert(1)</script>\n- <b>x</b>")
            .into_view()
            .to_html();
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}
