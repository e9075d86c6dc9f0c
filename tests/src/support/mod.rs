//! What the tests stand on: a real PostgreSQL, a real browser, HTTP as it goes over the wire, and
//! pages read as a person without script would use them.

pub mod audit;
pub mod browser;
mod guard;
pub mod html;
pub mod http;
pub mod postgres;

#[cfg(test)]
mod site;
