//! One act on many suggestions: weighed and shown, then waiting, then carried out or undone. The
//! number of statements does not hang on the number of suggestions.

pub mod carry_out;
pub mod preview;
pub mod propose;
pub mod save_draft;
pub mod undo;
pub mod weigh;
