//! What a person was told of, what they chose to be told of, and the topics they follow.

use jiff::civil::{Date, DateTime};

use super::text::{Bilingual, UserText};
use crate::lang::Lang;
use crate::notice::{NoticeKind, Scope, Way};

/// One thing that somebody is told of, as pages and letters say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    pub kind: NoticeKind,
    pub agency: Bilingual,
    pub topic: Bilingual,
    /// Address name of the topic.
    pub slug: String,
    /// The topic's last day.
    pub closes: Option<Date>,
    pub suggestion: Option<NoticeOf>,
    /// When it happened, in the platform's zone.
    pub at: DateTime,
    pub unread: bool,
}

/// The suggestion that a notice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeOf {
    pub reference: String,
    /// None where it is not for this person to read any more.
    pub title: Option<UserText>,
    /// It is not the person's own, but theirs was merged into it.
    pub gathered: bool,
}

/// `GET /{lang}/account/notices`
#[derive(Debug, Clone)]
pub struct NoticesPage {
    /// The newest first.
    pub lines: Vec<NoticeLine>,
    pub unread: i64,
    /// Up to when what is shown was made: what the button marks as read. In microseconds since 1970.
    pub up_to: i64,
    pub continued: bool,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// All were just marked as read.
    pub done: bool,
}

/// A topic that a person follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowLine {
    pub slug: String,
    pub title: Bilingual,
    pub since: Date,
}

/// `GET /{lang}/account/notices/choices`
#[derive(Debug, Clone)]
pub struct ChoicesPage {
    /// The way of each kind, with what was stopped.
    pub ways: Vec<(NoticeKind, Way)>,
    /// No letters at all.
    pub none: bool,
    /// Whether letters can reach the person.
    pub reachable: bool,
    /// The language of letters.
    pub letters_in: Lang,
    pub follows: Vec<FollowLine>,
    pub done: bool,
}

/// `GET /{lang}/topics/{slug}/follow`
#[derive(Debug, Clone)]
pub struct FollowPage {
    pub slug: String,
    pub title: Bilingual,
    pub followed: bool,
    /// The reader works for its agency, and is not told of what that does.
    pub staff: bool,
}

/// What became of letters that somebody stops by a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopping {
    /// Nothing yet: a button does it.
    Asked,
    Stopped,
    /// Taken back.
    Undone,
}

/// `GET /{lang}/unsubscribe/{token}`
#[derive(Debug, Clone)]
pub struct UnsubscribePage {
    pub scope: Scope,
    pub stopping: Stopping,
    pub token: String,
}
