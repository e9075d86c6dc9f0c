//! Languages of the interface and of what people write, and the direction a text runs in.

use serde::{Deserialize, Serialize};
use unicode_script::{Script, UnicodeScript};

use crate::text::letters::is_letter;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    Ar,
    En,
}

impl Lang {
    /// Both languages, Arabic first.
    pub const ALL: [Self; 2] = [Self::Ar, Self::En];

    /// `ar` or `en`, as in addresses and in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// The direction of a page in this language.
    pub fn dir(self) -> TextDir {
        match self {
            Self::Ar => TextDir::Rtl,
            Self::En => TextDir::Ltr,
        }
    }

    /// The other language of the interface.
    pub fn other(self) -> Self {
        match self {
            Self::Ar => Self::En,
            Self::En => Self::Ar,
        }
    }

    /// Reads `ar` or `en`.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// The language of a text that a person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextLang {
    Ar,
    En,
    /// Any other, such as Urdu, Persian or Hindi.
    Other,
}

impl TextLang {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Ar, Self::En, Self::Other];

    /// `ar`, `en` or `other`, as stored and as sent by forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Other => "other",
        }
    }

    /// The value of the `lang` attribute; `und` where the language is not known.
    pub fn html_lang(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Other => "und",
        }
    }

    /// Reads what [`TextLang::code`] writes.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl From<Lang> for TextLang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ar => Self::Ar,
            Lang::En => Self::En,
        }
    }
}

/// The direction a text runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextDir {
    Rtl,
    Ltr,
}

impl TextDir {
    /// `rtl` or `ltr`, as stored and as in the `dir` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rtl => "rtl",
            Self::Ltr => "ltr",
        }
    }

    /// Reads `rtl` or `ltr`.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Rtl, Self::Ltr]
            .into_iter()
            .find(|dir| dir.code() == code)
    }
}

/// From this share of the letters on, a text is Arabic and runs right to left: a request full of
/// English product names is still an Arabic sentence, and is read as one.
const ARABIC_SHARE_PERCENT: u64 = 30;
/// Letters of Persian and Urdu must weigh at least this much, and this share of the Arabic ones.
const FOREIGN_WEIGHT: u64 = 3;
const FOREIGN_SHARE_PERCENT: u64 = 2;

#[derive(Default)]
struct Letters {
    all: u64,
    arabic: u64,
    latin: u64,
    right_to_left: u64,
    foreign: u64,
}

fn count(text: &str) -> Letters {
    let mut letters = Letters::default();
    for c in text.chars().filter(|c| is_letter(*c)) {
        letters.all += 1;
        match c.script() {
            Script::Arabic => {
                letters.arabic += 1;
                letters.right_to_left += 1;
                letters.foreign += foreign_weight(c);
            }
            Script::Latin => letters.latin += 1,
            Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko => {
                letters.right_to_left += 1;
            }
            _ => {}
        }
    }
    letters
}

/// Gulf and Egyptian writers borrow گ چ پ ژ now and then; the others are Urdu alone.
fn foreign_weight(c: char) -> u64 {
    match c {
        'گ' | 'چ' | 'پ' | 'ژ' => 1,
        'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' => 2,
        _ => 0,
    }
}

/// The language of `text` by its letters; a text without letters takes the page's language.
///
/// Arabic from 30 % Arabic letters on, unless letters of Persian and Urdu are frequent; other
/// scripts in the majority give `Other`; the rest is English. Arabic in Latin letters counts as
/// Latin. The author and the desk can change the result.
pub fn detect(text: &str, page: Lang) -> TextLang {
    let letters = count(text);
    if letters.all == 0 {
        return page.into();
    }
    if letters.arabic * 100 >= letters.all * ARABIC_SHARE_PERCENT {
        let foreign = letters.foreign >= FOREIGN_WEIGHT
            && letters.foreign * 100 >= letters.arabic * FOREIGN_SHARE_PERCENT;
        return if foreign {
            TextLang::Other
        } else {
            TextLang::Ar
        };
    }
    if letters.latin * 2 >= letters.all - letters.arabic {
        TextLang::En
    } else {
        TextLang::Other
    }
}

