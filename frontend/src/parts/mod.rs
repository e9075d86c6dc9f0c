//! Pieces that several pages use.

pub mod badge;
pub mod calendar;
pub mod card;
pub mod clock;
pub mod commitment;
pub mod count;
pub mod crumb;
pub mod desk;
pub mod errors;
pub mod field;
pub mod host;
pub mod icon;
pub mod keys;
pub mod pager;
pub mod priorities;
pub mod prose;
pub mod question;
pub mod steward;
pub mod templates;
pub mod text;
pub mod topic_bar;
pub mod topic_links;
pub mod topic_tabs;
pub mod verdicts;
pub mod views;
pub mod waiting;
