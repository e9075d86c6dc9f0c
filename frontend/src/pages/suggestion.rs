//! A suggestion with all that was said about it.

mod beside;
mod hidden;
mod standing;
mod timeline;

use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::objection::ObjectionKind;
use shared::view::suggestion::{
    Author, Body, GroundView, SuggestionPage, SuggestionText, Version, Visibility,
};
use shared::view::text::UserText;
use shared::view::topic::{Part, Stands};

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::card::{place, points, policy_reason};
use crate::parts::crumb::crumb;
use crate::parts::topic_tabs::address;
use crate::parts::{badge, clock, priorities, question, text};
pub(super) use hidden::record as hidden_record;
use standing::gathered;
pub(super) use standing::visibility;
pub(super) use timeline::as_public;
use timeline::timeline;

/// The page of a suggestion.
pub fn page(lang: Lang, view: SuggestionPage) -> Page {
    match &view.body {
        Body::Text(text) => shown(lang, &view, text),
        Body::Hidden {
            reason,
            on,
            decision,
            own,
            reported,
        } => {
            let on = on.map(
                |on| view! { <p>{t::suggestion::hidden_on(lang)} " " {text::day(lang, on)}</p> },
            );
            let words = view! {
                <p class="note">{t::suggestion::hidden_because(lang)} " " {policy_reason(lang, *reason)}</p>
                {on}
                {decision.as_ref().map(|one| hidden::stands(lang, ObjectionKind::Hiding, one))}
                {own.as_ref().map(|own| hidden::own(lang, &view.reference, own))}
                {reported.as_ref().map(|report| beside::own_report(lang, report))}
            };
            gone(lang, &view, t::suggestion::hidden(lang), words.into_any())
        }
        Body::Withdrawn => {
            let words = view! { <p class="note">{t::suggestion::withdrawn_words(lang)}</p> };
            gone(
                lang,
                &view,
                t::suggestion::withdrawn(lang),
                words.into_any(),
            )
        }
    }
}

/// What stands in the place of a suggestion that is out of public.
fn gone(lang: Lang, view: &SuggestionPage, title: &'static str, words: AnyView) -> Page {
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {above(lang, view)}
                <h1>{title}</h1>
                <p class="muted">{text::reference(view.reference.clone())}</p>
            </div>
        </div>
        <div class="wrap section stack measure">
            {words}
            <p><a href=address(lang, &view.head.slug)>{t::suggestion::to_topic(lang)}</a></p>
        </div>
    };
    Page::plain(title, main)
}

fn above(lang: Lang, view: &SuggestionPage) -> impl IntoView + use<> {
    let topic = view.head.title.get(lang).to_owned();
    crumb(
        lang,
        vec![
            (
                format!("/{}/topics", lang.code()),
                t::topics::title(lang).into_any(),
            ),
            (address(lang, &view.head.slug), topic.into_any()),
        ],
    )
}

fn shown(lang: Lang, view: &SuggestionPage, text: &SuggestionText) -> Page {
    let title = text.title.clone();
    let clocks: Vec<_> = text
        .clocks
        .iter()
        .flat_map(|clocks| clocks.shown(text.answer))
        .map(|one| clock::clock(lang, one))
        .collect();
    let head_title = title.text.clone();
    // A merged one is owed nothing: the answer to the other is its answer.
    let merged = matches!(text.visibility, Visibility::Merged { .. });
    let status = (!merged || text.answer != AnswerState::None).then(|| {
        view! { <div class="row status">{badge::badge(lang, text.answer)} {clocks}</div> }
    });
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {above(lang, view)}
                {status}
                <h1 lang=title.lang.html_lang() dir=title.dir.code() data-user-text="">{title.text}</h1>
                {figures(lang, text)}
            </div>
        </div>
        <div class="wrap section two main">
            <div class="stack">
                {visibility(lang, &view.reference, &text.visibility)}
                {text.reply.as_ref().map(|_| question::asks_you(lang))}
                <section class="prose measure" aria-label=t::suggestion::text(lang)>
                    {text::block(text.text.clone())}
                    {byline(lang, view, text)}
                </section>
                {additions(lang, text)}
                {gathered(lang, text)}
                {ground(lang, text.ground.as_ref())}
                {versions(lang, &text.versions)}
                {timeline(lang, view, text)}
                {text.reply.as_ref().map(|form| question::reply(lang, view, form))}
                {text.satisfaction.map(|said| beside::satisfaction(lang, &view.reference, said))}
            </div>
            {aside(lang, view, text)}
        </div>
    };
    Page::plain(head_title, main)
}

fn figures(lang: Lang, text: &SuggestionText) -> impl IntoView + use<> {
    text.stands.map(|stands| {
        let Stands::Ranked(score) = stands else {
            return few(lang, stands).into_any();
        };
        let shortlist = score.shortlist.map(|seat| {
            view! { <div><dt>{t::suggestion::on_shortlist(lang)}</dt><dd>{seat}</dd></div> }
        });
        view! {
            <dl class="figs">
                <div><dt>{t::suggestion::by_points(lang)}</dt><dd>{place(&score)}</dd></div>
                {shortlist}
                <div><dt>{t::suggestion::points(lang)}</dt><dd>{points(score.tenths)}</dd></div>
                <div><dt>{t::suggestion::lists(lang)}</dt><dd>{crate::i18n::number(score.lists)}</dd></div>
            </dl>
        }
        .into_any()
    })
}

