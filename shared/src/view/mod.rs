//! What pages show and the API says: one file a page. Ready facts only; words are the frontend's.

pub mod agency;
pub mod answer;
pub mod bulk;
pub mod calendar;
pub mod clock;
pub mod commitment;
pub mod commitments;
pub mod composed;
pub mod desk;
pub mod home;
pub mod my_list;
pub mod objection;
pub mod outcome;
pub mod question;
pub mod reports;
pub mod satisfaction;
pub mod saved_views;
pub mod standing;
pub mod suggestion;
pub mod suggestion_form;
pub mod team;
pub mod text;
pub mod topic;
pub mod topic_editor;
pub mod topics;
