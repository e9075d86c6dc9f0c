//! What is sent to a person, and the topics they follow: all of it on one page.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::notice::{AT_ONCE_A_DAY, Group, NoticeKind, Way};
use shared::view::notices::{ChoicesPage, FollowLine};

use super::notices::base;
use crate::i18n::{short_date, t};
use crate::layout::Page;
use crate::parts::desk::said;
use crate::parts::field::{self, Choice};
use crate::parts::notice;

/// `GET /{lang}/account/notices/choices`
pub fn page(lang: Lang, view: ChoicesPage) -> Page {
    let code = lang.code();
    let above = format!("/{code}/account");
    let done = view.done.then(|| said(t::notices::done_saved(lang)));
    let letters = match (view.reachable, view.letters_in == lang) {
        (false, _) => t::notices::no_address(lang),
        (true, true) => t::notices::letters_here(lang),
        (true, false) => t::notices::letters_elsewhere(lang),
    };
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|group| fields(lang, group, &view.ways))
        .collect();
    let main = view! {
        <div class="wrap section stack measure">
            <h1>{t::notices::choices_title(lang)}</h1>
            <p class="lede">{t::notices::choices_lede(lang)}</p>
            {done}
            <p>{letters} " " <a href=above>{t::notices::change_lang(lang)}</a></p>
            <form class="stack" method="post" action=format!("{}/choices", base(lang))>
                {groups}
                <p class="small muted">{t::notices::at_once(lang, AT_ONCE_A_DAY)}</p>
                {field::checkbox(
                    "none".to_owned(),
                    "none",
                    t::notices::no_letters(lang).to_owned(),
                    view.none,
                )}
                <p class="small muted">{t::notices::no_letters_hint(lang)}</p>
                <p><button type="submit" class="btn">{t::notices::save(lang)}</button></p>
            </form>
            {follows(lang, view.follows)}
            <p><a href=base(lang)>{t::notices::title(lang)}</a></p>
        </div>
    };
    Page::plain(t::notices::choices_title(lang), main).unlisted()
}

fn fields(lang: Lang, group: Group, ways: &[(NoticeKind, Way)]) -> AnyView {
    let kinds: Vec<_> = group
        .kinds()
        .map(|kind| {
            let chosen = ways.iter().find(|(one, _)| *one == kind);
            let way = chosen.map_or_else(|| kind.usual_way(), |(_, way)| *way);
            field::radios(
                lang,
                Choice {
                    id: kind.as_str().to_owned(),
                    name: kind.as_str(),
                    label: notice::kind(lang, kind).to_owned(),
                    value: way.as_str().to_owned(),
                    choices: Way::ALL
                        .iter()
                        .map(|way| (way.as_str().to_owned(), notice::way(lang, *way).to_owned()))
                        .collect(),
                    ..Choice::default()
                },
            )
        })
        .collect();
    view! {
        <h2>{notice::group(lang, group)}</h2>
        {kinds}
    }
    .into_any()
}

fn follows(lang: Lang, follows: Vec<FollowLine>) -> AnyView {
    let none = follows
        .is_empty()
        .then(|| view! { <p class="ghost">{t::notices::follows_none(lang)}</p> });
    let lines: Vec<_> = follows
        .into_iter()
        .map(|one| {
            let path = format!("/{}/topics/{}", lang.code(), one.slug);
            let title = one.title.get(lang).to_owned();
            let end = t::notices::end_of(lang, &title);
            let action = format!("{path}/follow");
            view! {
                <li>
                    <form class="row" method="post" action=action>
                        <a href=path>{title}</a>
                        <span class="small muted">{t::notices::since(lang, short_date(lang, one.since))}</span>
                        {field::hidden("follow", "no")}
                        {field::hidden("back", "choices")}
                        <button type="submit" class="link" aria-label=end>{t::notices::end(lang)}</button>
                    </form>
                </li>
            }
        })
        .collect();
    let list = (!lines.is_empty()).then(|| view! { <ul class="stack">{lines}</ul> });
    view! {
        <section class="stack" aria-labelledby="h-follows">
            <h2 id="h-follows">{t::notices::follows(lang)}</h2>
            {none}
            {list}
        </section>
    }
    .into_any()
}
