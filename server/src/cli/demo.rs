//! `sharikuna demo`

use super::CommandError;
use crate::config::Config;

pub fn run(_config: Config) -> Result<(), CommandError> { Ok(()) }
