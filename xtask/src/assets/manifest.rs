//! Names with digests, media types, and the manifest that the server embeds.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A built file.
pub struct Asset {
    /// The name that code knows it by: `main.css`, `fonts/plain.woff2`.
    pub name: String,
    /// The name it is served under: the same with eight hexadecimal digits of the content's
    /// SHA-256 before the ending, `main.1a2b3c4d.css`.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Asset {
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            path: hashed_name(name, &bytes),
            bytes,
        }
    }
}

/// One line of the manifest.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub name: String,
    pub path: String,
    /// The media type to serve it as.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// Whether `path` + `.br` exists.
    pub br: bool,
    /// Whether `path` + `.gz` exists.
    pub gz: bool,
}

/// `{"files":[…]}`, one file a line.
pub fn render(entries: &[Entry]) -> serde_json::Result<String> {
    let lines = entries
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!("{{\"files\":[\n{}\n]}}\n", lines.join(",\n")))
}

/// The media type of a file by its ending; none for endings that are not served.
pub fn media_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "ico" => "image/x-icon",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

/// Whether files of this media type get smaller by compression; fonts and pictures carry their own.
pub fn is_compressible(media_type: &str) -> bool {
    !["font/woff2", "image/png"].contains(&media_type)
}

/// Eight hexadecimal digits of the content's SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let digest = digest(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{digest}.{ending}"),
        None => format!("{name}.{digest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_carries_the_digest_of_the_content() {
        // SHA-256 of "abc" begins ba7816bf (FIPS 180-4, example B.1).
        let asset = Asset::new("fonts/plain.woff2", b"abc".to_vec());
        assert_eq!(asset.path, "fonts/plain.ba7816bf.woff2");
        assert_ne!(
            Asset::new("fonts/plain.woff2", b"abd".to_vec()).path,
            asset.path
        );
    }

    #[test]
    fn only_the_last_ending_moves_behind_the_digest() {
        assert_eq!(hashed_name("a.b.css", b"abc"), "a.b.ba7816bf.css");
        assert_eq!(hashed_name("plain", b"abc"), "plain.ba7816bf");
    }

    #[test]
    fn the_manifest_has_one_file_a_line() {
        let entry = Entry {
            name: "main.css".into(),
            path: "main.1a2b3c4d.css".into(),
            media_type: "text/css; charset=utf-8",
            br: true,
            gz: false,
        };
        assert_eq!(
            render(&[entry]).unwrap(),
            "{\"files\":[\n{\"name\":\"main.css\",\"path\":\"main.1a2b3c4d.css\",\
             \"type\":\"text/css; charset=utf-8\",\"br\":true,\"gz\":false}\n]}\n"
        );
    }

    #[test]
    fn endings_that_are_not_served_have_no_media_type() {
        assert_eq!(
            media_type("js/start.js"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(media_type("fonts/LICENSE.txt"), None);
        assert_eq!(media_type("README"), None);
    }
}
