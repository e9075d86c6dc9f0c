//! Pieces of the pages about working days.

use jiff::civil::{Date, Weekday};
use leptos::prelude::*;
use shared::calendar::{ChangeKind, HolidayStatus, Weekend};
use shared::lang::Lang;
use shared::view::calendar::{ChangeLine, HolidayLine, WeekLine};
use shared::view::text::{Bilingual, UserText};

use crate::i18n::{self, t};
use crate::parts::text;

/// The days of a weekend, from Sunday on.
pub fn weekend(lang: Lang, weekend: Weekend) -> String {
    let days: Vec<&str> = weekend.days().map(|day| weekday(lang, day)).collect();
    match days.is_empty() {
        true => t::calendar::no_weekend(lang).to_owned(),
        false => days.join(t::calendar::list_join(lang)),
    }
}

/// A day of the week.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    use t::date::weekday as w;
    match day {
        Weekday::Monday => w::monday(lang),
        Weekday::Tuesday => w::tuesday(lang),
        Weekday::Wednesday => w::wednesday(lang),
        Weekday::Thursday => w::thursday(lang),
        Weekday::Friday => w::friday(lang),
        Weekday::Saturday => w::saturday(lang),
        Weekday::Sunday => w::sunday(lang),
    }
}

/// One day, or the first and the last.
pub fn days(lang: Lang, first: Date, last: Date) -> AnyView {
    let last = (last != first).then(|| view! { " – " {text::full_day(lang, last)} });
    view! { {text::full_day(lang, first)} {last} }.into_any()
}

fn days_in_words(lang: Lang, first: Date, last: Date) -> String {
    let day = |day| i18n::short_date(lang, day);
    match first == last {
        true => day(first),
        false => format!("{} – {}", day(first), day(last)),
    }
}

/// How sure the days are, in words; of a holiday that is over, how sure they were.
pub fn status(lang: Lang, status: HolidayStatus, past: bool) -> &'static str {
    match (status, past) {
        (HolidayStatus::Estimated, false) => t::calendar::estimated(lang),
        (HolidayStatus::Estimated, true) => t::calendar::was_estimated(lang),
        (HolidayStatus::Announced, _) => t::calendar::announced(lang),
    }
}

/// Where a holiday comes from, with a way there. What stands in one language alone is shown in both.
pub fn holiday_source(lang: Lang, both: &Bilingual, link: Option<String>) -> AnyView {
    let words = UserText::detected(both.get(lang).to_owned(), lang);
    source(lang, words, link)
}

/// Where an entry comes from, with a way there.
pub fn source(lang: Lang, source: UserText, link: Option<String>) -> AnyView {
    let link = link.map(|link| {
        view! { " · " <a href=link rel="nofollow noopener">{t::calendar::source_link(lang)}</a> }
    });
    view! { {text::inline(source)} {link} }.into_any()
}

/// What a change did, in one sentence.
pub fn change(lang: Lang, change: &ChangeLine) -> String {
    let name = change.name.get(lang);
    let days = days_in_words(lang, change.first, change.last);
    let from = || i18n::short_date(lang, change.first);
    let off = || {
        change
            .weekend
            .map_or_else(String::new, |off| weekend(lang, off))
    };
    match change.kind {
        ChangeKind::HolidayAdded => t::calendar::holiday_added(lang, name, days),
        ChangeKind::HolidayChanged => match change.was {
            Some((first, last)) => {
                let was = days_in_words(lang, first, last);
                t::calendar::holiday_moved(lang, name, was, days)
            }
            None => t::calendar::holiday_changed(lang, name, days),
        },
        ChangeKind::HolidayRemoved => t::calendar::holiday_removed(lang, name, days),
        ChangeKind::WeekAdded => t::calendar::week_added(lang, from(), off()),
        ChangeKind::WeekChanged => t::calendar::week_changed(lang, from(), off()),
        ChangeKind::WeekRemoved => t::calendar::week_removed(lang, from(), off()),
        ChangeKind::YearEntered => t::calendar::year_entered(lang, change.first.year()),
    }
}

