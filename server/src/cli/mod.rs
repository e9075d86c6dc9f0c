//! The command line: one file a command.

mod account;
mod agency;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod migrate;
mod recount;
mod restore;
mod serve;
mod topic;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use shared::time::SystemClock;

use crate::app::App;
use crate::config::{Config, Settings};
use crate::db::{Db, migrate as migrations};

/// A public consultation platform: agencies ask, citizens suggest and rank, agencies answer.
#[derive(Debug, Parser)]
#[command(name = "sharikuna", version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the platform.
    Serve(serve::Arguments),
    /// Admit agencies.
    #[command(subcommand)]
    Agency(agency::Command),
    /// Create accounts.
    #[command(subcommand)]
    Account(account::Command),
    /// Draft and open topics.
    #[command(subcommand)]
    Topic(topic::Command),
    /// Import the suggestions and lists of an earlier consultation.
    #[command(subcommand)]
    Import(import::Command),
    /// Fill an empty database with an invented demonstration.
    Demo,
    /// Write the open data as files into a new or empty folder.
    Export(export::Arguments),
    /// Count a published count again, or any lists by any positional rule.
    Recount(recount::Arguments),
    /// Compute everything derived anew and name what differs from what stands.
    Doctor(doctor::Arguments),
    /// Bring the database to today's schema.
    Migrate,
    /// Copy the whole database into one file, while the service runs.
    Backup(backup::Arguments),
    /// Fill an empty data folder or database from a backup.
    Restore(restore::Arguments),
}

/// Why a command did not do what it was asked.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Reads the arguments and runs the command.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // Whoever recounts has files and nothing else.
    if let Command::Recount(arguments) = &cli.command {
        return recount::run(arguments);
    }
    let config = match cli.settings.check() {
        Ok(config) => config,
        Err(faults) => {
            eprintln!("sharikuna cannot start; these settings are wrong:");
            for fault in faults {
                eprintln!("  {fault}");
            }
            return ExitCode::from(2);
        }
    };
    let done = match cli.command {
        Command::Serve(arguments) => serve::run(config, &arguments),
        Command::Agency(command) => agency::run(config, &command),
        Command::Account(command) => account::run(config, &command),
        Command::Topic(command) => topic::run(config, &command),
        Command::Import(command) => import::run(config, &command),
        Command::Demo => demo::run(config),
        Command::Doctor(arguments) => doctor::run(config, &arguments),
        Command::Export(arguments) => export::run(config, &arguments),
        Command::Migrate => migrate::run(config),
        Command::Backup(arguments) => backup::run(config, &arguments),
        Command::Restore(arguments) => restore::run(config, &arguments),
        Command::Recount(arguments) => return recount::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sharikuna: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the database, brings it to today's schema and puts the app together.
fn open(config: Config) -> Result<App, CommandError> {
    if !config.data.exists() {
        std::fs::create_dir_all(&config.data).map_err(|error| {
            format!(
                "the folder {} cannot be made: {error}",
                config.data.display()
            )
        })?;
    }
    let readers = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .max(2)
        * 2;
    let db = Db::open(config.opening.clone(), u32::try_from(readers).unwrap_or(4))?;
    let ran = db.read_now(migrations::up)?;
    for name in ran {
        eprintln!("· migrated {name}");
    }
    Ok(App::new(config, db, Arc::new(SystemClock)))
}
