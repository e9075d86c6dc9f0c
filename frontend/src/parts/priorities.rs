//! The reader's own part: the button that adds a suggestion, and the list beside a topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::ShutRefusal;
use shared::view::topic::{MyPriorities, Part};

use super::icon::{Icon, icon};
use super::text;
use super::topic_tabs::address;
use crate::i18n::t;

/// What the button of one suggestion needs.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    pub slug: &'a str,
    pub reference: &'a str,
    /// Tells one press from another.
    pub key: &'a str,
    pub part: &'a Part,
    pub ranking: Result<(), ShutRefusal>,
}

/// "Add to my priorities", or the place it has there; nothing for staff and outside the topic's
/// days. A visitor's press leads to signing in.
pub fn button(lang: Lang, button: Button<'_>) -> Option<AnyView> {
    let mine = match button.part {
        Part::Staff => return None,
        Part::Visitor => None,
        Part::Citizen(mine) => Some(mine),
    };
    if let Some(place) = mine.and_then(|mine| mine.place_of(button.reference)) {
        let list = format!("{}/my-list", address(lang, button.slug));
        let words = t::topic::your_priority(lang, place);
        return Some(
            view! { <a class="btn on sm" href=list>{icon(Icon::Tick)} {words}</a> }.into_any(),
        );
    }
    if button.ranking.is_err() {
        return None;
    }
    let action = format!("{}/my-list", address(lang, button.slug));
    let version = mine.map_or(0, |mine| mine.version).to_string();
    let label = t::topic::add_reference(lang, button.reference);
    Some(
        view! {
            <form class="inline" method="post" action=action>
                <input type="hidden" name="op" value="add"/>
                <input type="hidden" name="suggestion" value=button.reference.to_owned()/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="key" value=button.key.to_owned()/>
                <input type="hidden" name="back" value="here"/>
                <button class="btn alt sm" type="submit" aria-label=label>
                    {icon(Icon::Plus)}
                    {t::topic::add(lang)}
                </button>
            </form>
        }
        .into_any(),
    )
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
