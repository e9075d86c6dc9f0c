//! The domain of Sharikuna: pure rules, no input or output.
//!
//! Decisions live here as plain functions and types whose refusals are values. Nothing in this
//! crate reads a clock, draws randomness, queries a database or renders a page.

pub mod account;
pub mod answer;
pub mod bulk;
pub mod calendar;
pub mod clocks;
pub mod commitment;
pub mod data_request;
pub mod device;
pub mod error;
pub mod ids;
pub mod input;
pub mod lang;
pub mod letter;
pub mod limit;
pub mod notice;
pub mod objection;
pub mod priority_list;
pub mod publication;
pub mod question;
pub mod reader_report;
pub mod release;
pub mod satisfaction;
pub mod scorecard;
pub mod speed;
pub mod suggestion;
pub mod tally;
pub mod template;
pub mod text;
pub mod time;
pub mod topic;
pub mod view;
pub mod waiting;
