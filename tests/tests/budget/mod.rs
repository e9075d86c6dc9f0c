//! What a page may cost: statements, bytes, fonts, movement.

mod deadlines;
mod loading;
mod statements;
mod weight;
mod world;
