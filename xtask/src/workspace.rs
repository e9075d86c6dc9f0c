//! Where things lie, and what Cargo.lock says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the workspace: the folder above xtask's own.
pub fn root() -> Result<PathBuf> {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent()
        .map(Path::to_path_buf)
        .context("xtask lies in no workspace")
}

/// Cargo's target folder: `CARGO_TARGET_DIR`, else `target`.
pub fn target() -> Result<PathBuf> {
    let root = root()?;
    let named = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(root.join(named))
}

/// The built server of this profile.
pub fn server(profile: &str) -> Result<PathBuf> {
    Ok(target()?.join(profile).join("sharikuna"))
}

/// The text of Cargo.lock.
pub fn lock_file() -> Result<String> {
    std::fs::read_to_string(root()?.join("Cargo.lock")).context("cannot read Cargo.lock")
}

/// The versions under which the package stands in the text of a Cargo.lock.
pub fn locked_versions(lock: &str, package: &str) -> Vec<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while lines.any(|line| line == name) {
        let version = lines
            .next()
            .and_then(|line| line.strip_prefix("version = \""));
        versions.extend(
            version
                .and_then(|rest| rest.strip_suffix('"'))
                .map(str::to_owned),
        );
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::locked_versions;

    const LOCK: &str = "\
[[package]]
name = \"syn\"
version = \"1.0.109\"

[[package]]
name = \"syn\"
version = \"2.0.119\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"syn\",
]

[[package]]
name = \"wasm-bindgen-shared\"
version = \"0.2.131\"
";

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        assert_eq!(locked_versions(LOCK, "wasm-bindgen"), ["0.2.130"]);
    }

    #[test]
    fn reads_every_version_of_a_package_locked_twice() {
        assert_eq!(locked_versions(LOCK, "syn"), ["1.0.109", "2.0.119"]);
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert!(locked_versions(LOCK, "bindgen").is_empty());
    }
}
