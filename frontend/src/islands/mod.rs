//! Each is complete as a server-rendered form first; script only makes it better.

pub mod order_list;
mod ordering;
mod put;
