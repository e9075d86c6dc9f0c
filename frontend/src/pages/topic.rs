//! A topic's suggestions.

use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::topic::ShutRefusal;
use shared::view::topic::{Order, Part, TopicPage};

use crate::i18n::{number, short_date, t};
use crate::layout::Page;
use crate::parts::pager::pager;
use crate::parts::topic_tabs::{Tab, address, edition, head};
use crate::parts::{badge, card, priorities};

/// The suggestions of a topic in one order.
pub fn page(lang: Lang, view: TopicPage) -> Page {
    let cards: Vec<_> = view
        .cards
        .iter()
        .map(|one| card::suggestion(lang, &view, one))
        .collect();
    let list = if cards.is_empty() {
        view! { <p>{empty(lang, &view)}</p> }.into_any()
    } else {
        let form = priorities::form(lang, &view.head.slug, &view.part, view.ranking);
        view! { {form} <ol class="sugs">{cards}</ol> }.into_any()
    };
    let first = view
        .continued
        .then(|| link(lang, &view, view.order, view.filter, None));
    let next = view
        .next
        .as_deref()
        .map(|cursor| link(lang, &view, view.order, view.filter, Some(cursor)));
    let title = view.head.title.get(lang).to_owned();
    let main = view! {
        {head(lang, &view.head, Tab::Suggestions)}
        <div class="section">
            <div class="wrap two main">
                <section aria-labelledby="h-s">
                    <h2 id="h-s" class="vh">{t::topic::suggestions(lang)}</h2>
                    {suggest(lang, &view)}
                    {orders(lang, &view)}
                    <p class="small muted">{about_order(lang, &view)}</p>
                    {list}
                    {pager(lang, first, next)}
                </section>
                {aside(lang, &view)}
            </div>
        </div>
    };
    Page::plain(title, main)
}

fn orders(lang: Lang, view: &TopicPage) -> impl IntoView + use<> {
    let counted = view.head.edition.is_some();
    let order_links: Vec<_> = Order::ALL
        .iter()
        .copied()
        .filter(|order| counted || !matches!(order, Order::Top | Order::Balanced))
        // The oldest unanswered have their own, louder link.
        .filter(|order| *order != Order::Waiting)
        .map(|order| {
            let here = (order == view.order && view.filter.is_none()).then_some("true");
            let href = link(lang, view, order, None, None);
            view! { <a href=href aria-current=here>{name(lang, order)}</a> }
        })
        .collect();
    let figures = view.head.figures;
    let filter = |answer: AnswerState, count: i64| {
        let here = (view.filter == Some(answer)).then_some("true");
        let href = link(lang, view, default_order(answer), Some(answer), None);
        let words = badge::words(lang, answer);
        view! { <a href=href aria-current=here>{words} " " <span class="muted">{number(count)}</span></a> }
    };
    let here = (view.filter == Some(AnswerState::None)).then_some("true");
    let unanswered = link(lang, view, Order::Waiting, Some(AnswerState::None), None);
    view! {
        <nav class="orders" aria-label=t::order::label(lang)>
            {order_links}
        </nav>
        <nav class="orders filters" aria-label=t::order::filter(lang)>
            <a class="loud" href=unanswered aria-current=here>
                {t::order::unanswered(lang, figures.unanswered)}
            </a>
            {filter(AnswerState::Acknowledged, figures.acknowledged)}
            {filter(AnswerState::Adopted, figures.adopted)}
            {filter(AnswerState::Rejected, figures.rejected)}
        </nav>
    }
}

/// The order in which the suggestions with one answer are shown.
pub fn default_order(answer: AnswerState) -> Order {
    match answer {
        AnswerState::None | AnswerState::Acknowledged => Order::Waiting,
        AnswerState::Adopted | AnswerState::Rejected => Order::New,
    }
}

