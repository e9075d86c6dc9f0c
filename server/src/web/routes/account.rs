//! The addresses of registering and of one's own account.

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::web::pages::{account, register, reset, sessions};

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
    .service(resource("/account/sessions").route(get().to(sessions::show)))
    .service(
        resource("/account/sessions/others")
            .route(get().to(sessions::ask_others))
            .route(post().to(sessions::end_others)),
    )
    .service(resource("/account/sessions/{session}/end").route(post().to(sessions::end_one)));
}
