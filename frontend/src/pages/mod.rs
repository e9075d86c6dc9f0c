//! One file a page: a view of `shared::view` in, a [`crate::layout::Page`] out.

pub mod about;
pub mod agencies;
pub mod agency;
pub mod desk_queue;
pub mod desk_suggestion;
pub mod desk_topics;
pub mod failure;
pub mod home;
pub mod my_list;
pub mod outcome;
pub mod policy;
pub mod posted;
pub mod ranking;
pub mod sign_in;
pub mod standing;
pub mod suggest;
pub mod suggestion;
pub mod suggestion_edit;
pub mod topic;
pub mod topic_about;
pub mod topic_editor;
pub mod topics;
pub mod written;
