//! The program itself, as an operator runs it.

use std::process::Command;

use super::app::App;
use super::sources;

impl App {
    /// The program itself on the same database, as an operator runs it: by the machine's clock.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(sources::program());
        command
            .args(arguments)
            .env_clear()
            .env("SHARIKUNA_DATA", &self.storage().folder);
        if let Some(url) = self.storage().url() {
            command.env("DATABASE_URL", url);
        }
        command
    }
}
