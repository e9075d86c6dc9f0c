//! What a change of the calendar would move, before it is made.

use leptos::prelude::*;
use shared::input::{HolidayDraft, WeekDraft};
use shared::lang::Lang;
use shared::view::calendar::{ConfirmPage, HolidayLine, Moves, TopicMoves, Wanted};

use super::{base, forms};
use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::calendar as parts;
use crate::parts::{desk, field};

/// The page that asks.
pub fn page(lang: Lang, view: ConfirmPage) -> Page {
    let title = t::calendar::confirm_title(lang);
    let (at, carried) = sent(lang, &view.wanted);
    let correct = carried.is_some().then(|| {
        view! {
            <button class="btn alt" type="submit" name="confirm" value="no">
                {t::calendar::correct(lang)}
            </button>
        }
    });
    let year = match view.wanted {
        Wanted::Year {
            entered, left_out, ..
        } => Some(of_year(lang, entered, left_out)),
        _ => None,
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{title}</h1>
            {view.stale.then(|| desk::stale(t::calendar::stale_ask(lang)))}
            <p><b>{parts::change(lang, &view.change)}</b></p>
            {year}
            {moves(lang, view.moves)}
            <form class="stack" method="post" action=at>
                {field::hidden("version", view.version.to_string())}
                {carried}
                <p class="row">
                    <button class="btn" type="submit" name="confirm" value="yes">
                        {t::calendar::confirm(lang)}
                    </button>
                    {correct}
                    <a href=base(lang)>{t::calendar::back(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(title, main).wide()
}

/// Where the confirmation is sent, and what was typed before.
fn sent(lang: Lang, wanted: &Wanted) -> (String, Option<AnyView>) {
    match wanted {
        Wanted::Holiday { stored, draft } => {
            let at = forms::holiday_at(lang, stored.as_deref());
            (at, Some(holiday_fields(draft)))
        }
        Wanted::RemoveHoliday { id } => (
            format!("{}/remove", forms::holiday_at(lang, Some(id))),
            None,
        ),
        Wanted::Week { stored, draft } => (forms::week_at(lang, *stored), Some(week_fields(draft))),
        Wanted::RemoveWeek { from } => (
            format!("{}/remove", forms::week_at(lang, Some(*from))),
            None,
        ),
        Wanted::Year { year, .. } => (format!("{}/years/{year}", base(lang)), None),
    }
}

fn holiday_fields(draft: &HolidayDraft) -> AnyView {
    [
        ("name_ar", &draft.name_ar),
        ("name_en", &draft.name_en),
        ("first_day", &draft.first_day),
        ("last_day", &draft.last_day),
        ("status", &draft.status),
        ("source_ar", &draft.source_ar),
        ("source_en", &draft.source_en),
        ("link", &draft.link),
    ]
    .map(|(name, value)| field::hidden(name, value.clone()))
    .collect_view()
    .into_any()
}

fn week_fields(draft: &WeekDraft) -> AnyView {
    let days = draft.ticked().map(|(name, ticked)| {
        let value = if ticked { "yes" } else { "" };
        field::hidden(name, value)
    });
    view! {
        {field::hidden("from_day", draft.from_day.clone())}
        {days.collect_view()}
        {field::hidden("source", draft.source.clone())}
        {field::hidden("link", draft.link.clone())}
    }
    .into_any()
}

fn of_year(
    lang: Lang,
    entered: Vec<HolidayLine>,
    left_out: Vec<(HolidayLine, &'static str)>,
) -> AnyView {
    let entered = match entered.is_empty() {
        true => view! { <p>{t::calendar::entered_none(lang)}</p> }.into_any(),
        false => {
            let lines = entered.into_iter().map(|line| (line, None)).collect();
            parts::holidays(lang, t::calendar::entered(lang).to_owned(), lines, None)
        }
    };
    let out: Vec<_> = left_out
        .into_iter()
        .map(|(line, code)| {
            let why = match code {
                "calendar_on_weekend" => t::calendar::left_out_weekend(lang),
                _ => t::calendar::left_out_taken(lang),
            };
            view! {
                <li>
                    {line.name.get(lang).to_owned()} ", " {parts::days(lang, line.first, line.last)}
                    ": " {why}
                </li>
            }
        })
        .collect();
    let out = (!out.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-o">
                <h2 id="h-o">{t::calendar::left_out(lang)}</h2>
                <ul>{out}</ul>
            </section>
        }
    });
    view! {
        <section class="stack" aria-labelledby="h-e">
            <h2 id="h-e">{t::calendar::entered(lang)}</h2>
            {entered}
        </section>
        {out}
    }
    .into_any()
}

fn moves(lang: Lang, moves: Moves) -> AnyView {
    let objections = (moves.objections > 0)
        .then(|| view! { " " {t::calendar::would_move_objections(lang, moves.objections)} });
    let reports = (moves.reports > 0)
        .then(|| view! { <p>{t::calendar::would_move_reports(lang, moves.reports)}</p> });
    let body = if moves.due_days == 0 {
        view! { <p>{t::calendar::would_move_none(lang)}</p> }.into_any()
    } else {
        let rows: Vec<_> = moves
            .topics
            .into_iter()
            .map(|topic| row(lang, topic))
            .collect();
        view! {
            <p>
                {t::calendar::would_move_dates(lang, moves.due_days)} " "
                {t::calendar::of_suggestions(lang, moves.suggestions)}
                {objections}
            </p>
            <div
                class="scroll"
                tabindex="0"
                role="group"
                aria-label=t::calendar::would_move(lang)
            >
                <table class="tbl fold">
                    <caption class="vh">{t::calendar::would_move(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::calendar::topic(lang)}</th>
                            <th scope="col" class="n">{t::calendar::suggestions(lang)}</th>
                            <th scope="col" class="n">{t::calendar::dates(lang)}</th>
                            <th scope="col">{t::calendar::by(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="h-m">
            <h2 id="h-m">{t::calendar::would_move(lang)}</h2>
            {body}
            {reports}
            <p class="hint">{t::calendar::passed_stay(lang)}</p>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, topic: TopicMoves) -> AnyView {
    let href = format!("/{}/topics/{}", lang.code(), topic.slug);
    let (least, most) = topic.by;
    let by = match least == most {
        true => shift(lang, least),
        false => t::calendar::from_to(lang, shift(lang, least), shift(lang, most)),
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{desk::title_or_none(lang, &topic.title)}</a></th>
            <td class="n" data-l=t::calendar::suggestions(lang)>{number(topic.suggestions)}</td>
            <td class="n" data-l=t::calendar::dates(lang)>{number(topic.due_days)}</td>
            <td data-l=t::calendar::by(lang)>{by}</td>
        </tr>
    }
    .into_any()
}

fn shift(lang: Lang, days: i64) -> String {
    match days < 0 {
        true => t::calendar::earlier(lang, -days),
        false => t::calendar::later(lang, days),
    }
}
