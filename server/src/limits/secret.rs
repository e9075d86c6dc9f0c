//! The secret of this installation: what buckets, pieces of work and known browsers are signed
//! with. All nodes of one database share it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::chance;
use crate::db::{Db, installation};

/// Thirty-two random bytes, made at the first start.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// Reads the installation's secret, and makes it where there is none yet.
    ///
    /// # Errors
    /// The database's fault.
    pub fn of(db: &Db) -> Result<Secret, diesel::result::Error> {
        if let Some(kept) = db.read_now(installation::secret)? {
            return Ok(Secret::derived(&kept));
        }
        let made = hex(&chance::token());
        db.write_now(move |conn| installation::keep_secret(conn, &made))?;
        let kept = db.read_now(installation::secret)?;
        kept.map(|kept| Secret::derived(&kept))
            .ok_or(diesel::result::Error::NotFound)
    }

    /// A secret of this run alone.
    pub fn passing() -> Secret {
        Secret(chance::token())
    }

    fn derived(kept: &str) -> Secret {
        use sha2::Digest;
        Secret(Sha256::digest(kept.as_bytes()).into())
    }

    /// The keyed hash (HMAC-SHA-256) of parts, each with its length before it, so that no two lists
    /// of parts are alike.
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts)
            .map(|mac| mac.finalize().into_bytes().into())
            .unwrap_or_default()
    }

    /// Whether a signature (in hexadecimal digits) is that of the parts, in the same time for any.
    pub fn signed(&self, parts: &[&[u8]], signature: &str) -> bool {
        let Some(signature) = unhex(signature) else {
            return false;
        };
        self.mac(parts)
            .is_some_and(|mac| mac.verify_slice(&signature).is_ok())
    }

    fn mac(&self, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        // A key of any length will do: there is nothing to fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        Some(mac)
    }
}

/// Hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Thirty-two bytes from hexadecimal digits.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_its_parts_and_its_secret_alone() {
        let (one, other) = (Secret::passing(), Secret::passing());
        let signature = hex(&one.sign(&[b"ab", b"c"]));
        assert!(one.signed(&[b"ab", b"c"], &signature));
        assert!(!one.signed(&[b"a", b"bc"], &signature));
        assert!(!one.signed(&[b"abc"], &signature));
        assert!(!other.signed(&[b"ab", b"c"], &signature));
        assert!(!one.signed(&[b"ab", b"c"], "zz"));
    }

    /// RFC 4231, test case 2, whose key is not ours: the primitive is the one meant.
    #[test]
    fn it_is_the_known_function() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        mac.update(b"what do ya want for nothing?");
        let out: [u8; 32] = mac.finalize().into_bytes().into();
        assert_eq!(
            hex(&out),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
