//! The whole application, on both databases, over real HTTP and in a real browser.

mod access;
mod browser;
mod budget;
mod demo;
mod faults;
mod imports;
mod journeys;
mod kept;
mod language;
mod limits;
mod schema;
mod sessions;
mod sign_in;
mod started;
