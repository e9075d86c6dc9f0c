//! PostgreSQL's own programs: found, run and listened to.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::address::Parted;
use super::{Fault, Say};

/// Where Debian and its kin keep the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// What is shown of a long complaint: its end says why.
const SHOWN: usize = 2_000;

/// A program that fits the server.
#[derive(Debug)]
pub(super) struct Client {
    name: &'static str,
    program: PathBuf,
}

impl Client {
    /// Finds a program in PATH or where Debian keeps them: the oldest version that is not older
    /// than the server. Older ones refuse it, and what much newer ones write it may not understand.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn find(name: &'static str, server: u32) -> Result<Client, Fault> {
        let found: Vec<(u32, PathBuf)> = folders()
            .into_iter()
            .map(|folder| folder.join(name))
            .filter(|program| program.is_file())
            .filter_map(|program| Some((version(&program)?, program)))
            .collect();
        match choose(&found, server) {
            Some(program) => Ok(Client {
                name,
                program: program.to_owned(),
            }),
            None => Err(Fault::NoProgram {
                program: name,
                wanted: server,
            }),
        }
    }

    /// Runs it, with the password in its environment and nowhere else. Answers what it printed.
    ///
    /// # Errors
    /// What it complained of, without the password.
    pub(super) fn run(
        &self,
        place: &Parted,
        arguments: &[&str],
        file: &Path,
        say: Say<'_>,
    ) -> Result<String, Fault> {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .arg(file)
            .stdin(Stdio::null())
            .env_remove("DATABASE_URL")
            .env("LC_ALL", "C");
        if let Some(secret) = &place.password {
            command.env("PGPASSWORD", &secret.plain);
        }
        let done = command.output().map_err(Fault::at(&self.program))?;
        let said = place.without_secret(&complaint(&done));
        if !done.status.success() {
            return Err(Fault::Program {
                program: self.name,
                said,
            });
        }
        if !said.is_empty() {
            say(&said);
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }
}

/// The end of what a program wrote to its error output, or how it ended.
fn complaint(done: &Output) -> String {
    let said = String::from_utf8_lossy(&done.stderr);
    let said = said.trim();
    match said.char_indices().rev().nth(SHOWN) {
        _ if said.is_empty() && !done.status.success() => done.status.to_string(),
        Some((at, _)) => said.get(at..).unwrap_or_default().to_owned(),
        None => said.to_owned(),
    }
}

/// Those of PATH first.
fn folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let installed = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    folders.extend(installed.map(|version| version.path().join("bin")));
    folders
}

/// The major version that a program says it is of.
fn version(program: &Path) -> Option<u32> {
    let said = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    major(&String::from_utf8_lossy(&said.stdout))
}

/// 15 of `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(said: &str) -> Option<u32> {
    let (_, version) = said.split_once("(PostgreSQL) ")?;
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The oldest that is not older than the server; the first of equals.
fn choose(found: &[(u32, PathBuf)], server: u32) -> Option<&Path> {
    let fit = found.iter().filter(|(version, _)| *version >= server);
    let (_, program) = fit.min_by_key(|(version, _)| *version)?;
    Some(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_the_programs_say_it() {
        assert_eq!(
            major("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major("pg_restore (PostgreSQL) 18beta2"), Some(18));
        assert_eq!(major("pg_dump"), None);
        assert_eq!(major(""), None);
    }

    #[test]
    fn the_oldest_program_that_the_server_takes_is_chosen() {
        let found: Vec<(u32, PathBuf)> = [(17, "a"), (14, "b"), (15, "c"), (15, "d")]
            .map(|(version, path)| (version, PathBuf::from(path)))
            .into();
        assert_eq!(choose(&found, 15), Some(Path::new("c")));
        assert_eq!(choose(&found, 16), Some(Path::new("a")));
        assert_eq!(choose(&found, 18), None);
        assert_eq!(choose(&[], 15), None);
    }
}
