//! Priority lists.
