//! Whether somebody follows a topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::notices::FollowPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::field;

/// `GET /{lang}/topics/{slug}/follow`: the button does it, the same one takes it back.
pub fn page(lang: Lang, view: FollowPage) -> Page {
    let path = format!("/{}/topics/{}", lang.code(), view.slug);
    let title = t::notices::follow_title(lang, view.title.get(lang));
    let (stands, wanted, words, class) = match view.followed {
        true => (
            t::notices::followed(lang),
            "no",
            t::notices::end(lang),
            "btn alt",
        ),
        false => (
            t::notices::not_followed(lang),
            "yes",
            t::notices::begin(lang),
            "btn",
        ),
    };
    let staff = view
        .staff
        .then(|| view! { <p class="note">{t::notices::staff(lang)}</p> });
    let main = view! {
        <div class="wrap section stack">
            <h1>{title.clone()}</h1>
            <p class="lede" role="status">{stands}</p>
            <p>{t::notices::follow_means(lang)}</p>
            {staff}
            <form method="post" action=format!("{path}/follow")>
                {field::hidden("follow", wanted)}
                <button type="submit" class=class>{words}</button>
            </form>
            <p><a href=format!("/{}/account/notices/choices", lang.code())>{t::notices::to_choices(lang)}</a></p>
            <p><a href=path>{t::notices::back(lang)}</a></p>
        </div>
    };
    Page::plain(title, main).unlisted()
}
