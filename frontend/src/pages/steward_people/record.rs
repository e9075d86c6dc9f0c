//! What happened at signing in to an account, and what stewards did to it.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::people::{ActRow, Outcome, PersonAct, SignInRow};

use super::role_at;
use crate::i18n::{moment, t};
use crate::parts::desk::block;
use crate::parts::device;

pub fn history(lang: Lang, rows: &[SignInRow]) -> AnyView {
    let items = rows
        .iter()
        .map(|one| {
            let outcome = match one.outcome {
                Outcome::SignedIn => t::people::signed_in(lang),
                Outcome::WrongPassword => t::people::wrong_password(lang),
                Outcome::Disabled => t::people::while_disabled(lang),
            };
            let network = one
                .network
                .clone()
                .map(|network| view! { " · " <bdi dir="ltr">{network}</bdi> });
            view! {
                <li>
                    <time datetime=one.at.to_string()>{moment(lang, one.at)}</time>
                    " · " {outcome} " · " {device::name(lang, one.device)} {network}
                </li>
            }
        })
        .collect_view();
    let shown = match rows.is_empty() {
        true => view! { <p class="ghost">{t::people::no_history(lang)}</p> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="h-h">
            <h2 id="h-h">{t::people::history(lang)}</h2>
            <p class="hint">{t::people::history_kept(lang)}</p>
            {shown}
        </section>
    }
    .into_any()
}

pub fn acts(lang: Lang, rows: &[ActRow]) -> AnyView {
    let items = rows
        .iter()
        .map(|one| {
            let act = match &one.act {
                PersonAct::Disabled => t::people::act_disabled(lang).to_owned(),
                PersonAct::Enabled => t::people::act_enabled(lang).to_owned(),
                PersonAct::Granted(kind, agency) => {
                    t::people::act_granted(lang, role_at(lang, *kind, agency.as_ref()))
                }
                PersonAct::Withdrawn(kind, agency) => {
                    t::people::act_withdrawn(lang, role_at(lang, *kind, agency.as_ref()))
                }
            };
            view! {
                <li>
                    <time datetime=one.at.to_string()>{moment(lang, one.at)}</time>
                    " · " {act} " · " <bdi>{one.by.clone()}</bdi>
                    {block(&one.reason)}
                </li>
            }
        })
        .collect_view();
    let shown = match rows.is_empty() {
        true => view! { <p class="ghost">{t::people::no_acts(lang)}</p> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="h-w">
            <h2 id="h-w">{t::people::acts(lang)}</h2>
            {shown}
        </section>
    }
    .into_any()
}
