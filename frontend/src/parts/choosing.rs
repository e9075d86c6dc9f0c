//! The choice above figures: months, place, category, order; and as of when the figures are.

use leptos::prelude::*;
use shared::input::places::{GOVERNORATES, Governorate};
use shared::input::{ScoredDraft, ScoredOrder};
use shared::lang::Lang;
use shared::scorecard::Cut;
use shared::scorecard::figures::Share;
use shared::scorecard::period::{Period, quarter_of};
use shared::view::clock::Ring;
use shared::view::transparency::{AsOf, Choosing};

use super::chart::month_of;
use super::field::{self, Choice, Kind, Text};
use super::{clock, errors, share};
use crate::i18n::{date, number, short_date, t};
use crate::layout::encoded;

/// The months of a period in words.
fn period(lang: Lang, period: Period) -> String {
    t::scored::period(lang, month_of(lang, period.from), month_of(lang, period.to))
}

/// The place and the category that figures are of; none for those of everything.
fn cut(lang: Lang, cut: &Cut) -> Option<String> {
    let place = Governorate::parse(&cut.governorate).map(|one| one.name(lang));
    let category = (!cut.category.is_empty()).then(|| t::scored::cut_category(lang, &cut.category));
    match (place, category) {
        (Some(place), Some(category)) => Some(t::scored::cut_both(lang, place, category)),
        (place, category) => place.map(str::to_owned).or(category),
    }
}

/// What the figures of a page are of.
pub fn chosen(lang: Lang, view: &Choosing) -> impl IntoView + use<> {
    let cut = cut(lang, &view.cut).map(|words| format!(" · {words}"));
    view! { <p class="chosen"><b>{period(lang, view.period)} {cut}</b></p> }
}

/// Sentences that can be quoted, with what they are of, where they come from and what they mean.
/// `link` is the page's address without a choice; the months are named in the one that is shown, so
/// that it leads to the same ones later.
pub fn quote(lang: Lang, view: &Choosing, said: Vec<String>, link: &str) -> impl IntoView + use<> {
    let of = cut(lang, &view.cut).map(|words| t::scored::quote_cut(lang, words));
    let said: Vec<String> = of.into_iter().chain(said).collect();
    let choice = ScoredDraft {
        from: typed(view.period.from),
        to: typed(view.period.to),
        governorate: view.cut.governorate.clone(),
        category: view.cut.category.clone(),
        order: String::new(),
    };
    let link = format!("{link}{}#definitions", query(&choice, |_| {}));
    view! {
        <section class="section" aria-labelledby="h-quote">
            <div class="wrap stack">
                <h2 id="h-quote">{t::scored::quote(lang)}</h2>
                <blockquote class="quote">
                    <p>{said.join(" ")}</p>
                    <footer class="small">
                        {t::scored::quote_source(lang)} " "
                        <a href=link.clone() lang="en" dir="ltr">{link.clone()}</a>
                    </footer>
                </blockquote>
            </div>
        </section>
    }
}

/// The sentence of what came due in the period, from a share of each clock, as `words` put it; none
/// where nothing of one of them came due.
pub fn quoted_on_time(
    lang: Lang,
    view: &Choosing,
    words: impl Fn(Lang, String, String, String) -> String,
    [acknowledged, decided]: [Share; 2],
) -> Option<String> {
    let share = |one: Share| counted(lang, share::of(one), one.of);
    (acknowledged.of > 0 && decided.of > 0).then(|| {
        words(
            lang,
            period(lang, view.period),
            share(acknowledged),
            share(decided),
        )
    })
}

/// A figure with the number of cases that it is of.
pub fn counted(lang: Lang, figure: String, of: i64) -> String {
    format!("{figure} ({})", t::scored::of_cases(lang, of))
}

/// A month as it is typed: YYYY-MM.
fn typed(day: jiff::civil::Date) -> String {
    day.strftime("%Y-%m").to_string()
}

/// The day, the number of the record, and what the last nightly check found.
pub fn as_of(lang: Lang, as_of: AsOf) -> impl IntoView {
    let checked = as_of.checked.map(|(on, differences)| {
        let on = short_date(lang, on);
        let (class, ring, words) = match differences {
            0 => ("clock met", Ring::Tick, t::scored::checked_none(lang, on)),
            many => ("clock over", Ring::Mark, t::scored::checked(lang, many, on)),
        };
        view! { <p class="small"><span class=class>{clock::ring(ring)} <span>{words}</span></span></p> }
    });
    view! {
        <p class="muted">{t::scored::as_of(lang, date(lang, as_of.day), number(as_of.seq))}</p>
        {checked}
    }
}

/// The query that keeps a choice, with what `change` changes; empty for no choice at all.
pub fn query(draft: &ScoredDraft, change: impl FnOnce(&mut ScoredDraft)) -> String {
    let mut draft = draft.clone();
    change(&mut draft);
    let pairs = [
        ("from", &draft.from),
        ("to", &draft.to),
        ("governorate", &draft.governorate),
        ("category", &draft.category),
        ("order", &draft.order),
    ];
    let words: Vec<String> = pairs
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value.trim())))
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!("?{}", words.join("&")),
    }
}