/// That it has no rank, which says nothing of its merit.
fn few(lang: Lang, stands: Stands) -> impl IntoView + use<> {
    let words = match stands {
        Stands::OnFew(least) => t::suggestion::on_fewer(lang, i64::from(least)),
        Stands::Ranked(_) => String::new(),
    };
    view! { <p class="muted small">{words}</p> }
}

fn byline(lang: Lang, view: &SuggestionPage, text: &SuggestionText) -> impl IntoView + use<> {
    let author = match &text.author {
        Author::You => view! { <span>{t::suggestion::by_you(lang)}</span> }.into_any(),
        Author::Named(name) => {
            let name = UserText::detected(name.clone(), lang);
            view! { {t::suggestion::by(lang)} " " {text::inline(name)} }.into_any()
        }
        Author::Participant => t::suggestion::by_participant(lang).into_any(),
        Author::Imported => t::suggestion::imported(lang).into_any(),
    };
    let place = text.place.as_ref().map(|place| {
        let wilayat = place
            .wilayat
            .clone()
            .map(|name| view! { ", " {text::inline(UserText::detected(name, lang))} });
        view! { " · " {place.governorate.name(lang)} {wilayat} }
    });
    let category = text
        .category
        .clone()
        .map(|category| view! { " · " {text::inline(UserText::detected(category, lang))} });
    view! {
        <p class="small muted">
            {author} " · " {text::day(lang, view.posted_on)} {place} {category} " · "
            {t::suggestion::reference(lang)} " " {text::reference(view.reference.clone())}
        </p>
    }
}

fn additions(lang: Lang, text: &SuggestionText) -> impl IntoView + use<> {
    let all: Vec<_> = text
        .additions
        .iter()
        .map(|one| {
            view! {
                <section class="prose measure addition">
                    <h2>{t::suggestion::added(lang)} " " {text::day(lang, one.on)}</h2>
                    {text::block(one.text.clone())}
                </section>
            }
        })
        .collect();
    all
}

fn ground(lang: Lang, ground: Option<&GroundView>) -> Option<impl IntoView + use<>> {
    let ground = ground?;
    let kind = match ground.kind.as_str() {
        "study" => t::suggestion::study(lang),
        "practice_elsewhere" => t::suggestion::practice_elsewhere(lang),
        _ => t::suggestion::own_experience(lang),
    };
    let words = ground.text.clone().map(text::inline);
    let link = ground.link.clone().map(|href| {
        let words = href.clone();
        view! { " " <a href=href rel="nofollow ugc noopener"><bdi dir="ltr">{words}</bdi></a> }
    });
    Some(view! {
        <section class="measure" aria-labelledby="h-g">
            <h2 id="h-g">{t::suggestion::ground(lang)}</h2>
            <ul class="facts"><li class="fact"><b>{kind}</b> " " <span>{words} {link}</span></li></ul>
        </section>
    })
}

fn versions(lang: Lang, versions: &[Version]) -> Option<impl IntoView + use<>> {
    if versions.is_empty() {
        return None;
    }
    let count = i64::try_from(versions.len()).unwrap_or(i64::MAX);
    let all: Vec<_> = versions
        .iter()
        .map(|one| {
            view! {
                <article>
                    <h3>{t::suggestion::version(lang, one.number)} " · " {text::day(lang, one.on)}</h3>
                    <p><strong>{text::inline(one.title.clone())}</strong></p>
                    {text::block(one.text.clone())}
                </article>
            }
        })
        .collect();
    Some(view! {
        <section class="measure" aria-labelledby="h-v">
            <h2 id="h-v">{t::suggestion::versions(lang)}</h2>
            <details><summary>{t::suggestion::earlier(lang, count)}</summary>{all}</details>
        </section>
    })
}

fn aside(lang: Lang, view: &SuggestionPage, text: &SuggestionText) -> impl IntoView + use<> {
    let published = text.visibility == Visibility::Published;
    let button = published.then(|| {
        let slug = &view.head.slug;
        let form = priorities::form(lang, slug, &text.part, text.ranking);
        let button = priorities::button(
            lang,
            priorities::Button {
                slug,
                reference: &view.reference,
                part: &text.part,
                ranking: text.ranking,
            },
        );
        // Adding it leads back to here.
        view! { <div id=view.reference.clone()>{button} {form}</div> }
    });
    let merged = matches!(text.visibility, Visibility::Merged { .. });
    let own = (text.author == Author::You && !merged).then(|| {
        let base = format!("/{}/suggestions/{}", lang.code(), view.reference);
        view! {
            <ul class="links">
                <li><a href=format!("{base}/edit")>{t::suggestion::edit(lang)}</a></li>
                <li><a href=format!("{base}/withdraw")>{t::suggestion::withdraw(lang)}</a></li>
            </ul>
        }
    });
    let mine = match &text.part {
        Part::Citizen(mine) => Some(priorities::aside(
            lang,
            &view.head.slug,
            mine,
            text.ranking.is_ok(),
        )),
        Part::Staff | Part::Visitor => None,
    };
    view! {
       <aside class="stick stack" aria-label=t::topic::your_part(lang)>
           {button} {own} {mine} {beside::reporting(lang, &view.reference, &text.reporting)}
       </aside>
    }
}
