//! What people do, one file a verb: load, decide (pure), store, in one transaction.

pub mod account;
pub mod agency;
pub mod bulk;
pub mod calendar;
pub mod data_request;
pub mod desk;
pub mod import;
pub mod list;
pub mod mail;
pub mod notice;
pub mod objection;
pub mod people;
pub mod release;
pub mod saved_view;
pub mod session;
pub mod suggestion;
pub mod template;
pub mod topic;
