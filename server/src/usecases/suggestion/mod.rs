//! Suggestions and their answers.
