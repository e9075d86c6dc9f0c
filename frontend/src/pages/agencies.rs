//! All agencies and what they owe.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::agency::{AgenciesPage, AgencyLine, Debt, Debtor, OldestDebt};

use crate::i18n::{number, short_date, t};
use crate::layout::Page;
use crate::parts::clock::ring;
use shared::view::clock::Ring;

/// The list of agencies.
pub fn page(lang: Lang, view: AgenciesPage) -> Page {
    let body = if view.agencies.is_empty() {
        view! { <p>{t::agency::none(lang)}</p> }.into_any()
    } else {
        let rows: Vec<_> = view.agencies.iter().map(|line| row(lang, line)).collect();
        view! {
            <div class="scroll" tabindex="0" role="group" aria-label=t::agency::table(lang)>
                <table class="tbl fold">
                    <caption class="vh">{t::agency::table(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::agency::agency(lang)}</th>
                            <th scope="col" class="n">{t::agency::open_topics(lang)}</th>
                            <th scope="col" class="n">{t::agency::past_topics(lang)}</th>
                            <th scope="col" class="n">{t::agency::late_acknowledge(lang)}</th>
                            <th scope="col" class="n">{t::agency::late_decide(lang)}</th>
                            <th scope="col">{t::agency::oldest(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::agency::title(lang)}</h1>
                <p class="lede">{t::agency::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack">{body}</div>
    };
    Page::plain(t::agency::title(lang), main)
}

fn row(lang: Lang, line: &AgencyLine) -> impl IntoView + use<> {
    let href = format!("/{}/agencies/{}", lang.code(), line.agency.slug);
    let name = line.agency.name.get(lang).to_owned();
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a></th>
            <td class="n" data-l=t::agency::open_topics(lang)>{number(line.open)}</td>
            <td class="n" data-l=t::agency::past_topics(lang)>{number(line.closed + line.concluded)}</td>
            {debt_cells(lang, &line.debt)}
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
