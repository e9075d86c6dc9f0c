//! What stewards do about letters.

pub mod send_again;
