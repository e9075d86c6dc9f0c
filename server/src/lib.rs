//! Sharikuna's server: the web, the use-cases, the database and the command line.

pub mod app;
pub mod backup;
pub mod chance;
pub mod cli;
pub mod config;
pub mod db;
pub mod demo;
pub mod guessable;
pub mod jobs;
pub mod limits;
pub mod mail;
pub mod open_data;
pub mod passwords;
pub mod recount;
#[cfg(test)]
mod testing;
pub mod usecases;
pub mod web;

/// Rendering a page and reading its rows are thousands of small allocations: with the system's
/// allocator they cost a quarter of a page. Here, so that the bench measures what operators run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