/// Changes with their days and what they moved, the newest first.
pub fn changes(lang: Lang, lines: &[ChangeLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{t::calendar::no_changes(lang)}</p> }.into_any();
    }
    let items: Vec<_> = lines
        .iter()
        .map(|line| {
            let moved = match line.due_days {
                0 => t::calendar::moved_none(lang).to_owned(),
                count => t::calendar::moved(lang, count),
            };
            view! { <li>{text::day(lang, line.on)} ": " {change(lang, line)} " " {moved}</li> }
        })
        .collect();
    view! { <ul class="calendar-changes">{items}</ul> }.into_any()
}

/// Weekends that hold from a day on; nothing where there are none.
pub fn weeks(lang: Lang, lines: &[WeekLine]) -> Option<AnyView> {
    let items: Vec<_> = lines
        .iter()
        .map(|line| {
            let source = source(lang, line.source.clone(), line.link.clone());
            view! { <li>{week(lang, line)} " · " {source}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}

/// A weekend and the day from which it holds.
pub fn week(lang: Lang, line: &WeekLine) -> String {
    let from = i18n::short_date(lang, line.from);
    t::calendar::weekend_from(lang, from, weekend(lang, line.weekend))
}

/// The holidays of a year in a table; `more` is a last column of what can be done, with its head.
pub fn holidays(
    lang: Lang,
    caption: String,
    lines: Vec<(HolidayLine, Option<AnyView>)>,
    more: Option<&'static str>,
) -> AnyView {
    let label = caption.clone();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|(line, actions)| {
            let actions = more.map(|head| view! { <td data-l=head>{actions}</td> });
            view! {
                <tr>
                    <th scope="row">{line.name.get(lang).to_owned()}</th>
                    <td data-l=t::calendar::days(lang)>{days(lang, line.first, line.last)}</td>
                    <td data-l=t::calendar::status(lang)>{status(lang, line.status, line.past)}</td>
                    <td data-l=t::calendar::source(lang)>
                        {holiday_source(lang, &line.source, line.link)}
                    </td>
                    {actions}
                </tr>
            }
        })
        .collect();
    let head = more.map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=label>
            <table class="tbl fold">
                <caption class="vh">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::calendar::holiday(lang)}</th>
                        <th scope="col">{t::calendar::days(lang)}</th>
                        <th scope="col">{t::calendar::status(lang)}</th>
                        <th scope="col">{t::calendar::source(lang)}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_estimate_that_is_over_moves_no_more() {
        use HolidayStatus::{Announced, Estimated};
        assert_ne!(
            status(Lang::En, Estimated, true),
            status(Lang::En, Estimated, false)
        );
        assert_eq!(
            status(Lang::Ar, Announced, true),
            status(Lang::Ar, Announced, false)
        );
    }

    #[test]
    fn a_change_is_said_with_its_days() {
        let mut line = ChangeLine {
            kind: ChangeKind::HolidayChanged,
            name: Bilingual {
                ar: "اليوم الوطني".to_owned(),
                en: "National Day".to_owned(),
            },
            weekend: None,
            first: date(2026, 11, 25),
            last: date(2026, 11, 26),
            was: Some((date(2026, 11, 20), date(2026, 11, 20))),
            due_days: 3,
            on: date(2026, 11, 22),
        };
        assert_eq!(
            change(Lang::En, &line),
            "Holiday moved: National Day, from 20 Nov 2026 to 25 Nov 2026 – 26 Nov 2026."
        );
        assert_eq!(
            change(Lang::Ar, &line),
            "نُقلت إجازة: اليوم الوطني، من 20 نوفمبر 2026 إلى 25 نوفمبر 2026 – 26 نوفمبر 2026."
        );
        line.kind = ChangeKind::WeekAdded;
        line.weekend = Weekend::new([Weekday::Sunday, Weekday::Saturday]).ok();
        assert_eq!(
            change(Lang::En, &line),
            "Weekend from 25 Nov 2026 on: Sunday, Saturday."
        );
        assert_eq!(weekend(Lang::Ar, Weekend::default()), "الجمعة، السبت");
    }
}
