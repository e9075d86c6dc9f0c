//! One file a page: a view of `shared::view` in, a [`crate::layout::Page`] out.

pub mod failure;
pub mod home;
