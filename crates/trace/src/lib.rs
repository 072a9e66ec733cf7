//! Over many dispatches: who copied whom, which statements are one, how many had it at first hand.
//!
//! [`Tracer`] takes [`Item`]s, with their [`Reading`](sayso_read::Reading) where there is one,
//! compares each on arrival with the few that may be kin, and [`Tracer::trace`] gives the [`Trace`]:
//! copies with their direction, stories, statements with their independent origins, contradictions.
//! It is pure: no file, clock, environment or socket; the same result for the same items in the
//! same order. The order of its steps is told in [`tracer`].

pub mod tracer;
pub mod views;

mod bag;
mod compare;
mod contradictions;
mod credits;
mod digest;
mod furniture;
mod index;
mod item;
mod mentions;
mod origins;
mod parents;
mod pile;
mod relation;
mod spoken;
mod statements;
mod stories;
mod trace;
mod vocabulary;
#[cfg(test)]
mod dbg_pairs;

pub use item::{Item, Moment};
pub use pile::{PileError, PileErrorKind};
pub use relation::How;
pub use stories::StoryEvent;
pub use trace::{Contradiction, CopyOf, Origin, Statement, Story, Trace, Wording};
pub use tracer::Tracer;
