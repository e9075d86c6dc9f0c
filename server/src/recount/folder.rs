//! The files of a published count, in a folder or a zip file.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use zip::ZipArchive;

/// A larger file is no part of a count: 2 GiB.
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

    /// A file by its name.
    ///
    /// # Errors
    /// Of reading; a file that is not there or larger than any count's.
    pub fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = match self {
            Self::Plain(folder) => {
                let path = folder.join(name);
                let size = fs::metadata(&path)?.len().min(MOST_BYTES);
                bytes.reserve(usize::try_from(size).unwrap_or_default());
                File::open(path)?
                    .take(MOST_BYTES + 1)
                    .read_to_end(&mut bytes)?
            }
            Self::Zip(archive) => {
                let mut archive = archive
                    .lock()
                    .map_err(|_| io::Error::other("the archive is not readable any more"))?;
                let entry = archive.by_name(name).map_err(io::Error::other)?;
                entry.take(MOST_BYTES + 1).read_to_end(&mut bytes)?
            }
        };
        if u64::try_from(read).unwrap_or(u64::MAX) > MOST_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "larger than 2 GiB",
            ));
        }
        Ok(bytes)
    }
}
