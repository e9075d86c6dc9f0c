//! The files of a published count, in a folder or a zip file.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use shared::publication::recount::{Reading, Source};
use zip::ZipArchive;

/// Whatever lies beyond is no part of a count, nor is it read: 2 GiB.
const MOST_BYTES: u64 = 2 << 30;

/// Where the files of a count are.
pub enum Folder {
    Plain(PathBuf),
    Zip(Mutex<ZipArchive<BufReader<File>>>),
}

impl Folder {
    /// # Errors
    /// What is neither a folder nor a zip file.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path.is_dir() {
            return Ok(Self::Plain(path.to_owned()));
        }
        let file = BufReader::new(File::open(path)?);
        let archive = ZipArchive::new(file).map_err(|error| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("neither a folder nor a zip file: {error}"),
            )
        })?;
        Ok(Self::Zip(Mutex::new(archive)))
    }
}

impl Source for Folder {
    fn open(&self, name: &str, read: &mut Reading<'_>) -> io::Result<()> {
        match self {
            Self::Plain(folder) => read(&mut File::open(folder.join(name))?.take(MOST_BYTES)),
            Self::Zip(archive) => {
                let mut archive = archive
                    .lock()
                    .map_err(|_| io::Error::other("the archive is not readable any more"))?;
                let entry = archive.by_name(name).map_err(io::Error::other)?;
                read(&mut entry.take(MOST_BYTES))
            }
        }
    }
}
