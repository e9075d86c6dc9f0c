//! A letter in the language of who gets it: the same words as text and as HTML.

use frontend::i18n::t;
use jiff::Timestamp;
use shared::lang::Lang;
use shared::letter::LetterKind;

use super::isolate::{html, once};
use crate::chance;
use crate::config::Base;

/// A letter, ready for the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: String,
    pub message_id: String,
    pub kind: LetterKind,
    pub account_id: Option<String>,
    /// Where it goes.
    pub to: String,
    pub lang: Lang,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where its receiver stops letters like it.
    pub unsubscribe: Option<String>,
    pub written_at: Timestamp,
}

/// Who gets a letter.
#[derive(Debug, Clone)]
pub struct Receiver {
    pub account_id: Option<String>,
    pub address: String,
    pub lang: Lang,
}

/// A letter being written. Values that people typed go through [`super::isolated`] first.
pub struct Writing<'a> {
    base: &'a Base,
    kind: LetterKind,
    to: Receiver,
    subject: String,
    parts: Vec<Part>,
    /// Words and address.
    stops: Option<(String, String)>,
}

enum Part {
    Says(String),
    Leads {
        words: String,
        address: String,
    },
    /// One of several, with its address.
    Item {
        words: String,
        address: String,
    },
}

impl<'a> Writing<'a> {
    pub fn new(base: &'a Base, kind: LetterKind, to: Receiver, subject: &str) -> Writing<'a> {
        Writing {
            base,
            kind,
            to,
            subject: once(&one_line(subject)),
            parts: Vec::new(),
            stops: None,
        }
    }

    /// A paragraph.
    pub fn says(mut self, words: impl AsRef<str>) -> Self {
        self.parts.push(Part::Says(once(&one_line(words.as_ref()))));
        self
    }

    /// A link to a path of this platform. The host is the configured one, whatever a request said.
    pub fn leads(mut self, words: impl Into<String>, path: &str) -> Self {
        self.parts.push(Part::Leads {
            words: words.into(),
            address: format!("{}{path}", self.base.origin),
        });
        self
    }

    /// One of several things, with a path of this platform.
    pub fn item(mut self, words: impl AsRef<str>, path: &str) -> Self {
        self.parts.push(Part::Item {
            words: once(&one_line(words.as_ref())),
            address: format!("{}{path}", self.base.origin),
        });
        self
    }

    /// Where letters like this one are stopped, for people at its foot and for mail programs in its
    /// head.
    pub fn stops(mut self, words: impl Into<String>, path: &str) -> Self {
        self.stops = Some((words.into(), format!("{}{path}", self.base.origin)));
        self
    }

    /// The finished letter.
    pub fn at(mut self, now: Timestamp) -> Letter {
        let lang = self.to.lang;
        let foot = self.parts.len();
        self.parts
            .push(Part::Says(t::mail::from_whom(lang).to_owned()));
        let unsubscribe = self.stops.as_ref().map(|(_, address)| address.clone());
        if let Some((words, address)) = self.stops.take() {
            self.parts.push(Part::Leads { words, address });
        }
        self.parts.push(Part::Leads {
            words: t::site::name(lang).to_owned(),
            address: format!("{}/{}", self.base.origin, lang.code()),
        });
        let id = chance::id(now);
        // The port is no part of a name.
        let host = self.base.host.split(':').next().unwrap_or_default();
        let host = if host.is_empty() { "localhost" } else { host };
        Letter {
            message_id: format!("<{id}@{host}>"),
            kind: self.kind,
            text: text(lang, &self.parts),
            html: page(lang, &self.subject, &self.parts, foot),
            account_id: self.to.account_id,
            to: self.to.address,
            lang,
            subject: self.subject,
            unsubscribe,
            written_at: now,
            id,
        }
    }
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Paragraphs with empty lines between them. Readers of plain text take a paragraph's direction
/// from its first letter: in Arabic a mark says it, whatever word comes first. A web address stands
/// alone on its line, so that nothing sticks to it.
fn text(lang: Lang, parts: &[Part]) -> String {
    let mark = match lang {
        Lang::Ar => "\u{200F}",
        Lang::En => "",
    };
    let parts: Vec<_> = parts
        .iter()
        .map(|part| match part {
            Part::Says(words) => format!("{mark}{words}"),
            Part::Leads { words, address } | Part::Item { words, address } => {
                format!("{mark}{words}\n{address}")
            }
        })
        .collect();
    parts.join("\n\n") + "\n"
}

/// The same as HTML; the parts from `foot` on are its foot. No colours but those of the links' ground: the mail program's own, light or
/// dark, hold everywhere else. No images, nothing from elsewhere.
fn page(lang: Lang, subject: &str, parts: &[Part], foot: usize) -> String {
    let parts: String = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match part {
            Part::Says(words) if at >= foot => {
                format!("<p style=\"margin:32px 0 0;font-size:14px\">{}</p>", html(words))
            }
            Part::Says(words) => format!("<p style=\"margin:0 0 16px\">{}</p>", html(words)),
            Part::Item { words, address } => format!(
                "<p style=\"margin:0 0 16px\"><a href=\"{0}\" style=\"color:inherit\">{1}</a></p>",
                html(address),
                html(words)
            ),
            Part::Leads { words, address } if at >= foot => format!(
                "<p style=\"margin:0;font-size:14px\"><a href=\"{0}\" style=\"color:inherit\">{1}</a></p>",
                html(address),
                html(words)
            ),
            Part::Leads { words, address } => format!(
                "<p style=\"margin:24px 0 8px\"><a href=\"{0}\" style=\"display:inline-block;\
                 padding:12px 20px;border-radius:8px;background-color:#0b5f56;color:#ffffff;\
                 font-weight:bold;text-decoration:none\">{1}</a></p>\
                 <p dir=\"ltr\" style=\"margin:0 0 16px;font-size:14px;text-align:start;\
                 overflow-wrap:anywhere\">{0}</p>",
                html(address),
                html(words)
            ),
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.7\">\
         \n<div lang=\"{lang}\" dir=\"{dir}\" style=\"max-width:36em;margin:0 auto\">{parts}</div>\n\
         </body>\n</html>\n",
        lang = lang.code(),
        dir = lang.dir().code(),
        subject = html(subject),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::isolated;

    fn letter(lang: Lang) -> Letter {
        let base = Base::parse("https://sharikuna.example.org:8443").unwrap();
        let to = Receiver {
            account_id: None,
            address: "salma@example.org".into(),
            lang,
        };
        Writing::new(&base, LetterKind::Confirm, to, "A\r\nBcc: evil@example.org")
            .says(format!("Dear {},", isolated("<b>Salma</b>\r\n.\r\n")))
            .leads("Go on", "/en/register/abc")
            .at("2026-11-24T05:00:00Z".parse().unwrap())
    }

    #[test]
    fn subject_and_sentences_stay_on_their_lines() {
        let letter = letter(Lang::En);
        assert!(!letter.subject.contains(['\r', '\n']));
        assert!(!letter.text.contains('\r'));
        let first = letter.text.lines().next().unwrap();
        assert_eq!(first, "Dear \u{2068}<b>Salma</b>  .\u{2069},");
    }

    #[test]
    fn a_web_address_stands_alone_on_its_line_and_is_that_of_the_configuration() {
        let letter = letter(Lang::Ar);
        let address = "https://sharikuna.example.org:8443/en/register/abc";
        assert!(letter.text.lines().any(|line| line == address));
        let marked_up = letter.html.split(['"', '<', '>']);
        for word in letter.text.split_whitespace().chain(marked_up) {
            if word.contains("://") {
                assert!(
                    word.starts_with("https://sharikuna.example.org:8443/"),
                    "{word}"
                );
            }
        }
        assert!(letter.message_id.ends_with("@sharikuna.example.org>"));
    }

    #[test]
    fn html_says_its_direction_and_runs_nothing() {
        let letter = letter(Lang::Ar);
        assert!(letter.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
        assert!(letter.html.contains("<bdi>&lt;b&gt;Salma"));
        for part in ["<img", "<script", "<b>", "background:url", "<link"] {
            assert!(!letter.html.contains(part), "{part}");
        }
        assert!(letter.text.starts_with('\u{200F}'));
        let marks = letter.text.matches(['\u{2068}', '\u{2069}']).count();
        assert!(marks.is_multiple_of(2));
    }
}
