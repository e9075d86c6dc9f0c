//! The reader's own part: the button that adds a suggestion, and the list beside a topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::ShutRefusal;
use shared::view::topic::{MyPriorities, Part};

use super::icon::{Icon, icon};
use super::text;
use super::topic_tabs::address;
use crate::i18n::{find, t};

/// What the button of one suggestion needs.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    pub slug: &'a str,
    pub reference: &'a str,
    pub part: &'a Part,
    pub ranking: Result<(), ShutRefusal>,
}

/// The form that all the page's buttons send, each with its own suggestion: so a page of twenty
/// carries it once. It needs no key, since adding what is on the list changes nothing.
pub const FORM: &str = "to-list";

/// The form behind the page's [`button`]s; nothing where no button can be.
pub fn form(
    lang: Lang,
    slug: &str,
    part: &Part,
    ranking: Result<(), ShutRefusal>,
) -> Option<impl IntoView + use<>> {
    let action = format!("{}/my-list", address(lang, slug));
    (ranking.is_ok() && !matches!(part, Part::Staff)).then(|| {
        view! {
            <form id=FORM method="post" action=action>
                <input type="hidden" name="op" value="add"/>
                <input type="hidden" name="back" value="here"/>
            </form>
        }
    })
}

/// "Add to my priorities", or the place it has there, or that the list is full; nothing for staff
/// and outside the topic's days. A visitor's press leads to signing in. The page holds the [`form`].
pub fn button(lang: Lang, button: Button<'_>) -> Option<AnyView> {
    let mine = match button.part {
        Part::Staff => return None,
        Part::Visitor => None,
        Part::Citizen(mine) => Some(mine),
    };
    if let Some(place) = mine.and_then(|mine| mine.place_of(button.reference)) {
        let list = format!("{}/my-list", address(lang, button.slug));
        let words = nth(lang, usize::try_from(place).unwrap_or_default());
        return Some(
            view! { <a class="btn on sm" href=list>{icon(Icon::Tick)} {words}</a> }.into_any(),
        );
    }
    if button.ranking.is_err() {
        return None;
    }
    if mine.is_some_and(|mine| mine.free() == 0) {
        // The list says what to do about it, with this suggestion at hand.
        let (topic, reference) = (address(lang, button.slug), button.reference);
        let list = format!("{topic}/my-list?add={reference}");
        return Some(
            view! { <a class="btn alt sm" href=list>{t::topic::full(lang)}</a> }.into_any(),
        );
    }
    Some(
        view! {
            <button
                class="btn alt sm add"
                form=FORM
                name="suggestion"
                value=button.reference.to_owned()
            >
                {t::topic::add(lang)}
                <bdi class="vh">" "{button.reference.to_owned()}</bdi>
            </button>
        }
        .into_any(),
    )
}

/// "Third among your priorities".
pub fn nth(lang: Lang, place: usize) -> String {
    find(lang, &format!("topic.nth_priority_{place}"), &[])
        .unwrap_or_else(|| t::topic::your_priority(lang, place))
}

/// "Your priorities here", beside a topic's suggestions.
pub fn aside(lang: Lang, slug: &str, mine: &MyPriorities, open: bool) -> impl IntoView + use<> {
    let list = format!("{}/my-list", address(lang, slug));
    let entries: Vec<_> = mine
        .entries
        .iter()
        .map(|entry| {
            let href = format!("/{}/suggestions/{}", lang.code(), entry.reference);
            let title = text::inline(entry.title.clone());
            view! { <li><b>{entry.place}</b> <span><a href=href>{title}</a></span></li> }
        })
        .collect();
    let words = if open {
        t::topic::edit_list(lang, mine.free())
    } else {
        t::topic::see_list(lang).to_owned()
    };
    let body = if entries.is_empty() {
        view! { <p>{t::topic::no_priorities(lang)}</p> }.into_any()
    } else {
        view! {
            <ol class="mini">{entries}</ol>
            <a class="btn alt" href=list>{words}</a>
        }
        .into_any()
    };
    view! {
        <section class="mine" aria-labelledby="mine">
            <h2 id="mine">{t::topic::your_priorities(lang)}</h2>
            {body}
        </section>
    }
}
