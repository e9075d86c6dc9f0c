//! Suggestions and their answers.

pub mod add_to;
pub mod answer;
pub mod edit;
pub mod first_read;
pub mod hide;
pub mod reason;
pub mod restore;
pub mod submit;
pub mod update_commitment;
pub mod withdraw;
