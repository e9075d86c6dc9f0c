//! The program `sharikuna`.

fn main() -> std::process::ExitCode {
    server::cli::run()
}
