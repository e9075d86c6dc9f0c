//! What stewards of the platform keep and decide.

pub mod calendar;
pub mod invitations;
pub mod mail;
pub mod objections;
pub mod people;
pub mod requests;
