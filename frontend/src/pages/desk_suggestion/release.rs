//! A decision on the suggestion that waits until a second person releases it.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::releases::CaseRelease;

use crate::i18n::{self, find, t};
use crate::parts::field::{self, Text};
use crate::parts::{desk, errors};

/// What was decided, by whom, and what the reader may do with it. `agency` is the desk's address.
pub fn waiting(lang: Lang, agency: &str, release: &CaseRelease) -> AnyView {
    let at = format!("{agency}/releases/{}", release.id);
    let refused = release
        .refused
        .and_then(|code| find(lang, code.locale_key(), &[]))
        .map(|words| desk::stale(format!("{} {words}", t::release::kept(lang))));
    let writer = match &release.writer {
        Some(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        None => view! { {t::release::writer_left(lang)} }.into_any(),
    };
    let commitment = release.commitment.as_ref().map(|(what, until)| {
        view! {
            <h3>{t::answering::commitment(lang)}</h3>
            {desk::block(what)}
            <p>{t::answering::until(lang)} " " {desk::day(lang, *until)}</p>
        }
    });
    let act = match release.own {
        true => view! {
            <p>{t::release::own_waits(lang)}</p>
            <form method="post" action=format!("{at}/return")>
                <p><button class="btn alt" type="submit">{t::release::take_back(lang)}</button></p>
            </form>
        }
        .into_any(),
        false => view! {
            <form method="post" action=at.clone()>
                <p><button class="btn" type="submit">{t::release::release(lang)}</button></p>
            </form>
            <form class="stack" method="post" action=format!("{at}/return")>
                {field::textarea(lang, Text {
                    id: "note".to_owned(),
                    name: "note",
                    label: t::release::note(lang).to_owned(),
                    hint: Some(t::release::note_hint(lang).to_owned()),
                    value: release.note.clone(),
                    error: errors::of(lang, &release.errors, "note"),
                    max: Some(1_000),
                    rows: 3,
                    ..Text::default()
                })}
                <p><button class="btn alt" type="submit">{t::release::send_back(lang)}</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        <section id="release" class="stack" aria-labelledby="h-release">
            <h2 id="h-release">{t::release::waits(lang)}</h2>
            {refused}
            {errors::summary_of(lang, &release.errors)}
            <div class="reply stack">
                <p>
                    <b>{desk::kind(lang, release.kind)}</b> " · " {t::release::by(lang)} " " {writer} " · "
                    {i18n::moment(lang, release.at)}
                </p>
                {desk::block(&release.reason)}
                {release.other.as_ref().map(desk::block)}
                {commitment}
            </div>
            {act}
        </section>
    }
    .into_any()
}
