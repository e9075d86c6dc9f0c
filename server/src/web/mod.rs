//! The web: routes, who asks, pages, the desk and the API.

pub mod api;
pub mod asker;
pub mod assets;
pub mod desk;
mod dev_mail;
pub mod done;
pub mod error;
pub mod known_device;
pub mod middleware;
pub mod open_data;
pub mod pages;
pub mod problem;
mod questions;
pub mod render;
pub mod routes;
pub mod session;
pub mod steward;
pub mod visitor;

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{App as Actix, HttpServer};

use crate::app::App;

/// How long a request may take to arrive, and a connection to lie idle.
const PATIENCE: Duration = Duration::from_secs(30);

/// The largest form or JSON body, in bytes.
pub const LARGEST_BODY: usize = 256 * 1024;

/// Serves the app on a bound listener until it is stopped.
///
/// # Errors
/// The fault of taking over the listener.
pub fn serve(app: App, listener: TcpListener, workers: usize) -> std::io::Result<Server> {
    serve_with(app, listener, workers, |_| {})
}

/// [`serve`] with routes of the caller's own before the program's, answered through the same
/// middleware: for measuring.
///
/// # Errors
/// As [`serve`].
pub fn serve_with(
    app: App,
    listener: TcpListener,
    workers: usize,
    extra: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
) -> std::io::Result<Server> {
    let data = web::Data::new(app);
    let places = web::Data::new(open_data::Places::default());
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(data.clone())
            .app_data(places.clone())
            .app_data(web::FormConfig::default().limit(LARGEST_BODY))
            .app_data(web::JsonConfig::default().limit(LARGEST_BODY))
            .wrap(from_fn(middleware::typed::kept))
            .wrap(from_fn(middleware::same_origin::check))
            .wrap(from_fn(middleware::host::check))
            .wrap(from_fn(middleware::errors::words))
            .wrap(from_fn(middleware::compress::gzip))
            .wrap(from_fn(middleware::headers::add))
            .configure(&extra)
            .configure(routes::all)
    })
    .workers(workers)
    // Without it a kept-alive answer can wait 40 ms for the client's delayed acknowledgement.
    .tcp_nodelay(true)
    // A slow phone on a slow line, or a server with much to do, is no reason to hang up.
    .client_request_timeout(PATIENCE)
    .keep_alive(PATIENCE)
    .shutdown_timeout(10)
    .listen(listener)?
    .run();
    Ok(server)
}
