//! Folding: the form of a text in which two spellings of the same words are equal.
//!
//! Steps 1 to 3 of the search analyser. Only for comparing and searching: what is stored and
//! shown stays as it was typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::digits::ascii_digit;

/// NFKC, lower case, without harakat, tatweel and invisible characters, and with the variants of
/// Arabic letters and digits written in one way.
pub fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_dropped(*c))
        .map(unify)
        .collect()
}

fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{0640}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{0610}'..='\u{061A}'
            | '\u{06D6}'..='\u{06ED}'
            | '\u{08D3}'..='\u{08FF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{061C}'
    )
}

fn unify(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ے' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' => 'ه',
        '٪' => '%',
        other => ascii_digit(other),
    }
}

/// The folded words of `text`: runs of letters and digits, with their combining marks.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let split = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    folded
        .split(split)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// True if both texts have the same words in the same order, whatever their harakat, variants of
/// letters, case, punctuation and spacing.
pub fn same_words(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        for (typed, wanted) in [
            ("أحمد", "احمد"),
            ("إدارة", "اداره"),
            ("آلة", "اله"),
            ("ٱلْمَدْرَسَة", "المدرسه"),
            ("مستشفى", "مستشفي"),
            ("مســـتشفى", "مستشفي"),
            ("کتاب", "كتاب"),
            ("مدیر", "مدير"),
            ("ہے", "هي"),
            ("ﻻ", "لا"),
            ("ﻣﺪﺭﺳﺔ", "مدرسه"),
            ("ا\u{654}حمد", "احمد"),
            ("١٢٣ و ۴۵۶", "123 و 456"),
            ("٪٥٠", "%50"),
            ("Ｗｉ-Ｆｉ", "wi-fi"),
            ("ÉCOLE", "école"),
            ("می\u{200C}شود", "ميشود"),
            ("\u{202E}abc\u{202C}", "abc"),
            ("مسؤول قائم شيء", "مسؤول قائم شيء"),
            ("گاز پارك چاي", "گاز پارك چاي"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["ٱلْمَدْرَسَةُ ﷺ", "İstanbul ẞ", "ا\u{64B}\u{654}", "ﬁne Ⅷ ℡"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text:?}");
        }
    }

    #[test]
    fn a_template_is_known_by_its_words() {
        let template = "شكرًا لمشاركتك، تمت إحالة المقترح إلى الجهة المختصة.";
        assert!(same_words(
            template,
            "شكرا لمشاركتك تمت احاله المقترح الى الجهه المختصه"
        ));
        assert!(same_words(
            template,
            "  شكرًا لمشاركتك!\nتمت إحالة المقترح إلى الجهة المختصة "
        ));
        assert!(!same_words(
            template,
            "شكرًا لمشاركتك، تمت إحالة المقترح إلى البلدية."
        ));
        assert!(same_words("Thank you.", "THANK   you"));
        assert!(!same_words("Thank you", "Thankyou"));
        assert!(!same_words("cafe\u{301}s", "cafe s"));
        assert!(same_words("", " … "));
    }
}
