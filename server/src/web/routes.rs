//! Every address on one page.

use actix_web::web::{self, ServiceConfig, get};

use super::{assets, pages};

/// All routes. The access matrix of the tests reads [`TABLE`].
pub fn all(cfg: &mut ServiceConfig) {
    cfg.route("/", get().to(pages::start::go))
        .route("/assets/{path:.*}", get().to(assets::get))
        .service(web::scope("/{lang:ar|en}").configure(localized));
}

fn localized(cfg: &mut ServiceConfig) {
    cfg.route("", get().to(pages::home::show));
}
