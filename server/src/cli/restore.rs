//! `sharikuna restore`

use std::path::PathBuf;

use shared::time::{Clock, SystemClock};

use super::CommandError;
use super::backup::{described, say};
use crate::backup::{self, Since};
use crate::config::Config;
use crate::db::restored::Ended;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A file that sharikuna backup wrote. The data folder, or the database of DATABASE_URL, must
    /// be empty.
    file: PathBuf,
    /// Nothing happened since the backup was made, because the service was stopped first: people
    /// stay signed in, and letters that had not left will leave.
    #[arg(long)]
    nothing_since: bool,
}

pub fn run(config: Config, arguments: &Arguments) -> Result<(), CommandError> {
    let (clock, file) = (SystemClock, arguments.file.display());
    let begun = clock.now();
    let since = match arguments.nothing_since {
        true => Since::Nothing,
        false => Since::Unknown(begun),
    };
    let restored = backup::restore(&config.opening, &arguments.file, since, &say)?;
    let seconds = clock.now().duration_since(begun).as_secs();
    for name in &restored.migrated {
        say(&format!("migrated {name}"));
    }
    println!("Restored from {file}.");
    println!("  time      {seconds} s");
    described(restored.backend, &restored.contents)?;
    match restored.ended {
        Some(ended) => explained(ended),
        None => println!("Everything goes on as it was: sessions, links and letters."),
    }
    println!(
        "Whoever left since the backup was made is here again: see docs/operations.md before you start the service."
    );
    Ok(())
}

/// What does not go on, and why.
fn explained(ended: Ended) {
    println!("What may have ended since the backup does not go on:");
    println!(
        "  sessions  {} ended: everybody signs in again",
        ended.sessions
    );
    println!(
        "  links     {} in letters no longer work: people ask for new ones",
        ended.links
    );
    println!(
        "  letters   {} had not left and were most likely sent: given up, at /en/steward/mail",
        ended.letters
    );
    println!("  desks     {} acts on many at once undone", ended.acts);
}
