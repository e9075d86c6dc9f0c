//! The release of a decision by a second person of the desk, where an agency asks for one.

use crate::error::words;

words! {
    /// Where a written decision stands.
    pub enum ReleaseState {
        /// Not public; the clocks run on.
        Waiting = "waiting",
        Released = "released",
        /// A draft again.
        Returned = "returned",
    }
}
