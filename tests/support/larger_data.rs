//! The larger data, which tests use where it is at hand: in `../shared/data` beside the repository, or where
//! `DRIFTGLASS_DATA` points. The tests of the crates include this file.

use std::path::{Path, PathBuf};

/// Its folder; where there is none, that is said, and the test skips.
pub fn larger_data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("DRIFTGLASS_DATA").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}
