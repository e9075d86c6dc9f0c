//! The editor of a draft: both languages side by side, saved complete or not.

use leptos::prelude::*;
use shared::input::PARTICIPATION_LEVELS;
use shared::lang::Lang;
use shared::topic::OpeningFault;
use shared::topic::settings::MOST_RANKING_ONLY_PERCENT;
use shared::view::topic_editor::EditorPage;

use super::desk_topics;
use crate::i18n::{find, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};

/// `GET /{lang}/desk/{agency}/topics/new` and `…/topics/{slug}/edit`
pub fn page(lang: Lang, view: EditorPage) -> Page {
    let base = format!("{}/topics", desk::path(lang, &view.head));
    let (action, title) = match &view.stored {
        Some(slug) => (format!("{base}/{slug}/edit"), t::editor::edit_title(lang)),
        None => (format!("{base}/new"), t::editor::new_title(lang)),
    };
    let draft = &view.draft;
    let form = Form { lang, view: &view };
    let ways = view.stored.as_ref().map(|slug| {
        view! {
            <p class="row">
                <a href=format!("{base}/{slug}/preview")>{t::editor::preview(lang)}</a>
                <a href=format!("{base}/{slug}/links")>{t::links::heading(lang)}</a>
                <a href=format!("{}/promises", desk::path(lang, &view.head))>{t::promises::nav(lang)}</a>
            </p>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{title}</h1>
            {view.saved.then(|| desk::said(t::editor::saved(lang)))}
            {view.stale.then(|| desk::stale(t::editor::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::editor::incomplete(lang)}</p>
            {ways}
            {view.stored.is_some().then(|| lacking(lang, &view.faults))}
            <form class="stack" method="post" action=action>
                {field::hidden("version", view.version.to_string())}
                {form.pair("title_ar", &draft.title_ar, "title_en", &draft.title_en, 1, 150)}
                {form.pair("question_ar", &draft.question_ar, "question_en", &draft.question_en, 1, 300)}
                {form.pair("description_ar", &draft.description_ar, "description_en", &draft.description_en, 8, 8_000)}
                {form.pair("what_happens_ar", &draft.what_happens_ar, "what_happens_en", &draft.what_happens_en, 4, 2_000)}
                {field::radios(lang, Choice {
                    id: "participation".to_owned(),
                    name: "participation",
                    label: t::editor::field_participation(lang).to_owned(),
                    value: draft.participation.clone(),
                    error: form.error("participation"),
                    choices: PARTICIPATION_LEVELS
                        .iter()
                        .map(|level| ((*level).to_owned(), form.words(&format!("level_{level}"))))
                        .collect(),
                    ..Choice::default()
                })}
                <fieldset class="few">
                    <legend>{t::editor::days(lang)}</legend>
                    <p class="hint">{t::editor::days_hint(lang)}</p>
                    {form.one("opens", &draft.opens, Kind::Day, None)}
                    {form.one("closes", &draft.closes, Kind::Day, None)}
                </fieldset>
                {form.pair("short_reason_ar", &draft.short_reason_ar, "short_reason_en", &draft.short_reason_en, 3, 1_000)}
                <fieldset class="few">
                    <legend>{t::editor::numbers(lang)}</legend>
                    <p class="hint">{t::editor::numbers_hint(lang)}</p>
                    {form.number("list_places", &draft.list_places, 3, 16)}
                    {form.number("shortlist_places", &draft.shortlist_places, 1, 100)}
                    {form.number("shortlist_min_lists", &draft.shortlist_min_lists, 1, 1_000)}
                    {form.number("per_person", &draft.per_person, 1, 100)}
                    {form.number("ranking_only_percent", &draft.ranking_only_percent, 0, MOST_RANKING_ONLY_PERCENT)}
                </fieldset>
                {form.one("slug", &draft.slug, Kind::Link, Some(t::editor::slug_hint(lang).to_owned()))}
                {field::checkbox("imported".to_owned(), "imported", t::editor::imported(lang).to_owned(), view.imported)}
                <p class="row">
                    <button class="btn" type="submit">{t::editor::save(lang)}</button>
                    <button class="btn alt" type="submit" name="then" value="open">
                        {t::editor::save_and_open(lang)}
                    </button>
                </p>
            </form>
        </div>
    };
    Page::plain(title, main).wide()
}

/// What keeps the draft from opening, by language; what is of no language comes last.
fn lacking(lang: Lang, faults: &[OpeningFault]) -> AnyView {
    if faults.is_empty() {
        return view! { <p class="note">{t::editor::ready(lang)}</p> }.into_any();
    }
    let (mut ar, mut en, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for fault in faults {
        let field = fault.field().as_str();
        match (field.ends_with("_ar"), field.ends_with("_en")) {
            (true, _) => ar.push(*fault),
            (_, true) => en.push(*fault),
            _ => both.push(*fault),
        }
    }
    let parts = [
        (t::editor::missing_ar(lang), ar),
        (t::editor::missing_en(lang), en),
        (t::editor::missing_both(lang), both),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(words, faults)| view! { <h3>{words}</h3> {desk_topics::faults(lang, &faults)} })
        .collect_view();
    view! {
        <section class="reply stack" aria-labelledby="h-m">
            <h2 id="h-m">{t::editor::missing(lang)}</h2>
            {parts}
        </section>
    }
    .into_any()
}

struct Form<'a> {
    lang: Lang,
    view: &'a EditorPage,
}

impl Form<'_> {
    fn words(&self, key: &str) -> String {
        find(self.lang, &format!("editor.{key}"), &[]).unwrap_or_else(|| key.to_owned())
    }

    fn error(&self, field: &str) -> Option<String> {
        errors::of(self.lang, &self.view.errors, field)
    }

    fn text(&self, name: &'static str, value: &str) -> Text {
        Text {
            id: name.to_owned(),
            name,
            label: self.words(&format!("field_{name}")),
            value: value.to_owned(),
            error: self.error(name),
            ..Text::default()
        }
    }

    /// The same text in Arabic and in English, side by side.
    fn pair(
        &self,
        name_ar: &'static str,
        ar: &str,
        name_en: &'static str,
        en: &str,
        rows: u32,
        max: u32,
    ) -> AnyView {
        let one = |name, value: &str| {
            let marked = name_ar.starts_with("description") || name_ar.starts_with("what");
            let text = Text {
                rows,
                hint: marked.then(|| t::editor::markdown(self.lang).to_owned()),
                max: Some(max),
                ..self.text(name, value)
            };
            match rows {
                1 => field::text(self.lang, text),
                _ => field::textarea(self.lang, text),
            }
        };
        view! { <div class="pair">{one(name_ar, ar)}{one(name_en, en)}</div> }.into_any()
    }

    fn one(&self, name: &'static str, value: &str, kind: Kind, hint: Option<String>) -> AnyView {
        // An address name is no web address, but runs left to right as they do.
        let kind = if kind == Kind::Link { Kind::Free } else { kind };
        field::text(
            self.lang,
            Text {
                kind,
                hint,
                ..self.text(name, value)
            },
        )
    }

    fn number(&self, name: &'static str, value: &str, least: u32, most: u32) -> AnyView {
        let hint = Some(t::editor::from_to(self.lang, least, most));
        field::text(
            self.lang,
            Text {
                kind: Kind::Number,
                hint,
                ..self.text(name, value)
            },
        )
    }
}
