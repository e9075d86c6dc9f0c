//! What the tests stand on: a started app on either database with people and topics in it, a real
//! PostgreSQL, a real browser, HTTP as it goes over the wire, and pages read as a person without
//! script would use them.

pub mod app;
pub mod audit;
pub mod axe;
pub mod browser;
pub mod data;
mod guard;
pub mod html;
pub mod http;
mod patterns;
pub mod postgres;
mod program;
pub mod smtp;
pub mod snapshot;
pub mod sources;
pub mod storage;
pub mod words;

#[cfg(test)]
mod site;
