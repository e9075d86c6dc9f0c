//! Texts as pages show them: what people wrote, with its own language and direction, and what the
//! platform keeps in both languages.

use crate::lang::{Lang, TextDir, TextLang, detect, direction};
use crate::text::excerpt::excerpt;

/// A text that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserText {
    pub text: String,
    pub lang: TextLang,
    pub dir: TextDir,
}

impl UserText {
    /// A text with its language and direction as stored; words that are unknown (never stored)
    /// read as another language, left to right.
    pub fn stored(text: String, lang: &str, dir: &str) -> Self {
        Self {
            text,
            lang: TextLang::parse(lang).unwrap_or(TextLang::Other),
            dir: TextDir::parse(dir).unwrap_or(TextDir::Ltr),
        }
    }

    /// A text that is kept without its language: both by its letters, and those of `page` where it
    /// has none.
    pub fn detected(text: String, page: Lang) -> Self {
        Self {
            lang: detect(&text, page),
            dir: direction(&text, page),
            text,
        }
    }

    /// Its first line in at most `max_chars` characters.
    pub fn excerpt(&self, max_chars: usize) -> Self {
        Self {
            text: excerpt(&self.text, max_chars),
            ..*self
        }
    }
}

/// A text that stands in both languages of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilingual {
    pub ar: String,
    pub en: String,
}

impl Bilingual {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// Whether it stands in neither language.
    pub fn is_empty(&self) -> bool {
        self.ar.trim().is_empty() && self.en.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_language_and_direction() {
        let text = UserText::stored("سطر أول طويل\nوسطر ثان".to_owned(), "ar", "rtl");
        let short = text.excerpt(8);
        assert_eq!(short.text, "سطر أول…");
        assert_eq!((short.lang, short.dir), (TextLang::Ar, TextDir::Rtl));
    }

    #[test]
    fn a_text_kept_without_its_language_is_read_by_its_letters() {
        for (text, page, lang, dir) in [
            ("بدأ العمل", Lang::En, TextLang::Ar, TextDir::Rtl),
            ("Work began", Lang::Ar, TextLang::En, TextDir::Ltr),
            ("50 %", Lang::Ar, TextLang::Ar, TextDir::Rtl),
        ] {
            let read = UserText::detected(text.to_owned(), page);
            assert_eq!((read.lang, read.dir), (lang, dir), "{text}");
        }
    }
}