/// Ways to whole years and quarters, and the form for everything else. `order` where the page has
/// an order to choose.
pub fn form(lang: Lang, path: &str, view: &Choosing, order: bool) -> impl IntoView + use<> {
    let month = |id: &'static str, label: &'static str, value: &str| {
        field::text(
            lang,
            Text {
                id: id.to_owned(),
                name: id,
                label: label.to_owned(),
                optional: true,
                hint: Some(t::scored::month_hint(lang).to_owned()),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, id),
                kind: Kind::Number,
                ..Text::default()
            },
        )
    };
    let draft = &view.draft;
    let mut places = vec![(String::new(), t::scored::everywhere(lang).to_owned())];
    places.extend(
        GOVERNORATES
            .iter()
            .map(|one| (one.code.to_owned(), one.name(lang).to_owned())),
    );
    let categories = (!view.categories.is_empty() || !draft.category.is_empty()).then(|| {
        let mut choices = vec![(String::new(), t::scored::every_category(lang).to_owned())];
        choices.extend(view.categories.iter().map(|one| (one.clone(), one.clone())));
        field::select(
            lang,
            Choice {
                id: "category".to_owned(),
                name: "category",
                label: t::scored::category(lang).to_owned(),
                value: draft.category.clone(),
                error: errors::of(lang, &view.errors, "category"),
                choices,
                ..Choice::default()
            },
        )
    });
    let orders = order.then(|| {
        let choices = ScoredOrder::ALL
            .iter()
            .map(|one| (one.as_str().to_owned(), order_words(lang, *one).to_owned()))
            .collect();
        field::select(
            lang,
            Choice {
                id: "order".to_owned(),
                name: "order",
                label: t::scored::order(lang).to_owned(),
                value: draft.order.clone(),
                error: errors::of(lang, &view.errors, "order"),
                choices,
                ..Choice::default()
            },
        )
    });
    let chosen = *draft != ScoredDraft::default();
    view! {
        {errors::summary_of(lang, &view.errors)}
        <nav class="orders" aria-label=t::scored::choose(lang)>{ways(lang, path, view)}</nav>
        <details open=chosen>
            <summary>{t::scored::choose(lang)}</summary>
            <form class="choosing" method="get" action=path.to_owned()>
                {month("from", t::scored::from(lang), &draft.from)}
                {month("to", t::scored::to(lang), &draft.to)}
                {field::select(lang, Choice {
                    id: "governorate".to_owned(),
                    name: "governorate",
                    label: t::scored::governorate(lang).to_owned(),
                    value: draft.governorate.clone(),
                    error: errors::of(lang, &view.errors, "governorate"),
                    choices: places,
                    ..Choice::default()
                })}
                {categories}
                {orders}
                <p><button class="btn" type="submit">{t::scored::show(lang)}</button></p>
            </form>
        </details>
    }
}

/// The words of an order.
pub fn order_words(lang: Lang, order: ScoredOrder) -> &'static str {
    match order {
        ScoredOrder::Silence => t::scored::order_silence(lang),
        ScoredOrder::Acknowledged => t::scored::order_acknowledged(lang),
        ScoredOrder::Decided => t::scored::order_decided(lang),
        ScoredOrder::Adopted => t::scored::order_adopted(lang),
        ScoredOrder::Done => t::scored::order_done(lang),
        ScoredOrder::Late => t::scored::order_late(lang),
        ScoredOrder::Name => t::scored::order_name(lang),
    }
}

/// Years that have a way of their own.
const YEARS: i16 = 5;

fn ways(lang: Lang, path: &str, view: &Choosing) -> Vec<AnyView> {
    let way = |words: String, period: Option<Period>| {
        let query = query(&view.draft, |draft| {
            draft.from = period.map(|one| typed(one.from)).unwrap_or_default();
            draft.to = period.map(|one| typed(one.to)).unwrap_or_default();
        });
        let last_year = Period::last_year(view.today);
        let here = view.errors.is_empty() && view.period == period.unwrap_or(last_year);
        view! { <a href=format!("{path}{query}") aria-current=here.then_some("true")>{words}</a> }
            .into_any()
    };
    let this = view.today.year();
    let mut ways = vec![way(t::scored::last_twelve(lang).to_owned(), None)];
    let quarters = (1..=quarter_of(view.today)).rev();
    ways.extend(quarters.map(|quarter| {
        let words = t::scored::quarter(lang, quarter, this);
        way(words, Some(Period::quarter(this, quarter)))
    }));
    let first = view.first_year.max(this - YEARS);
    ways.extend(
        (first..=this)
            .rev()
            .map(|year| way(year.to_string(), Some(Period::year(year)))),
    );
    ways
}

/// What the figures mean, each as it is worked out.
pub fn definitions(lang: Lang, view: &Choosing) -> impl IntoView + use<> {
    let of_cut = cut(lang, &view.cut).map(|_| t::scored::def_cut(lang));
    let words: Vec<_> = [
        t::scored::def_on_time(lang),
        t::scored::def_left(lang),
        t::scored::def_interval(lang),
        t::scored::def_times(lang),
        t::scored::def_silent(lang),
        t::scored::def_done(lang),
        t::scored::def_joined(lang),
    ]
    .into_iter()
    .chain(of_cut)
    .map(|words| view! { <li>{words}</li> })
    .collect();
    view! {
        <section class="section" aria-labelledby="definitions">
            <div class="wrap measure-wrap">
                <h2 id="definitions">{t::scored::definitions(lang)}</h2>
                <ul class="defs">{words}</ul>
            </div>
        </section>
    }
}
