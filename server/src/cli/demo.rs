//! `sharikuna demo`

use super::CommandError;
use crate::config::{Base, Config};
use crate::demo::{self, Filled, Story};

pub fn run(config: Config) -> Result<(), CommandError> {
    let app = super::open(config)?;
    match demo::fill(&app)? {
        Filled::Now => println!("The demonstration is filled in. Everything in it is invented."),
        Filled::Before => println!("The demonstration is already there."),
    }
    println!("Look at it with: sharikuna serve");
    guide(&app.config.base)
}

/// Where to look, and as whom to sign in.
pub fn guide(base: &Base) -> Result<(), CommandError> {
    let story = Story::told()?;
    println!("Pages");
    let topics = story.chapters.iter().map(|chapter| &chapter.topic);
    for topic in topics.filter(|topic| topic.state != "draft") {
        println!(
            "  {}/en/topics/{} ({})",
            base.origin, topic.slug, topic.state
        );
    }
    println!(
        "Sign in at {}/en/sign-in with the password {}",
        base.origin,
        demo::PASSWORD
    );
    for (role, sign_in) in story.people() {
        println!("  {:<9}  {sign_in}", role.as_str());
    }
    Ok(())
}
