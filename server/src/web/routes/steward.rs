//! The addresses of stewards.

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::web::steward::{calendar, invitations, mail, objections, people, requests};

/// What stewards of the platform do.
pub(super) fn all(cfg: &mut ServiceConfig) {
    cfg.service(resource("/steward").route(get().to(objections::first)))
        .service(resource("/steward/calendar").route(get().to(calendar::show)))
        .service(
            resource("/steward/calendar/holidays/{holiday}")
                .route(get().to(calendar::holiday::form))
                .route(post().to(calendar::holiday::submit)),
        )
        .service(
            resource("/steward/calendar/holidays/{holiday}/remove")
                .route(get().to(calendar::holiday::ask_remove))
                .route(post().to(calendar::holiday::remove)),
        )
        .service(
            resource("/steward/calendar/weeks/{week}")
                .route(get().to(calendar::week::form))
                .route(post().to(calendar::week::submit)),
        )
        .service(
            resource("/steward/calendar/weeks/{week}/remove")
                .route(get().to(calendar::week::ask_remove))
                .route(post().to(calendar::week::remove)),
        )
        .service(
            resource("/steward/calendar/years/{year}")
                .route(get().to(calendar::year::ask))
                .route(post().to(calendar::year::enter)),
        )
        .service(
            resource("/steward/people")
                .route(get().to(people::list))
                .route(post().to(people::find)),
        )
        .service(resource("/steward/people/{account}").route(get().to(people::show)))
        .service(
            resource("/steward/people/{account}/disable").route(post().to(people::disable_person)),
        )
        .service(
            resource("/steward/people/{account}/enable").route(post().to(people::enable_person)),
        )
        .service(resource("/steward/people/{account}/roles").route(post().to(people::grant)))
        .service(
            resource("/steward/people/{account}/roles/withdraw").route(post().to(people::withdraw)),
        )
        .service(
            resource("/steward/invitations")
                .route(get().to(invitations::list))
                .route(post().to(invitations::submit)),
        )
        .service(
            resource("/steward/invitations/{invitation}/again")
                .route(post().to(invitations::resend)),
        )
        .service(
            resource("/steward/invitations/{invitation}/withdraw")
                .route(post().to(invitations::withdraw)),
        )
        .service(resource("/steward/requests").route(get().to(requests::list)))
        .service(
            resource("/steward/requests/{request}")
                .route(get().to(requests::show))
                .route(post().to(requests::submit)),
        )
        .service(resource("/steward/mail").route(get().to(mail::show)))
        .service(resource("/steward/mail/{letter}").route(post().to(mail::again)))
        .service(resource("/steward/objections").route(get().to(objections::list)))
        .service(
            resource("/steward/objections/{id}")
                .route(get().to(objections::show))
                .route(post().to(objections::decide)),
        );
}
