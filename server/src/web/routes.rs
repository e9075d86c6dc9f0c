//! Every address on one page.

use actix_web::web::{self, ServiceConfig, get, post};

use super::desk::{hiding, queue, suggestion, topic_editor, topic_outcome, topic_running, topics};
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
    cfg.route("", get().to(pages::home::show));
}

/// What citizens do.
fn taking_part(_cfg: &mut ServiceConfig) {}

/// What an agency's moderators do.
fn desk(cfg: &mut ServiceConfig) {
    const CASE: &str = "/desk/{agency}/suggestions/{ref}";
    cfg.route("/desk", get().to(queue::choose))
        .route("/desk/{agency}", get().to(queue::show))
        .route(CASE, get().to(suggestion::show))
        .route(&format!("{CASE}/answer"), post().to(suggestion::answer))
        .route(&format!("{CASE}/commitment"), post().to(suggestion::update))
        .service(
            web::resource(format!("{CASE}/hide"))
                .route(get().to(hiding::ask))
                .route(post().to(hiding::hide)),
        )
        // Stewards alone.
        .service(
            web::resource(format!("{CASE}/restore"))
                .route(get().to(hiding::ask_restore))
                .route(post().to(hiding::restore)),
        );
}

/// What an agency's managers do.
fn managing(cfg: &mut ServiceConfig) {
    const TOPIC: &str = "/desk/{agency}/topics/{slug}";
    let at = |step: &str| web::resource(format!("{TOPIC}/{step}"));
    cfg.route("/desk/{agency}/topics", get().to(topics::show))
        .service(
            web::resource("/desk/{agency}/topics/new")
                .route(get().to(topic_editor::new))
                .route(post().to(topic_editor::create)),
        )
        .service(
            at("edit")
                .route(get().to(topic_editor::show))
                .route(post().to(topic_editor::edit)),
        )
        .service(
            at("open")
                .route(get().to(topic_running::ask_open))
                .route(post().to(topic_running::open)),
        )
        .service(
            at("extend")
                .route(get().to(topic_running::ask_extend))
                .route(post().to(topic_running::extend)),
        )
        .service(at("close").route(post().to(topic_running::close)))
        .service(
            at("report")
                .route(get().to(topic_outcome::report))
                .route(post().to(topic_outcome::save_report)),
        )
        .service(
            at("conclude")
                .route(get().to(topic_outcome::ask_conclude))
                .route(post().to(topic_outcome::conclude)),
        );
}
