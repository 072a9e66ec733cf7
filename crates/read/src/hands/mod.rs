//! The hands a statement passes through before it stands in the dispatch.
//!
//! 1. [`imprint`]: heading, dateline, byline and credits
//! 2. [`chain`]: outlets that carried it, outer speakers, the speaker
//! 3. [`manner`]: to whom and by what means it was said
//! 4. [`roll`]: all who are mentioned, as entities
//! 5. [`voices`]: all of it, for a reading

pub(crate) mod chain;
pub(crate) mod imprint;
pub(crate) mod manner;
mod roll;
pub(crate) mod voices;
