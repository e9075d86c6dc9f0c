//! All agencies side by side, and tables of what they owe.

use leptos::prelude::*;
use shared::input::ScoredOrder;
use shared::lang::Lang;
use shared::scorecard::figures::Share;
use shared::view::agency::{Debt, Debtor, OldestDebt};
use shared::view::clock::Ring;
use shared::view::transparency::{ComparisonPage, Scored};

use super::transparency::since;
use crate::i18n::{number, short_date, t};
use crate::layout::Page;
use crate::parts::clock::ring;
use crate::parts::{choosing, share};

/// `GET /{lang}/agencies`
pub fn page(lang: Lang, view: ComparisonPage) -> Page {
    let path = format!("/{}/agencies", lang.code());
    let national = format!("/{}/transparency", lang.code());
    let body = match view.agencies.is_empty() {
        true => view! { <p>{t::agency::none(lang)}</p> }.into_any(),
        false => table(lang, &path, &view),
    };
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::scored::all_agencies(lang)}</h1>
                <p class="lede">{t::scored::compare_lede(lang)}</p>
                {choosing::as_of(lang, view.as_of)}
                <p><a href=national>{t::scored::title(lang)}</a></p>
            </div>
        </div>
        <div class="wrap section stack">
            {choosing::form(lang, &path, &view.choosing, true)}
            {choosing::chosen(lang, &view.choosing)}
            {body}
        </div>
        {choosing::definitions(lang, &view.choosing)}
    };
    Page::plain(t::scored::all_agencies(lang), main)
}

fn table(lang: Lang, path: &str, view: &ComparisonPage) -> AnyView {
    let order = ScoredOrder::parse(&view.choosing.draft.order).unwrap_or(ScoredOrder::Silence);
    let places = places(&view.agencies, order);
    let rows: Vec<_> = view
        .agencies
        .iter()
        .zip(places)
        .map(|(one, place)| row(lang, one, place, order))
        .collect();
    let head = |by: ScoredOrder, words: &'static str| {
        let query = choosing::query(&view.choosing.draft, |draft| {
            draft.order = match by {
                ScoredOrder::Silence => String::new(),
                by => by.as_str().to_owned(),
            };
        });
        let sorted = (by == order).then_some(match by {
            ScoredOrder::Name => "ascending",
            _ => "descending",
        });
        let class = (by != ScoredOrder::Silence).then_some("n");
        view! { <th scope="col" class=class aria-sort=sorted><a href=format!("{path}{query}")>{words}</a></th> }
    };
    let ranked =
        rank_share(order).map(|_| view! { <th scope="col" class="n">{t::scored::rank(lang)}</th> });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t::scored::table(lang)>
            <table class="tbl fold compared">
                <caption class="vh">{t::scored::table(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::agency::agency(lang)}</th>
                        {ranked}
                        {head(ScoredOrder::Silence, t::scored::silence(lang))}
                        {head(ScoredOrder::Late, t::scored::late(lang))}
                        {head(ScoredOrder::Acknowledged, t::scored::acknowledged(lang))}
                        {head(ScoredOrder::Decided, t::scored::decided(lang))}
                        {head(ScoredOrder::Adopted, t::scored::adopted(lang))}
                        {head(ScoredOrder::Done, t::scored::done(lang))}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The share that an order ranks by; none for those that are no ranking.
fn rank_share(order: ScoredOrder) -> Option<fn(&Scored) -> Share> {
    match order {
        ScoredOrder::Acknowledged => Some(|one| one.acknowledge),
        ScoredOrder::Decided => Some(|one| one.decide),
        ScoredOrder::Adopted => Some(Scored::adopted_share),
        ScoredOrder::Done => Some(Scored::done_share),
        ScoredOrder::Silence | ScoredOrder::Late | ScoredOrder::Name => None,
    }
}

/// The place of each in the order by a share, from 1; equal shares have equal places, and none has
/// one with too few cases.
fn places(agencies: &[Scored], order: ScoredOrder) -> Vec<Option<usize>> {
    let Some(share) = rank_share(order) else {
        return vec![None; agencies.len()];
    };
    let value = |one: &Scored| share(one).value().filter(|_| share(one).is_ranked());
    agencies
        .iter()
        .map(|one| {
            let own = value(one)?;
            let better = agencies
                .iter()
                .filter_map(value)
                .filter(|other| *other > own);
            Some(better.count() + 1)
        })
        .collect()
}

fn row(
    lang: Lang,
    one: &Scored,
    place: Option<usize>,
    order: ScoredOrder,
) -> impl IntoView + use<> {
    let href = format!("/{}/agencies/{}/scorecard", lang.code(), one.agency.slug);
    let name = one.agency.name.get(lang).to_owned();
    let joined = match (one.closed, one.topics) {
        (Some(day), _) => t::scored::closed(lang, short_date(lang, day)),
        (None, 0) => t::scored::no_topic(lang).to_owned(),
        (None, _) => t::scored::joined(lang, short_date(lang, one.joined)),
    };
    let rank = rank_share(order).map(|_| {
        let words = place.map_or_else(
            || t::scored::few(lang).to_owned(),
            |place| place.to_string(),
        );
        view! { <td class="n" class:z=place.is_none() data-l=t::scored::rank(lang)>{words}</td> }
    });
    let silence = match one.silent {
        Some(silent) => since(lang, silent).into_any(),
        None => view! { <span class="muted">{t::scored::not_silent(lang)}</span> }.into_any(),
    };
    let late = one.late();
    let oldest = one
        .oldest
        .map(|oldest| view! { <small>{oldest_debt(lang, oldest)}</small> });
    let cell = |words: &'static str, share: Share| {
        let of = match share.of {
            0 => t::scored::nothing_due(lang).to_owned(),
            many => t::scored::of_cases(lang, many),
        };
        view! { <td class="n" data-l=words>{share::of(share)} <small>{of}</small></td> }
    };
    let all = |words: &'static str, share: Share| {
        let of = t::scored::of_cases(lang, share.of);
        view! { <td class="n" data-l=words>{number(share.hits)} <small>{of}</small></td> }
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a> <small>{joined}</small></th>
            {rank}
            <td data-l=t::scored::silence(lang)>{silence}</td>
            <td class="n" class:red=move || { late > 0 } data-l=t::scored::late(lang)>{number(late)} {oldest}</td>
            {cell(t::scored::acknowledged(lang), one.acknowledge)}
            {cell(t::scored::decided(lang), one.decide)}
            {all(t::scored::adopted(lang), one.adopted_share())}
            {all(t::scored::done(lang), one.done_share())}
        </tr>
    }
}

