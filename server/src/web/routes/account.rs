//! The addresses of registering, of one's own account and of what one is told of.

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::web::pages::{
    account, data, follow, invitation, notices, register, requests, reset, sessions, unsubscribe,
};

/// What people do about their own accounts.
pub(super) fn all(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/register")
            .route(get().to(register::form))
            .route(post().to(register::send)),
    )
    .service(
        resource("/register/{token}")
            .route(get().to(register::open))
            .route(post().to(register::complete)),
    )
    .service(
        resource("/reset")
            .route(get().to(reset::form))
            .route(post().to(reset::send)),
    )
    .service(
        resource("/reset/{token}")
            .route(get().to(reset::open))
            .route(post().to(reset::complete)),
    )
    .service(
        resource("/account")
            .route(get().to(account::show))
            .route(post().to(account::details)),
    )
    .service(resource("/account/password").route(post().to(account::password)))
    .service(resource("/account/address").route(post().to(account::address)))
    .service(
        resource("/account/address/{token}")
            .route(get().to(account::open_address))
            .route(post().to(account::confirm_address)),
    )
    .service(
        resource("/account/notices")
            .route(get().to(notices::show))
            .route(post().to(notices::read)),
    )
    .service(
        resource("/account/notices/choices")
            .route(get().to(notices::choices))
            .route(post().to(notices::save)),
    )
    .service(
        resource("/topics/{slug}/follow")
            .route(get().to(follow::show))
            .route(post().to(follow::submit)),
    )
    .service(
        resource("/unsubscribe/{token}")
            .route(get().to(unsubscribe::ask))
            .route(post().to(unsubscribe::stop)),
    )
    .service(resource("/unsubscribe/{token}/undo").route(post().to(unsubscribe::undo)))
    .service(resource("/account/sessions").route(get().to(sessions::show)))
    .service(
        resource("/account/sessions/others")
            .route(get().to(sessions::ask_others))
            .route(post().to(sessions::end_others)),
    )
    .service(resource("/account/sessions/{session}/end").route(post().to(sessions::end_one)))
    .service(
        resource("/invitation/{token}")
            .route(get().to(invitation::open))
            .route(post().to(invitation::submit)),
    )
    .service(
        resource("/account/requests")
            .route(get().to(requests::show))
            .route(post().to(requests::submit)),
    )
    .service(resource("/account/data").route(get().to(data::show)))
    .service(resource("/account/data.json").route(post().to(data::file)))
    .service(
        resource("/account/erase")
            .route(get().to(data::ask))
            .route(post().to(data::submit)),
    )
    .service(resource("/account/erased").route(get().to(data::gone)));
}