/// The direction of `text`: right to left from 30 % of such letters on, by the same share that
/// makes it Arabic; without letters, that of the page.
pub fn direction(text: &str, page: Lang) -> TextDir {
    let letters = count(text);
    if letters.all == 0 {
        page.dir()
    } else if letters.right_to_left * 100 >= letters.all * ARABIC_SHARE_PERCENT {
        TextDir::Rtl
    } else {
        TextDir::Ltr
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::real_data;

    /// Text, language and direction as seen from an Arabic page, then from an English page.
    const CASES: &[(&str, &str, &str)] = &[
        ("WiFi بطيء في المكتبة!", "ar rtl", "ar rtl"),
        ("نحتاج مواقف أكثر قرب المستشفى", "ar rtl", "ar rtl"),
        ("More shade at bus stops, please.", "en ltr", "en ltr"),
        ("شارع", "ar rtl", "ar rtl"),
        ("الخدمة down من أمس", "ar rtl", "ar rtl"),
        (
            "حذف principal of management, Data structure",
            "en ltr",
            "en ltr",
        ),
        ("أريد حذف مقرر Physics", "ar rtl", "ar rtl"),
        // A Latin majority, but at least 30 % Arabic letters.
        ("إضافة مقرر data structures lab", "ar rtl", "ar rtl"),
        ("please open the library يوم الجمعة too", "en ltr", "en ltr"),
        (
            "nabgha mawaqif akthar gurb al mustashfa",
            "en ltr",
            "en ltr",
        ),
        ("3ayzeen ma7attat a2rab", "en ltr", "en ltr"),
        ("😊", "ar rtl", "en ltr"),
        ("👍👍👍 !!!", "ar rtl", "en ltr"),
        ("2026", "ar rtl", "en ltr"),
        ("٢٠٢٦ / ١٢", "ar rtl", "en ltr"),
        ("+968 2412 3456", "ar rtl", "en ltr"),
        ("", "ar rtl", "en ltr"),
        (" \n\t ", "ar rtl", "en ltr"),
        ("ــــــــ", "ar rtl", "en ltr"),
        ("ok تم", "ar rtl", "ar rtl"),
        ("ٱلْمَدْرَسَةُ بَعِيدَةٌ", "ar rtl", "ar rtl"),
        ("ﻣﺪﺭﺳﺔ ﺟﺪﻳﺪﺓ", "ar rtl", "ar rtl"),
        ("یہ سڑک خراب ہے", "other rtl", "other rtl"),
        (
            "ہمیں اسپتال کے قریب مزید پارکنگ چاہیے",
            "other rtl",
            "other rtl",
        ),
        ("چرا پارک بزرگ نیست؟", "other rtl", "other rtl"),
        ("شلونچ، الشارع عندنا خراب من زمان", "ar rtl", "ar rtl"),
        (
            "پارکینگ نزدیک بیمارستان کم است، لطفا زیاد کنید",
            "ar rtl",
            "ar rtl",
        ),
        ("سوق مطرح يحتاج إلى كافيه بجودة پريميوم", "ar rtl", "ar rtl"),
        ("अस्पताल के पास पार्किंग चाहिए", "other ltr", "other ltr"),
        ("আরও বাস দরকার", "other ltr", "other ltr"),
        ("Нужна больница", "other ltr", "other ltr"),
        ("צריך עוד ספסלים", "other rtl", "other rtl"),
        ("https://example.om/وثيقة", "en ltr", "en ltr"),
        ("Ａｌｌ ｗｉｄｅ", "en ltr", "en ltr"),
        ("𝗕𝗼𝗹𝗱 نص عربي واضح", "ar rtl", "ar rtl"),
    ];

    #[test]
    fn language_and_direction_of_hard_cases() {
        assert!(CASES.len() >= 25);
        for (text, on_arabic, on_english) in CASES {
            for (page, wanted) in [(Lang::Ar, on_arabic), (Lang::En, on_english)] {
                let lang = detect(text, page).code();
                let dir = direction(text, page).code();
                assert_eq!(&format!("{lang} {dir}"), wanted, "{text:?} on {page:?}");
            }
        }
    }

    #[test]
    fn codes_read_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
            assert_eq!(lang.other().other(), lang);
            assert_ne!(lang.other().dir(), lang.dir());
            assert_eq!(TextDir::parse(lang.dir().code()), Some(lang.dir()));
        }
        for lang in TextLang::ALL {
            assert_eq!(TextLang::parse(lang.code()), Some(lang));
        }
        for bad in ["", "AR", "fr", "ar-OM"] {
            assert_eq!(Lang::parse(bad), None);
            assert_eq!(TextLang::parse(bad), None);
        }
    }

    #[test]
    fn all_statements_of_bowling_green_are_english() {
        let texts = real_data::column("bowling-green/suggestions.csv", "text");
        assert_eq!(texts.len(), 896);
        for text in &texts {
            assert_eq!(detect(text, Lang::En), TextLang::En, "{text}");
        }
        let without_letters = texts.iter().filter(|t| detect(t, Lang::Ar) != TextLang::En);
        assert_eq!(without_letters.count(), 1, "one statement is a lone smile");
    }

    #[test]
    fn real_arabic_requests_are_arabic_but_for_nine_that_are_latin() {
        let file = "arabic-complaints/suggestions.csv";
        let ids = real_data::column(file, "id");
        let texts = real_data::column(file, "text");
        assert_eq!(texts.len(), 384);
        let not_arabic: Vec<&str> = ids
            .iter()
            .zip(&texts)
            .filter(|(_, text)| match detect(text, Lang::Ar) {
                TextLang::Ar => {
                    assert_eq!(direction(text, Lang::Ar), TextDir::Rtl, "{text}");
                    false
                }
                _ => true,
            })
            .map(|(id, text)| {
                assert_eq!(detect(text, Lang::Ar), TextLang::En, "{id}: {text}");
                assert_eq!(direction(text, Lang::Ar), TextDir::Ltr, "{id}: {text}");
                id.as_str()
            })
            .collect();
        // Names of courses and marks in Latin letters, and keys hit at random.
        assert_eq!(
            not_arabic,
            ["20", "116", "117", "158", "166", "167", "168", "226", "300"]
        );
    }
}
