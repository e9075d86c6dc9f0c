//! An agency's answer templates: the list, one added, one changed or taken out of use.

use leptos::prelude::*;
use shared::answer::AnswerKind;
use shared::input::{FieldError, TemplateDraft};
use shared::lang::Lang;
use shared::template::Placeholder;
use shared::view::templates::{TemplateDone, TemplateLine, TemplatePage, TemplatesPage};

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};
use crate::parts::templates::placeholders;

/// `GET /{lang}/desk/{agency}/templates`
pub fn page(lang: Lang, view: TemplatesPage) -> Page {
    let base = format!("{}/templates", desk::path(lang, &view.head));
    let done = view.done.map(|done| {
        desk::said(match done {
            TemplateDone::Added => t::templates::added(lang),
            TemplateDone::Changed => t::templates::changed(lang),
            TemplateDone::Retired => t::templates::retired(lang),
        })
    });
    let kept = view
        .templates
        .iter()
        .map(|one| line(lang, &base, one))
        .collect_view();
    let list = match view.templates.is_empty() {
        true => view! { <p class="ghost">{t::templates::none(lang)}</p> }.into_any(),
        false => view! { <div class="people">{kept}</div> }.into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Templates)}
            <h1>{t::templates::title(lang)}</h1>
            {done}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::templates::lede(lang)}</p>
            {list}
            <section class="stack" aria-labelledby="h-a">
                <h2 id="h-a">{t::templates::add(lang)}</h2>
                <form class="stack" method="post" action=base.clone()>
                    {fields(lang, &view.draft, &view.errors)}
                    <p><button class="btn" type="submit">{t::templates::save(lang)}</button></p>
                </form>
            </section>
        </div>
    };
    Page::plain(t::templates::title(lang), main).wide()
}

fn line(lang: Lang, base: &str, one: &TemplateLine) -> AnyView {
    let change = one.retired_on.is_none().then(|| {
        view! {
            <p>
                <a href=format!("{base}/{}", one.id)>
                    {t::templates::change(lang)} <span class="vh">" " <bdi>{one.label.clone()}</bdi></span>
                </a>
            </p>
        }
    });
    let retired = one
        .retired_on
        .map(|on| view! { " · " {t::templates::retired_on(lang)} " " {desk::day(lang, on)} });
    view! {
        <article class="sug"><div class="body">
            <h2><bdi>{one.label.clone()}</bdi></h2>
            <p class="muted"><b>{desk::kind(lang, one.kind)}</b> {retired}</p>
            {with_names(&one.text_ar, Lang::Ar)}
            {with_names(&one.text_en, Lang::En)}
            {change}
        </div></article>
    }
    .into_any()
}

/// The text of a template, the names that are filled in apart from its words.
fn with_names(text: &str, of: Lang) -> AnyView {
    let paragraphs = text
        .split("\n\n")
        .map(|part| view! { <p data-user-text="" lang=of.code() dir=of.dir().code()>{marked(part)}</p> })
        .collect_view();
    view! { <div class="prose">{paragraphs}</div> }.into_any()
}

fn marked(part: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut rest = part;
    while let Some((before, name, after)) = first_name(rest) {
        let before = before.to_owned();
        let name = format!("{{{name}}}");
        views.push(view! { {before} <code lang="en" dir="ltr">{name}</code> }.into_any());
        rest = after;
    }
    views.push(rest.to_owned().into_any());
    views
}

/// What stands before the first name in braces, the name, and what stands behind it.
fn first_name(text: &str) -> Option<(&str, &str, &str)> {
    Placeholder::ALL
        .iter()
        .filter_map(|name| {
            let braced = format!("{{{name}}}");
            let (before, after) = text.split_once(&braced)?;
            Some((before, name.as_str(), after))
        })
        .min_by_key(|(before, ..)| before.len())
}

/// `GET /{lang}/desk/{agency}/templates/{template}`
pub fn form(lang: Lang, view: TemplatePage) -> Page {
    let base = format!("{}/templates", desk::path(lang, &view.head));
    let here = format!("{base}/{}", view.id);
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Templates)}
            <h1>{t::templates::change_title(lang)}</h1>
            {view.stale.then(|| desk::stale(t::templates::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <form class="stack" method="post" action=here.clone()>
                {field::hidden("version", view.version.to_string())}
                {fields(lang, &view.draft, &view.errors)}
                <p class="row">
                    <button class="btn" type="submit">{t::templates::save(lang)}</button>
                    <a href=base>{t::templates::cancel(lang)}</a>
                </p>
            </form>
            <section class="stack" aria-labelledby="h-r">
                <h2 id="h-r">{t::templates::retire_title(lang)}</h2>
                <p class="hint">{t::templates::retire_hint(lang)}</p>
                <form method="post" action=format!("{here}/retire")>
                    {field::hidden("version", view.version.to_string())}
                    <p><button class="btn alt" type="submit">{t::templates::retire(lang)}</button></p>
                </form>
            </section>
        </div>
    };
    Page::plain(t::templates::change_title(lang), main).wide()
}

fn fields(lang: Lang, draft: &TemplateDraft, faults: &[FieldError]) -> AnyView {
    let kinds = AnswerKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), desk::kind(lang, *kind).to_owned()))
        .collect();
    let text = |name: &'static str, label: &str, value: &str| {
        field::textarea(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                value: value.to_owned(),
                error: errors::of(lang, faults, name),
                max: Some(3_000),
                rows: 5,
                ..Text::default()
            },
        )
    };
    view! {
        {field::radios(lang, Choice {
            id: "kind".to_owned(),
            name: "kind",
            label: t::templates::kind(lang).to_owned(),
            value: draft.kind.clone(),
            error: errors::of(lang, faults, "kind"),
            choices: kinds,
            ..Choice::default()
        })}
        {field::text(lang, Text {
            id: "label".to_owned(),
            name: "label",
            label: t::templates::label(lang).to_owned(),
            hint: Some(t::templates::label_hint(lang).to_owned()),
            value: draft.label.clone(),
            error: errors::of(lang, faults, "label"),
            ..Text::default()
        })}
        <p class="hint">{t::templates::names(lang)}</p>
        {placeholders(lang)}
        {text("text_ar", t::templates::text_ar(lang), &draft.text_ar)}
        {text("text_en", t::templates::text_en(lang), &draft.text_en)}
    }
    .into_any()
}
