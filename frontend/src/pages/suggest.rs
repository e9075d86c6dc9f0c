//! Writing a suggestion, and looking at it before it is posted.

use leptos::prelude::*;
use shared::input::places::GOVERNORATES;
use shared::input::{FieldError, GROUND_KINDS, SuggestionDraft};
use shared::lang::{Lang, TextLang};
use shared::view::suggestion_form::{
    FormTopic, ShownText, SuggestCheck, SuggestFields, SuggestForm,
};

use crate::i18n::{find, t, words_of};
use crate::layout::Page;
use crate::parts::{errors, field, trap};

/// The form, empty or as it was refused.
pub fn form_page(lang: Lang, form: SuggestForm) -> Page {
    let fields = form.fields;
    let mut faults: Vec<_> = form
        .errors
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .collect();
    faults.extend(form.refused.map(|code| ("", words_of(lang, code))));
    let main = view! {
        {head(lang, &form.topic, t::suggest::title(lang))}
        <div class="wrap section stack">
            <p class="lede">{t::suggest::lede(lang)}</p>
            {errors::summary(lang, &faults)}
            <form
                class="stack"
                method="post"
                action=format!("/{}/topics/{}/suggest/check", lang.code(), form.topic.slug)
                data-draft=draft_key(&form.topic.slug)
            >
                <p class="notice" data-draft-said="" role="status" hidden="">
                    {t::suggest::kept(lang)} " "
                    <button type="button" class="link">{t::suggest::drop_kept(lang)}</button>
                </p>
                {field::hidden("key", fields.key.clone())}
                {field::hidden("place", fields.place.clone())}
                {inputs(lang, &fields.draft(), &form.errors)}
                {field::checkbox(
                    "show_name".to_owned(),
                    "show_name",
                    t::suggest::show_name(lang).to_owned(),
                    fields.show_name == "yes",
                )}
                {trap::field(lang)}
                <p><button type="submit" class="btn">{t::suggest::go_check(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::suggest::title(lang), main).with_drafts()
}

/// Under which name the browser keeps what is being written in a topic.
pub fn draft_key(slug: &str) -> String {
    format!("sharikuna.suggestion.{slug}")
}

/// The fields of a suggestion's text, for writing and for editing.
pub fn inputs(lang: Lang, draft: &SuggestionDraft, faults: &[FieldError]) -> AnyView {
    let text = |name: &'static str, label: &str, value: &str, max: Option<u32>| field::Text {
        id: name.to_owned(),
        name,
        label: label.to_owned(),
        value: value.to_owned(),
        error: errors::of(lang, faults, name),
        max,
        ..field::Text::default()
    };
    let choice = |name: &'static str, label: &str, value: &str, choices| field::Choice {
        id: name.to_owned(),
        name,
        label: label.to_owned(),
        optional: true,
        value: value.to_owned(),
        error: errors::of(lang, faults, name),
        choices,
        ..field::Choice::default()
    };
    let title = field::Text {
        hint: Some(t::suggest::field_title_hint(lang).to_owned()),
        ..text(
            "title",
            t::suggest::field_title(lang),
            &draft.title,
            Some(150),
        )
    };
    let body = field::Text {
        hint: Some(t::suggest::field_text_hint(lang).to_owned()),
        rows: 10,
        ..text(
            "text",
            t::suggest::field_text(lang),
            &draft.text,
            Some(4_000),
        )
    };
    let mut grounds = vec![(String::new(), t::suggest::ground_none(lang).to_owned())];
    grounds.extend(GROUND_KINDS.iter().map(|kind| {
        let words = find(lang, &format!("suggest.ground_{kind}"), &[]);
        ((*kind).to_owned(), words.unwrap_or_default())
    }));
    let mut places = vec![(String::new(), t::suggest::governorate_none(lang).to_owned())];
    places.extend(
        GOVERNORATES
            .iter()
            .map(|one| (one.code.to_owned(), one.name(lang).to_owned())),
    );
    let optional = |text: field::Text| field::Text {
        optional: true,
        ..text
    };
    let ground_link = field::Text {
        kind: field::Kind::Link,
        ..text(
            "ground_link",
            t::suggest::ground_link(lang),
            &draft.ground_link,
            None,
        )
    };
    let ground_text = text(
        "ground_text",
        t::suggest::ground_text(lang),
        &draft.ground_text,
        Some(1_000),
    );
    // Folded away until somebody has more to say, or said something that is faulty.
    let more = [
        ("ground_kind", &draft.ground_kind),
        ("ground_text", &draft.ground_text),
        ("ground_link", &draft.ground_link),
        ("governorate", &draft.governorate),
        ("wilayat", &draft.wilayat),
    ]
    .iter()
    .any(|(name, value)| !value.is_empty() || faults.iter().any(|fault| fault.field == *name));
    view! {
        {field::text(lang, title)}
        {field::textarea(lang, body)}
        <details class="more" open=more>
            <summary>{t::suggest::more(lang)}</summary>
        {field::select(lang, choice("ground_kind", t::suggest::ground(lang), &draft.ground_kind, grounds))}
        {field::textarea(lang, optional(ground_text))}
        {field::text(lang, optional(ground_link))}
        {field::select(lang, choice("governorate", t::suggest::governorate(lang), &draft.governorate, places))}
        {field::text(lang, optional(text("wilayat", t::suggest::wilayat(lang), &draft.wilayat, None)))}
        </details>
    }
    .into_any()
}

