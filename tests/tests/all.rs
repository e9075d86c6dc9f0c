//! The whole application, on both databases, over real HTTP and in a real browser.

mod schema;
mod started;
