//! `sharikuna export`: the open data as files in a folder.

use std::path::PathBuf;

use super::CommandError;
use crate::config::Config;
use crate::db::open_data;
use crate::open_data::{Format, export};

/// So many bytes take a moment to write.
const BYTES_A_LINE: u64 = 64 << 20;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A folder that is new or empty.
    folder: PathBuf,
    /// In which format the files are written.
    #[arg(long, value_enum, default_value_t = Wanted::Both)]
    format: Wanted,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Wanted {
    Csv,
    Jsonl,
    Both,
}

pub fn run(config: Config, arguments: &Arguments) -> Result<(), CommandError> {
    let formats: &[Format] = match arguments.format {
        Wanted::Csv => &[Format::Csv],
        Wanted::Jsonl => &[Format::JsonLines],
        Wanted::Both => &Format::ALL,
    };
    let app = super::open(config)?;
    let mut conn = open_data::connect(&app.config.opening)?;
    let (mut name, mut next) = (String::new(), BYTES_A_LINE);
    let mut said = |of: &str, bytes: u64| {
        if name != of {
            (name, next) = (of.to_owned(), BYTES_A_LINE);
        }
        if bytes >= next {
            eprintln!("· {of}: {} MiB", bytes >> 20);
            next = bytes + BYTES_A_LINE;
        }
    };
    let of = (&app.config.zone, app.now());
    let written = export(&mut conn, &arguments.folder, formats, of, &mut said)?;
    println!(
        "Wrote {} files with {} rows into {}, as of journal number {}.",
        written.files,
        written.rows,
        arguments.folder.display(),
        written.journal
    );
    Ok(())
}