/// The page on which a suggestion is looked at: as it will appear, its language, its place.
pub fn check_page(lang: Lang, check: SuggestCheck, faults: Vec<FieldError>) -> Page {
    let base = format!("/{}/topics/{}/suggest", lang.code(), check.topic.slug);
    let by = check.name.as_ref().map_or_else(
        || t::suggest::by_participant(lang).to_owned(),
        |name| t::suggest::by_name(lang, name),
    );
    let main = view! {
        {head(lang, &check.topic, t::suggest::check_title(lang))}
        <div class="wrap section stack">
            {errors::summary_of(lang, &faults)}
            <article class="sug"><div class="body">
                {shown(&check.shown)}
                <p class="small muted">{by}</p>
            </div></article>
            <form class="stack" method="post" action=base.clone()>
                {carried(&check.fields)}
                {language(lang, check.shown.lang.code())}
                {place_field(lang, &check, &faults)}
                <p class="row">
                    <button type="submit" class="btn">{t::suggest::post(lang)}</button>
                    <button type="submit" class="btn alt" formaction=format!("{base}/check") name="again" value="yes">
                        {t::suggest::back(lang)}
                    </button>
                </p>
            </form>
        </div>
    };
    Page::plain(t::suggest::check_title(lang), main)
}

/// The language of a text: recognised, and to be changed.
pub fn language(lang: Lang, value: &str) -> AnyView {
    let choices = TextLang::ALL.map(|one| {
        let words = find(lang, &format!("suggest.written_in.{}", one.code()), &[]);
        (one.code().to_owned(), words.unwrap_or_default())
    });
    field::select(
        lang,
        field::Choice {
            id: "lang".to_owned(),
            name: "lang",
            label: t::suggest::lang(lang).to_owned(),
            hint: Some(t::suggest::lang_hint(lang).to_owned()),
            value: value.to_owned(),
            choices: choices.to_vec(),
            ..field::Choice::default()
        },
    )
}

/// Everything typed before, carried along.
fn carried(fields: &SuggestFields) -> impl IntoView + use<> {
    [
        ("title", &fields.title),
        ("text", &fields.text),
        ("ground_kind", &fields.ground_kind),
        ("ground_text", &fields.ground_text),
        ("ground_link", &fields.ground_link),
        ("governorate", &fields.governorate),
        ("wilayat", &fields.wilayat),
        ("show_name", &fields.show_name),
        ("key", &fields.key),
        (trap::NAME, &fields.leave_empty),
    ]
    .map(|(name, value)| field::hidden(name, value.clone()))
    .into_iter()
    .collect_view()
}

fn place_field(lang: Lang, check: &SuggestCheck, faults: &[FieldError]) -> AnyView {
    let full = check.list.len() >= check.max;
    let mut choices = vec![(String::new(), t::suggest::place_none(lang).to_owned())];
    if !full {
        choices.push(("1".to_owned(), t::suggest::place_first(lang).to_owned()));
        choices.extend((2_usize..).zip(&check.list).map(|(place, before)| {
            (
                place.to_string(),
                t::suggest::place_after(lang, place, &before.title),
            )
        }));
    }
    let hint = if full {
        t::suggest::place_full(lang)
    } else {
        t::suggest::place_hint(lang)
    };
    field::radios(
        lang,
        field::Choice {
            id: "place".to_owned(),
            name: "place",
            label: t::suggest::place(lang).to_owned(),
            hint: Some(hint.to_owned()),
            value: check.fields.place.clone(),
            error: errors::of(lang, faults, "place"),
            choices,
            ..field::Choice::default()
        },
    )
}

/// Title and text in their own language and direction.
pub fn shown(shown: &ShownText) -> AnyView {
    let (lang, dir) = (shown.lang.html_lang(), shown.dir.code());
    let paragraphs = shown
        .text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    view! {
        <div lang=lang dir=dir data-user-text="">
            <h2>{shown.title.clone()}</h2>
            <div class="prose">{paragraphs}</div>
        </div>
    }
    .into_any()
}

/// The top of a page about a topic: the way back, the heading, the agency's question.
pub fn head(lang: Lang, topic: &FormTopic, heading: &str) -> AnyView {
    let code = lang.code();
    view! {
        <div class="mast"><div class="wrap">
            <ol class="crumb">
                <li><a href=format!("/{code}/topics")>{t::site::topics(lang)}</a></li>
                <li><a href=format!("/{code}/topics/{}", topic.slug)>{topic.title.clone()}</a></li>
            </ol>
            <h1>{heading.to_owned()}</h1>
            <p><span class="muted">{t::suggest::question(lang)} ": "</span>{topic.question.clone()}</p>
        </div></div>
    }
    .into_any()
}
