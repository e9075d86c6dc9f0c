//! Documents and videos as links that say what they are and where they lead.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::LinkKind;
use shared::view::topic::TopicLinkLine;

use super::host::real_host;
use super::text;
use crate::i18n::t;

pub fn kind(lang: Lang, kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Document => t::links::document(lang),
        LinkKind::Video => t::links::video(lang),
    }
}

/// A link with its kind and its real host; its words alone if its address is no web address (never
/// stored).
pub fn line(lang: Lang, line: &TopicLinkLine) -> AnyView {
    let words = view! { <bdi>{line.title.get(lang).to_owned()}</bdi> };
    let kind = kind(lang, line.kind);
    let added = line
        .added_on
        .map(|day| view! { " · " {t::links::added(lang)} " " {text::day(lang, day)} });
    match real_host(&line.address) {
        Some(host) => view! {
            <a href=line.address.clone() rel="nofollow noopener noreferrer">{words}</a>
            " "
            <span class="muted small">{kind} " · " <bdi dir="ltr">{host}</bdi> {added}</span>
        }
        .into_any(),
        None => view! { {words} " " <span class="muted small">{kind} {added}</span> }.into_any(),
    }
}
