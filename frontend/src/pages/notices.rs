//! What somebody was told of.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::notices::NoticesPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::said;
use crate::parts::field;
use crate::parts::notice::line;
use crate::parts::pager::pager;

/// Where notices stand.
pub fn base(lang: Lang) -> String {
    format!("/{}/account/notices", lang.code())
}

/// `GET /{lang}/account/notices`
pub fn page(lang: Lang, view: NoticesPage) -> Page {
    let done = view.done.then(|| said(t::notices::done_read(lang)));
    let list = match view.lines.is_empty() {
        true => view! { <p class="ghost">{t::notices::none(lang)}</p> }.into_any(),
        false => {
            let lines: Vec<_> = view.lines.iter().map(|one| line(lang, one)).collect();
            view! { <ol class="sugs">{lines}</ol> }.into_any()
        }
    };
    let unread = (view.unread > 0).then(|| {
        view! {
            <form class="row" method="post" action=base(lang)>
                <p><strong>{t::notices::unread(lang, view.unread)}</strong></p>
                {field::hidden("up_to", view.up_to.to_string())}
                <button type="submit" class="btn alt">{t::notices::mark_read(lang)}</button>
            </form>
        }
    });
    let first = view.continued.then(|| base(lang));
    let next = view
        .next
        .map(|cursor| format!("{}?after={cursor}", base(lang)));
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::notices::title(lang)}</h1>
            <p class="lede">{t::notices::lede(lang)}</p>
            {done}
            <p><a href=format!("{}/choices", base(lang))>{t::notices::to_choices(lang)}</a></p>
            {unread}
            {list}
            {pager(lang, first, next)}
        </div>
    };
    Page::plain(t::notices::title(lang), main).unlisted()
}