fn name(lang: Lang, order: Order) -> &'static str {
    match order {
        Order::Discover => t::order::discover(lang),
        Order::Top => t::order::top(lang),
        Order::Balanced => t::order::balanced(lang),
        Order::New => t::order::new(lang),
        Order::Waiting => t::order::waiting(lang),
    }
}

fn about_order(lang: Lang, view: &TopicPage) -> String {
    let order = match view.order {
        Order::Discover => t::order::about_discover(lang),
        Order::Top => t::order::about_top(lang),
        Order::Balanced => t::order::about_balanced(lang),
        Order::New => t::order::about_new(lang),
        Order::Waiting => t::order::about_waiting(lang),
    };
    let counted = match &view.head.edition {
        Some(one) => edition(lang, one),
        None => t::standing::not_yet(lang, view.head.least_lists),
    };
    format!("{order} {counted}")
}

fn empty(lang: Lang, view: &TopicPage) -> &'static str {
    if view.filter.is_some() {
        t::topic::none_with_answer(lang)
    } else if view.head.edition.is_none() && matches!(view.order, Order::Top | Order::Balanced) {
        t::topic::no_points(lang)
    } else {
        t::topic::none(lang)
    }
}

/// The address of this page in another order, with another filter or from a cursor.
fn link(
    lang: Lang,
    view: &TopicPage,
    order: Order,
    filter: Option<AnswerState>,
    after: Option<&str>,
) -> String {
    let mut href = format!("{}?order={order}", address(lang, &view.head.slug));
    if order == Order::Discover {
        href.push_str(&format!("&from={}", view.from));
    }
    if let Some(filter) = filter {
        href.push_str(&format!("&answer={filter}"));
    }
    if let Some(after) = after {
        href.push_str(&format!("&after={after}"));
    }
    href
}

/// The first thing to do here; or why it cannot be done now.
fn suggest(lang: Lang, view: &TopicPage) -> Option<AnyView> {
    match (&view.part, view.suggesting) {
        (Part::Staff, _) => None,
        (_, Ok(())) => {
            let href = format!("{}/suggest", address(lang, &view.head.slug));
            Some(
                view! { <p class="act"><a class="btn" href=href>{t::topic::post(lang)}</a></p> }
                    .into_any(),
            )
        }
        (_, Err(refusal)) => Some(view! { <p class="muted">{shut(lang, refusal)}</p> }.into_any()),
    }
}

fn aside(lang: Lang, view: &TopicPage) -> Option<AnyView> {
    let mine = match &view.part {
        Part::Citizen(mine) => {
            let slug = &view.head.slug;
            priorities::aside(lang, slug, mine, view.ranking.is_ok()).into_any()
        }
        Part::Visitor if view.ranking.is_ok() => {
            view! { <p>{t::topic::sign_in_to_rank(lang)}</p> }.into_any()
        }
        Part::Staff => view! { <p class="note">{t::topic::staff(lang)}</p> }.into_any(),
        Part::Visitor => return None,
    };
    let follow = (!matches!(view.part, Part::Visitor)).then(|| {
        let href = format!("{}/follow", address(lang, &view.head.slug));
        view! { <p><a href=href>{t::notices::follow(lang)}</a></p> }
    });
    Some(
        view! { <aside class="stick stack" aria-label=t::topic::your_part(lang)>{mine}{follow}</aside> }
            .into_any(),
    )
}

/// Why nothing can be suggested now.
fn shut(lang: Lang, refusal: ShutRefusal) -> String {
    match refusal {
        ShutRefusal::Draft => t::topic::draft(lang).to_owned(),
        ShutRefusal::NotYet { opens } => t::topic::suggest_from(lang, short_date(lang, opens)),
        ShutRefusal::RankingOnly { since } => {
            t::topic::ranking_only_since(lang, short_date(lang, since))
        }
        ShutRefusal::Ended { closes } => t::topic::suggest_ended(lang, short_date(lang, closes)),
    }
}
