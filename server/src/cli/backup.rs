//! `sharikuna backup`

use std::path::PathBuf;

use shared::time::{Clock, SystemClock};

use super::CommandError;
use crate::backup::{self, size};
use crate::config::Config;
use crate::db::contents::{self, Contents};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file to write. It will hold personal data and belong to its owner alone.
    file: PathBuf,
    /// Put it in the place of a file of that name, once it is whole.
    #[arg(long)]
    replace: bool,
}

pub fn run(config: Config, arguments: &Arguments) -> Result<(), CommandError> {
    let (clock, file) = (SystemClock, arguments.file.display());
    let begun = clock.now();
    let taken = backup::take(&config.opening, &arguments.file, arguments.replace, &say)?;
    let seconds = clock.now().duration_since(begun).as_secs();
    println!("Backed up to {file}.");
    println!("  size      {} ({} bytes)", size(taken.bytes), taken.bytes);
    println!("  time      {seconds} s");
    described(taken.backend, &taken.contents)
}

/// A line about what is going on.
pub(super) fn say(words: &str) {
    eprintln!("· {words}");
}

/// What a backup holds.
pub(super) fn described(
    backend: crate::db::Backend,
    contents: &Contents,
) -> Result<(), CommandError> {
    println!("  database  {}", backup::name(backend));
    println!("  schema    {}", contents::schema(&contents.versions)?);
    println!(
        "  journal   number {}, {} rows",
        contents.journal, contents.rows
    );
    Ok(())
}
