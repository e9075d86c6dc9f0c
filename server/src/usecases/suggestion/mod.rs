//! Suggestions and their answers.

pub mod add_to;
pub mod edit;
pub mod submit;
pub mod withdraw;
