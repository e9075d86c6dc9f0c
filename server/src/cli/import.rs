//! `sharikuna import suggestions` and `sharikuna import lists`.

use std::fs;
use std::path::PathBuf;

use super::CommandError;
use crate::config::Config;
use crate::usecases::import::{self, File, Imported, file};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Suggestions: columns text or title (at least one), and perhaps id, lang, category.
    Suggestions(Source),
    /// Ranked lists: a header, then one list a line by the ids of the suggestions, first priority first.
    Lists(Source),
}

#[derive(Debug, clap::Args)]
pub struct Source {
    /// The topic's slug. It must be marked as imported and be open or closed.
    #[arg(long)]
    topic: String,
    /// A CSV file in UTF-8, with a header.
    file: PathBuf,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let (what, source) = match command {
        Command::Suggestions(source) => ("suggestions", source),
        Command::Lists(source) => ("lists", source),
    };
    let file = read(source)?;
    let app = super::open(config)?;
    let mut said = 0;
    let mut progress = |done: usize, all: usize| {
        // About ten lines, however long the file.
        if done == all || done * 10 / all.max(1) > said {
            said = done * 10 / all.max(1);
            eprintln!("· {done} of {all} {what} staged");
        }
    };
    let imported = match command {
        Command::Suggestions(_) => {
            import::suggestions::import(&app, &source.topic, &file, &mut progress)?
        }
        Command::Lists(_) => import::lists::import(&app, &source.topic, &file, &mut progress)?,
    };
    match (imported, command) {
        (Imported::Before, _) => {
            println!(
                "{} was imported into {} before; nothing was added.",
                file.name, source.topic
            );
        }
        (Imported::Now { added, left_out }, Command::Suggestions(_)) => {
            println!("Imported {added} suggestions into {}.", source.topic);
            if left_out > 0 {
                println!(
                    "{left_out} were left out: the topic has suggestions with their ids already."
                );
            }
        }
        (Imported::Now { added, left_out }, Command::Lists(_)) => {
            println!("Imported {added} lists into {}.", source.topic);
            if left_out > 0 {
                println!("{left_out} empty lists were left out.");
            }
        }
    }
    Ok(())
}

fn read(source: &Source) -> Result<File, CommandError> {
    let shown = source.file.display();
    let unreadable = |error| format!("{shown} cannot be read: {error}");
    let size = fs::metadata(&source.file).map_err(unreadable)?.len();
    if size > file::MOST_BYTES {
        let most = file::MOST_BYTES >> 20;
        return Err(format!("{shown} is larger than {most} MiB; split it").into());
    }
    let name = source
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    Ok(File {
        name: name.unwrap_or_default(),
        bytes: fs::read(&source.file).map_err(unreadable)?,
    })
}
