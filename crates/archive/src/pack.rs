//! Bytes made small, each value alone so that any can be read by itself.

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use zstd::bulk::{Compressor, Decompressor};

use crate::error::{ArchiveError, Result};

const LEVEL: i32 = 3;

thread_local! {
    static PACK: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACK: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A zstd frame that holds the size of what is in it.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    PACK.with_borrow_mut(|slot| {
        let packer = match slot {
            Some(packer) => packer,
            None => slot.insert(Compressor::new(LEVEL).expect("zstd has memory")),
        };
        packer.compress(bytes).expect("a buffer of its own bound is large enough")
    })
}

/// What was packed, which must be `size` bytes long.
pub(crate) fn unpack(bytes: &[u8], size: usize) -> Result<Vec<u8>> {
    let unpacked = UNPACK.with_borrow_mut(|slot| {
        let unpacker = match slot {
            Some(unpacker) => unpacker,
            None => slot.insert(Decompressor::new().expect("zstd has memory")),
        };
        // The header is read first: a damaged size must not ask for memory.
        let bound = Decompressor::upper_bound(bytes).unwrap_or(size);
        if bound != size { None } else { unpacker.decompress(bytes, size).ok() }
    });
    unpacked
        .filter(|unpacked| unpacked.len() == size)
        .ok_or_else(|| ArchiveError::damaged("a stored text cannot be unpacked"))
}

/// SHA-256.
pub(crate) fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of parts, none of which can run into the next; its first 16 bytes.
pub(crate) fn identity(parts: &[Option<&str>]) -> [u8; 16] {
    let mut sum = Sha256::new();
    for part in parts {
        match part {
            Some(part) => {
                sum.update([1]);
                sum.update((part.len() as u64).to_le_bytes());
                sum.update(part.as_bytes());
            }
            None => sum.update([0]),
        }
    }
    let sum: [u8; 32] = sum.finalize().into();
    sum[..16].try_into().expect("16 of 32")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        for bytes in [&b""[..], b"Rain.", &[7; 100_000]] {
            assert_eq!(unpack(&pack(bytes), bytes.len()).unwrap(), bytes);
        }
    }

    #[test]
    fn damage_is_an_error() {
        let mut packed = pack(b"It will rain, the mayor said.");
        assert!(unpack(&packed, 5).is_err());
        let middle = packed.len() / 2;
        packed.truncate(middle);
        assert!(unpack(&packed, 29).is_err());
        assert!(unpack(b"", 3).is_err());
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(identity(&[Some("ab"), Some("c")]), identity(&[Some("a"), Some("bc")]));
        assert_ne!(identity(&[None, Some("")]), identity(&[Some(""), None]));
    }
}
