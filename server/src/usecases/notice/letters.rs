//! The letters that notices come with.

use frontend::i18n::t;
use frontend::parts::notice::{sentence, way_on};
use shared::lang::Lang;
use shared::letter::LetterKind;
use shared::notice::Scope;
use shared::view::notices::NoticeLine;
use shared::view::text::Bilingual;

use super::{Desk, unsubscribe};
use crate::mail::{Letter, Receiver, Writing, isolated};

/// Who gets a letter.
#[derive(Debug, Clone)]
pub struct To {
    pub account_id: String,
    pub address: String,
    pub lang: Lang,
}

impl To {
    pub fn writing<'a>(&self, desk: &'a Desk, kind: LetterKind, subject: &str) -> Writing<'a> {
        let receiver = Receiver {
            account_id: Some(self.account_id.clone()),
            address: self.address.clone(),
            lang: self.lang,
        };
        Writing::new(&desk.base, kind, receiver, subject)
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.lang.code())
    }

    fn stop(&self, desk: &Desk, scope: Scope) -> String {
        let token = unsubscribe::token(&desk.secret, &self.account_id, scope);
        self.path(&format!("unsubscribe/{token}"))
    }
}

/// Names that staff typed, each kept to its place in a sentence.
pub fn kept_apart(names: &Bilingual) -> Bilingual {
    Bilingual {
        ar: isolated(&names.ar),
        en: isolated(&names.en),
    }
}

fn safe(line: &NoticeLine) -> NoticeLine {
    NoticeLine {
        agency: kept_apart(&line.agency),
        topic: kept_apart(&line.topic),
        ..line.clone()
    }
}

/// The title of the suggestion that a notice is about, for a sentence.
fn title(line: &NoticeLine) -> Option<String> {
    let title = line.suggestion.as_ref()?.title.as_ref()?;
    Some(isolated(&title.text))
}

/// One thing that happened.
pub fn notice(desk: &Desk, to: &To, line: &NoticeLine) -> Letter {
    let (lang, line) = (to.lang, safe(line));
    let said = sentence(lang, &line);
    let mut letter = to
        .writing(desk, LetterKind::Notice, said.trim_end_matches('.'))
        .says(&said);
    if let Some(of) = &line.suggestion {
        if let Some(title) = title(&line) {
            letter = letter.says(title);
        }
        if of.gathered {
            letter = letter.says(t::notices::merged(lang));
        }
        letter = letter
            .says(t::notices::of(lang, isolated(&of.reference)))
            .says(t::notices::in_topic(lang, line.topic.get(lang)));
    }
    let (words, path) = way_on(lang, &line);
    letter
        .leads(words, &path)
        .item(t::mail::choose(lang), &to.path("account/notices/choices"))
        .stops(
            t::mail::stop_these(lang),
            &to.stop(desk, Scope::Kind(line.kind)),
        )
        .at(desk.now)
}

/// What happened since the last letter of the morning; `count` is all of it, `lines` what is named.
pub fn digest(desk: &Desk, to: &To, lines: &[NoticeLine], count: i64) -> Letter {
    let lang = to.lang;
    let mut letter = to
        .writing(
            desk,
            LetterKind::Digest,
            &t::mail::digest_subject(lang, count),
        )
        .says(t::mail::digest_why(lang));
    for line in lines {
        let line = safe(line);
        let said = sentence(lang, &line);
        let words = match title(&line) {
            Some(title) => format!("{said} {title}"),
            None => said,
        };
        letter = letter.item(words, &way_on(lang, &line).1);
    }
    let named = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if count > named {
        letter = letter.says(t::mail::more(lang, count - named));
    }
    letter
        .leads(t::mail::see_all(lang), &to.path("account/notices"))
        .item(t::mail::choose(lang), &to.path("account/notices/choices"))
        .stops(t::mail::stop_these(lang), &to.stop(desk, Scope::Digest))
        .at(desk.now)
}
