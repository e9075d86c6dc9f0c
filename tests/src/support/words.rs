//! The words that pages show, by their keys, so that tests do not hang on one wording.

use std::sync::OnceLock;

use serde_json::Value;
use shared::lang::Lang;

use super::html::Document;
use super::sources;

/// The words under a key such as `errors.topic_closed`, with their `{{ placeholders }}` as they
/// stand; panics when there is no such key.
#[track_caller]
pub fn words(lang: Lang, key: &str) -> String {
    let mut at = locale(lang);
    for part in key.split('.') {
        at = &at[part];
    }
    match at.as_str() {
        Some(words) => words.to_owned(),
        None => panic!("no words under {key} in {}", lang.code()),
    }
}

/// Whether a text holds the sentences of a key, in their order, whatever stands in the place of each
/// placeholder. A page may set the first apart as its heading, without the full stop.
#[track_caller]
pub fn says(text: &str, lang: Lang, key: &str) -> bool {
    let words = words(lang, key);
    let mut sentences = words
        .split(". ")
        .map(|sentence| sentence.trim_end_matches('.'));
    sentences.all(|sentence| holds(text, sentence))
}

fn holds(text: &str, words: &str) -> bool {
    let mut rest = text;
    for (part, fixed) in words.split("{{").enumerate() {
        let fixed = match part {
            0 => fixed,
            _ => fixed.split_once("}}").map_or("", |(_, after)| after),
        };
        let fixed = fixed.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(at) = rest.find(&fixed) else {
            return false;
        };
        rest = &rest[at + fixed.len()..];
    }
    true
}

/// Panics with the page's text when it does not say the words of a key.
#[track_caller]
pub fn assert_says(page: &Document, lang: Lang, key: &str) {
    let text = page.root().text();
    assert!(
        says(&text, lang, key),
        "the page does not say {key} in {}:\n{text}",
        lang.code()
    );
}

fn locale(lang: Lang) -> &'static Value {
    static LOCALES: OnceLock<[Value; 2]> = OnceLock::new();
    let [ar, en] = LOCALES.get_or_init(|| {
        ["ar", "en"].map(|code| {
            let text = sources::read(&format!("locales/{code}.json"));
            serde_json::from_str(&text).expect("a locale in JSON")
        })
    });
    match lang {
        Lang::Ar => ar,
        Lang::En => en,
    }
}
