//! The keys of the desk, and whom a suggestion is given to.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::desk::{CasePage, Colleague};

use crate::i18n::t;
use crate::parts::desk;
use crate::parts::field;

/// The list of the keys, opened by a key or a button, and the choice to do without them. The script
/// that knows the keys shows the button: without it there is nothing to open.
pub fn help(lang: Lang) -> AnyView {
    let keys = [
        ("j", t::keys::next(lang)),
        ("k", t::keys::previous(lang)),
        ("x", t::keys::tick(lang)),
        ("a", t::keys::acknowledge(lang)),
        ("r", t::keys::reject(lang)),
        ("d", t::keys::adopt(lang)),
        ("g", t::keys::assign(lang)),
        ("m", t::keys::merge(lang)),
        ("/", t::keys::filter(lang)),
        ("?", t::keys::help(lang)),
    ];
    let lines = keys
        .map(|(key, words)| {
            view! { <div><dt><kbd dir="ltr">{key}</kbd></dt><dd>{words}</dd></div> }
        })
        .collect_view();
    view! {
        <p><button class="btn alt" type="button" data-key="?" data-keys-open="" hidden>{t::keys::title(lang)}</button></p>
        <dialog class="stack" data-keys="" aria-labelledby="keys-title">
            <h2 id="keys-title">{t::keys::title(lang)}</h2>
            <dl class="dues">{lines}</dl>
            <label class="choice">
                <input type="checkbox" data-keys-off=""/>
                <span>{t::keys::off(lang)}</span>
            </label>
            <form method="dialog">
                <button class="btn" type="submit">{t::keys::close(lang)}</button>
            </form>
        </dialog>
    }
    .into_any()
}

/// The choice of somebody at the desk. `chosen` is the id of who has it now.
pub fn people(lang: Lang, team: &[Colleague], chosen: Option<&str>) -> AnyView {
    let mut choices = vec![
        ("me".to_owned(), t::bulk::me(lang).to_owned()),
        ("nobody".to_owned(), t::bulk::nobody(lang).to_owned()),
    ];
    choices.extend(team.iter().map(|one| (one.id.clone(), one.name.clone())));
    let value = chosen.unwrap_or("me").to_owned();
    field::select(
        lang,
        field::Choice {
            id: "to".to_owned(),
            name: "to",
            label: t::bulk::whom(lang).to_owned(),
            value,
            choices,
            ..field::Choice::default()
        },
    )
}

/// Who takes care of one suggestion, and the way to change it.
pub fn assign(lang: Lang, view: &CasePage) -> AnyView {
    let name = view
        .team
        .iter()
        .find(|one| Some(&one.id) == view.assigned.as_ref())
        .map(|one| one.name.clone());
    let cared = match name {
        Some(name) => view! { {t::bulk::cared_by(lang)} " " <bdi>{name}</bdi> }.into_any(),
        None => view! { {t::bulk::cared_by_nobody(lang)} }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="cared">
            <h2 id="cared">{t::bulk::care(lang)}</h2>
            <p>{cared}</p>
            <form class="stack" method="post" action=format!("{}/assign", desk::path(lang, &view.head))>
                {field::hidden("suggestion", view.reference.clone())}
                {people(lang, &view.team, view.assigned.as_deref())}
                <p><button class="btn alt" type="submit">{t::bulk::assign(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}
