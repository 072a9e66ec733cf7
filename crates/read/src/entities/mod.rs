//! People, bodies and places that a dispatch names.
//!
//! 1. [`tokens`]: words as names are made of
//! 2. [`names`]: capitalised spans, the gazetteer, titles and appositions tell what is a name and of what
//! 3. [`marks`]: what the model's entity head tells of them
//! 4. [`beings`]: names unified: surname and full name, acronym and words, title and first mention
//! 5. [`metonyms`]: where a capital is a place and where a government

pub(crate) mod beings;
pub(crate) mod lexicon;
pub(crate) mod marks;
pub(crate) mod metonyms;
pub(crate) mod names;
pub(crate) mod tokens;
