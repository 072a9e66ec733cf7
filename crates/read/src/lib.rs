//! From a dispatch to its reading: who said what, on whose say-so, when.
//!
//! [`Reader::read`] takes a [`Dispatch`] and returns a [`Reading`]. It is pure: no file, clock,
//! environment or socket, and the same result whatever the number of threads. The order of its
//! steps is told once, in [`reader`].

pub mod reader;

mod attributions;
mod calendar;
mod diary;
mod dispatch;
mod entities;
mod hands;
mod marks;
mod reading;
mod step;
mod utterance;
mod who;

pub use dispatch::Dispatch;
pub use hands::voices::give_voices;
pub use marks::{Known, MarkedAttribution, MarkedKind, MarkedName, Marks};
pub use reader::Reader;
pub use reading::{
    Anonymous, Attribution, DiaryEntry, DiaryStatus, Entity, EntityKind, Found, Group, Hand, Issue,
    Kind, Polarity, Publisher, Reading, Rejected, Rejection, Speaker, Time, Voice,
};
pub use step::Step;
