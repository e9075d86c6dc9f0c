//! Agencies.
