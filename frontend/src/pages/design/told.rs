//! Notices, new and read.

use jiff::civil::date;
use leptos::prelude::*;
use shared::lang::Lang;
use shared::notice::NoticeKind;
use shared::view::notices::{NoticeLine, NoticeOf};
use shared::view::text::{Bilingual, UserText};

use crate::i18n::t;
use crate::parts::notice;

/// One about a suggestion and one about a topic.
pub fn told(lang: Lang) -> AnyView {
    let title = t::design::sample_title(lang).to_owned();
    let of = NoticeOf {
        reference: "S-7K3Q-92".to_owned(),
        title: Some(UserText::detected(title, lang)),
        gathered: true,
    };
    let names = |name: fn(Lang) -> &'static str| Bilingual {
        ar: name(Lang::Ar).to_owned(),
        en: name(Lang::En).to_owned(),
    };
    let line = |kind, suggestion, unread| NoticeLine {
        kind,
        agency: names(t::design::sample_title),
        topic: names(t::design::sample_title),
        slug: String::new(),
        closes: Some(date(2026, 12, 20)),
        suggestion,
        at: date(2026, 11, 24).at(9, 0, 0, 0),
        unread,
    };
    view! {
        <ol class="sugs">
            {notice::line(lang, &line(NoticeKind::Adopted, Some(of), true))}
            {notice::line(lang, &line(NoticeKind::TopicCloses, None, false))}
        </ol>
    }
    .into_any()
}
