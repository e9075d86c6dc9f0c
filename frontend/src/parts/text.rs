//! What people wrote, with its own language and direction, never the page's.

use jiff::civil::Date;
use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::text::UserText;

use crate::i18n;

/// A text inside a line.
pub fn inline(text: UserText) -> impl IntoView {
    view! {
        <bdi lang=text.lang.html_lang() dir=text.dir.code() data-user-text="">
            {text.text}
        </bdi>
    }
}

/// A text in paragraphs: a blank line begins a new one, a line break stays one.
pub fn block(text: UserText) -> impl IntoView {
    let paragraphs: Vec<_> = paragraphs(&text.text)
        .into_iter()
        .map(|lines| {
            let mut lines = lines.into_iter();
            let first = lines.next();
            let rest: Vec<_> = lines.map(|line| view! { <br/> {line} }).collect();
            view! { <p>{first} {rest}</p> }
        })
        .collect();
    view! {
        <div class="user" lang=text.lang.html_lang() dir=text.dir.code() data-user-text="">
            {paragraphs}
        </div>
    }
}

/// The lines of each paragraph.
pub fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            if !lines.is_empty() {
                all.push(std::mem::take(&mut lines));
            }
        } else {
            lines.push(line.to_owned());
        }
    }
    if !lines.is_empty() {
        all.push(lines);
    }
    all
}

/// A reference, in its own direction.
pub fn reference(reference: String) -> impl IntoView {
    view! { <bdi dir="ltr">{reference}</bdi> }
}

/// A day with its machine-readable form.
pub fn day(lang: Lang, day: Date) -> impl IntoView {
    view! { <time datetime=day.to_string()>{i18n::short_date(lang, day)}</time> }
}

/// A day in full.
pub fn full_day(lang: Lang, day: Date) -> impl IntoView {
    view! { <time datetime=day.to_string()>{i18n::date(lang, day)}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let wanted = vec![
            vec!["one".to_owned(), "two".to_owned()],
            vec!["three".to_owned()],
        ];
        assert_eq!(paragraphs("\n one\ntwo \n\n \nthree\n\n"), wanted);
        assert!(paragraphs(" \n").is_empty());
    }
}
