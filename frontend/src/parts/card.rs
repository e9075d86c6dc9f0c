//! A suggestion in a list, an answer in a list, a topic in a list.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::answer::AnswerLine;
use shared::view::topic::{Card, Score, ShownCard, Stands, TopicPage};
use shared::view::topics::TopicLine;

use super::topic_tabs::address;
use super::{badge, clock, priorities, text, topic_bar};
use crate::i18n::{find, number, t};

/// One suggestion of a topic's list.
pub fn suggestion(lang: Lang, page: &TopicPage, card: &Card) -> AnyView {
    match card {
        Card::Shown(card) => shown(lang, page, card).into_any(),
        Card::Hidden { reference, reason } => hidden(lang, reference, *reason).into_any(),
    }
}

fn shown(lang: Lang, page: &TopicPage, card: &ShownCard) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), card.reference);
    let (html_lang, dir) = (card.title.lang.html_lang(), card.title.dir.code());
    let clocks: Vec<_> = card
        .clocks
        .iter()
        .map(|one| clock::clock(lang, *one))
        .collect();
    let reply = card.reply.clone().map(|reply| {
        view! {
            <blockquote
                class="reply"
                lang=reply.lang.html_lang()
                dir=reply.dir.code()
                data-user-text=""
            >
                {reply.text}
            </blockquote>
        }
    });
    let rank = card.stands.and_then(|stands| match stands {
        Stands::Ranked(score) => Some(
            view! { <p class="rank"><span class="vh">{format!("{} ", t::topic::place(lang))}</span> {place(&score)}</p> },
        ),
        Stands::OnFew(_) => None,
    });
    let score = card.stands.map(|one| score(lang, one));
    let own = card
        .own
        .then(|| view! { <span class="muted small">{t::topic::own(lang)}</span> });
    let button = priorities::button(
        lang,
        priorities::Button {
            slug: &page.head.slug,
            reference: &card.reference,
            part: &page.part,
            ranking: page.ranking,
        },
    );
    let title = card.title.text.clone();
    view! {
        <li class="sug" id=card.reference.clone()>
            {rank}
            <div class="body">
                <h3 lang=html_lang dir=dir data-user-text=""><a href=href>{title}</a></h3>
                <p lang=html_lang dir=card.excerpt.dir.code() data-user-text="">{card.excerpt.text.clone()}</p>
                <div class="row">{badge::badge(lang, card.answer)} {clocks} {own}</div>
                {reply}
                <div class="foot">{score} {button}</div>
            </div>
        </li>
    }
}

fn hidden(lang: Lang, reference: &str, reason: PolicyReason) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{reference}", lang.code());
    view! {
        <li class="sug ghost">
            <p><a href=href>{t::suggestion::hidden(lang)}</a> ": " {policy_reason(lang, reason)}</p>
        </li>
    }
}

/// The reason of the policy for which something is hidden, with its number.
pub fn policy_reason(lang: Lang, reason: PolicyReason) -> impl IntoView {
    let number = i64::from(reason.number());
    let policy = format!("/{}/policy", lang.code());
    let words = find(lang, &reason.locale_key(), &[]).map(|words| format!("{words} "));
    view! { {words} <a href=policy>{t::suggestion::policy_reason(lang, number)}</a> }
}

/// A place in an order: `5`, or `=5` when shared.
pub fn place(score: &Score) -> String {
    format!("{}{}", if score.shared { "=" } else { "" }, score.place)
}

/// Points with one decimal.
pub fn points(tenths: u64) -> String {
    let whole = i64::try_from(tenths / 10).unwrap_or(i64::MAX);
    format!("{}.{}", number(whole), tenths % 10)
}

fn score(lang: Lang, stands: Stands) -> impl IntoView + use<> {
    let words = match stands {
        Stands::Ranked(score) => format!(
            "{} · {}",
            t::topic::points(lang, points(score.tenths)),
            t::topic::on_lists(lang, score.lists)
        ),
        Stands::OnFew(least) => t::topic::on_fewer(lang, i64::from(least)),
    };
    view! { <p class="score">{words}</p> }
}

/// One answer of a list of answers.
pub fn answer(lang: Lang, line: AnswerLine) -> impl IntoView {
    let href = format!("/{}/suggestions/{}", lang.code(), line.reference);
    let until = line.until.map(|until| {
        let until = crate::i18n::short_date(lang, until);
        view! { " · " {t::answer::until(lang, until)} }
    });
    let reason = line.reason.map(|reason| {
        view! {
            <blockquote lang=reason.lang.html_lang() dir=reason.dir.code() data-user-text="">
                {reason.text}
            </blockquote>
        }
    });
    let agency = line.agency.name.get(lang).to_owned();
    let agency_href = format!("/{}/agencies/{}", lang.code(), line.agency.slug);
    // Whoever follows it is offered the suggestion at their list, or told its place there.
    let add = line.ranks_in.map(|slug| {
        let list = format!("{}/my-list?add={}", address(lang, &slug), line.reference);
        let reference = line.reference.clone();
        view! {
            <a class="btn alt sm" href=list>
                {t::topic::add(lang)} <bdi class="vh">" "{reference}</bdi>
            </a>
        }
    });
    view! {
        <li>
            <div class="row">
                {badge::kind_badge(lang, line.kind)}
                <span class="meta">{text::day(lang, line.on)} {until}</span>
            </div>
            <h3 lang=line.title.lang.html_lang() dir=line.title.dir.code() data-user-text="">
                <a href=href>{line.title.text}</a>
            </h3>
            {reason}
            <div class="foot"><span class="meta"><a href=agency_href>{agency}</a></span> {add}</div>
        </li>
    }
}

/// One topic of a list of topics; `level` is the level of its heading, 2 or 3.
pub fn topic(lang: Lang, line: TopicLine, level: u8) -> impl IntoView {
    let href = format!("/{}/topics/{}", lang.code(), line.slug);
    let title = line.title.get(lang).to_owned();
    let link = view! { <a href=href>{title}</a> };
    let heading = if level == 2 {
        view! { <h2>{link}</h2> }.into_any()
    } else {
        view! { <h3>{link}</h3> }.into_any()
    };
    let count = line
        .suggestions
        .map(|count| view! { " · " {t::topics::suggestions(lang, count)} });
    let imported = line
        .imported
        .then(|| view! { " · " {t::topics::imported(lang)} });
    view! {
        <li>
            <div>
                {heading}
                <p class="by muted"><b>{line.agency.name.get(lang).to_owned()}</b> {count} {imported}</p>
                <p>{line.question.get(lang).to_owned()}</p>
            </div>
            {topic_bar::track(lang, line.bar)}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_places_as_shown() {
        assert_eq!(points(0), "0.0");
        assert_eq!(points(2145), "214.5");
        assert_eq!(points(12_345_678), "1,234,567.8");
        let score = Score {
            place: 5,
            shared: true,
            tenths: 0,
            lists: 0,
            shortlist: None,
        };
        assert_eq!(place(&score), "=5");
        assert_eq!(
            place(&Score {
                shared: false,
                ..score
            }),
            "5"
        );
    }
}
