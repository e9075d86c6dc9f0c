//! Compressing once, as hard as possible, since the bytes are served many times.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli at quality 11; none when that would not be smaller.
pub fn brotli(bytes: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(smaller(packed, bytes))
}

/// Gzip at level 9, without a time in its header; none when that would not be smaller.
pub fn gzip(bytes: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(smaller(encoder.finish()?, bytes))
}

fn smaller(packed: Vec<u8>, bytes: &[u8]) -> Option<Vec<u8>> {
    (packed.len() < bytes.len()).then_some(packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const TEXT: &[u8] = b"a{color:red}b{color:red}c{color:red}d{color:red}e{color:red}f{color:red}";

    #[test]
    fn what_was_packed_unpacks_to_the_same() {
        let mut unpacked = Vec::new();
        let packed = gzip(TEXT).unwrap().unwrap();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, TEXT);

        let mut unpacked = Vec::new();
        let packed = brotli(TEXT).unwrap().unwrap();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, TEXT);
    }

    #[test]
    fn what_does_not_get_smaller_is_left_alone() {
        assert!(gzip(b"x").unwrap().is_none());
        assert!(brotli(b"x").unwrap().is_none());
    }
}
