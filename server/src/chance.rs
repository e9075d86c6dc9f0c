//! The one home of randomness: ids, tokens, references.

use jiff::Timestamp;

/// Random bytes from the operating system.
///
/// # Panics
/// Never in practice: the process ends when the system has no randomness, since nothing that
/// must be unguessable can be made then.
#[expect(clippy::disallowed_methods, reason = "the one home of randomness")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// A new uuid v7 in its text form, from the given time.
pub fn id(now: Timestamp) -> String {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes::<10>())
        .into_uuid()
        .to_string()
}

/// Thirty random bits, for a suggestion's reference.
pub fn reference_bits() -> u32 {
    u32::from_be_bytes(bytes::<4>()) >> 2
}

/// A place in the shuffle of a new topic or day.
pub fn shuffle() -> i64 {
    i64::from_be_bytes(bytes::<8>()) & i64::MAX
}

/// An opaque 32-byte token and nothing else.
pub fn token() -> [u8; 32] {
    bytes::<32>()
}
