//! Public pages and the pages of citizens.

pub mod agencies;
pub mod agency_commitments;
mod answered;
pub mod asked;
pub mod assemble;
pub mod beside;
pub mod calendar;
pub mod count;
pub mod count_file;
pub mod cursor;
pub mod home;
pub mod my_list;
pub mod object;
pub mod outcome;
pub mod rate;
pub mod reading;
pub mod reply;
pub mod report;
pub mod sign_in;
pub mod standing;
pub mod start;
pub mod suggest;
pub mod suggestion;
pub mod suggestion_edit;
pub mod topic;
pub mod topic_about;
pub mod topics;
