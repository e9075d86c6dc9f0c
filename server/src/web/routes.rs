//! Every address on one page.

use actix_web::web::{self, ServiceConfig, get};

use super::{assets, pages};

/// All routes. Each stands in the access matrix of the tests.
pub fn all(cfg: &mut ServiceConfig) {
    cfg.route("/", get().to(pages::start::go))
        .route("/assets/{path:.*}", get().to(assets::get))
        .service(web::scope("/api/v1").configure(api))
        .service(web::scope("/{lang:ar|en}").configure(localized));
}

fn api(_cfg: &mut ServiceConfig) {}

fn localized(cfg: &mut ServiceConfig) {
    public(cfg);
    taking_part(cfg);
    desk(cfg);
    managing(cfg);
}

/// What anyone reads.
fn public(cfg: &mut ServiceConfig) {
    cfg.route("", get().to(pages::home::show))
        .route("/about", get().to(pages::reading::about))
        .route("/policy", get().to(pages::reading::policy))
        .route("/ranking", get().to(pages::reading::ranking))
        .route("/language/{other}", get().to(pages::reading::language));
}

/// What citizens do.
fn taking_part(_cfg: &mut ServiceConfig) {}

/// What an agency's moderators do.
fn desk(_cfg: &mut ServiceConfig) {}

/// What an agency's managers do.
fn managing(_cfg: &mut ServiceConfig) {}
