//! The whole application, on both databases, over real HTTP and in a real browser.

mod access;
mod faults;
mod journeys;
mod schema;
mod sign_in;
mod started;
