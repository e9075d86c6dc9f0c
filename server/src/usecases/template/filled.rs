//! Templates as they read on one suggestion.

use diesel::QueryResult;
use shared::answer::AnswerKind;
use shared::lang::{Lang, TextLang};
use shared::template::Filling;
use shared::view::templates::TemplateChoice;
use shared::view::text::Bilingual;

use crate::db::Conn;
use crate::db::desk::Case;
use crate::db::templates::{self, Template};

/// What the names in braces stand for on a suggestion.
pub fn filling_of(case: &Case) -> Filling {
    Filling {
        reference: case.suggestion.reference.clone(),
        title: case.suggestion.title.clone(),
        topic: Bilingual {
            ar: case.topic.title_ar.clone(),
            en: case.topic.title_en.clone(),
        },
        agency: Bilingual {
            ar: case.agency.name_ar.clone(),
            en: case.agency.name_en.clone(),
        },
    }
}

/// What no reason on a suggestion may be word for word: each text, Arabic and English, filled in.
pub fn filled(texts: &[(String, String)], filling: &Filling) -> Vec<String> {
    let both =
        |(ar, en): &(String, String)| [filling.fill(ar, Lang::Ar), filling.fill(en, Lang::En)];
    texts.iter().flat_map(both).collect()
}

/// The language in which a suggestion is answered: its own, or that of the desk where the platform
/// has it not.
pub fn answered_in(lang: &str, page: Lang) -> Lang {
    match TextLang::parse(lang) {
        Some(TextLang::Ar) => Lang::Ar,
        Some(TextLang::En) => Lang::En,
        Some(TextLang::Other) | None => page,
    }
}

/// The text of a template in a language, and the kind of answer it is for.
pub fn text_in(template: &Template, lang: Lang) -> (AnswerKind, &str) {
    let text = match lang {
        Lang::Ar => &template.text_ar,
        Lang::En => &template.text_en,
    };
    (kind_of(template), text)
}

/// The templates that are offered, for a choice.
///
/// # Errors
/// The database's fault.
pub fn choices(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<TemplateChoice>> {
    let choice = |template: Template| TemplateChoice {
        kind: kind_of(&template),
        id: template.id,
        label: template.label,
    };
    Ok(templates::in_use(conn, agency_id)?
        .into_iter()
        .map(choice)
        .collect())
}

/// The kind; a word the domain does not know (never stored) reads as acknowledged.
pub fn kind_of(template: &Template) -> AnswerKind {
    AnswerKind::parse(&template.kind).unwrap_or(AnswerKind::Acknowledged)
}
