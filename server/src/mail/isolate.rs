//! Values that people typed, inside the sentences of a letter.

/// First Strong Isolate and Pop Directional Isolate: what stands between them cannot reorder the
/// sentence round it.
pub(super) const FSI: char = '\u{2068}';
pub(super) const PDI: char = '\u{2069}';

/// A value for a sentence of a letter: on one line, without characters that could end the line or
/// change the direction of what follows, in FSI … PDI.
pub fn isolated(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_direction(*c))
        .collect();
    format!("{FSI}{}{PDI}", plain.trim())
}

/// Marks, embeddings, overrides and isolates.
fn is_direction(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Isolates that the words put round an isolated value once more are taken off.
pub(super) fn once(text: &str) -> String {
    text.replace("\u{2068}\u{2068}", "\u{2068}")
        .replace("\u{2069}\u{2069}", "\u{2069}")
}

/// A text for HTML: escaped, isolates as elements.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            FSI => out.push_str("<bdi>"),
            PDI => out.push_str("</bdi>"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_on_its_line_and_in_its_direction() {
        for (typed, wanted) in [
            ("Salma", "Salma"),
            ("a\r\nBcc: b@example.org", "a  Bcc: b@example.org"),
            ("a\u{202E}b\u{2069}c\u{200F}", "abc"),
            ("a\u{2028}b\u{0}", "a b"),
        ] {
            assert_eq!(isolated(typed), format!("\u{2068}{wanted}\u{2069}"));
        }
    }

    #[test]
    fn html_is_escaped_and_isolated() {
        let text = format!("To {} & <b>", isolated("<script>"));
        assert_eq!(html(&text), "To <bdi>&lt;script&gt;</bdi> &amp; &lt;b&gt;");
        assert_eq!(
            once(&format!("\u{2068}{}\u{2069}", isolated("x"))),
            isolated("x")
        );
    }
}
