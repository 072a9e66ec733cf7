use crate::columns::Kind::{Bytes, Flag, Number, Text};
use crate::columns::{Table, given};

/// What could not be read.
pub const REJECTED: Table = Table {
    name: "rejected",
    about: "A record of an input that could not be read.",
    columns: &[
        given("input", Text, "the file or address"),
        given("record", Number, "which record of it, from 0"),
        given("offset", Number, "the byte of the unpacked file where it begins; a row of Parquet"),
        given("kind", Text, "damaged, cut-off, too-large, no-text or unsupported"),
        given("reason", Text, "why, for people"),
        given("raw", Bytes, "its first 64 KiB"),
        given("is_cut", Flag, "whether bytes of it are missing in raw"),
    ],
};
