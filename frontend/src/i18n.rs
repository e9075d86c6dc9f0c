//! Every word a person sees. [`t`] is made from `locales/{ar,en}.json` by the build script: one
//! function a key, `t::topic::days_left(lang, 3)`.

use std::fmt::Display;

use icu_plurals::{PluralCategory, PluralRules};
use shared::error::Code;
use shared::lang::Lang;

pub use dates::{date, hijri, moment, month, short_date, short_month};

mod dates;

/// The words, as functions.
#[expect(clippy::all, clippy::pedantic, reason = "generated")]
pub mod t {
    use shared::lang::Lang;
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The grammatical forms of CLDR; Arabic uses all six.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The form that `count` takes in a language.
pub fn form(lang: Lang, count: i64) -> Form {
    thread_local! {
        static ARABIC: Option<PluralRules> =
            PluralRules::try_new_cardinal(icu_locale_core::locale!("ar").into()).ok();
    }
    let category = match lang {
        Lang::Ar => ARABIC.with(|rules| rules.as_ref().map(|rules| rules.category_for(count))),
        // English has two forms, for whole numbers simply this.
        Lang::En if count.unsigned_abs() == 1 => Some(PluralCategory::One),
        Lang::En => Some(PluralCategory::Other),
    };
    match category {
        Some(PluralCategory::Zero) => Form::Zero,
        Some(PluralCategory::One) => Form::One,
        Some(PluralCategory::Two) => Form::Two,
        Some(PluralCategory::Few) => Form::Few,
        Some(PluralCategory::Many) => Form::Many,
        Some(PluralCategory::Other) | None => Form::Other,
    }
}

/// A whole number with thousands marked, in Latin digits in both languages.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('\u{2212}');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An inserted value that cannot reorder the sentence round it: wrapped in FSI … PDI when it holds
/// letters of the other direction.
pub fn isolated(lang: Lang, value: impl Display) -> String {
    let value = value.to_string();
    let foreign = match lang {
        Lang::Ar => value.chars().any(|c| c.is_ascii_alphabetic()),
        Lang::En => value
            .chars()
            .any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}')),
    };
    if foreign {
        format!("\u{2068}{value}\u{2069}")
    } else {
        value
    }
}

/// The words of a key that is known only at run time, such as `errors.text_empty`, with its
/// placeholders filled in. `None` for a key that no locale has.
pub fn find(lang: Lang, key: &str, values: &[(&str, String)]) -> Option<String> {
    let index = t::TABLE.binary_search_by(|(k, ..)| (*k).cmp(key)).ok()?;
    let (_, ar, en) = t::TABLE.get(index)?;
    let mut text = match lang {
        Lang::Ar => (*ar).to_owned(),
        Lang::En => (*en).to_owned(),
    };
    for (name, value) in values {
        text = text.replace(&format!("{{{{ {name} }}}}"), &isolated(lang, value));
    }
    Some(text)
}

/// What a refusal says. A limit that only a form knows is left unsaid.
pub fn words_of(lang: Lang, code: Code) -> String {
    find(lang, &format!("errors.unmeasured.{}", code.as_str()), &[])
        .or_else(|| find(lang, code.locale_key(), &[]))
        .unwrap_or_else(|| code.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use shared::input;

    use super::*;

    #[test]
    fn arabic_takes_six_forms() {
        let cases = [
            (0, Form::Zero),
            (1, Form::One),
            (2, Form::Two),
            (3, Form::Few),
            (10, Form::Few),
            (11, Form::Many),
            (99, Form::Many),
            (100, Form::Other),
            (103, Form::Few),
            (111, Form::Many),
            (200, Form::Other),
        ];
        for (count, wanted) in cases {
            assert_eq!(form(Lang::Ar, count), wanted, "{count}");
        }
    }

    #[test]
    fn every_language_of_a_text_has_a_name() {
        for lang in Lang::ALL {
            for text in shared::lang::TextLang::ALL {
                let key = format!("suggest.written_in.{}", text.code());
                assert!(find(lang, &key, &[]).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn numbers_mark_thousands() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(-1_000), "\u{2212}1,000");
    }

    #[test]
    fn foreign_values_are_isolated() {
        assert_eq!(isolated(Lang::Ar, "WiFi"), "\u{2068}WiFi\u{2069}");
        assert_eq!(isolated(Lang::Ar, "12"), "12");
        assert_eq!(isolated(Lang::En, "هيئة"), "\u{2068}هيئة\u{2069}");
    }

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(t::TABLE.is_sorted_by_key(|(key, ..)| *key));
        let (key, _, en) = t::TABLE[0];
        assert_eq!(find(Lang::En, key, &[]).as_deref(), Some(en));
        assert_eq!(find(Lang::En, "no.such.key", &[]), None);
    }

    #[test]
    fn every_refusal_has_words_in_both_languages() {
        for lang in Lang::ALL {
            for code in Code::ALL {
                let words = find(lang, code.locale_key(), &[]);
                assert!(
                    words.is_some_and(|words| words.ends_with('.')),
                    "{lang:?} {code}"
                );
                let shown = words_of(lang, *code);
                assert!(!shown.contains("{{"), "{lang:?} {code}: {shown}");
            }
        }
    }

    #[test]
    fn every_fault_of_a_field_says_its_limits() {
        for lang in Lang::ALL {
            for code in input::code::ALL {
                let limits = [("max", number(4_000)), ("min", number(40))];
                let words = find(lang, &format!("errors.{code}"), &limits).expect(code);
                assert!(
                    words.ends_with('.') && !words.contains("{{"),
                    "{lang:?} {code}: {words}"
                );
                let said = |limit: &str| words.contains(limit);
                assert_eq!(
                    said("4,000"),
                    code == "text_too_long" || code == "number_out_of_range"
                );
                assert_eq!(said("40."), code == "text_too_short");
            }
        }
    }
}
