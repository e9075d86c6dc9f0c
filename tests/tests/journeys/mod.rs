//! What people come for, from the first page to the last, each with the ways it is refused.

mod arabic;
mod calendar;
mod citizen;
mod closing;
mod commitments;
mod count;
mod drafts;
mod editor;
mod editor_report;
mod manager;
mod merging;
mod moderator;
mod monday;
mod objections;
mod own_account;
mod people;
mod questions;
mod reading;
pub mod registering;
mod release;
mod reports;
mod satisfaction;
mod saved_views;
mod team;
mod templates;
