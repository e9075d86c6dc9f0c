//! Who a request comes from, as limits and the list of sessions know it.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use actix_web::http::header;
use shared::device::Device;
use shared::limit::{Act, WORK_WAIT, Wait};

use super::error::Failure;
use super::visitor::{Right, Signed};
use crate::app::App;
use crate::limits::{self, Asker, Refused, address};

/// The client's address: of the connection, or as configured proxies say.
pub fn address(req: &HttpRequest, app: &App) -> IpAddr {
    let peer = req
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let values = |name: &'static str| {
        req.headers()
            .get_all(name)
            .map(|value| value.to_str().unwrap_or("unreadable"))
    };
    app.config
        .proxies
        .client(peer, values("x-forwarded-for"), values("forwarded"))
}

/// Who asks, when nobody is signed in and nothing typed.
pub fn of(req: &HttpRequest, app: &App) -> Asker {
    Asker::at(address(req, app))
}

/// Who asks as the person with this id.
pub fn person(req: &HttpRequest, app: &App, id: String) -> Asker {
    Asker {
        account: Some(id),
        ..of(req, app)
    }
}

/// Whether a signed-in person must wait before an act, and how long; else the act is counted.
///
/// # Errors
/// The database's fault.
pub async fn must_wait<R: Right>(
    req: &HttpRequest,
    app: &App,
    signed: &Signed<R>,
    act: Act,
) -> Result<Option<Wait>, Failure> {
    Ok(
        match limits::take(app, &person(req, app, signed.id()), act).await? {
            Ok(_) => None,
            Err(Refused::Wait(wait)) => Some(wait),
            Err(Refused::Work) => Some(Wait(WORK_WAIT)),
        },
    )
}

/// Where a session begins, as little as tells one's own apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub device: Device,
    /// The /24 or /48.
    pub network: String,
}

pub fn place(req: &HttpRequest, app: &App) -> Place {
    let agent = req
        .headers()
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    Place {
        device: Device::of(agent.unwrap_or_default()),
        network: address::wide(address(req, app)).to_string(),
    }
}
