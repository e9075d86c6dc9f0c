//! What every answer passes through, outermost first: headers and compression, the host, the
//! error page, the same-origin check, forms whose session has ended.

pub mod compress;
pub mod errors;
pub mod headers;
pub mod host;
pub mod same_origin;
pub mod typed;
