//! Public pages and the pages of citizens.

pub mod agencies;
pub mod asked;
pub mod assemble;
pub mod calendar;
pub mod cursor;
pub mod home;
pub mod my_list;
pub mod outcome;
pub mod reading;
pub mod sign_in;
pub mod standing;
pub mod start;
pub mod suggest;
pub mod suggestion;
pub mod suggestion_edit;
pub mod topic;
pub mod topic_about;
pub mod topics;
