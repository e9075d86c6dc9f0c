//! Which characters a text may hold, and the one form in which it is stored.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::letters::is_letter;

/// At most this many combining marks may follow each other; Arabic needs two or three.
pub const MAX_MARKS: usize = 4;

/// A character that no text may hold, and the place (from 0, in characters) where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the character U+{:04X} at {at} is refused", u32::from(*.character))]
pub struct RefusedChar {
    pub character: char,
    pub at: usize,
}

/// NFC, lines ended by `\n`, no whitespace around; nothing inside is collapsed.
///
/// Zero-width spaces, word joiners and byte order marks, which copying leaves behind and nobody
/// sees, are dropped, so that a text of nothing else is empty.
pub fn normalize(text: &str) -> String {
    let one_line_end = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen = |c: &char| !matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    let whole: String = one_line_end.chars().filter(seen).nfc().collect();
    whole.trim().to_owned()
}

/// Refuses what could turn, hide or break a text: direction overrides and isolates, line and
/// paragraph separators, tags, control characters but newline and tab, blank letters,
/// noncharacters and private use, towers of marks, and joiners that join nothing.
pub fn check(text: &str) -> Result<(), RefusedChar> {
    let mut marks = 0;
    let mut before = None;
    let mut ahead = text.chars().skip(1);
    for (at, character) in text.chars().enumerate() {
        let after = ahead.next();
        marks = if is_combining_mark(character) {
            marks + 1
        } else {
            0
        };
        let joins_nothing =
            matches!(character, '\u{200C}' | '\u{200D}') && !joins(before, character, after);
        if marks > MAX_MARKS || joins_nothing || is_refused(character) {
            return Err(RefusedChar { character, at });
        }
        before = Some(character);
    }
    Ok(())
}

fn is_refused(c: char) -> bool {
    if c.is_control() {
        return !matches!(c, '\n' | '\t');
    }
    let noncharacter = u32::from(c) & 0xFFFE == 0xFFFE;
    noncharacter
        || matches!(
            c,
            '\u{202A}'..='\u{202E}'
                | '\u{2061}'..='\u{206F}'
                | '\u{2028}' | '\u{2029}'
                | '\u{E0000}'..='\u{E007F}'
                // Letters and signs that show nothing.
                | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}' | '\u{180E}'
                // Anchors, placeholders and the sign of a broken decoding.
                | '\u{FFF9}'..='\u{FFFD}'
                | '\u{FDD0}'..='\u{FDEF}'
                | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
        )
}

/// ZWNJ and ZWJ stand between letters; ZWJ also builds one emoji out of several.
fn joins(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let letters = (is_letter(before) || is_combining_mark(before)) && is_letter(after);
    let emoji = joiner == '\u{200D}'
        && (is_pictograph(before) || before == '\u{FE0F}')
        && is_pictograph(after);
    letters || emoji
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// The stored form of a text of several lines.
pub fn clean_body(typed: &str) -> Result<String, RefusedChar> {
    let text = normalize(typed);
    check(&text)?;
    Ok(text)
}

/// The stored form of a text of one line: a tab becomes a space, a line end is refused.
pub fn clean_line(typed: &str) -> Result<String, RefusedChar> {
    let text = clean_body(typed)?.replace('\t', " ");
    match text.chars().position(|c| c == '\n') {
        Some(at) => Err(RefusedChar {
            character: '\n',
            at,
        }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_stored_in_one_form() {
        for (typed, wanted) in [
            ("  a\r\nb\rc  ", "a\nb\nc"),
            ("cafe\u{301}", "café"),
            ("ا\u{654}حمد", "أحمد"),
            ("a  b\n\n\nc", "a  b\n\n\nc"),
            ("\u{FEFF}text\u{200B}", "text"),
            ("\u{200B}\u{2060} \u{FEFF}", ""),
            ("\u{A0}\u{3000}\n\t", ""),
            ("مـــد  رسة", "مـــد  رسة"),
            ("<b>x</b> & \"y\"", "<b>x</b> & \"y\""),
        ] {
            assert_eq!(normalize(typed), wanted, "{typed:?}");
            assert_eq!(normalize(wanted), wanted);
        }
    }

    #[test]
    fn harmful_characters_are_refused_and_named() {
        for c in "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{2028}\
                  \u{2029}\u{E0000}\u{E0041}\u{E007F}\u{0}\u{1}\u{8}\u{B}\u{C}\u{1B}\u{7F}\u{85}\
                  \u{9F}\u{3164}\u{2800}\u{FFFC}\u{FFFD}\u{FFFE}\u{1FFFF}\u{FDD0}\u{E000}\
                  \u{10FFFD}\u{206A}"
            .chars()
        {
            let refused = Err(RefusedChar {
                character: c,
                at: 2,
            });
            assert_eq!(check(&format!("ab{c}cd")), refused, "{:04X}", u32::from(c));
        }
        assert_eq!(
            clean_body("a\u{202E}b").unwrap_err().to_string(),
            "the character U+202E at 1 is refused"
        );
    }

    #[test]
    fn what_people_really_type_is_allowed() {
        for good in [
            "سطر\nسطر\tعمود",
            "ٱلْمَدْرَسَةُ بَعِيدَةٌ جِدًّا",
            "می\u{200C}شود",
            "بَ\u{200D}ب",
            "\u{200F}عربي\u{200E} و\u{61C}",
            "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥 👍🏽 🇴🇲",
            "क्\u{200D}ष",
            "«اقتباس» — “quote” … 50٪",
            "Zielony pochłaniacz smogu",
            "𝗕𝗼𝗹𝗱 ½ ﷺ",
        ] {
            assert_eq!(check(good), Ok(()), "{good:?}");
        }
    }

    #[test]
    fn joiners_must_join_and_marks_must_not_tower() {
        for bad in [
            "\u{200D}ab",
            "ab\u{200C}",
            "a \u{200C}b",
            "a\u{200D}\u{200D}b",
            "1\u{200C}2",
            "👍\u{200C}👍",
            "a\u{200D}👍",
            "👍\u{200D}",
        ] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        let tower = |marks: usize| format!("b{}", "\u{34B}".repeat(marks));
        assert_eq!(check(&tower(4)), Ok(()));
        assert_eq!(
            check(&tower(5)),
            Err(RefusedChar {
                character: '\u{34B}',
                at: 5
            })
        );
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(clean_line(" one\ttwo \r\n").as_deref(), Ok("one two"));
        assert_eq!(
            clean_line("one\r\ntwo"),
            Err(RefusedChar {
                character: '\n',
                at: 3
            })
        );
        assert!(clean_body("one\r\ntwo").is_ok());
    }
}
