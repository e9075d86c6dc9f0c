//! A form came after its session had ended: nothing that was typed is lost.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::signed_out::SignedOutPage;
use shared::view::text::UserText;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::text;

/// The page: how to go on, what was typed, and a form that sends it again.
pub fn page(lang: Lang, view: SignedOutPage) -> Page {
    let sign_in = format!("/{}/sign-in?next={}", lang.code(), view.next);
    let written = view
        .written()
        .map(|words| text::block(UserText::detected(words.to_owned(), lang)))
        .collect_view();
    let fields = view
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let main = view! {
        <div class="wrap section stack loose">
            <h1>{t::signed_out::title(lang)}</h1>
            <p class="lede">{t::signed_out::lede(lang)}</p>
            <p>
                <a class="btn" href=sign_in target="_blank" rel="noopener">
                    {t::signed_out::sign_in(lang)}
                </a>
            </p>
            <form class="stack" method="post" action=view.action>
                {fields}
                <h2>{t::signed_out::typed(lang)}</h2>
                {written}
                <p><button class="btn alt" type="submit">{t::signed_out::again(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::signed_out::title(lang), main).unlisted()
}
