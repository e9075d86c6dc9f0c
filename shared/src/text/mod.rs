//! What people may write, and how texts are compared, shortened and read.

pub mod allowed;
pub mod digits;
pub mod excerpt;
pub mod fold;
pub mod letters;
pub mod names;
#[cfg(test)]
pub(crate) mod real_data;
