//! The commands of `sayso-eval`, a file each.

pub mod archive;
pub mod calibrate;
pub mod check;
pub mod desk;
pub mod entities;
pub mod extraction;
pub mod growth;
pub mod misses;
pub mod quality;
pub mod rules;
pub mod score;
pub mod speakers;
pub mod speed;
pub mod table;
pub mod times;
pub mod trace;
