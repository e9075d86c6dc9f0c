//! The confirmation of a posted suggestion.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::suggestion_form::PostedView;

use super::suggest;
use crate::i18n::{date, find, t};
use crate::layout::Page;
use crate::parts::field;

/// The confirmation: what is owed and by when, and its place on one's own list.
pub fn page(lang: Lang, posted: PostedView) -> Page {
    let code = lang.code();
    let here = format!("/{code}/suggestions/{}/posted", posted.reference);
    let list = format!("/{code}/topics/{}/my-list", posted.topic.slug);
    let owed = posted.acknowledge_by.map(|day| {
        view! { <p class="lede">{t::posted::acknowledge(lang, &posted.agency, date(lang, day))}</p> }
    });
    let decided = posted
        .decide_by
        .map(|day| view! { <p>{t::posted::decide(lang, date(lang, day))}</p> });
    let stands = posted.place.map_or_else(
        || t::posted::no_place(lang).to_owned(),
        |place| {
            // The first ten by their ordinals; a list may have up to sixteen.
            find(lang, &format!("posted.place_{place}"), &[])
                .unwrap_or_else(|| t::posted::place(lang, place))
        },
    );
    let most = (posted.listed + usize::from(posted.place.is_none())).min(posted.max);
    let choices = (1..most + 1)
        .map(|place| (place.to_string(), place.to_string()))
        .collect();
    let op = if posted.place.is_some() {
        "move"
    } else {
        "add"
    };
    let place = field::Choice {
        id: "place".to_owned(),
        name: "place",
        label: t::posted::choose_place(lang).to_owned(),
        value: posted.place.unwrap_or(most).to_string(),
        choices,
        ..field::Choice::default()
    };
    let off = posted.place.map(|_| {
        view! {
            <button type="submit" class="btn alt" name="op" value="remove">
                {t::posted::take_off(lang)}
            </button>
        }
    });
    let main = view! {
        {suggest::head(lang, &posted.topic, t::posted::title(lang))}
        <div class="wrap section stack" data-draft-posted=suggest::draft_key(&posted.topic.slug)>
            <p>{t::posted::reference(lang)} " " <strong><bdi dir="ltr">{posted.reference.clone()}</bdi></strong></p>
            {owed}
            {decided}
            <article class="sug"><div class="body">{suggest::shown(&posted.shown)}</div></article>
            <section class="mine">
                <h2>{t::posted::list(lang)}</h2>
                <p role="status">{stands}</p>
                <form class="stack" method="post" action=list.clone()>
                    {field::hidden("suggestion", posted.reference.clone())}
                    {field::hidden("version", posted.list_version.to_string())}
                    {field::hidden("key", posted.key)}
                    {field::hidden("back", here)}
                    {field::select(lang, place)}
                    <p class="row">
                        <button type="submit" class="btn" name="op" value=op>{t::posted::choose(lang)}</button>
                        {off}
                    </p>
                </form>
            </section>
            <ul class="links">
                <li><a href=format!("/{code}/suggestions/{}", posted.reference)>{t::posted::see(lang)}</a></li>
                <li><a href=list>{t::posted::list(lang)}</a></li>
                <li><a href=format!("/{code}/topics/{}", posted.topic.slug)>{t::posted::topic(lang)}</a></li>
            </ul>
        </div>
    };
    Page::plain(t::posted::title(lang), main).with_drafts()
}
