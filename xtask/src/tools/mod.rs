//! What must be on the machine: found, or installed where that is possible, or asked for in one
//! sentence.

pub mod axe;
pub mod c_compiler;
pub mod chromium;
pub mod debian;
pub mod deny;
pub mod postgres;
pub mod python;
pub mod wasm_target;
pub mod wrk;
