//! Builds, runs, checks and measures the whole project: `cargo xtask serve | test | check | bench | fuzz | pictures`.

mod assets;
mod bench;
mod check;
mod command;
mod fuzz;
mod pictures;
mod progress;
mod serve;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <task> [arguments]

  serve [-- ARGUMENTS]   build everything, fill an empty data folder with the demonstration and
                         serve it; ARGUMENTS go to `sharikuna serve`
  test  [ARGUMENTS]      every test, on SQLite and PostgreSQL and in a browser; ARGUMENTS go to
                         `cargo test` (a part of a test's name runs only the tests that have it)
  check                  format, lints, licences, dependency directions, spelling
  bench [ARGUMENTS]      measure the release build; ARGUMENTS go to the bench
  pictures [ARGUMENTS]   every page of the demonstration as a picture, into target/pictures, with an
                         index page; --readme makes those of README.md
  fuzz [ARGUMENTS]       the readers of a recount on bytes nobody thought of, for a minute;
                         ARGUMENTS go to libFuzzer
  assets                 only build what browsers download, into target/assets";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = if arguments.is_empty() {
        String::new()
    } else {
        arguments.remove(0)
    };
    let done = match task.as_str() {
        "serve" => serve::serve(&arguments),
        "test" => test::test(&arguments),
        "check" => check::check(),
        "bench" => bench::bench(&arguments),
        "fuzz" => fuzz::fuzz(&arguments),
        "pictures" => pictures::pictures(&arguments),
        "assets" => assets::build_assets(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {task}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
