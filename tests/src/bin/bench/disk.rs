//! How long the disk takes to hold what it is given.

use std::fs::File;
use std::io::Write;
use std::path::Path;

/// What one commit of a few rows adds to the log of the database.
const BYTES: usize = 16 * 1024;
const TIMES: usize = 200;

/// The median time of appending a commit's bytes to a file and waiting for the disk, in
/// milliseconds.
pub fn fdatasync(folder: &Path) -> f64 {
    let path = folder.join("fdatasync");
    let mut file = File::create(&path).expect("a file");
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let began = crate::now();
            file.write_all(&[7; BYTES]).expect("write");
            file.sync_data().expect("wait for the disk");
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    std::fs::remove_file(path).expect("remove it");
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}
