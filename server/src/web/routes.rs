//! Every address on one page.

use actix_web::web::{self, ServiceConfig, get, post, put};

use super::{assets, pages};

/// All routes. Each stands in the access matrix of the tests.
pub fn all(cfg: &mut ServiceConfig) {
    cfg.route("/", get().to(pages::start::go))
        .route("/assets/{path:.*}", get().to(assets::get))
        .service(web::scope("/api/v1").configure(api))
        .service(web::scope("/{lang:ar|en}").configure(localized));
}

fn api(cfg: &mut ServiceConfig) {
    cfg.route("/topics/{slug}/my-list", get().to(super::api::my_list::show))
        .route("/topics/{slug}/my-list", put().to(super::api::my_list::save));
}

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
        .route("/language/{other}", get().to(pages::reading::language))
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
fn taking_part(cfg: &mut ServiceConfig) {
    cfg.route("/sign-in", get().to(pages::sign_in::form))
        .route("/sign-in", post().to(pages::sign_in::submit))
        .route("/sign-out", post().to(pages::sign_in::out))
        .route("/topics/{slug}/suggest", get().to(pages::suggest::form))
        .route("/topics/{slug}/suggest/check", post().to(pages::suggest::check))
        .route("/topics/{slug}/suggest", post().to(pages::suggest::submit))
        .route("/topics/{slug}/my-list", get().to(pages::my_list::show))
        .route("/topics/{slug}/my-list", post().to(pages::my_list::change))
        .route("/suggestions/{ref}/posted", get().to(pages::suggest::posted))
        .route("/suggestions/{ref}/edit", get().to(pages::suggestion_edit::form))
        .route("/suggestions/{ref}/edit", post().to(pages::suggestion_edit::submit))
        .route("/suggestions/{ref}/withdraw", get().to(pages::suggestion_edit::ask_withdraw))
        .route("/suggestions/{ref}/withdraw", post().to(pages::suggestion_edit::withdraw));
}

/// What an agency's moderators do.
fn desk(_cfg: &mut ServiceConfig) {}

/// What an agency's managers do.
fn managing(_cfg: &mut ServiceConfig) {}
