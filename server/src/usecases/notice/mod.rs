//! What people are told of: making notices and their letters, and choosing what comes.

pub mod choose;
pub mod digest;
pub mod escalate;
pub mod follow;
pub mod letters;
pub mod sheet;
pub mod tell;
pub mod unsubscribe;

use jiff::Timestamp;
use shared::notice::{Group, names_title};
use shared::suggestion::PublicationState;
use shared::time::Zone;
use shared::view::notices::{NoticeLine, NoticeOf};
use shared::view::text::{Bilingual, UserText};

use crate::app::App;
use crate::config::Base;
use crate::db::notices::{OfSuggestion, Whole};
use crate::limits::secret::Secret;

/// What letters are written with.
#[derive(Debug, Clone)]
pub struct Desk {
    pub base: Base,
    pub secret: Secret,
    pub zone: Zone,
    pub now: Timestamp,
}

impl Desk {
    /// That of a running program, now.
    pub fn of(app: &App) -> Desk {
        Desk {
            base: app.config.base.clone(),
            secret: app.limits.secret.clone(),
            zone: app.config.zone.clone(),
            now: app.now(),
        }
    }
}

/// A notice as its person is told of it; none for a kind that the domain does not know (never
/// stored).
pub fn line(whole: &Whole, account_id: &str, zone: &Zone) -> Option<NoticeLine> {
    let kind = whole.kind()?;
    let about = |of: &OfSuggestion| {
        let own = of.author_id.as_deref() == Some(account_id);
        let publication = PublicationState::parse(&of.publication).ok();
        let title = names_title(publication, own)
            .then(|| UserText::stored(of.title.clone(), &of.lang, &of.dir));
        NoticeOf {
            reference: of.reference.clone(),
            title,
            gathered: kind.group() == Group::Own && !own,
        }
    };
    Some(NoticeLine {
        kind,
        agency: Bilingual {
            ar: whole.agency.name_ar.clone(),
            en: whole.agency.name_en.clone(),
        },
        topic: Bilingual {
            ar: whole.topic.title_ar.clone(),
            en: whole.topic.title_en.clone(),
        },
        slug: whole.topic.slug.clone(),
        closes: whole.topic.closes_on.parse().ok(),
        suggestion: whole.suggestion.as_ref().map(about),
        at: zone.civil(whole.notice.happened_at.time()),
        unread: whole.notice.read_at.is_none(),
    })
}
