//! Only the configured host is served: anything else is 421, so that no page, mail or cache can
//! be made to carry a foreign name.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, web};
use shared::error::Code;

use crate::app::App;
use crate::web::error::Failure;

/// Refuses requests for another host.
///
/// # Errors
/// 421 for a foreign, missing or repeated Host; else what the inner service answers.
pub async fn check(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let right = {
        let mut hosts = req.headers().get_all(header::HOST).filter_map(|host| host.to_str().ok());
        let host = hosts.next().or_else(|| req.uri().authority().map(|a| a.as_str()));
        let single = hosts.next().is_none();
        let base = req.app_data::<web::Data<App>>().map(|app| app.config.base.clone());
        single && host.zip(base).is_some_and(|(host, base)| base.serves(host))
    };
    if !right {
        return Err(Failure::Refused(Code::WrongHost).into());
    }
    next.call(req).await
}
