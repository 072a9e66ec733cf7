//! Over many dispatches: who copied whom, which statements are one, how many had it at first hand.
//!
//! [`Tracer`] takes [`Item`]s, with their [`sayso_read::Reading`] where there is one,
//! compares each on arrival with the few that may be kin, and [`Tracer::trace`] gives the [`Trace`]:
//! copies with their direction, stories, statements with their independent origins, contradictions.
//! It is pure: no file, clock, environment or socket; the same result for the same items in the
//! same order. The order of its steps is told in [`tracer`].

pub mod store;
pub mod tracer;
pub mod views;

mod bag;
mod compare;
mod contradictions;
mod copies;
mod credits;
mod digest;
mod figures;
mod furniture;
mod gathered;
mod index;
mod item;
mod memory;
mod mentions;
mod origins;
mod parents;
mod pile;
mod relation;
mod sketch;
mod spoken;
mod statements;
mod stories;
mod trace;
mod vocabulary;

pub use bag::Bag;
pub use copies::{CopyIndex, Near};
pub use credits::CreditKind;
pub use item::{Item, Moment};
pub use memory::Memory;
pub use mentions::{Mention, Voice};
pub use pile::{PileError, PileErrorKind};
pub use relation::{Evidence, How, Relation};
pub use sayso_read::Reading;
pub use sketch::{Scratch, Sketch};
pub use store::Store;
pub use stories::StoryEvent;
pub use trace::{Contradiction, CopyOf, Origin, Statement, Story, Trace, Wording};
pub use tracer::{Added, Tracer};
