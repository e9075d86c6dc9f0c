//! What would be sent, for development and demonstrations.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::outbox::ShownLetter;

use crate::i18n::{self, t};
use crate::layout::Page;

/// `GET /dev/mail`
pub fn page(lang: Lang, letters: Vec<ShownLetter>) -> Page {
    let none = letters
        .is_empty()
        .then(|| view! { <p class="ghost">{t::dev_mail::none(lang)}</p> });
    let letters: Vec<_> = letters
        .into_iter()
        .map(|letter| {
            let (code, dir) = (letter.lang.code(), letter.lang.dir().code());
            let parts: Vec<_> = letter.text.split("\n\n").map(paragraph).collect();
            view! {
                <article class="reply stack">
                    <p class="small muted">
                        {t::dev_mail::to(lang)} " " <bdi dir="ltr">{letter.to}</bdi> " · "
                        <time datetime=letter.written.to_string()>{i18n::moment(lang, letter.written)}</time>
                    </p>
                    <h2 lang=code dir=dir>{letter.subject}</h2>
                    <div class="stack" lang=code dir=dir>{parts}</div>
                </article>
            }
        })
        .collect();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::dev_mail::title(lang)}</h1>
            <p class="lede">{t::dev_mail::lede(lang)}</p>
            {none}
            {letters}
        </div>
    };
    Page::plain(t::dev_mail::title(lang), main).unlisted()
}

/// Lines of a paragraph; a web address is led to, as mail programs do.
fn paragraph(text: &str) -> AnyView {
    let lines: Vec<_> = text
        .lines()
        .map(|line| {
            let line = line.to_owned();
            match line.starts_with("http://") || line.starts_with("https://") {
                true => {
                    view! { <br/> <a href=line.clone() dir="ltr">{line.clone()}</a> }.into_any()
                }
                false => view! { {line} }.into_any(),
            }
        })
        .collect();
    view! { <p>{lines}</p> }.into_any()
}
