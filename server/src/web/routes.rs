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
        .route("/topics", get().to(pages::topics::list))
        .route("/topics/{slug}", get().to(pages::topic::show))
        .route("/topics/{slug}/standing", get().to(pages::standing::show))
        .route("/topics/{slug}/about", get().to(pages::topic::about))
        .route("/topics/{slug}/outcome", get().to(pages::outcome::show))
        .route("/suggestions/{ref}", get().to(pages::suggestion::show))
        .route("/agencies", get().to(pages::agencies::list))
        .route("/agencies/{slug}", get().to(pages::agencies::show));
}

/// What citizens do.
fn taking_part(_cfg: &mut ServiceConfig) {}

/// What an agency's moderators do.
fn desk(_cfg: &mut ServiceConfig) {}

/// What an agency's managers do.
fn managing(_cfg: &mut ServiceConfig) {}
