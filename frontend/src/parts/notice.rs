//! What a notice says, on pages and in letters.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::notice::{Group, NoticeKind, Scope, Way};
use shared::view::notices::NoticeLine;

use super::text;
use crate::i18n::{moment, short_date, t};

/// What happened, in one sentence.
pub fn sentence(lang: Lang, line: &NoticeLine) -> String {
    let (agency, title) = (line.agency.get(lang), line.topic.get(lang));
    match line.kind {
        NoticeKind::Acknowledged => t::notices::acknowledged(lang, agency),
        NoticeKind::Adopted => t::notices::adopted(lang, agency),
        NoticeKind::Rejected => t::notices::rejected(lang, agency),
        NoticeKind::Corrected => t::notices::corrected(lang, agency),
        NoticeKind::Asked => t::notices::asked(lang, agency),
        NoticeKind::Hidden => t::notices::hidden(lang).to_owned(),
        NoticeKind::Restored => t::notices::restored(lang).to_owned(),
        NoticeKind::CommitmentMoved => t::notices::commitment_moved(lang, agency),
        NoticeKind::ListedAnswered => t::notices::listed_answered(lang, agency),
        NoticeKind::TopicOpened => t::notices::topic_opened(lang, title),
        NoticeKind::TopicCloses => {
            let day = line.closes.map(|day| short_date(lang, day));
            t::notices::topic_closes(lang, title, day.unwrap_or_default())
        }
        NoticeKind::TopicConcluded => t::notices::topic_concluded(lang, title),
    }
}

/// Where to read on: words and address.
pub fn way_on(lang: Lang, line: &NoticeLine) -> (&'static str, String) {
    let code = lang.code();
    match &line.suggestion {
        Some(of) => (
            t::notices::see_suggestion(lang),
            format!("/{code}/suggestions/{}", of.reference),
        ),
        None if line.kind == NoticeKind::TopicConcluded => (
            t::notices::see_outcome(lang),
            format!("/{code}/topics/{}/outcome", line.slug),
        ),
        None => (
            t::notices::see_topic(lang),
            format!("/{code}/topics/{}", line.slug),
        ),
    }
}

/// A kind, as a choice names it.
pub fn kind(lang: Lang, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Acknowledged => t::notices::kind_acknowledged(lang),
        NoticeKind::Adopted => t::notices::kind_adopted(lang),
        NoticeKind::Rejected => t::notices::kind_rejected(lang),
        NoticeKind::Corrected => t::notices::kind_corrected(lang),
        NoticeKind::Asked => t::notices::kind_asked(lang),
        NoticeKind::Hidden => t::notices::kind_hidden(lang),
        NoticeKind::Restored => t::notices::kind_restored(lang),
        NoticeKind::CommitmentMoved => t::notices::kind_commitment_moved(lang),
        NoticeKind::ListedAnswered => t::notices::kind_listed_answered(lang),
        NoticeKind::TopicOpened => t::notices::kind_topic_opened(lang),
        NoticeKind::TopicCloses => t::notices::kind_topic_closes(lang),
        NoticeKind::TopicConcluded => t::notices::kind_topic_concluded(lang),
    }
}

/// What a group of kinds is about.
pub fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Own => t::notices::group_own(lang),
        Group::Listed => t::notices::group_listed(lang),
        Group::Followed => t::notices::group_followed(lang),
    }
}

pub fn way(lang: Lang, way: Way) -> &'static str {
    match way {
        Way::Mail => t::notices::way_mail(lang),
        Way::Digest => t::notices::way_digest(lang),
        Way::Site => t::notices::way_site(lang),
    }
}

/// A kind with its group: what one letter of it is about.
pub fn named(lang: Lang, one: NoticeKind) -> String {
    format!("{}: {}", group(lang, one.group()), kind(lang, one))
}

/// What is stopped, said before and after.
pub fn stops(lang: Lang, scope: Scope) -> String {
    match scope {
        Scope::Kind(kind) => t::notices::stop_kind(lang, named(lang, kind)),
        Scope::Digest => t::notices::stop_digest(lang).to_owned(),
        Scope::All => t::notices::stop_all(lang).to_owned(),
    }
}

pub fn stopped(lang: Lang, scope: Scope) -> String {
    match scope {
        Scope::Kind(kind) => t::notices::stopped_kind(lang, named(lang, kind)),
        Scope::Digest => t::notices::stopped_digest(lang).to_owned(),
        Scope::All => t::notices::stopped_all(lang).to_owned(),
    }
}

/// A notice in the list of them.
pub fn line(lang: Lang, line: &NoticeLine) -> AnyView {
    let (words, href) = way_on(lang, line);
    let about = line.suggestion.clone().map(|of| {
        let title = of.title.map(|title| view! { <p>{text::inline(title)}</p> });
        let gathered = of
            .gathered
            .then(|| view! { <p class="small">{t::notices::merged(lang)}</p> });
        let topic = line.topic.get(lang).to_owned();
        view! {
            {title}
            {gathered}
            <p class="small muted">{t::notices::in_topic(lang, topic)}</p>
        }
    });
    let new = line.unread.then(|| {
        view! { <b class="badge b-ack">{t::notices::new(lang)}</b> " " }
    });
    let reference = line.suggestion.as_ref().map(|of| {
        let reference = of.reference.clone();
        view! { " " <bdi dir="ltr">{reference}</bdi> }
    });
    view! {
        <li class="sug"><div class="body">
            <h2>{new}{sentence(lang, line)}</h2>
            {about}
            <p class="row small">
                <time class="muted" datetime=line.at.to_string()>{moment(lang, line.at)}</time>
                <a href=href>{words}{reference}</a>
            </p>
        </div></li>
    }
    .into_any()
}
