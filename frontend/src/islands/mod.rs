//! Each is complete as a server-rendered form first; script only makes it better.

mod apart;
mod drag;
mod json;
mod kept;
mod notices;
pub mod order_list;
mod ordering;
mod put;
mod saving;
pub mod words;
