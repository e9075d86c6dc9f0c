//! The desk: what an agency's staff answer, and the topics its managers keep.

pub mod queue;
pub mod suggestion;
pub mod topics;
