//! Suggestions and their answers.

pub mod add_to;
pub mod answer;
pub mod ask_author;
pub mod assign;
pub mod edit;
pub mod first_read;
pub mod give;
pub mod given;
pub mod hide;
pub mod merge;
pub mod object;
pub mod preview;
pub mod rate;
pub mod reason;
pub mod report;
pub mod restore;
pub mod save_draft;
pub mod settle_reports;
pub mod spoken_of;
pub mod submit;
pub mod unmerge;
pub mod update_commitment;
pub mod weighed;
pub mod withdraw;
