//! Ready texts of an agency in which names in braces stand for what belongs to each suggestion.

use crate::error::words;
use crate::lang::{Lang, TextLang, detect};
use crate::view::text::Bilingual;

/// The most templates that an agency keeps at once; retired ones are not counted.
pub const MOST_TEMPLATES: usize = 100;

words! {
    /// A name that is filled in.
    pub enum Placeholder {
        Reference = "reference",
        Title = "title",
        Topic = "topic",
        Agency = "agency",
    }
}

/// What the names stand for on one suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    pub reference: String,
    /// As its author wrote it, in whatever language.
    pub title: String,
    pub topic: Bilingual,
    pub agency: Bilingual,
}

impl Filling {
    /// The text with its names filled in; topic and agency are called by their names in `lang`. What
    /// is filled in is not read again, and a name that is none of ours stays as it stands.
    pub fn fill(&self, text: &str, lang: Lang) -> String {
        let mut filled = String::with_capacity(text.len());
        read(text, |part| match part {
            Part::Text(text) => filled.push_str(text),
            Part::Name(name) => match Placeholder::parse(name.trim()) {
                Ok(placeholder) => filled.push_str(self.value(placeholder, lang)),
                Err(_) => filled.extend(["{", name, "}"]),
            },
        });
        filled
    }

    /// The same in the language that the text is written in, whatever its names are made of; `page`
    /// where its letters do not tell.
    pub fn fill_written(&self, text: &str, page: Lang) -> String {
        let mut own = String::new();
        read(text, |part| {
            if let Part::Text(text) = part {
                own.push_str(text);
            }
        });
        let lang = match detect(&own, page) {
            TextLang::Ar => Lang::Ar,
            TextLang::En => Lang::En,
            TextLang::Other => page,
        };
        self.fill(text, lang)
    }

    fn value(&self, placeholder: Placeholder, lang: Lang) -> &str {
        match placeholder {
            Placeholder::Reference => &self.reference,
            Placeholder::Title => &self.title,
            Placeholder::Topic => self.topic.get(lang),
            Placeholder::Agency => self.agency.get(lang),
        }
    }
}

/// Whether a text names something in braces that is filled in nowhere.
pub fn names_unknown(text: &str) -> bool {
    let mut unknown = false;
    read(text, |part| {
        if let Part::Name(name) = part {
            unknown |= Placeholder::parse(name.trim()).is_err();
        }
    });
    unknown
}

/// What was typed, and a template's text below it: never over it.
pub fn below(typed: &str, text: &str) -> String {
    let typed = typed.trim_end();
    match typed.is_empty() {
        true => text.to_owned(),
        false => format!("{typed}\n\n{text}"),
    }
}

enum Part<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// A brace that is not closed on its line is text.
fn read<'a>(text: &'a str, mut take: impl FnMut(Part<'a>)) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        take(Part::Text(before));
        match after.split_once('}') {
            Some((name, behind)) if !name.contains(['{', '\n']) => {
                take(Part::Name(name));
                rest = behind;
            }
            _ => {
                take(Part::Text("{"));
                rest = after;
            }
        }
    }
    take(Part::Text(rest));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filling() -> Filling {
        let both = |ar: &str, en: &str| Bilingual {
            ar: ar.to_owned(),
            en: en.to_owned(),
        };
        Filling {
            reference: "S-7K3Q-92".to_owned(),
            title: "Shade for {agency}".to_owned(),
            topic: both("ساعات المكتبات", "Library hours"),
            agency: both("هيئة المكتبات", "Authority of libraries"),
        }
    }

    #[test]
    fn names_are_filled_in_once_and_in_the_language_of_the_text() {
        for (text, lang, wanted) in [
            (
                "{agency}: {reference}",
                Lang::En,
                "Authority of libraries: S-7K3Q-92",
            ),
            (
                "{ agency }، {topic}",
                Lang::Ar,
                "هيئة المكتبات، ساعات المكتبات",
            ),
            ("«{title}»", Lang::Ar, "«Shade for {agency}»"),
            ("{nothing} {", Lang::En, "{nothing} {"),
            ("{\n} {{topic}}", Lang::En, "{\n} {Library hours}"),
            ("", Lang::Ar, ""),
        ] {
            assert_eq!(filling().fill(text, lang), wanted, "{text}");
        }
        let written = filling().fill_written("شكرًا، {agency}", Lang::En);
        assert_eq!(written, "شكرًا، هيئة المكتبات");
        let without_letters = filling().fill_written("{agency}", Lang::Ar);
        assert_eq!(without_letters, "هيئة المكتبات");
    }

    #[test]
    fn an_unknown_name_is_noticed() {
        for (text, unknown) in [
            ("{reference} {title} {topic} {agency}", false),
            ("{Reference}", true),
            ("{name}", true),
            ("{}", true),
            ("{ topic }", false),
            ("a { b", false),
            ("a {\nname}", false),
        ] {
            assert_eq!(names_unknown(text), unknown, "{text}");
        }
    }

    #[test]
    fn a_template_stands_below_what_was_typed() {
        assert_eq!(below("", "Thank you."), "Thank you.");
        assert_eq!(below(" \n", "Thank you."), "Thank you.");
        assert_eq!(below("Typed.\n", "Thank you."), "Typed.\n\nThank you.");
    }
}