/// The agencies with late answers, as a table.
pub fn debt_table(lang: Lang, debtors: Vec<Debtor>) -> impl IntoView {
    let rows: Vec<_> = debtors
        .iter()
        .map(|debtor| {
            let href = format!("/{}/agencies/{}", lang.code(), debtor.agency.slug);
            let name = debtor.agency.name.get(lang).to_owned();
            view! {
                <tr>
                    <th scope="row"><a href=href>{name}</a></th>
                    {debt_cells(lang, &debtor.debt)}
                </tr>
            }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t::agency::debt_table(lang)>
            <table class="tbl fold">
                <caption class="vh">{t::agency::debt_table(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::agency::agency(lang)}</th>
                        <th scope="col" class="n">{t::agency::late_acknowledge(lang)}</th>
                        <th scope="col" class="n">{t::agency::late_decide(lang)}</th>
                        <th scope="col">{t::agency::oldest(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn debt_cells(lang: Lang, debt: &Debt) -> impl IntoView + use<> {
    let red = |count: i64| if count > 0 { "n red" } else { "n" };
    let (acknowledge, decide) = (debt.acknowledge.late(), debt.decide.late());
    let oldest = match debt.oldest {
        Some(oldest) => oldest_debt(lang, oldest).into_any(),
        None => view! { <span class="muted">{t::agency::nothing_late(lang)}</span> }.into_any(),
    };
    view! {
        <td class=red(acknowledge) data-l=t::agency::late_acknowledge(lang)>{number(acknowledge)}</td>
        <td class=red(decide) data-l=t::agency::late_decide(lang)>{number(decide)}</td>
        <td data-l=t::agency::oldest(lang)>{oldest}</td>
    }
}

/// The debt that has waited longest, with its clock.
pub fn oldest_debt(lang: Lang, oldest: OldestDebt) -> impl IntoView {
    let (class, sign) = if oldest.long {
        ("clock long", Ring::Solid)
    } else {
        ("clock over", Ring::Mark)
    };
    let since = short_date(lang, oldest.due);
    view! {
        <span class=class>
            {ring(sign)}
            <span>{t::agency::late_since(lang, oldest.working_days_late, since)}</span>
        </span>
    }
}
