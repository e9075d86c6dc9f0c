//! What goes wrong, by accident or by intent: each is answered with the right status in the
//! reader's language, and leaves nothing half-written.

mod canary;
mod closing;
mod columns;
mod csrf;
mod encodings;
mod hostile;
mod input;
mod killed;
mod lists;
mod mail;
mod markup;
mod old_lists;
mod origin;
mod redirects;
mod registering;
mod requests;
mod watched;
