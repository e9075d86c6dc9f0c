//! Signing in and out, and ending sessions elsewhere.

pub mod end;
pub mod sign_in;
pub mod sign_out;
