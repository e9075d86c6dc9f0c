//! Texts that were looked at by a person and are compared with what is found now.

use super::sources;

/// Set to `1`, it writes what is found instead of comparing.
const ACCEPT: &str = "SHARIKUNA_ACCEPT";

/// Compares with the file of this name under `tests/snapshots`, and says which lines differ.
///
/// # Errors
/// The lines that differ, or that there is no such file yet, and how to accept what is found.
pub fn compare(name: &str, found: &str) -> Result<(), String> {
    let accept = std::env::var_os(ACCEPT).is_some_and(|value| value == "1");
    let file = sources::root().join("tests/snapshots").join(name);
    if accept {
        let folder = file.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("make the folder of the snapshots");
        std::fs::write(&file, found).expect("write a snapshot");
        return Ok(());
    }
    let kept = std::fs::read_to_string(&file).ok();
    against(kept.as_deref(), name, found)
}

fn against(kept: Option<&str>, name: &str, found: &str) -> Result<(), String> {
    let Some(kept) = kept else {
        return Err(format!(
            "tests/snapshots/{name} is not there: run with {ACCEPT}=1 and look at what it writes"
        ));
    };
    if kept == found {
        return Ok(());
    }
    Err(format!(
        "tests/snapshots/{name} differs (- kept, + found); if that is meant, run with {ACCEPT}=1 \
         and look at the change:\n{}",
        difference(kept, found)
    ))
}

/// The lines of each that are not at the same place in the other.
fn difference(kept: &str, found: &str) -> String {
    let (kept, found): (Vec<_>, Vec<_>) = (kept.lines().collect(), found.lines().collect());
    let mut lines = String::new();
    for at in 0..kept.len().max(found.len()) {
        let (old, new) = (kept.get(at), found.get(at));
        if old == new {
            continue;
        }
        for (sign, line) in [('-', old), ('+', new)] {
            if let Some(line) = line {
                lines.push_str(&format!("{:>4} {sign} {line}\n", at + 1));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_their_number() {
        assert_eq!(
            difference("a\nb\nc\n", "a\nx\nc\nd\n"),
            "   2 - b\n   2 + x\n   4 + d\n"
        );
    }

    #[test]
    fn a_missing_or_other_snapshot_is_a_failure() {
        let missing = against(None, "page.txt", "x");
        assert!(missing.is_err_and(|said| said.contains(ACCEPT)));
        let other = against(Some("y\n"), "page.txt", "x\n");
        assert!(other.is_err_and(|said| said.contains("- y")));
        assert_eq!(against(Some("x\n"), "page.txt", "x\n"), Ok(()));
    }
}
