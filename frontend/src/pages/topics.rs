//! All topics, by state and agency.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::{TopicState, VISIBLE};
use shared::view::topics::TopicsPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::card;
use crate::parts::pager::pager;

/// The list of topics in one state.
pub fn page(lang: Lang, view: TopicsPage, continued: bool) -> Page {
    let agency = view.agency.as_ref().map(|agency| agency.slug.clone());
    let states: Vec<_> = VISIBLE
        .iter()
        .map(|state| {
            let here = (*state == view.state).then_some("true");
            let href = address(lang, *state, agency.as_deref(), None);
            view! { <a href=href aria-current=here>{name(lang, *state)}</a> }
        })
        .collect();
    let of = view.agency.as_ref().map(|agency| {
        let all = address(lang, view.state, None, None);
        view! {
            <p>
                {t::topics::of_agency(lang, agency.name.get(lang))} " "
                <a href=all>{t::topics::of_all(lang)}</a>
            </p>
        }
    });
    let agencies: Vec<_> = view
        .agencies
        .iter()
        .map(|one| {
            let href = address(lang, view.state, Some(&one.slug), None);
            let here = (agency.as_deref() == Some(one.slug.as_str())).then_some("true");
            view! { <li><a href=href aria-current=here>{one.name.get(lang).to_owned()}</a></li> }
        })
        .collect();
    let list = if view.topics.is_empty() {
        view! { <p>{t::topics::none(lang)}</p> }.into_any()
    } else {
        let topics: Vec<_> = view
            .topics
            .into_iter()
            .map(|line| card::topic(lang, line, 2))
            .collect();
        view! { <ul class="topics">{topics}</ul> }.into_any()
    };
    let first = continued.then(|| address(lang, view.state, agency.as_deref(), None));
    let next = view
        .next
        .as_deref()
        .map(|cursor| address(lang, view.state, agency.as_deref(), Some(cursor)));
    let main = view! {
        <div class="mast"><div class="wrap"><h1>{t::topics::title(lang)}</h1></div></div>
        <div class="wrap section stack">
            <nav class="orders" aria-label=t::topics::states(lang)>{states}</nav>
            <details>
                <summary>{t::topics::by_agency(lang)}</summary>
                <ul class="links">{agencies}</ul>
            </details>
            {of}
            {list}
            {pager(lang, first, next)}
        </div>
    };
    Page::plain(t::topics::title(lang), main)
}

fn name(lang: Lang, state: TopicState) -> &'static str {
    match state {
        TopicState::Draft => t::topic::draft(lang),
        TopicState::Open => t::topics::open(lang),
        TopicState::Closed => t::topics::closed(lang),
        TopicState::Concluded => t::topics::concluded(lang),
    }
}

fn address(lang: Lang, state: TopicState, agency: Option<&str>, after: Option<&str>) -> String {
    let mut href = format!("/{}/topics?state={state}", lang.code());
    for (name, value) in [("agency", agency), ("after", after)] {
        if let Some(value) = value {
            href.push_str(&format!("&{name}={value}"));
        }
    }
    href
}
