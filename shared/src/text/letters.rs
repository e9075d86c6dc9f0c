//! Counting letters, for rules that ask for substance rather than length.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// True for a letter of some script: no digit, mark, sign or emoji, nor the Arabic tatweel, which
/// only draws a word out.
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        && !is_combining_mark(c)
        && (!matches!(c.script(), Script::Common | Script::Inherited) || is_styled_latin(c))
}

/// Bold and other mathematical alphabets, which people use to decorate; their script is Common.
fn is_styled_latin(c: char) -> bool {
    matches!(c, '\u{1D400}'..='\u{1D6A5}')
}

/// How many letters `text` has.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_count() {
        for (text, wanted) in [
            ("", 0),
            ("abc", 3),
            ("a1b2", 2),
            ("مدرسة", 5),
            ("مَدْرَسَةٌ", 5),
            ("مـــدرســة", 5),
            ("ـــــــــــ", 0),
            ("!!! ... ???", 0),
            ("١٢٣ 456", 0),
            ("👍🏽😊🅰️", 0),
            ("café", 4),
            ("cafe\u{301}", 4),
            ("हिन्दी", 3),
            ("\u{200C}\u{200D}\u{200F}", 0),
            ("𝗕𝗼𝗹𝗱", 4),
        ] {
            assert_eq!(letters(text), wanted, "{text:?}");
        }
    }
}
