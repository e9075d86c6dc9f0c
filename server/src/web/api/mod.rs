//! The JSON API.

pub mod my_list;
