//! Sharikuna's server: the web, the use-cases, the database and the command line.

pub mod chance;
pub mod db;
