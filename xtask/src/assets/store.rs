//! Writing the built files so that an unchanged build touches nothing on disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::compress;
use super::manifest::{self, Asset, Entry};

/// Writes the files, their compressed forms and `manifest.json`; removes every other file.
///
/// A file already there with the same bytes is left untouched and not compressed again. The
/// manifest is written last, so that it never names a file that is not there.
pub fn store(folder: &Path, assets: &[Asset]) -> Result<()> {
    let mut wanted = BTreeSet::from([folder.join("manifest.json")]);
    let mut entries = Vec::new();
    for asset in assets {
        let Some(media_type) = manifest::media_type(&asset.name) else {
            bail!("{} has an ending of no known media type", asset.name);
        };
        let file = folder.join(&asset.path);
        let [br, gz] = packed_names(&file);
        // The plain file is written last: where it is, its compressed forms are complete.
        if fs::read(&file).ok().as_deref() != Some(&*asset.bytes) {
            let compressible = manifest::is_compressible(media_type);
            let pack = |with: fn(&[u8]) -> Result<Option<Vec<u8>>>| {
                if compressible {
                    with(&asset.bytes)
                } else {
                    Ok(None)
                }
            };
            put(&br, pack(compress::brotli)?.as_deref())?;
            put(&gz, pack(compress::gzip)?.as_deref())?;
            put(&file, Some(&asset.bytes))?;
        }
        entries.push(Entry {
            name: asset.name.clone(),
            path: asset.path.clone(),
            media_type,
            br: br.is_file(),
            gz: gz.is_file(),
        });
        wanted.extend([file, br, gz]);
    }
    let manifest = folder.join("manifest.json");
    let text = manifest::render(&entries)?;
    if fs::read_to_string(&manifest).ok().as_deref() != Some(&text) {
        put(&manifest, Some(text.as_bytes()))?;
    }
    remove_others(folder, &wanted)
}

fn packed_names(file: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Puts these bytes in the file in one step, or removes the file when there are none.
fn put(file: &Path, bytes: Option<&[u8]>) -> Result<()> {
    let Some(bytes) = bytes else {
        return if file.exists() {
            Ok(fs::remove_file(file)?)
        } else {
            Ok(())
        };
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = file.with_extension("unfinished");
    fs::write(&unfinished, bytes)
        .and_then(|()| fs::rename(&unfinished, file))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of the test's own, removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn files(&self) -> Vec<String> {
            let mut names: Vec<String> = fs::read_dir(&self.0)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn css(text: &str) -> Asset {
        Asset::new("main.css", text.repeat(40).into_bytes())
    }

    #[test]
    fn stale_files_go_and_the_manifest_follows() {
        let folder = Folder::new("stale");
        store(&folder.0, &[css("a{}")]).unwrap();
        let first = fs::read_to_string(folder.0.join("manifest.json")).unwrap();
        let asset = css("b{}");
        store(&folder.0, std::slice::from_ref(&asset)).unwrap();
        let path = &asset.path;
        assert_eq!(
            folder.files(),
            [
                path.clone(),
                format!("{path}.br"),
                format!("{path}.gz"),
                "manifest.json".into()
            ]
        );
        assert_ne!(
            fs::read_to_string(folder.0.join("manifest.json")).unwrap(),
            first
        );
    }

    #[test]
    fn an_unchanged_build_writes_nothing() {
        let folder = Folder::new("unchanged");
        store(&folder.0, &[css("a{}")]).unwrap();
        // A file written anew by `put` is another file to the disk: it has another inode.
        let inodes = |folder: &Folder| {
            use std::os::unix::fs::MetadataExt;
            let inode = |name: &String| fs::metadata(folder.0.join(name)).unwrap().ino();
            folder.files().iter().map(inode).collect::<Vec<_>>()
        };
        let before = inodes(&folder);
        store(&folder.0, &[css("a{}")]).unwrap();
        assert_eq!(inodes(&folder), before);
    }

    #[test]
    fn fonts_are_not_compressed_again() {
        let folder = Folder::new("fonts");
        let font = Asset::new("plain.woff2", vec![0; 1000]);
        store(&folder.0, std::slice::from_ref(&font)).unwrap();
        assert_eq!(folder.files(), ["manifest.json".to_owned(), font.path]);
    }
}
